"""Where the review is written as an HTML file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from winback_tui.domain.text import typed_path
from winback_tui.services.review.page_file import page_path, write_page
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, Field


class HtmlDialog(Dialog[Path]):
    """Dismissed with the file written; `page` makes its text."""

    TITLE_WORDS = "Write the review as HTML"
    DOES = "write"
    WRITES = False

    def __init__(self, file_name: str, page: Callable[[], str]) -> None:
        super().__init__()
        self._file_name = file_name
        self._page = page

    def fields(self) -> Iterable[Field]:
        """One line, filled in."""
        yield CheckedField(
            "path",
            "File",
            str(Path("~", self._file_name)),
            reads=lambda typed: str(page_path(typed.strip())),
            needed="Name the file to write.",
            hint="One file that needs nothing else, to be shown or printed.",
        )

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A file that is there already is not replaced unasked."""
        there = typed_path(values.text("path")).exists()
        return {"path": "This file already exists; Enter again replaces it."} if there else {}

    def act(self, values: FormValues) -> Path:
        """Writes it."""
        return write_page(values.text("path"), self._page())
