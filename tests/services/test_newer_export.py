"""A newer export is read from where the older one ended, and never makes another book than the whole reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.books import book_at, with_account
from winback_tui.domain.errors import WinbackError
from winback_tui.intake import ImportChoices, Reading, inspect
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.intake.rows import beginnings
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing import import_file as importing
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.importing.newer_export import KnownBeginning, known_beginning
from winback_tui.services.importing.report import ImportReport
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.write import act

START = date(2025, 1, 6)
HEAD = ("Order number", "Customer", "Customer no", "City", "Order date", "Amount", "Currency", "Status")
Row = tuple[str, ...]


def row(
    number: int,
    name: str,
    day: int,
    amount: str = "10.00",
    city: str = "",
    own: str = "",
    status: str = "paid",
) -> Row:
    when = (START + timedelta(days=day)).isoformat()
    return (f"A-{number}", name, own or f"K{name}", city, when, amount, "EUR", status)


def as_csv(rows: Sequence[Row], head: Sequence[str] = HEAD) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(each[: len(head)] for each in rows)
    return text.getvalue().encode()


PLAIN = ("Order number", "Customer", "Order date", "Amount", "Currency")


def plain_csv(rows: Sequence[Row]) -> bytes:
    """Without the customers' numbers and cities."""
    kept = [HEAD.index(each) for each in PLAIN]
    return as_csv([tuple(each[at] for at in kept) for each in rows], PLAIN)


def take(
    book: Book, raw: bytes, name: str = "orders.csv", source: str = "shop", lines: str = "", **more: Any
) -> ImportReport:
    known = inspect(raw, name=name, choices=ImportChoices(source=source, lines=lines), currency="EUR")
    report = import_file(book, known, **more)
    assert report.rows == report.new + report.same + report.changed + report.refused + report.skipped
    return report


def contents(book: Book) -> list[tuple[Any, ...]]:
    """Every order and account with all that a reading can set, and by which import."""
    with book.read() as connection:
        orders = connection.execute(
            "SELECT o.no, key, a.id, number, day, amount, o.currency, margin, kind, o.batch_no, o.version"
            " FROM sales_order o JOIN account a ON a.no = account_no ORDER BY o.no"
        )
        accounts = connection.execute(
            "SELECT a.no, a.id, a.name, name_key, external_id, source, segment, r.name, a.email, a.phone, city, a.note,"
            " batch_no FROM account a LEFT JOIN rep r ON r.id = owner_id ORDER BY a.no"
        )
        return [*map(tuple, orders), *map(tuple, accounts)]


def counts(report: ImportReport) -> tuple[Any, ...]:
    return (
        *(report.rows, report.new, report.same, report.changed, report.refused, report.skipped),
        *(report.accounts_new, report.accounts_matched, report.kept_by_hand, report.lines, report.kinds),
        *(report.totals, report.months, report.credits, report.credit_months, report.last_day),
        [tuple(each) for each in report.skipped_rows],
    )


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[KnownBeginning | None]:
    """The beginnings that imports found, None where they read the whole file."""
    found: list[KnownBeginning | None] = []

    def noting(*given: Any) -> KnownBeginning | None:
        found.append(known_beginning(*given))
        return found[-1]

    monkeypatch.setattr(importing, "known_beginning", noting)
    return found


@contextmanager
def read_whole() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "known_beginning", lambda *_: None)
        yield


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

    monkeypatch.setattr(importing, "Reading", NotingReading)
    report = take(book, as_csv([*FIRST, *MORE]), "tuesday.csv")
    assert rows_read == [5, 6, 7] and seen[-1] is not None
    assert (report.rows, report.new, report.same) == (6, 3, 3)
    assert (report.accounts_new, report.accounts_matched) == (1, 2)
    assert report.totals == {"EUR": 4750} and report.kinds == {"order": 5, "credit": 1}
    assert any("first 3 rows are those of monday.csv" in note for note in report.notes)
    third = take(book, as_csv([*FIRST, *MORE, row(7, "Dora", 12)]))
    assert rows_read[3:] == [8] and (third.new, third.same) == (1, 6)


def edit_first_order(book: Book, **changes: str) -> None:
    with act(book, "edit", "an order") as transaction:
        (key,) = transaction.run("SELECT key FROM sales_order ORDER BY no LIMIT 1").fetchone()
        transaction.update("sales_order", key, **changes)


def delete_first_order(book: Book) -> None:
    with act(book, "edit", "an order") as transaction:
        (key,) = transaction.run("SELECT key FROM sales_order ORDER BY no LIMIT 1").fetchone()
        transaction.delete("sales_order", key)


def first_name(book: Book) -> str:
    with book.read() as connection:
        return str(connection.execute("SELECT name FROM account ORDER BY no LIMIT 1").fetchone()[0])


def undo_and_redo(book: Book) -> None:
    undo(book)
    redo(book)


BETWEEN: dict[str, Callable[[Book], object]] = {
    "nothing": lambda book: None,
    "an order's day is corrected": lambda book: edit_first_order(book, day="2024-12-24"),
    "an order's kind is corrected": lambda book: edit_first_order(book, kind="quote"),
    "an order is deleted": delete_first_order,
    "an account is renamed": lambda book: edit_account(book, first_name(book), {"name": "Other Ltd"}),
    "a city is corrected": lambda book: edit_account(book, first_name(book), {"city": "Köln"}),
    "an account is erased": lambda book: erase_account(book, first_name(book), with_backups=True),
    "the import is undone": lambda book: undo(book),
    "the import is undone and redone": undo_and_redo,
    "another file of the source": lambda book: take(book, as_csv([row(80, "Beta", 2)]), "further.csv"),
    "a file of another source": lambda book: take(book, as_csv([row(1, "Zeta", 2)]), "other.csv", "erp"),
    "the same orders elsewhere": lambda book: take(book, plain_csv([row(1, "Acme", 0)]), "other.csv", "erp"),
}


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


SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = st.sampled_from(["10.00", "3.50", "-2.00", "0", "8"])
CITIES = st.sampled_from(["", "Bonn", "Ulm"])
SELDOM, NOW_AND_THEN = (st.integers(0, most).map(lambda drawn: not drawn) for most in (30, 6))
NAMES = st.sampled_from(["Acme", "ACME", "Beta", "Cora", "Kessler GmbH", 'Quote "Q"'])


@st.composite
def made_rows(draw: st.DrawFn, first: int, odd: st.SearchStrategy[bool]) -> list[Row]:
    """Rows with numbers from `first` on; the `odd` ones name an account otherwise, are unreadable, or say a number
    again.
    """
    found = []
    for number in range(first, first + draw(st.integers(1, 5))):
        name, amount, own, status = draw(NAMES), draw(AMOUNTS), "", "paid"
        each = f"A-{number}"
        if draw(odd):
            own = draw(st.sampled_from(["K1", "01", "1", "-"]))
            amount = draw(st.sampled_from([amount, "x"]))
            status = draw(st.sampled_from(["paid", "cancelled"]))
            each = draw(st.sampled_from([each, "A-1", "", f"A-{number - 1}"]))
        made = row(number, name, draw(st.integers(0, 40)), amount, draw(CITIES), own, status)
        found.append((each, *made[1:2], made[2].replace("-", ""), *made[3:]))
    return found


@pytest.mark.thorough
@SMALL
@given(made_rows(1, SELDOM), made_rows(20, NOW_AND_THEN), st.sampled_from(sorted(BETWEEN)), st.booleans())
def test_it_never_makes_another_book_than_the_whole_reading(
    tmp_path_factory: pytest.TempPathFactory, above: list[Row], below: list[Row], between: str, plain: bool
) -> None:
    write = plain_csv if plain else as_csv
    found = []
    for whole in (False, True):
        book = book_at(tmp_path_factory.mktemp("book"))
        said = []
        with read_whole() if whole else nullcontext():
            for step in (
                lambda book: take(book, write(above)),
                BETWEEN[between],
                lambda book: take(book, write([*above, *below])),
                lambda book: take(book, write([*above, *below, row(99, "Acme", 50)])),
            ):
                try:
                    done = step(book)
                    said.append(counts(done) if isinstance(done, ImportReport) else None)
                except WinbackError as fault:
                    said.append((type(fault), str(fault)))
        found.append((said, contents(book) if book.exists() else []))
    assert found[0][0] == found[1][0]
    assert found[0][1] == found[1][1]
