"""Letters opened by the real office (LibreOffice): every form of file, every language, hostile names letter for letter.

pytest -m slow tests/slow/test_letters_in_an_office.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.output.test_letters import HOSTILE, letter
from winback_tui.domain.plan.letter import FIELDS, LetterKind
from winback_tui.output.letters.document import as_document
from winback_tui.output.letters.mail import as_text
from winback_tui.output.letters.page import letter_page
from winback_tui.playbook.letters.compose import LetterDraft, compose
from winback_tui.playbook.letters.packs import languages, letter_pack

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        OFFICE is None, reason="needs LibreOffice (Debian: apt-get install libreoffice-writer)"
    ),
]
VALUES = {name: f"<{name}> & co" for name in FIELDS}


def every_letter(language: str) -> list[LetterDraft]:
    return [compose(kind, letter_pack(language), VALUES) for kind in LetterKind]


def converted(folder: Path, form: str, ending: str) -> dict[str, bytes]:
    """Every file of the folder as the office writes it again, by its name."""
    out = folder.parent / f"{folder.name}-{ending}"
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation=file://{folder.parent / 'office'}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(out),
            *map(str, sorted(folder.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {each.stem: each.read_bytes() for each in out.iterdir()}


def words(text: str) -> str:
    """The text on one line, without what an office adds to direct it."""
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069\ufeff]", "", text).split())


def test_hostile_names_arrive_letter_for_letter_in_the_office(tmp_path: Path) -> None:
    from docx import Document

    folder = tmp_path / "letters"
    folder.mkdir()
    own = Document()
    own.add_paragraph("{{ to }}")
    own.add_paragraph("{{ letter }}")
    own.save(str(tmp_path / "own.docx"))
    for number, name in enumerate(HOSTILE):
        draft = letter(name)
        (folder / f"plain-{number}.docx").write_bytes(as_document(draft, name, "", "today"))
        template = tmp_path / "own.docx"
        (folder / f"own-{number}.docx").write_bytes(as_document(draft, name, "", "today", template))
        (folder / f"page-{number}.html").write_bytes(letter_page([draft]).encode())
        (folder / f"text-{number}.txt").write_bytes(as_text(draft))
    read = converted(folder, "txt:Text (encoded):UTF8", "txt")
    assert len(read) == 4 * len(HOSTILE)
    for number, name in enumerate(HOSTILE):
        for form in ("plain", "own", "page", "text"):
            shown = words(read[f"{form}-{number}"].decode())
            assert words(name) in shown, (form, name)
            assert ("tell me what you need" in shown and "no more letters" in shown) or form == "own"


def test_every_letter_in_every_language_is_printed_by_the_office(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for language in languages():
        drafts = every_letter(language)
        (folder / f"{language}-page.html").write_bytes(letter_page(drafts).encode())
        for draft in drafts:
            name = f"{language}-{draft.kind}.docx"
            (folder / name).write_bytes(as_document(draft, "Acme", "a@b.example", "today"))
    pages = converted(folder, "pdf", "pdf")
    assert len(pages) == len(languages()) * (len(LetterKind) + 1)
    for name, content in pages.items():
        assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), name
        on_paper = len(re.findall(rb"/Type\s*/Page\b", content))
        assert on_paper >= 1 and (not name.endswith("-page") or on_paper >= len(LetterKind)), (name, on_paper)
