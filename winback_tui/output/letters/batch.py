"""A batch of letters: the file of each, and the page that prints them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.playbook.letters.compose import LetterDraft

from .formats import LetterFormat, letter_content
from .page import letter_page


def batch_file(
    draft: LetterDraft,
    form: LetterFormat | None,
    to: str,
    mail: str,
    today: str,
    template: Path | None = None,
) -> tuple[str, bytes]:
    """Extension and content of one letter's file: the format asked for, else a mail draft, or a page to print where
    there is no mail address. `template` is the user's own document, for docx.
    """
    if form is None and template is not None:
        form = LetterFormat.DOCX
    if form is not None and form is not LetterFormat.EML:
        return form.ending, letter_content(draft, form, to, mail, today, template)
    try:
        return LetterFormat.EML.ending, letter_content(draft, LetterFormat.EML, to, mail, today, template)
    except BadInput:
        return LetterFormat.HTML.ending, letter_content(draft, LetterFormat.HTML, to, mail, today, template)


def batch_page(drafts: Sequence[LetterDraft]) -> bytes:
    """All letters as one page, each on its own sheet."""
    return letter_page(drafts).encode()
