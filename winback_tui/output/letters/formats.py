"""The formats a letter can be written in, chosen by name or by the file's extension."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.playbook.letters.compose import LetterDraft

from .mail import as_mail, as_text
from .page import letter_page


class LetterFormat(StrEnum):
    """Plain text, a draft for the mail program, a page to print, an office document."""

    TEXT = "text"
    EML = "eml"
    HTML = "html"
    DOCX = "docx"

    @property
    def ending(self) -> str:
        """The file extension, without the dot."""
        return "txt" if self is LetterFormat.TEXT else str(self)


_BY_ENDING = {".txt": LetterFormat.TEXT, ".text": LetterFormat.TEXT, ".htm": LetterFormat.HTML} | {
    f".{form}": form for form in LetterFormat if form is not LetterFormat.TEXT
}


def letter_format(name: str, file: Path | None) -> LetterFormat:
    """The format of this name, else that of the file's extension, else text. Raises BadInput."""
    if name:
        try:
            return LetterFormat(name.strip().lower())
        except ValueError:
            raise BadInput(
                f"'{name[:20]}' is not a letter format; choose one of {', '.join(LetterFormat)}."
            ) from None
    if file is None or not file.suffix:
        return LetterFormat.TEXT
    found = _BY_ENDING.get(file.suffix.lower())
    if found is None:
        raise BadInput(
            f"'{file.suffix[:20]}' is not a letter format; end the file in .txt, .eml, .html or .docx, and print"
            " .html from the browser for a PDF."
        )
    return found


def letter_content(
    draft: LetterDraft, form: LetterFormat, to: str, mail: str, today: str, template: Path | None = None
) -> bytes:
    """The letter in this format. Raises BadInput for a mail without an address, or a template that cannot be used."""
    if template is not None and form is not LetterFormat.DOCX:
        raise BadInput("A template of your own needs the format docx; add --format docx.")
    match form:
        case LetterFormat.TEXT:
            return as_text(draft)
        case LetterFormat.EML:
            return as_mail(draft, to, mail)
        case LetterFormat.HTML:
            return letter_page([draft]).encode()
    from .document import as_document

    return as_document(draft, to, mail, today, template)
