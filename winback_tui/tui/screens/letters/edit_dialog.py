"""Changing the words of a letter, and the file that it is saved as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from winback_tui.domain.text import typed_path
from winback_tui.domain.wording.wording import full_day
from winback_tui.output.letters.formats import letter_content, letter_format
from winback_tui.services.letters.places import suggested_file
from winback_tui.services.letters.sheet import LetterSheet
from winback_tui.services.letters.writing import letter_path, write_letter
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class EditLetterDialog(Dialog[LetterSheet]):
    """Subject and text; dismissed with the letter in these words."""

    TITLE_WORDS = "Edit the letter"
    DOES = "use"
    WRITES = False

    def __init__(self, subject: CommandSubject | None, sheet: LetterSheet) -> None:
        super().__init__(subject)
        self._sheet = sheet

    def fields(self) -> Iterable[Field]:
        """The subject, then the text with its paragraphs."""
        yield TextField("subject", "Subject", self._sheet.draft.subject, needed="A letter needs a subject.")
        yield NoteField("text", "Text", self._sheet.draft.body, needed="A letter needs a text.")

    def act(self, values: FormValues) -> LetterSheet:
        """The letter in these words; the foot with how to object stays."""
        return self._sheet.edited(values.text("subject"), values.text("text"))


class SaveLetterDialog(Dialog["ActionResult"]):
    """One line, filled in; the ending says the form."""

    TITLE_WORDS = "Save the letter as"
    DOES = "write"

    def __init__(self, subject: CommandSubject | None, sheet: LetterSheet) -> None:
        super().__init__(subject)
        self._sheet = sheet

    def fields(self) -> Iterable[Field]:
        """The file."""
        yield CheckedField(
            "path",
            "File",
            str(suggested_file(self._sheet, "txt")),
            reads=lambda typed: str(letter_path(typed.strip())),
            needed="Name the file to write.",
            hint="Ends in .txt, .eml, .html or .docx.",
        )

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A file that is there already is not replaced unasked."""
        there = typed_path(values.text("path")).exists()
        return {"path": "This file already exists; Enter again replaces it."} if there else {}

    def act(self, values: FormValues) -> ActionResult:
        """Writes it."""
        path, sheet, book = letter_path(values.text("path")), self._sheet, self._app.book
        content = letter_content(
            sheet.draft, letter_format("", path), sheet.to, sheet.mail, full_day(book.today)
        )
        return write_letter(book, sheet, path, content)

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
