"""A file for a colleague without a shared folder: for mail, or for a stick that somebody else carries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from winback_tui.domain.text import typed_path
from winback_tui.services.team import Bundled, write_bundle_file
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

WHOLE, NEW = "whole", "new"


class MailDialog(Dialog[Bundled]):
    """Dismissed with what was written."""

    TITLE_WORDS = "Write a file for a colleague"
    DOES = "write"
    PURPOSE = (
        "A sealed file to send by mail. Your colleague takes it in with S, then a, and the path of the file."
    )

    def fields(self) -> Iterable[Field]:
        """Where to, and how much."""
        yield TextField(
            "folder", "Into folder", str(Path.cwd()), needed="Name a folder.", hint="or a new file's path"
        )
        options = ((NEW, "only what the others lack"), (WHOLE, "the whole book"))
        yield ChoiceField("what", "Holds", options, NEW)

    def act(self, values: FormValues) -> Bundled:
        """Writes it, sealed with the team's key."""
        to = typed_path(values.text("folder"))
        return write_bundle_file(self._app.book, to, only_new=values.text("what") == NEW)

    def message(self, result: Bundled) -> str:
        """Where it lies."""
        return result.sentence
