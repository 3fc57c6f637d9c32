"""The terminal's table and the workbook: every cell literal, every number in its place."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

from tests.output.tables import EMPTY, HOSTILE, MILL, sample
from winback_tui.output.tables.as_lines import write_lines
from winback_tui.output.tables.as_separated import write_tsv
from winback_tui.output.tables.as_terminal import write_terminal
from winback_tui.output.tables.table import CellKind, Column, Table


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


@pytest.mark.usefixtures("wide")
def test_a_reader_sees_titles_groups_and_whole_percent() -> None:
    page = io.StringIO()
    assert write_terminal(sample(MILL, EMPTY), page) == 2
    head, _, mill, empty, *_ = page.getvalue().splitlines()
    assert " ".join(head.split()) == "Account Orders Rhythm At stake Gone Last order Fragile Why"
    assert " ".join(mill.split()) == "North Mill 1,200 21.5 14,200.50 EUR 62 % 2026-09-20 yes Silent."
    assert " ".join(empty.split()) == "ООО «Ромашка» 株 – – – – – – –"
    assert "a1" not in page.getvalue()


@pytest.mark.usefixtures("wide")
def test_hostile_cells_show_literally() -> None:
    page = io.StringIO()
    write_terminal(sample(HOSTILE), page)
    assert '=[red]"x␛[2J y z' in page.getvalue()
    assert "\x1b" not in page.getvalue()


def test_numbers_end_at_the_same_column_beside_wide_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = io.StringIO()
    table = Table(sample().columns[1:3], [("株式会社", 5), ("Acme", 12)])
    write_terminal(table, page)
    wide, narrow = page.getvalue().splitlines()[2:4]
    assert cell_len(wide.rstrip()) == cell_len(narrow.rstrip())


WORK = Table(
    (
        Column("id", "Id", shown=False),
        Column("owner", "Owner", leaves=2, phrase="by {}"),
        Column("account", "Account", names=True),
        Column("silent", "Silent d", CellKind.INT, leaves=1),
        Column("gone", "Gone", CellKind.PERCENT, phrase="{} likely gone"),
        Column("at_stake", "At stake", CellKind.MONEY),
        Column("currency", "Cur"),
        Column("fragile", "Fragile", CellKind.FLAG, leaves=2),
        Column("why", "Why", wide=True, leaves=3),
    ),
    [
        ("a1", "Carla Ruiz", "North Mill Ltd", 65, 0.7, 1308942, "EUR", True, "Asked for a quote. " * 4),
        ("a2", "", "株式会社 of a name far too long for it", 7, None, None, "", False, None),
    ],
)


@pytest.mark.parametrize(
    ("room", "head"),
    [
        (160, "Owner Account Silent d Gone At stake Fragile Why"),
        (80, "Owner Account Silent d Gone At stake Fragile"),
        (50, "Account Silent d Gone At stake"),
        (40, "Account Gone At stake"),
    ],
)
def test_a_narrow_terminal_loses_columns_and_never_a_figure(
    room: int, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(room))
    page = io.StringIO()
    write_terminal(WORK, page)
    lines = page.getvalue().splitlines()
    assert " ".join(lines[0].split()) == head
    assert max(map(cell_len, lines)) <= room
    assert "70 %" in lines[2]
    assert "13,089.42 EUR" in lines[2]
    assert " ".join(page.getvalue().split()).count("Asked for") == 4
    assert ("  Why: Asked" in page.getvalue()) == (room < 160)


def test_lines_of_words_name_the_row_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = io.StringIO()
    assert write_lines(WORK, page) == 2
    assert page.getvalue().splitlines() == [
        "North Mill Ltd: 70 % likely gone, at stake 13,089.42 EUR, silent d 65, by Carla",
        "    Ruiz, fragile.",
        "  Why: Asked for a quote. Asked for a quote. Asked for a quote. Asked for a",
        "    quote.",
        "株式会社 of a name far too long for it: silent d 7, not fragile.",
    ]


def test_a_factor_is_shown_as_exactly_as_it_multiplies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page, data = io.StringIO(), io.StringIO()
    factors = Table(
        (Column("part", "Part"), Column("effect", "Effect", CellKind.FACTOR)), [("Lost", 0.87054)]
    )
    write_terminal(factors, page)
    assert page.getvalue().split()[-2:] == ["Lost", "0.87"]
    write_tsv(factors, data)
    assert data.getvalue().split()[-1] == "0.8705"


def test_an_empty_table_draws_nothing() -> None:
    page = io.StringIO()
    assert write_terminal(sample(), page) == 0
    assert page.getvalue() == ""
