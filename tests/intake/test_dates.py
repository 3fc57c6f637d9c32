"""Dates: one format a column, decided by all its rows; day and month are never swapped in silence."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from winback_tui.intake import OrderRow, Refusal, answer, inspect, rows
from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.recognise.vocabulary import vocabulary

WRITE = {
    "dmy/": "%d/%m/%Y",
    "mdy/": "%m/%d/%Y",
    "dmy-": "%d-%m-%Y",
    "mdy-": "%m-%d-%Y",
    "dmy.": "%d.%m.%Y",
    "ymd-": "%Y-%m-%d",
    "ymd/": "%Y/%m/%d",
    "ymd": "%Y%m%d",
    "short dmy/": "%d/%m/%y",
    "short mdy/": "%m/%d/%y",
}


def column(chance: random.Random, form: str) -> tuple[list[date], list[str]]:
    """Days and how they are written; many columns hold only days below 13, which nobody can tell apart."""
    early = chance.random() < 0.5
    days = []
    for _ in range(chance.randint(1, 25)):
        day = date(2023, 1, 1) + timedelta(days=chance.randint(0, 1100))
        days.append(day.replace(day=chance.randint(1, 12)) if early else day)
    if chance.random() < 0.5:
        days.sort(reverse=chance.random() < 0.3)
    written = [day.strftime(WRITE[form]) for day in days]
    if chance.random() < 0.2:
        written.sort()  # sorted as text, as a spreadsheet does: the order says nothing about the format
        days = [_read(cell, form) for cell in written]
    return days, written


def _read(cell: str, form: str) -> date:
    from datetime import datetime

    return datetime.strptime(cell, WRITE[form]).date()  # noqa: DTZ007


@pytest.mark.parametrize("form", WRITE)
def test_five_hundred_columns_have_no_day_and_month_swapped_in_silence(form: str) -> None:
    columns_read(form, 500 // len(WRITE))


def columns_read(form: str, columns: int) -> None:
    """Each is read with the days that were written, or asked about; tests/slow reads two thousand."""
    chance = random.Random(form)
    silent = asked = 0
    for _ in range(columns):
        days, written = column(chance, form)
        text = "Customer,Date,Amount\n" + "".join(
            f"Acme,{cell},{i}.50\n" for i, cell in enumerate(written, 1)
        )
        known = inspect(text.encode(), name="made.csv")
        if any(question.must for question in known.questions):
            asked += 1
            (question,) = [q for q in known.questions if q.must]
            assert form.removeprefix("short ") in [o.value for o in question.options], (form, written)
            known = answer(known, "date", form.removeprefix("short "))
        else:
            silent += 1
        found = list(rows(known))
        assert not [row for row in found if isinstance(row, Refusal)], (form, written)
        assert [r.day for r in found if isinstance(r, OrderRow)] == [d.isoformat() for d in days], (
            form,
            written,
        )
    assert silent >= columns * 0.3
    assert bool(asked) == (form not in ("dmy.", "ymd-", "ymd/", "ymd"))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026-02-03", {"ymd-": "2026-02-03"}),
        ("2026-02-03T09:11:40Z", {"ymd-": "2026-02-03"}),
        ("2026-02-03 23:59:00 -0500", {"ymd-": "2026-02-03"}),
        ("3/2/26", {"dmy/": "2026-02-03", "mdy/": "2026-03-02"}),
        ("03.02.2026", {"dmy.": "2026-02-03"}),
        ("3. Februar 2026", {"name": "2026-02-03"}),
        ("3 février 2026", {"name": "2026-02-03"}),
        ("5 марта 2026 г.", {"name": "2026-03-05"}),
        ("3 de marzo de 2026", {"name": "2026-03-03"}),
        ("Tue, 3 Feb 2026 10:00", {"name": "2026-02-03"}),
        ("Feb 3, 2026", {"name": "2026-02-03"}),
        ("2026年2月3日", {"ymd年": "2026-02-03"}),
        ("2026.02.03.", {"ymd.": "2026-02-03"}),
        ("20260203", {"ymd": "2026-02-03"}),
        ("45631.0", {"serial": "2024-12-05"}),
        ("1767225600", {"epoch": "2026-01-01"}),
        ("31/02/2026", {}),
        ("2026-13-01", {}),
        ("12:30", {}),
        ("12", {}),
        ("", {}),
        ("A" * 500, {}),
    ],
)
def test_what_a_cell_can_mean(cell: str, meant: dict[str, str]) -> None:
    reader = DateReader(vocabulary().month_words(vocabulary().languages([])))
    assert {form.id: day.isoformat() for form, day in reader.readings(cell).items()} == meant


def read(text: str) -> tuple[list[str], list[tuple[int, str]], list[str]]:
    known = inspect(text.encode(), name="made.csv")
    asked = [q.id for q in known.questions if q.must]
    found = list(rows(known)) if not asked else []
    return (
        [r.day for r in found if isinstance(r, OrderRow)],
        [(r.row, r.reason) for r in found if isinstance(r, Refusal)],
        asked,
    )


def test_an_impossible_date_is_refused_by_name_and_never_emptied() -> None:
    days, refused, asked = read("Customer,Date,Amount\nA,13/02/2026,1\nB,31/02/2026,2\nC,14/02/2026,3\n")
    assert (days, asked) == (["2026-02-13", "2026-02-14"], [])
    assert refused == [(3, "'31/02/2026' is not a real date (day/month/year)")]


def test_one_row_of_ten_thousand_decides_the_format() -> None:
    cells = ["02/03/2026"] * 9_999 + ["25/03/2026"]
    days, refused, asked = read(
        "Customer,Date,Amount\n" + "".join(f"A,{c},{i}\n" for i, c in enumerate(cells))
    )
    assert (refused, asked) == ([], [])
    assert set(days) == {"2026-03-02", "2026-03-25"}


def test_both_conventions_in_one_column_are_asked_and_the_contradicting_rows_named() -> None:
    text = "Customer,Date,Amount\nA,25/03/2026,1\nB,03/26/2026,2\nC,04/05/2026,3\n"
    known = inspect(text.encode(), name="made.csv")
    assert [q.id for q in known.questions] == ["date"]
    found = list(rows(answer(known, "date", "dmy/")))
    assert [r.day for r in found if isinstance(r, OrderRow)] == ["2026-03-25", "2026-05-04"]
    assert [r.row for r in found if isinstance(r, Refusal)] == [3]


def test_days_that_mean_the_same_either_way_are_not_asked() -> None:
    days, _, asked = read("Customer,Date,Amount\nA,02/02/2026,1\nB,03/03/2026,2\n")
    assert (days, asked) == (["2026-02-02", "2026-03-03"], [])


def test_a_row_in_another_style_is_refused_not_guessed() -> None:
    lines = "".join(f"A,2026-02-{d:02},1\n" for d in range(10, 28))
    days, refused, _ = read(f"Customer,Date,Amount\n{lines}B,03/04/2026,2\n")
    assert len(days) == 18
    assert refused == [(20, "the date '03/04/2026' is written differently from the rest (year-month-day)")]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (
            "13/02/69",
            {"day/month/year, Buddhist calendar": date(2026, 2, 13), "day/month/year": date(1969, 2, 13)},
        ),
        ("13/02/2569", {"day/month/year, Buddhist calendar": date(2026, 2, 13)}),
        ("69/02/13", {"year/month/day": date(1969, 2, 13)}),
        ("13/02/26", {"day/month/year": date(2026, 2, 13), "year/month/day": date(2013, 2, 26)}),
    ],
)
def test_two_digits_of_a_year_may_be_of_the_buddhist_calendar(cell: str, days: dict[str, date]) -> None:
    found = DateReader({}).readings(cell)
    assert {form.words: day for form, day in found.items()} == days
