"""Letters as files, read by others: the mail reader of Python, an HTML parser, the office's own library."""

from __future__ import annotations

import io
import os
import sys
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.plan.letter import FIELDS, LetterKind
from winback_tui.output.letters.batch import batch_file
from winback_tui.output.letters.document import MOST_BYTES, as_document
from winback_tui.output.letters.formats import LetterFormat, letter_content, letter_format
from winback_tui.output.letters.mail import MOST_LINK, as_mail, as_text, mail_link
from winback_tui.output.letters.page import letter_page
from winback_tui.playbook.letters.compose import LetterDraft, compose
from winback_tui.playbook.letters.packs import letter_pack

HOSTILE = (
    "A & B <script>alert(1)</script>",
    "\"Quoted\" 'Ltd' {{ account }} {% if x %}",
    "שלום לוגיסטיקה",
    "نور للتجارة",
    "=cmd()|' /C calc'!A0",
    "Ж" * 300,
    "Café Zoë ☕ & 👩‍🍳 Töchter",
    "]]> &amp; &#60;",
)


def letter(account: str, language: str = "en") -> LetterDraft:
    values = {name: name for name in FIELDS}
    return compose(
        LetterKind.SLEEPING_1, letter_pack(language), {**values, "account": account, "person": account}
    )


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_arrive_letter_for_letter_in_a_mail(name: str) -> None:
    draft = letter(name)
    read = message_from_bytes(as_mail(draft, name, "a@b.example"), policy=default)
    assert isinstance(read, EmailMessage)
    assert read["X-Unsent"] == "1" and " ".join(str(read["Subject"]).split()) == draft.subject
    line = message_from_bytes(as_mail(draft, name, "a@b.example"))["To"]
    shown, address = parseaddr(str(line).replace("\r\n", "").replace("\n", ""))
    assert address == "a@b.example" and str(make_header(decode_header(shown))) == name
    plain, page = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None and page is not None
    assert plain.get_content().replace("\r\n", "\n") == draft.text
    parser = _Text()
    parser.feed(page.get_content())
    assert name in parser.text and "script" not in parser.tags


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_arrive_letter_for_letter_in_a_document(name: str, tmp_path: Path) -> None:
    from docx import Document

    read = Document(io.BytesIO(as_document(letter(name), name, "", "today")))
    assert any(name in each.text for each in read.paragraphs)
    own = Document()
    own.add_paragraph("{{ to }}")
    own.add_paragraph("{{ letter }}")
    own.save(str(tmp_path / "own.docx"))
    read = Document(io.BytesIO(as_document(letter(name), name, "", "today", tmp_path / "own.docx")))
    assert read.paragraphs[0].text == name and name in read.paragraphs[1].text
    assert "tell me what you need" in read.paragraphs[1].text


@pytest.mark.parametrize(
    "field", ("{{ secret }}", "{% for x in letter %}{{ x }}{% endfor %}", "{{ letter.__class__ }}")
)
def test_a_document_of_the_users_may_only_write_the_fields(field: str, tmp_path: Path) -> None:
    from docx import Document

    own = Document()
    own.add_paragraph(field)
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(BadInput):
        as_document(letter("Acme"), "Acme", "", "today", tmp_path / "own.docx")


def test_a_batch_on_the_users_own_paper_is_documents(tmp_path: Path) -> None:
    from docx import Document

    own = Document()
    own.add_paragraph("Letterhead of {{ to }}")
    own.save(str(tmp_path / "own.docx"))
    ending, content = batch_file(letter("Acme"), None, "Eve", "e@b.example", "today", tmp_path / "own.docx")
    assert ending == "docx" and Document(io.BytesIO(content)).paragraphs[0].text == "Letterhead of Eve"
    for form in (LetterFormat.HTML, LetterFormat.EML):
        with pytest.raises(BadInput, match="needs the format docx"):
            batch_file(letter("Acme"), form, "Eve", "e@b.example", "today", tmp_path / "own.docx")


def test_without_its_extra_a_document_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(Refused, match=r"pip install 'winback-tui\[docx\]'"):
        as_document(letter("Acme"), "Acme", "", "today")


@pytest.mark.parametrize("content", (b"", b"no document", b"PK\x03\x04"))
def test_a_template_that_is_no_document_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_bytes(content)
    with pytest.raises(BadInput, match="cannot be used as a template"):
        as_document(letter("Acme"), "Acme", "", "today", tmp_path / "own.docx")


def test_a_template_that_never_ends_or_unpacks_to_a_huge_one_is_told(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "own.docx", "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(MOST_BYTES + 1))
    (tmp_path / "long.docx").write_bytes(bytes(MOST_BYTES + 1))
    for template in (tmp_path / "own.docx", tmp_path / "long.docx"):
        with pytest.raises(BadInput, match="larger than 20 MB"):
            as_document(letter("Acme"), "Acme", "", "today", template)
    with pytest.raises(BadInput, match="cannot be used as a template: Not a regular file"):
        as_document(letter("Acme"), "Acme", "", "today", Path(os.devnull))
    with pytest.raises(BadInput, match="cannot be used as a template: No such file or directory"):
        as_document(letter("Acme"), "Acme", "", "today", tmp_path / "nothing.docx")


def test_arabic_runs_from_right_to_left() -> None:
    from docx import Document

    draft = letter("نور", "ar")
    assert 'dir="rtl"' in letter_page([draft]) and 'lang="ar"' in letter_page([draft])
    read = Document(io.BytesIO(as_document(draft, "نور", "", "today")))
    assert all("w:bidi" in each._p.xml for each in read.paragraphs)
    assert "<w:bCs/>" in read.paragraphs[0]._p.xml and 'w:szCs w:val="18"' in read.paragraphs[-1]._p.xml


@pytest.mark.parametrize("form", LetterFormat)
def test_in_an_arabic_file_names_and_numbers_keep_their_own_order(form: LetterFormat) -> None:
    """A terminal gets no such marks: it shows them as signs."""
    values = {
        **{name: name for name in FIELDS},
        "account": "Pécsi Papír Kft.",
        "person": "Jo",
        "percent": "10",
    }
    values |= {"rep": "Jo Pécsi", "contact": "+36 72 555 0123\nPécs"}
    draft = compose(LetterKind.SLEEPING_1, letter_pack("ar"), values)
    assert "\u2068" not in draft.subject + draft.text
    written = text_of(letter_content(draft, form, "Jo", "jo@pecsi.example", "today"), form)
    for apart in ("Pécsi Papír Kft.", "Jo", "Jo Pécsi", "+36 72 555 0123", "Pécs"):
        assert f"\u2068{apart}\u2069" in written, apart
    assert "10%" in written and written.count("\u2068") == written.count("\u2069")
    assert "\u2068" not in text_of(letter_content(letter("Acme"), form, "Jo", "jo@pecsi.example", ""), form)
    edited = draft.edited("Pécsi Papír Kft.", "Jo")
    assert "\u2068Jo\u2069" in text_of(letter_content(edited, form, "Jo", "jo@pecsi.example", ""), form)


def text_of(content: bytes, form: LetterFormat) -> str:
    """Everything to read in a file of this form."""
    if form is LetterFormat.DOCX:
        from docx import Document

        return "\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs)
    if form is LetterFormat.EML:
        mail = message_from_bytes(content, policy=default)
        return f"{mail['Subject']}\n" + "\n".join(part.get_content() for part in mail.iter_parts())
    return content.decode()


@pytest.mark.parametrize(
    "mail", ("a@", "@b", "a b@c.example", "a@b@c.example", "a\n@b.example", "ä@b.example")
)
def test_an_address_that_cannot_be_written_to_is_told_and_a_batch_prints_the_letter(mail: str) -> None:
    with pytest.raises(BadInput, match="mail address"):
        as_mail(letter("Acme"), "Acme", mail)
    assert batch_file(letter("Acme"), None, "Acme", mail, "today")[0] == "html"


def test_no_address_is_told_and_a_foreign_host_is_encoded() -> None:
    with pytest.raises(BadInput, match="has no mail address"):
        as_mail(letter("Acme"), "Acme", "")
    read = message_from_bytes(as_mail(letter("Acme"), "Acme", "a@münchen.example"), policy=default)
    assert read["To"].addresses[0].domain == "xn--mnchen-3ya.example"


def test_a_link_takes_the_text_along_where_there_is_room() -> None:
    assert "&body=" in mail_link(letter("Acme"), "a@b.example")
    assert len(mail_link(letter("Ж" * 300), "a@b.example")) < MOST_LINK * 4 and "&body" not in mail_link(
        letter("Ж" * 300), "a@b.example"
    )


def test_the_form_follows_the_file_and_text_is_utf_8() -> None:
    assert (
        letter_format("", Path("x.EML")) is LetterFormat.EML and letter_format("", None) is LetterFormat.TEXT
    )
    for name, file in (("pdf", None), ("", Path("x.pdf"))):
        with pytest.raises(BadInput, match="not a letter format"):
            letter_format(name, file)
    assert as_text(letter("Zoë")).decode().startswith("We miss you, Zoë\n\n")


def test_all_letters_of_a_page_begin_on_paper_of_their_own() -> None:
    page = letter_page([letter("One"), letter("Two"), letter("نور", "ar")])
    assert page.count("<article") == 3 and "break-after: page" in page
