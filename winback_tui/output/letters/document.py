"""A letter as an office document (.docx): plain, or in the user's own template with its fields."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.files.plain_file import open_plain_file
from winback_tui.playbook.letters.compose import LetterDraft
from winback_tui.playbook.letters.template import require_finite

from .directions import set_apart

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_BYTES = 20 << 20
"""The largest template; a file that never ends, or a small one that unpacks to a huge one, is refused."""
DOCUMENT_FIELDS = ("subject", "letter", "foot", "to", "mail", "today")
"""Fields of a user's own .docx: the subject, the text with its paragraphs, the foot, and who it goes to."""


def as_document(draft: LetterDraft, to: str, mail: str, today: str, template: Path | None = None) -> bytes:
    """The letter as .docx. `template` is the user's own document with fields such as `{{ letter }}`.

    Raises Refused where the extra `docx` is not installed, BadInput for a template that cannot be used.
    """
    try:
        import docx  # noqa: F401
        import docxtpl  # noqa: F401
    except ImportError:
        raise Refused("For .docx install Winback with its extra: pip install 'winback-tui[docx]'.") from None
    letter = set_apart(draft)
    if template is None:
        return _plain(letter)
    return _on_own_paper(letter, {"to": to, "mail": mail, "today": today}, template)


def _plain(draft: LetterDraft) -> bytes:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = draft.subject[:255]
    document.core_properties.author = ""

    def paragraph(text: str, *, bold: bool = False, small: bool = False) -> None:
        made = document.add_paragraph()
        run = made.add_run(text)
        run.bold = bold
        if small:
            run.font.size = Pt(9)
        if draft.right_to_left:
            made._p.get_or_add_pPr().append(made._p.makeelement(qn("w:bidi"), {}))
            run.font.rtl, run.font.cs_bold = True, bold
            if (
                small
            ):  # office programs take the weight and size of right-to-left text from properties of their own
                run._r.get_or_add_rPr().append(run._r.makeelement(qn("w:szCs"), {qn("w:val"): "18"}))

    paragraph(draft.subject, bold=True)
    for each in draft.paragraphs:
        paragraph(each)
    for line in draft.foot:
        paragraph(line, small=True)
    return _bytes(document)


def _on_own_paper(draft: LetterDraft, values: Mapping[str, str], template: Path) -> bytes:
    from docxtpl import DocxTemplate, Listing

    values = {"subject": draft.subject, "foot": "\n".join(draft.foot), "letter": draft.body, **values}
    try:
        document = DocxTemplate(_finite(template))
        document.render(
            {name: Listing(text) for name, text in values.items()}, jinja_env=_sandbox(), autoescape=True
        )
        return _bytes(document)
    except BadInput:
        raise
    except Exception as fault:
        raise BadInput(f"{template} cannot be used as a template: {_words(fault)}.") from fault


def _finite(template: Path) -> BytesIO:
    """The template in memory, if its size is plausible both packed and unpacked. Raises BadInput."""
    with open_plain_file(template) as file:
        raw = BytesIO(file.read(MOST_BYTES + 1))
    unpacked = (
        0 if len(raw.getvalue()) > MOST_BYTES else sum(each.file_size for each in ZipFile(raw).infolist())
    )
    if not unpacked or unpacked > MOST_BYTES:
        raise BadInput(
            f"{template} is empty or larger than {MOST_BYTES >> 20} MB; it cannot be used as a template."
        )
    return raw


def _words(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return " ".join(str(fault).split())[:160].rstrip(".") or type(fault).__name__


def _sandbox() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Finite(ImmutableSandboxedEnvironment):
        """A sandbox that takes no template that loops, calls or computes."""

        def from_string(self, source: Any, *rest: Any, **more: Any) -> Any:
            require_finite(source, DOCUMENT_FIELDS)
            return super().from_string(source, *rest, **more)

    return Finite(undefined=StrictUndefined, autoescape=True)


def _bytes(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
