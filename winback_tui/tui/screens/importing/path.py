"""The path of a file, typed or pasted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import typed_path
from winback_tui.services.importing.found_files import files_like
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, Field


def existing(typed: str) -> str:
    """The path of a file that is there. Raises BadInput, naming files that begin alike."""
    text = typed.strip().strip("'\"")
    place = typed_path(text)
    try:
        for found in (place, Path("/", text)):  # the slash that opened this form may have been the path's own
            if found.is_file():
                return str(found)
        if place.is_dir():
            raise BadInput("That is a folder; give the path of a file in it.")
    except OSError as fault:
        raise BadInput(f"This cannot be opened: {fault.strerror}.") from fault
    near = ", ".join(found.path.name for found in files_like(str(place))[:3])
    raise BadInput(f"There is no such file; did you mean {near}?" if near else "There is no such file.")


class PathDialog(Dialog[Path]):
    """Dismissed with the path of a file that exists."""

    TITLE_WORDS = "Import a file"
    DOES = "open"
    WRITES = False

    def fields(self) -> Iterable[Field]:
        """One line."""
        yield CheckedField("path", "File", reads=existing, needed="Type or paste the path of a file.")

    def act(self, values: FormValues) -> Path:
        """The path as checked."""
        return Path(existing(values.text("path")))
