"""A file that an older reader read wrongly: proposed, shown, read again as one action, undone, and sent to the team."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.laptops import desk
from tests.store.books import book_at
from winback_tui.intake import inspect, revise
from winback_tui.services.book.check import check
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing import report as reports
from winback_tui.services.importing.import_file import import_file, taken_before
from winback_tui.services.importing.reading_again import files_of_older_readings, older_readings
from winback_tui.services.importing.report import ImportReport
from winback_tui.services.importing.understand import understand
from winback_tui.services.team import sync
from winback_tui.store.book import Book

TEXT = """Rechnung;Datum;Kunde;Art;Betrag
1;02.03.2026;Nordmühle;Rechnung;120,50
2;14.03.2026;Südbäcker;Gutschrift;80,00
3;28.03.2026;Nordmühle;Storno;99,90
4;15.04.2026;Südbäcker;Rechnung;45,10
"""
WRONG = [("1", 12_050, "order"), ("2", 8_000, "order"), ("3", 9_990, "order"), ("4", 4_510, "order")]
RIGHT = [("1", 12_050, "order"), ("2", -8_000, "credit"), ("3", 9_990, "cancelled"), ("4", 4_510, "order")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "umsatz.csv"
    place.write_text(TEXT, encoding="utf-8")
    return place


def read_by_an_older_version(book: Book, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = inspect(file)
    known = revise(known, replace(known.choices, columns={"Art": "-"}))
    with monkeypatch.context() as patch:
        patch.setattr(reports, "READER_VERSION", 1)
        import_file(book, known)


def read_again(book: Book, file: Path, dry_run: bool = False) -> ImportReport:
    return import_file(book, understand(book, str(file)), dry_run=dry_run, again=True)


def orders(book: Book) -> list[tuple[str, int, str]]:
    with book.read() as connection:
        rows = connection.execute("SELECT number, amount, kind FROM sales_order ORDER BY number, kind")
        return [tuple(row) for row in rows]


def test_a_file_of_an_older_reader_is_proposed(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    read_by_an_older_version(book, file, monkeypatch)
    past = taken_before(book, file)
    assert past is not None
    assert "import --again --dry-run umsatz.csv" in past.notes[0]
    with book.read() as connection:
        assert files_of_older_readings(connection) == ["umsatz.csv"]
    assert "umsatz.csv" in next(found.says for found in check(book) if found.question == "readings")
    read_again(book, file)
    past = taken_before(book, file)
    assert past is not None
    assert not any("--again" in note for note in past.notes)
    assert older_readings(book, file) == []


def test_reading_again_takes_out_what_was_read_wrongly(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    read_by_an_older_version(book, file, monkeypatch)
    assert orders(book) == WRONG
    tried = read_again(book, file, dry_run=True)
    assert orders(book) == WRONG
    assert tried.read_again == [
        "3: Nordmühle 2026-03-28 order 99.90 is now cancelled 99.90",
        "2: Südbäcker 2026-03-14 order 80.00 is taken out",
    ]
    done = read_again(book, file)
    assert orders(book) == RIGHT
    assert (done.new, done.changed, done.removed) == (1, 1, 1)
    assert "read again" in done.sentence
    assert all(found.good for found in check(book))


def test_reading_again_is_undone_and_redone_as_one(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    read_by_an_older_version(book, file, monkeypatch)
    read_again(book, file)
    undo(book)
    assert orders(book) == WRONG
    assert all(found.good for found in check(book))
    redo(book)
    assert orders(book) == RIGHT
    assert all(found.good for found in check(book))


def test_an_order_corrected_by_hand_stays(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winback_tui.store.write import act

    book = book_at(tmp_path)
    read_by_an_older_version(book, file, monkeypatch)
    with book.read() as connection:
        key = connection.execute("SELECT key FROM sales_order WHERE number = '2'").fetchone()[0]
    with act(book, "edit", "corrected") as transaction:
        transaction.update("sales_order", key, amount=7_000)
    read_again(book, file)
    assert ("2", 7_000, "order") in orders(book)


def test_a_customer_that_only_the_older_reading_saw_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, file = book_at(tmp_path), tmp_path / "x.csv"
    file.write_text(
        "Invoice,Date,Ship To,Bill To,Total\n1,2026-03-02,Dock 4,North Mill,120.50\n"
        "2,2026-03-14,Dock 1,South Bakery,80.00\n",
        encoding="utf-8",
    )
    known = inspect(file)
    known = revise(known, replace(known.choices, columns={"Ship To": "account", "Bill To": "-"}))
    with monkeypatch.context() as patch:
        patch.setattr(reports, "READER_VERSION", 1)
        import_file(book, known)
    read_again(book, file)
    with book.read() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM account")}
    assert names == {"North Mill", "South Bakery"}
    undo(book)
    with book.read() as connection:
        assert {"Dock 4", "Dock 1"} <= {row[0] for row in connection.execute("SELECT name FROM account")}
    assert all(found.good for found in check(book))


def test_a_file_read_again_without_a_difference_is_not_proposed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, file = book_at(tmp_path), tmp_path / "x.csv"
    file.write_text("Invoice,Date,Customer,Total\n1,2026-03-02,North Mill,120.50\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(reports, "READER_VERSION", 1)
        import_file(book, understand(book, str(file)))
    assert read_again(book, file).read_again == []
    with book.read() as connection:
        assert files_of_older_readings(connection) == []


def test_a_reading_reaches_the_other_laptop(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ann, ben = desk(tmp_path, "ann", monkeypatch), desk(tmp_path, "ben", monkeypatch)
    with ann.at_home() as book:
        read_by_an_older_version(book, file, monkeypatch)
        code = sync(book, [str(stick)])[0].code
    assert code
    ben.join(stick, code)
    assert orders(ben.book) == WRONG
    with ann.at_home() as book:
        read_again(book, file)
    ann.sync(stick)
    ben.sync(stick)
    assert orders(ben.book) == RIGHT
    with ben.at_home() as book:
        assert all(found.good for found in check(book))
