"""What is asked about a file can always be answered, and is not asked without need."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput
from winback_tui.intake import OrderRow, Skipped, Understanding, answer, inspect, rows

DAY = date(2026, 1, 5)
COLUMNS: dict[str, Callable[[int], str]] = {
    "": lambda row: "",
    "no": lambda row: str(700 + row % 7),
    "nr": lambda row: str(10_000 + row),
    "day": lambda row: (DAY + timedelta(days=row)).isoformat(),
    "date": lambda row: f"{row % 12 + 1:02}/{(row + 3) % 12 + 1:02}/2025",
    "sum": lambda row: f"{row * 7 % 40}.{row % 9}0",
    "amount": lambda row: str(20 + row * 3),
    "total": lambda row: f"{row + 1}.250",
    "name": lambda row: ("Acme", "Baltic Timber", "Cosmo", "Delta Foods")[row % 4],
    "code": lambda row: f"K-{row % 5:03}",
    "state": lambda row: ("Ohio", "Iowa", "Utah")[row % 3],
}
"""Headers, and what stands below them in a row."""

DAYS = {"day", "date"}
SUMS = {"sum", "total"}
NO_TABLE = {"", "code", "no", "nr", "state"}
"""Nothing under these headers alone is a customer, a day or a sum."""


def read(folder: Path, *lines: str) -> Understanding:
    file = folder / "book.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return inspect(file)


@given(
    columns=st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=5, unique=True),
    headed=st.booleans(),
    picks=st.lists(st.integers(0, 11), min_size=10, max_size=10),
)
def test_any_answers_come_to_an_end(columns: list[str], headed: bool, picks: list[int]) -> None:
    rows = [",".join(COLUMNS[name](row) for name in columns) for row in range(14)]
    with tempfile.TemporaryDirectory() as made:
        try:
            known = read(Path(made), *([",".join(columns)] if headed else []), *rows)
        except BadInput as refused:
            assert "contains no table" in str(refused)
            assert not headed or set(columns) <= NO_TABLE
            return
        for pick in picks:
            if known.ready:
                break
            question = next(each for each in known.questions if each.must)
            if not question.options:
                sums = (
                    SUMS | {"amount"} if headed else SUMS
                )  # whole numbers without a header may be a customer's
                left = set(columns) - DAYS - sums - {""} if question.id == "account" else DAYS & set(columns)
                assert not left, question
                return
            known = answer(known, question.id, question.options[pick % len(question.options)].value)
        assert known.ready, known.questions


def test_without_a_header_a_column_that_was_taken_for_money_may_be_the_customer(tmp_path: Path) -> None:
    known = read(
        tmp_path, "760,25,2009-11-06", "860,50,2012-09-28", "1200,100,2005-10-25", "760,30,2013-10-25"
    )
    (question,) = known.questions
    assert [option.text for option in question.options] == ["#1 (such as '760')", "#2 (such as '25')"]
    known = answer(known, "account", "#1")
    (question,) = known.questions
    assert [option.value for option in question.options] == ["none", "#2", "no orders"]
    known = answer(known, "amount", "#2")
    assert known.ready
    assert known.columns == {"account": 0, "amount": 1, "date": 2}


def test_states_of_a_country_are_no_statuses(tmp_path: Path) -> None:
    states = ["Ohio", "Iowa", "Utah", "Texas", "Maine", "Idaho", "Nevada", "Oregon", "Kansas", "Alaska"]
    rows = [
        f"{i},2026-02-{i % 27 + 1:02},Acme {i % 4},Springfield,{states[i % 10]},{i}.50" for i in range(60)
    ]
    known = read(tmp_path, "Order ID,Order Date,Customer Name,City,State,Sales", *rows)
    assert "status" not in known.columns
    assert not known.notes
    stages = ("paid", "open", "shipped soon")
    rows = [f"{i},2026-02-{i % 27 + 1:02},Acme {i % 4},Springfield,{stages[i % 3]},{i}.50" for i in range(60)]
    known = read(tmp_path, "Order ID,Order Date,Customer Name,City,State,Sales", *rows)
    assert known.columns["status"] == 4


@pytest.mark.parametrize(
    "head", ["orderID,customerID,orderDate,freight,shipName", "id,user_id,order_date,status,shop"]
)
def test_orders_whose_money_is_elsewhere_are_orders_and_never_a_list_of_accounts(
    tmp_path: Path, head: str
) -> None:
    rows = [
        f"{10_248 + i},K-{i % 9},2026-02-{i % 27 + 1:02},{('paid', 'sent')[i % 2]},North {i % 9}"
        for i in range(40)
    ]
    known = read(tmp_path, head, *rows)
    assert known.what == "orders"
    (question,) = known.questions
    assert question.options[0].value == "none"
    assert answer(known, "amount", "none").ready


def test_only_columns_with_numbers_are_offered_for_the_money(tmp_path: Path) -> None:
    rows = [f"{100 + i},K-{i % 9},2026-02-{i % 27 + 1:02},2026-03-01,North {i % 9},{i}" for i in range(40)]
    known = read(tmp_path, "Order ID,Customer ID,Order Date,Due,Ship to,Weight", *rows)
    (question,) = known.questions
    assert [option.value for option in question.options] == ["none", "Weight", "no orders"]


@pytest.mark.parametrize("head", ["id,name,created at,city", "Customer No,Customer,Date of first order,City"])
def test_a_list_of_accounts_with_a_day_stays_one(tmp_path: Path, head: str) -> None:
    known = read(tmp_path, head, *(f"{i},Firm {i},2026-02-{i % 27 + 1:02},Bath" for i in range(40)))
    assert (known.what, known.questions) == ("accounts", ())


def test_rows_that_are_the_same_and_have_no_number_are_asked_about() -> None:
    lines = [
        "2026-03-02 10:11:12,North Mill,120.50",
        "2026-03-02 10:11:12,North Mill,120.50",
        "2026-03-14 09:00:00,South Bakery,80.00",
    ]
    known = inspect("\n".join(["Date,Customer,Amount", *lines]).encode(), name="x.csv")
    assert [question.id for question in known.questions if question.must] == ["repeats"]
    for value, amounts in (("all", [12_050, 12_050, 8_000]), ("once", [12_050, 8_000])):
        found = list(rows(answer(known, "repeats", value)))
        assert [row.amount for row in found if isinstance(row, OrderRow)] == amounts
        skipped = [row for row in found if isinstance(row, Skipped)]
        assert [row.row for row in skipped] == ([3] if value == "once" else [])


FIRMS = ("Acme", "Baltic Timber", "Cosmo", "Delta Foods")


@pytest.mark.parametrize(
    ("value", "filled", "asked"),
    [
        (lambda row: f"{row * 7 % 40}.{row % 9}0", 40, True),
        (lambda row: f"{row * 7 % 40}.{row % 9}0", 36, True),
        (lambda row: f"{row * 7 % 40}.{row % 9}0", 35, False),
        (lambda row: str(1_000 + row * 10), 40, True),
        (lambda row: str(1_000 + row * 5), 40, True),
        (lambda row: str(1_001 + row * 13), 40, False),
        (lambda row: str(1_003 + row % 4), 40, True),
        (lambda row: str(10 + row * 10), 40, False),
    ],
    ids=["decimals", "nine of ten", "fewer", "rounded", "half", "numbers of their own", "repeated", "small"],
)
def test_a_column_of_sums_beside_repeated_names_is_asked_about(
    tmp_path: Path, value: Callable[[int], str], filled: int, asked: bool
) -> None:
    rows = [f"{FIRMS[row % 4]},{value(row) if row < filled else ''}" for row in range(40)]
    known = read(tmp_path, "Customer,Zeta", *rows)
    assert known.what == "accounts"
    assert ["which has 'Zeta' but no day" in question.text for question in known.questions] == [True] * asked


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (("Bakers of Bath", "Sons of York", "Wines of Leith", "Tea and Ham"), False),
        (("Called and left a note", "Fixed the login", "Sent them the list", "Wrote about it"), True),
        (("Called and left a note", "Fixed the login", "Sons of York", "Wines of Leith"), False),
    ],
    ids=["names", "sentences", "half of each"],
)
def test_a_log_without_headers_is_asked_about_and_a_list_of_names_is_not(
    tmp_path: Path, cells: tuple[str, ...], asked: bool
) -> None:
    known = read(tmp_path, *(f"{cells[row % 4]},{FIRMS[row % 4]}" for row in range(12)))
    assert [question.id for question in known.questions] == ["what"] * asked


@pytest.mark.parametrize("months", [2, 3])
def test_two_months_side_by_side_hide_the_days_already(tmp_path: Path, months: int) -> None:
    head = ",".join(["Customer", "Jan 2026", "Feb 2026", "Mar 2026"][: months + 1])
    with pytest.raises(BadInput, match="months side by side"):
        read(tmp_path, head, *(",".join([firm] + ["12.50"] * months) for firm in FIRMS))
    assert read(tmp_path, "Customer,Jan 2026", *(f"{firm},12.50" for firm in FIRMS)).what == "accounts"


@pytest.mark.parametrize(("dated", "refused"), [(5, True), (6, False), (10, False)])
def test_months_beside_a_column_that_mostly_holds_days_are_something_else(
    tmp_path: Path, dated: int, refused: bool
) -> None:
    rows = [f"Firm {row},12.50,13.60,{f'2025-03-{row + 1:02}' if row < dated else 'x'}" for row in range(10)]
    try:
        read(tmp_path, "Customer,Jan 2026,Feb 2026,Since", *rows)
    except BadInput:
        assert refused
    else:
        assert not refused


def test_a_question_about_days_shows_one_that_tells_the_formats_apart(tmp_path: Path) -> None:
    lines = [f"Acme,{day}/2026,{n}.00" for n, day in enumerate(("05/05", "03/04", "06/06"), 1)]
    known = read(tmp_path, "Customer,Date,Amount", *lines)
    (question,) = known.questions
    assert [option.text for option in question.options] == [
        "day/month/year: '03/04/2026' is 3 April 2026",
        "month/day/year: '03/04/2026' is 4 March 2026",
    ]


def test_whether_rows_were_sold_is_not_asked_of_a_list_of_customers(tmp_path: Path) -> None:
    lines = [f"{1000 + n},Firm {n},2026-02-{n % 27 + 1:02},{'YN'[n % 3 == 0]}" for n in range(40)]
    known = read(tmp_path, "id,name,created_at,checked", *lines)
    assert (known.what, known.questions) == ("accounts", ())
