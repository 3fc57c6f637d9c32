"""Numbers and addresses as links of the terminal: only what is one as a whole, and nothing hostile in it."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.output.guard import printable_lines
from winback_tui.output.links import address_link, phone_link, terminal_takes_links, with_links
from winback_tui.output.tables.formats import Format, write_table
from winback_tui.output.tables.table import CellKind, Column, Table

LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")


@pytest.mark.parametrize(
    ("phone", "link"),
    (
        ("+44 20 7946 0112", "tel:+442079460112"),
        ("+372 5123 4567", "tel:+37251234567"),
        ("(030) 123-456/7", "tel:0301234567"),
        ("+49 (0)40 555 0123", "tel:+49405550123"),
        ("+49\u00a040\u00a05550123", "tel:+49405550123"),
        ("112", ""),
        ("ask for Ann", ""),
        ("+44 20 7946 0112 ext 5", ""),
        ("+44 20 7946 0112\n+44 20 7946 0113", ""),
        ("1234567890123456", ""),
        ("+1234\x1b]8;;x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ),
)
def test_a_number_becomes_its_digits_and_anything_else_no_link(phone: str, link: str) -> None:
    assert phone_link(phone) == link


@pytest.mark.parametrize(
    ("mail", "link"),
    (
        ("ana@mill.example", "mailto:ana@mill.example"),
        ("a+b?subject=x@mill.example", "mailto:a%2Bb%3Fsubject%3Dx@mill.example"),
        ("ana@münchen.example", "mailto:ana@xn--mnchen-3ya.example"),
        ("a@b.example;c@d.example", ""),
        ("a\x1b\\@b.example", ""),
        ("@b.example", ""),
        ("ana", ""),
    ),
)
def test_an_address_becomes_a_link_and_anything_else_none(mail: str, link: str) -> None:
    assert address_link(mail) == link


def test_only_the_whole_number_is_a_link() -> None:
    text = "Ann  +44 20 7946 0112  ana@mill.example, not 20 7946 01 nor dana@mill.example"
    shown = with_links(text, ["+44 20 7946 0112", "7946 01", "ana@mill.example"])
    assert LINK.findall(shown) == [
        ("tel:+442079460112", "+44 20 7946 0112"),
        ("mailto:ana@mill.example", "ana@mill.example"),
        ("tel:794601", "7946 01"),
    ]
    assert LINK.sub(r"\2", shown) == text


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=4))
def test_whatever_is_written_the_codes_are_whole_and_the_text_is_the_same(text: str, ways: list[str]) -> None:
    clean = printable_lines(text)
    shown = with_links(clean, [*ways, "+49 40 5550123"])
    assert LINK.sub(r"\2", shown) == clean
    assert all(re.fullmatch(r"(tel:\+?\d+|mailto:[!-~]+)", link) for link, _ in LINK.findall(shown))


@pytest.mark.parametrize(
    ("name", "takes"), (("xterm-256color", True), ("linux", False), ("dumb", False), ("", True))
)
def test_a_terminal_that_would_show_the_codes_gets_none(
    name: str, takes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", name)
    assert terminal_takes_links() is takes


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", (_Terminal, io.StringIO))
def test_a_table_has_links_at_a_terminal_only_and_its_columns_stay_straight(
    stream: type[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    to = stream()
    table = Table(
        (Column("name", "Name"), Column("mail", "Mail", CellKind.MAIL), Column("more", "More")),
        (("Acme", "ana@mill.example", "x"), ("Beta", "no address", "y")),
    )
    write_table(table, Format.TERMINAL, to)
    plain = LINK.sub(r"\2", to.getvalue())
    lines = [line for line in plain.splitlines() if line.endswith((" x", " y"))]
    assert len({len(line) for line in lines}) == 1
    assert bool(LINK.findall(to.getvalue())) is to.isatty()
