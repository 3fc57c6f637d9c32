"""A newer export is read from where the older one ended, and never makes another book than the whole reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.services.newer_exports import (
    BETWEEN,
    Row,
    as_csv,
    contents,
    counts,
    read_whole,
    row,
    take,
)
from tests.store.books import book_at, with_account
from winback_tui.intake import Reading
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.intake.rows import beginnings
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.history import undo
from winback_tui.services.importing import import_file as importing
from winback_tui.services.importing import row_intake
from winback_tui.services.importing.newer_export import KnownBeginning, known_beginning
from winback_tui.store.log.acts import acts
from winback_tui.store.write import act


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[KnownBeginning | None]:
    """The beginnings that imports found, None where they read the whole file."""
    found: list[KnownBeginning | None] = []

    def noting(*given: Any) -> KnownBeginning | None:
        found.append(known_beginning(*given))
        return found[-1]

    monkeypatch.setattr(importing, "known_beginning", noting)
    return found


FIRST = [row(1, "Acme", 0, city="Bonn"), row(2, "Beta", 3), row(3, "Acme", 5, "-2.00")]
MORE = [row(4, "Acme", 9), row(5, "Cora", 9, "7.50"), row(6, "Beta", 8)]


def test_only_the_rows_below_are_read_and_the_report_counts_all(
    tmp_path: Path, seen: list[KnownBeginning | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    rows_read: list[int] = []
    take(book, as_csv(FIRST), "monday.csv")

    class NotingReading(Reading):
        def __iter__(self) -> Iterator[Any]:
            for batch in super().__iter__():
                rows_read.extend(batch.rows)
                yield batch

    monkeypatch.setattr(row_intake, "Reading", NotingReading)
    report = take(book, as_csv([*FIRST, *MORE]), "tuesday.csv")
    assert rows_read == [5, 6, 7] and seen[-1] is not None
    assert (report.rows, report.new, report.same) == (6, 3, 3)
    assert (report.accounts_new, report.accounts_matched) == (1, 2)
    assert report.totals == {"EUR": 4750} and report.kinds == {"order": 5, "credit": 1}
    assert any("first 3 rows are those of monday.csv" in note for note in report.notes)
    third = take(book, as_csv([*FIRST, *MORE, row(7, "Dora", 12)]))
    assert rows_read[3:] == [8] and (third.new, third.same) == (1, 6)


CHANGING = {*BETWEEN} - {
    "nothing",
    "a file of another source",
    "the same orders elsewhere",
    "the import is undone and redone",
}


@pytest.mark.parametrize("between", sorted(BETWEEN))
def test_whatever_happened_since_is_seen(
    tmp_path: Path, seen: list[KnownBeginning | None], between: str
) -> None:
    """Only what left every order and account of the file as they were lets its beginning stand."""
    book = book_at(tmp_path)
    take(book, as_csv(FIRST))
    BETWEEN[between](book)
    with act(book, "note", "something else") as transaction:
        transaction.insert("segment", id="s", name="Key", fixed_days=None)
    report = take(book, as_csv([*FIRST, *MORE]))
    assert (seen[-1] is None) is (between in CHANGING)
    assert report.rows == 6


def with_more(above: bytes) -> bytes:
    return above + as_csv(MORE).partition(b"\n")[2]


@pytest.mark.parametrize(
    ("above", "newer"),
    [
        (
            as_csv(FIRST),
            with_more(as_csv(FIRST).replace(b"2025-01-09", b"2025-01-10")),
        ),  # a row is another one
        (as_csv(FIRST), as_csv([*MORE, *FIRST])),  # the newest first
        (as_csv(FIRST), with_more(as_csv(FIRST)).replace(b"Status", b"State")),  # other headers
        (as_csv(FIRST)[:-1], with_more(as_csv(FIRST))),  # no line end: the last cell may have gone on
        *(
            (as_csv(rows), with_more(as_csv(rows)))
            for rows in (
                [*FIRST, row(3, "Beta", 9)],  # a number twice
                [*FIRST, ("", *row(3, "Beta", 9)[1:])],  # a row without a number
                [*FIRST, row(9, "Dora", 9, own=" ")],  # a customer without a number
                [*FIRST, row(9, "Beta", 9, "x")],  # a row that was refused
                [*FIRST, row(9, "Beta", 9, status='the "paid" one')],  # a quote in the last row
            )
        ),
    ],
)
def test_what_a_newer_export_cannot_go_on_from_is_read_again(
    tmp_path: Path, seen: list[KnownBeginning | None], above: bytes, newer: bytes
) -> None:
    book = book_at(tmp_path)
    take(book, above)
    assert take(book, newer).new and seen == [None, None]


@pytest.mark.parametrize(
    ("below", "tried"),
    [
        (
            [row(1, "Acme", 0, "12.00")],
            False,
        ),  # an order above, changed: numbers come again, lines are added up
        ([row(2, "Beta", 3)], False),  # an order above, the same
        ([row(9, "Acme", 9, own=" ")], True),  # a customer without the number that the others have
        ([row(9, "Beta", 9, city="Ulm")], True),  # a detail that the rows above may have left blank
        ([("", *row(9, "Acme", 9)[1:])], True),  # an order without a number
    ],
)
def test_a_row_that_says_something_about_those_above_makes_the_whole_file_be_read(
    tmp_path: Path, seen: list[KnownBeginning | None], below: list[Row], tried: bool
) -> None:
    found = []
    for whole in (False, True):
        book = book_at(tmp_path / str(whole))
        with read_whole() if whole else nullcontext():
            take(book, as_csv(FIRST))
            report = take(book, as_csv([*FIRST, *below, row(20, "Dora", 9)]))
            found.append((counts(report), report.notes, contents(book)))
    assert found[0] == found[1] and (seen[1] is not None) is tried


@pytest.mark.parametrize("again", [row(1, "Acme", 0, "12.00"), FIRST[1]])
def test_an_order_of_the_rows_above_again_makes_the_whole_file_be_read(
    tmp_path: Path, seen: list[KnownBeginning | None], again: Row
) -> None:
    """Where somebody said that every row is an order by itself, numbers may come again."""
    found = []
    for whole in (False, True):
        book = book_at(tmp_path / str(whole))
        with read_whole() if whole else nullcontext():
            take(book, as_csv(FIRST), lines="one")
            newer = [*FIRST, again, row(20, "Dora", 9)]
            reports = [
                take(book, as_csv(rows), lines="one") for rows in (newer, [*newer, row(21, "Dora", 9)])
            ]
            found.append(([(counts(report), report.notes) for report in reports], contents(book)))
    assert found[0] == found[1]
    assert seen[0] is None and seen[1] is not None and seen[2] is None  # once tried, then never noted


def test_as_many_rows_as_the_source_has_orders_need_not_be_its_orders(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    book = book_at(tmp_path)
    take(book, as_csv([row(80, "Beta", 2)]), "further.csv")
    take(book, as_csv(FIRST))
    newer = [*FIRST, FIRST[0], row(5, "Acme", 9)]
    take(book, as_csv(newer), lines="one")
    take(book, as_csv([*newer, row(6, "Acme", 9)]), lines="one")
    assert seen == [None] * 4


@pytest.mark.parametrize(
    "odd",
    [row(9, "Beta", 9, "x"), ("", *row(9, "Beta", 9)[1:])],
    ids=["refused", "without a number"],
)
def test_an_older_order_of_the_source_does_not_stand_for_a_row_that_is_none(
    tmp_path: Path, seen: list[KnownBeginning | None], odd: Row
) -> None:
    """The source then has as many numbered orders as the file has rows, but they are not the same."""
    book = book_at(tmp_path)
    take(book, as_csv([row(80, "Beta", 2)]), "further.csv")
    newer = [FIRST[0], odd, *FIRST[1:]]
    take(book, as_csv(newer))
    report = take(book, as_csv([*newer, row(5, "Acme", 9)]))
    assert seen == [None] * 3 and report.rows == 5


def test_a_customer_whose_number_is_written_otherwise_below_is_read_with_those_above(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    found = []
    for whole in (False, True):
        book = book_at(tmp_path / str(whole))
        with read_whole() if whole else nullcontext():
            take(book, as_csv([row(1, "Acme", 0, own="7")]))
            report = take(book, as_csv([row(1, "Acme", 0, own="7"), row(2, "Acme", 4, own="007")]))
            found.append((counts(report), report.notes, contents(book)))
    assert found[0] == found[1] and seen[1] is not None


def test_orders_that_an_older_import_took_back_are_read_again(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    """No row is added, none corrected by hand, and the newest import is the same: only its orders are others."""
    book = book_at(tmp_path)
    take(book, as_csv(FIRST))
    take(book, as_csv([row(1, "Acme", 0, "12.00", "Bonn")]), "corrections.csv")
    undo(book)
    with book.read() as connection:
        undoing = max(acts(connection), key=lambda each: each.no).tx
    take(book, as_csv([*FIRST, *MORE[:1]]))
    take(book, as_csv([*FIRST, *MORE]))
    undo(book, undoing)
    report = take(book, as_csv([*FIRST, *MORE, row(7, "Acme", 20)]))
    assert (report.new, report.changed) == (1, 1)
    assert seen[-1] is None and seen[-2] is not None


def test_details_that_the_beginning_has_for_every_customer_stay_its_first(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    book = book_at(tmp_path)
    take(book, as_csv([row(1, "Acme", 0, city="Bonn")]))
    rows = [row(1, "Acme", 0, city="Bonn"), row(2, "Acme", 4, city="Ulm"), row(3, "Beta", 4, city="Kiel")]
    for newer in (rows, [*rows, row(4, "Acme", 5, city="Köln"), row(5, "Acme", 5)]):
        report = take(book, as_csv(newer))
        assert seen[-1] is not None and any("only the rows below" in note for note in report.notes)
    with book.read() as connection:
        cities = connection.execute("SELECT name, city FROM account ORDER BY no").fetchall()
    assert [tuple(each) for each in cities] == [("Acme", "Bonn"), ("Beta", "Kiel")]


def test_orders_above_are_not_proposed_as_the_same_as_those_below(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    book, twins = book_at(tmp_path), [row(number + 10, "Acme", number) for number in range(3)]
    above = [row(number, "Acme", number) for number in range(3)]
    take(book, as_csv(above))
    assert take(book, as_csv([*above, *twins])).new == 3 and seen[-1] is not None


def test_rows_of_somebody_who_was_erased_stay_left_out(
    tmp_path: Path, seen: list[KnownBeginning | None]
) -> None:
    book = book_at(tmp_path)
    take(book, as_csv(FIRST))
    erase_account(book, "Beta", with_backups=True)
    take(book, as_csv([*FIRST, *MORE]))
    last = [row(7, "Beta", 20), row(8, "Acme", 20)]
    report = take(book, as_csv([*FIRST, *MORE, *last]))
    assert seen == [None, None, seen[2]] and seen[2] is not None
    assert (report.new, report.same, report.skipped) == (1, 4, 3)
    assert [each.row for each in report.skipped_rows] == [3, 7, 8]
    with_account(book, "Beta")
    assert take(book, as_csv([*FIRST, *MORE, *last, row(9, "Acme", 21)])).new == 4
    assert seen[-1] is None


def test_a_better_reader_reads_all_again(
    tmp_path: Path, seen: list[KnownBeginning | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    take(book, as_csv(FIRST))
    monkeypatch.setattr(beginnings, "READER_VERSION", READER_VERSION + 1)
    take(book, as_csv([*FIRST, *MORE]))
    assert seen == [None, None]


def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path, seen: list[KnownBeginning | None]) -> None:
    book = book_at(tmp_path)
    take(book, as_csv(FIRST))
    before = contents(book)
    tried = take(book, as_csv([*FIRST, *MORE]), dry_run=True)
    assert contents(book) == before
    assert counts(tried) == counts(take(book, as_csv([*FIRST, *MORE]))) and None not in seen[1:]
