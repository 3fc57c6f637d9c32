"""Files that name no currency: said, asked once, given later by one command to what came without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.laptops import desk
from tests.store.books import book_at
from winback_tui.services.book.check import check
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.importing.understand import answer, understand
from winback_tui.services.settings.choices import choose
from winback_tui.services.team import sync
from winback_tui.store.book import Book

NUMBERED = "Invoice,Date,Customer,Total\n1,2026-03-02,North Mill,120.50\n2,2026-03-14,South Bakery,80.00\n"
BARE = "Date,Customer,Total\n2026-03-02,North Mill,120.50\n2026-03-14,South Bakery,80.00\n"


def written(tmp_path: Path, text: str, name: str = "x.csv") -> str:
    place = tmp_path / name
    place.write_text(text, encoding="utf-8")
    return str(place)


def orders(book: Book) -> list[tuple[int, str]]:
    with book.read() as connection:
        rows = connection.execute("SELECT amount, currency FROM sales_order ORDER BY day, no")
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("text", [NUMBERED, BARE])
def test_orders_that_came_without_a_currency_get_one(text: str, tmp_path: Path) -> None:
    book = book_at(tmp_path)
    file = written(tmp_path, text)
    import_file(book, understand(book, file))
    assert orders(book) == [(12_050, ""), (8_000, "")]
    assert (
        choose(book, "currency", "eur") == "Currency set to EUR; 2 orders without a currency are in EUR now"
    )
    assert orders(book) == [(12_050, "EUR"), (8_000, "EUR")]
    assert all(found.good for found in check(book))
    further = "2026-04-01,Elm,9.50\n" if text == BARE else "3,2026-04-01,Elm,9.50\n"
    report = import_file(book, understand(book, written(tmp_path, text + further, "y.csv")))
    assert (report.new, report.same, report.changed) == (1, 2, 0)
    assert orders(book)[-1] == (950, "EUR")


def test_a_currency_without_cents_keeps_the_sums(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    import_file(
        book,
        understand(book, written(tmp_path, NUMBERED.replace("120.50", "12050").replace("80.00", "8000"))),
    )
    choose(book, "currency", "JPY")
    assert orders(book) == [(12_050, "JPY"), (8_000, "JPY")]


def test_the_currency_is_undone_and_redone_with_its_orders(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    import_file(book, understand(book, written(tmp_path, NUMBERED)))
    choose(book, "currency", "EUR")
    undo(book)
    assert orders(book) == [(12_050, ""), (8_000, "")]
    redo(book)
    assert orders(book) == [(12_050, "EUR"), (8_000, "EUR")]
    assert all(found.good for found in check(book))


def test_the_file_says_which_currency_it_took_and_is_asked_at_first(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    file = written(tmp_path, NUMBERED)
    known = understand(book, file)
    assert [question.id for question in known.questions] == ["currency"]
    assert "winback config currency" in known.notes[-1]
    known = answer(known, "currency", "EUR")
    assert known.questions == ()
    import_file(book, known)
    later = understand(book, written(tmp_path, NUMBERED.replace("1,2026", "7,2026"), "y.csv"))
    assert later.questions == ()
    assert "EUR, the usual one, was used" in later.notes[-1]


def test_the_currency_reaches_the_other_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ann, ben = desk(tmp_path, "ann", monkeypatch), desk(tmp_path, "ben", monkeypatch)
    with ann.at_home() as book:
        import_file(book, understand(book, written(tmp_path, NUMBERED)))
        code = sync(book, [str(stick)])[0].code
    assert code
    ben.join(stick, code)
    with ann.at_home() as book:
        choose(book, "currency", "EUR")
    ann.sync(stick)
    ben.sync(stick)
    assert orders(ben.book) == [(12_050, "EUR"), (8_000, "EUR")]
    with ben.at_home() as book:
        assert all(found.good for found in check(book))


@pytest.mark.parametrize("usual", ["GBP", "USD"])
def test_a_dollar_is_no_pound_and_beside_usd_none_of_those(usual: str, tmp_path: Path) -> None:
    book = book_at(tmp_path)
    import_file(book, understand(book, written(tmp_path, NUMBERED.replace("Total", f"Total {usual}"))))
    text = "Comprobante;Fecha;Cliente;Moneda;Importe\n7;02/04/2026;Molino;$;12,50\n8;14/04/2026;Molino;USD;8,00\n"
    import_file(book, understand(book, written(tmp_path, text, "y.csv")))
    assert [currency for _, currency in orders(book)] == [usual, usual, "", "USD"]
