"""Pairs of files, one after the other in one book: the same orders again, and rows that are no return."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at
from winback_tui.intake import answer, inspect
from winback_tui.services.cases.opening import open_case
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.importing.same_orders import OpenQuestion
from winback_tui.services.returns.returns import returns
from winback_tui.store.book import Book

CASES = Path(__file__).parents[1] / "intake" / "cases"
PAIRS = {
    "resave_leading_zeros": (3, 30_040),
    "hash_prefix": (3, 30_040),
    "layout_renamed": (4, 34_550),
    "order_then_invoice": (3, 30_040),
}


def take(book: Book, name: str, same: str = "") -> None:
    known = inspect(CASES / name)
    if same:
        known = answer(known, "same", same)
    import_file(book, known)


def orders(book: Book) -> tuple[int, int]:
    with book.read() as connection:
        row = connection.execute("SELECT count(*), sum(amount) FROM sales_order").fetchone()
    return row[0], row[1]


@pytest.mark.parametrize("pair", sorted(PAIRS))
def test_the_same_orders_under_other_numbers_count_once(pair: str, tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, f"{pair}.1.csv")
    before = orders(book)
    try:
        take(book, f"{pair}.2.csv")
    except OpenQuestion as opened:
        assert (opened.question.id, orders(book)) == ("same", before)
        take(book, f"{pair}.2.csv", "yes")
    assert orders(book) == PAIRS[pair]


def test_orders_that_are_others_are_taken_when_somebody_says_so(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, "order_then_invoice.1.csv")
    take(book, "order_then_invoice.2.csv", "no")
    assert orders(book) == (6, 60_080)


def test_customers_keep_their_number_when_its_zeros_are_dropped(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, "customer_number_zeros.1.csv")
    take(book, "customer_number_zeros.2.csv")
    with book.read() as connection:
        each = connection.execute("SELECT count(*) FROM sales_order GROUP BY account_no").fetchall()
    assert [row[0] for row in each] == [2, 2]


def test_a_second_sale_of_one_day_is_no_repeat(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    head = "Order No,Date,Customer,Total\n"
    first = head + "".join(f"A{n},2026-03-{n:02},Acme,{n}.50\n" for n in range(1, 11))
    second = (
        head
        + "B1,2026-03-10,Acme,10.50\n"
        + "".join(f"B{n},2026-04-{n:02},Acme,{n}.50\n" for n in range(2, 11))
    )
    for raw in (first, second):
        import_file(book, inspect(raw.encode(), name="orders.csv"))
    assert orders(book)[0] == 20


@pytest.mark.parametrize("kind", ["cancel_word", "credit_code", "cancel_flag"])
def test_what_is_no_sale_is_no_return(kind: str, tmp_path: Path) -> None:
    book = book_at(tmp_path, date(2026, 11, 30))
    take(book, f"false_return_{kind}.1.csv")
    with book.read() as connection:
        (name,) = connection.execute("SELECT name FROM account").fetchone()
    open_case(book, name, date(2026, 7, 1), "Kim", responsible="Ann")
    take(book, f"false_return_{kind}.2.csv")
    assert returns(book) == []
    head, row = "Bestellnummer;Datum;Kunde;Summe", f"77;20.11.2026;{name};99,00"
    import_file(book, inspect(f"{head}\n{row}\n".encode(), name="sale.csv"))
    assert [each.account for each in returns(book)] == [name]


def test_a_number_of_another_shop_overwrites_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    head = "Order,Date,Customer,Total\n"
    first = f"{head}1,2026-03-02,North Mill,120.50\n2,2026-03-14,South Bakery,80.00\n"
    second = f"{head}1,2026-03-05,Elm Dental,10.00\n2,2026-03-20,Oak Interiors,20.00\n3,2026-03-21,Oak Interiors,5.00\n"
    import_file(book, inspect(first.encode(), name="a.csv"))
    report = import_file(book, inspect(second.encode(), name="b.csv"))
    assert (report.new, report.changed) == (3, 0)
    assert any("both are kept" in note for note in report.notes)
    assert orders(book) == (5, 23_550)
    again = import_file(book, inspect((second + "4,2026-04-01,Elm Dental,7.00\n").encode(), name="c.csv"))
    assert (again.new, again.same, again.changed) == (1, 3, 0)
    changed = import_file(book, inspect(first.replace("80.00", "81.00").encode(), name="a.csv"))
    assert (changed.new, changed.same, changed.changed) == (0, 1, 1)
