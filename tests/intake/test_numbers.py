"""Amounts: one decimal mark a column, signs in every place, currencies beside them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.intake import OrderRow, Refusal, answer, inspect, rows
from winback_tui.intake.interpret.cells import plain, unguarded
from winback_tui.intake.interpret.numbers import MinorCache, NumberScan, decimal, parts, plain_cents


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        ("1.234,50", ",", "1234.50"), ("1,234.50", ".", "1234.50"), ("1 234,56", ",", "1234.56"),
        ("1\xa0234,56", ",", "1234.56"), ("1\u202f234,56", ",", "1234.56"), ("(120.50)", ".", "-120.50"),
        ("$2,650.00", ".", "2650.00"), ("1'234.50", ".", "1234.50"), ("1’234.50", ".", "1234.50"),
        ("USD 1 200", ".", "1200"), ("120,50-", ",", "-120.50"), ("-$50.00", ".", "-50.00"),
        ("$-50.00", ".", "-50.00"), ("($1,200.00)", ".", "-1200.00"), ("−5", ".", "-5"), ("100,-", ",", "100"),
        ("R$ 1.000,00", ",", "1000.00"), ("12,34,567.00", ".", "1234567.00"), ("лв. 12,00", ",", "12.00"),
        ("12,00 лв.", ",", "12.00"), ("1 200 руб.", ",", "1200"), (".5", ".", "0.5"), ("1e3", ".", "1000"),
        ("-", ".", "0"), ("'540.00", ".", "540.00"), ("Fr. 1’200.00", ".", "1200.00"),
    ],
)  # fmt: skip
def test_a_written_amount_has_its_value(cell: str, mark: str, value: str) -> None:
    assert decimal(cell, mark) == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("1.234,50", "."), ("1,234.50", ","), ("12 pcs", "."), ("5 kg", "."), ("1.2.3", "."), ("", "."), ("abc", "."),
        ("12%", "."), ("--5", "."), ("(5", "."), ("1 23", "."), ("9" * 20, "."), ("=1+1", "."), ("NaN", "."),
        ("inf", "."),
    ],
)  # fmt: skip
def test_what_is_no_amount_in_this_style_is_not_bent_into_one(cell: str, mark: str) -> None:
    assert decimal(cell, mark) is None


def read(cells: list[str]) -> tuple[list[int], list[int], list[str]]:
    text = "Customer\tDate\tAmount\n" + "".join(f"A\t2026-02-13\t{cell}\n" for cell in cells)
    known = inspect(text.encode(), name="made.csv")
    asked = [q.id for q in known.questions if q.must]
    found = list(rows(known)) if not asked else []
    amounts = [r.amount for r in found if isinstance(r, OrderRow)]
    return amounts, [r.row for r in found if isinstance(r, Refusal)], asked


def test_mixed_conventions_are_refused_with_the_rows_named() -> None:
    amounts, refused, asked = read(["1.234,50"] * 30 + ["1,234.50"] + ["99,90"] * 30)
    assert (len(amounts), refused, asked) == (60, [32], [])


def test_a_column_in_two_conventions_is_asked() -> None:
    assert read(["1.234,50", "1,234.50", "5,5", "5.5"])[2] == ["decimal"]


def test_a_lone_mark_before_three_digits_is_asked_and_either_answer_holds() -> None:
    text = "Customer\tDate\tAmount\nA\t2026-02-13\t1.234\nB\t2026-02-14\t12.500\n"
    known = inspect(text.encode(), name="made.csv")
    assert [q.id for q in known.questions] == ["decimal"]
    for mark, amounts in ((".", [123, 1250]), (",", [123400, 1250000])):
        found = rows(answer(known, "decimal", mark))
        assert [r.amount for r in found if isinstance(r, OrderRow)] == amounts


def test_one_telling_row_decides_for_all() -> None:
    assert read(["1.234", "12.500", "1.250,75"])[0] == [123400, 1250000, 125075]
    assert read(["1.234", "12.500", "0.5"])[0] == [123, 1250, 50]


def test_currencies_by_sign_stay_apart_and_their_places_count() -> None:
    text = "Customer\tDate\tAmount\nA\t2026-02-13\t¥1,500\nB\t2026-02-14\t€12.50\n"
    found = [r for r in rows(inspect(text.encode(), name="made.csv")) if isinstance(r, OrderRow)]
    assert [(r.amount, r.currency) for r in found] == [(1500, "JPY"), (1250, "EUR")]


@settings(max_examples=200)
@given(st.integers(-(10**11), 10**11), st.sampled_from([".", ","]), st.booleans())
def test_writing_and_reading_gives_the_same(minor: int, mark: str, grouped: bool) -> None:
    text = f"{minor / 100:,.2f}" if grouped else f"{minor / 100:.2f}"
    written = text if mark == "." else text.translate(str.maketrans(",.", ".,"))
    assert MinorCache(mark, 2)[written] == minor
    assert parts(written) is not None


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(st.from_regex(r"-?\d{0,14}\.\d\d", fullmatch=True), st.text("0123456789.,- ", max_size=8)),
        min_size=1,
    )
)
def test_the_fast_column_reads_what_the_single_cell_reads(cells: list[str]) -> None:
    assert MinorCache(".", 2).column(cells) == [MinorCache(".", 2)[cell] for cell in cells]
    if plain_cents("\n".join(cells), cells):
        assert all(cell.count(".") == 1 for cell in cells)


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["1.5", "2,5"], [".", ","]),
        (["1.5", "2,5", "3,5"], [",", "."]),
        (["1,50"] * 19 + ["1.50"], [",", "."]),
        (["1,50"] * 20 + ["1.50"], [","]),
        (["1.50"] * 20 + ["1,50"], ["."]),
        (["1.250"], [",", "."]),
        (["1,200", "300"], ["."]),
        (["12", "1300"], ["."]),
    ],
)
def test_the_marks_that_a_column_leaves_open(cells: list[str], marks: list[str]) -> None:
    """The likelier one first; one row in twenty decides nothing."""
    scan = NumberScan()
    scan.add(cells)
    assert scan.possible == marks


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("'02138", "02138"),
        ('="02138"', "02138"),
        ("'=5", "=5"),
        ("'＝5", "＝5"),
        ("'t Hof", "'t Hof"),
        ("'", "'"),
    ],
)
def test_guards_of_a_spreadsheet_are_no_part_of_a_cell(typed: str, kept: str) -> None:
    assert unguarded(typed) == kept


RARE = {
    "TAI THAM THAM DIGIT",
    "LEPCHA DIGIT",
    "KAYAH LI DIGIT",
    "OL CHIKI DIGIT",
    "VAI DIGIT",
    "MYANMAR TAI LAING DIGIT",
    "SUNDANESE DIGIT",
}
"""Digits that no export is written in."""


def test_digits_of_every_other_script_are_digits() -> None:
    """Of those on the first plane, where all scripts of the trade are."""
    digits = [chr(code) for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) == "Nd"]
    unread = {unicodedata.name(digit) for digit in digits if plain(digit) != str(unicodedata.decimal(digit))}
    assert {name.rsplit(" ", 1)[0] for name in unread} <= RARE and len(digits) > 300


@pytest.mark.parametrize(
    ("usual", "odd", "as_usual"),
    [("1234.50", "1.234,50", "1234.50"), ("1234,50", "1,234.50", "1234,50")],
)
def test_a_refused_amount_is_told_how_the_others_are_written(usual: str, odd: str, as_usual: str) -> None:
    lines = [f"Acme;2026-02-{n + 13};{usual}" for n in range(10)]
    text = "\n".join(["Customer;Date;Amount", *lines, f"Cosmo;2026-02-23;{odd}"])
    known = answer(inspect(text.encode(), name="f.csv"), "decimal", usual[-3])
    (refused,) = [row for row in rows(known) if isinstance(row, Refusal)]
    assert refused.reason == f"the amount '{odd}' is written differently from the rest (as {as_usual})"
