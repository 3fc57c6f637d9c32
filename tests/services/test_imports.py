"""Files into the book: each row once, whatever the order, the split and the repetition; undone as one act."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.books import book_at, content, with_account
from winback_tui.domain.errors import NeedsHuman, Refused
from winback_tui.intake import ImportChoices, inspect
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.importing.report import ImportReport
from winback_tui.store.book import Book
from winback_tui.store.file.open import NOTHING_SAVED
from winback_tui.store.log.acts import acts
from winback_tui.store.write import act

Row = tuple[str, str, int, str]
START = date(2025, 1, 6)


def as_csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("Customer", "Order date", "Amount", "Order number", "Currency"))
    for number, name, day, cents in rows:
        writer.writerow((name, (START + timedelta(days=day)).isoformat(), cents, number, "EUR"))
    return text.getvalue().encode()


def take(book: Book, raw: bytes, name: str = "orders.csv", *, dry_run: bool = False) -> ImportReport:
    known = inspect(raw, name=name, choices=ImportChoices(source="books"), currency="EUR")
    report = import_file(book, known, dry_run=dry_run)
    assert report.rows == report.new + report.same + report.changed + report.refused + report.skipped
    return report


def orders(book: Book) -> list[tuple[object, ...]]:
    """Key, day, money and kind of every order, and whose it is."""
    with book.read() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                "SELECT key, account.name_key, day, amount, sales_order.currency, kind FROM sales_order"
                " JOIN account ON account.no = account_no ORDER BY key"
            )
        ]


def full_disk(path: Path) -> None:
    raise Refused(f"The disk with {path} is full: {NOTHING_SAVED}; free some space and try again.")


ROWS = [("A-1", "Acme GmbH", 0, "10.00"), ("A-2", "Acme GmbH", 30, "20.50"), ("A-3", "Beta Ltd", 31, "7")]
SIMPLE = as_csv(ROWS)


def test_good_rows_come_in_and_bad_ones_are_named(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    raw = SIMPLE + b"Gamma,2025-02-30,5,A-4,EUR\nDelta,2025-03-01,five,A-5,EUR\n,2025-03-01,5,A-6,EUR\n"
    report = take(book, raw)
    assert (report.rows, report.new, report.refused) == (6, 3, 3)
    assert next(each.row for each in report.refusals if "2025-02-30" in each.reason) == 5
    assert {each.row for each in report.refusals} == {5, 6, 7}
    assert dict(report.totals) == {"EUR": 3750}
    assert (report.accounts_new, report.accounts_matched) == (2, 0)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    before, done = content(book), book.path.read_bytes()
    again = take(book, SIMPLE)
    assert (again.new, again.same, again.changed) == (0, 3, 0)
    assert content(book) == before
    reordered = take(book, as_csv([ROWS[2], ROWS[0], ROWS[1]]))
    assert (reordered.new, reordered.same, reordered.changed) == (0, 3, 0)
    assert content(book) == before and len(done) == book.path.stat().st_size


def test_a_changed_row_replaces_the_old_one_and_undo_brings_it_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    before = content(book)
    report = take(book, SIMPLE.replace(b"20.50", b"21.00"))
    assert (report.new, report.same, report.changed) == (0, 2, 1)
    assert [row[3] for row in orders(book)] == [1000, 2100, 700]
    assert "imported" in undo(book)
    assert content(book) == before


def test_a_correction_by_hand_survives_the_next_export(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    with act(book, "order", "Order A-2 corrected") as transaction:
        transaction.run("UPDATE sales_order SET amount = 1999 WHERE number = 'A-2'")
    with act(book, "account", "Acme's phone corrected") as transaction:
        transaction.run("UPDATE account SET phone = '0815' WHERE name_key = 'acme'")
    report = take(book, SIMPLE.replace(b"20.50", b"25.00"))
    assert (report.changed, report.kept_by_hand) == (0, 1)
    assert [row[3] for row in orders(book)] == [1000, 1999, 700]


def test_a_corrected_file_counts_after_its_first_form_was_undone(tmp_path: Path) -> None:
    book = book_at(tmp_path)

    def kept() -> object:
        with book.read() as connection:
            return connection.execute("SELECT phone FROM account").fetchone()[0]

    def phone_after(number: str) -> object:
        take(book, f"Customer,Phone,City\nAcme,+49 221 {number},Bonn\n".encode())
        return kept()

    assert [phone_after("1111"), phone_after("2111")] == ["+49 221 1111", "+49 221 2111"]
    undo(book)
    assert phone_after("3111") == "+49 221 3111"
    edit_account(book, "Acme", {"phone": "+49 221 4111"})
    assert phone_after("5111") == "+49 221 4111"
    undo(book)
    assert kept() == "+49 221 3111"
    redo(book)
    assert phone_after("6111") == "+49 221 4111"
    undo(book)
    assert phone_after("7111") == "+49 221 7111"


def test_a_dry_run_says_the_same_and_does_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    tried = take(book, SIMPLE, dry_run=True)
    assert tried.new == 3 and not book.exists()
    take(book, SIMPLE)
    before = content(book)
    more = as_csv([*ROWS, ("A-9", "Acme GmbH", 60, "1")])
    assert take(book, more, dry_run=True).new == 1
    assert content(book) == before
    with book.read() as connection:
        assert [done.verb for done in acts(connection)] == ["import"]


def test_cancelling_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Somebody")
    before = content(book)

    def cancel(share: float, rows: int) -> None:
        raise KeyboardInterrupt

    known = inspect(SIMPLE, name="orders.csv", currency="EUR")
    with pytest.raises(KeyboardInterrupt):
        import_file(book, known, cancel)
    assert content(book) == before


def test_known_accounts_are_met_by_name_whatever_their_legal_form(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    report = take(book, as_csv([("B-1", "ACME  gmbh", 90, "3"), ("B-2", "Beta Limited", 91, "4")]))
    assert (report.accounts_new, report.accounts_matched) == (0, 2)


def test_an_account_renamed_by_hand_is_still_met_by_the_name_that_the_files_know(tmp_path: Path) -> None:
    from winback_tui.services.cases.opening import open_case

    book = book_at(tmp_path)
    take(book, SIMPLE)
    edit_account(book, "Acme GmbH", {"name": "Akme Holding"})
    open_case(book, "Akme Holding", date(2025, 3, 1), "Ann")
    report = take(book, as_csv([*ROWS, ("A-4", "Acme GmbH", 90, "5.00")]), "next.csv")
    assert (report.accounts_new, report.new, report.same, report.changed) == (0, 1, 3, 0)
    assert report.returned == ["Akme Holding (order of 2025-04-06)"]
    assert {row[1] for row in orders(book)} == {"akme holding", "beta"}


def test_an_import_is_not_undone_under_a_later_one_that_holds_its_rows_too(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, as_csv(ROWS[:2]), "march.csv")
    with book.read() as connection:
        march = next(iter(acts(connection)))
    take(book, SIMPLE, "april.csv")
    before = orders(book)
    with pytest.raises(Refused, match=r"'april\.csv', imported later, contains some of these rows too"):
        undo(book, march.tx)
    assert orders(book) == before
    undo(book)
    undo(book, march.tx)
    assert orders(book) == []
    assert take(book, SIMPLE, "april.csv").new == 3


def test_nothing_is_taken_while_a_question_is_open(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    raw = b"Customer;Date;Amount\nAcme;03/02/2026;5\nBeta;04/02/2026;6\n"
    with pytest.raises(NeedsHuman):
        import_file(book, inspect(raw, name="dates.csv", currency="EUR"))
    assert not book.exists() or not any(content(book).values())


def test_only_a_real_order_after_the_loss_brings_an_account_back(tmp_path: Path) -> None:
    from winback_tui.services.cases.opening import open_case

    book = book_at(tmp_path)
    take(book, SIMPLE)
    open_case(book, "Acme GmbH", date(2025, 3, 1), "Bob")
    header = b"Customer,Order date,Amount,Order number,Currency,Status\n"
    quiet = (
        b"Acme GmbH,2025-04-01,-50,C-1,EUR,paid\nAcme GmbH,2025-04-02,50,C-2,EUR,cancelled\n"
        b"Acme GmbH,2025-04-03,0,C-3,EUR,paid\nAcme GmbH,2025-02-20,50,C-4,EUR,paid\n"
    )
    assert take(book, header + quiet).returned == []
    real = take(book, header + b"Acme GmbH,2025-04-05,1,C-5,EUR,paid\n")
    assert real.returned == ["Acme GmbH (order of 2025-04-05)"]
    with book.read() as connection:
        status = connection.execute(
            "SELECT status FROM account_summary JOIN account ON no = account_no WHERE name_key = 'acme'"
        ).fetchone()[0]
    assert status in ("returned", "recovered", "sleeping", "overdue")
    undo(book)
    from winback_tui.services.returns.returns import returns

    assert returns(book) == []


numbered = st.lists(
    st.tuples(
        st.integers(1, 30).map("N-{}".format),
        st.sampled_from(["Acme GmbH", "Beta Ltd", "ООО Ромашка", "[red]x[/red]"]),
        st.integers(0, 300),
        st.integers(1, 100_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}"),
    ),
    min_size=2,
    max_size=25,
    unique_by=lambda row: row[0],
)


@pytest.mark.thorough
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=numbered, cut=st.data())
def test_any_split_any_order_any_overlap_is_the_whole(
    rows: list[Row], cut: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = book_at(tmp_path_factory.mktemp("whole"))
    take(whole, as_csv(rows))
    parts = book_at(tmp_path_factory.mktemp("parts"))
    shuffled = cut.draw(st.permutations(rows))
    at = cut.draw(st.integers(1, len(rows) - 1))
    overlap = cut.draw(st.integers(0, at))
    for part in (shuffled[:at], shuffled[at - overlap :], shuffled[:at]):
        take(parts, as_csv(part))
    assert orders(parts) == orders(whole)


def test_a_disk_that_fails_after_the_import_does_not_make_it_unsaid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    monkeypatch.setattr("winback_tui.services.importing.import_file.cover_small_book", full_disk)
    with pytest.raises(Refused) as told:
        take(book, SIMPLE)
    assert str(told.value) == (
        "orders.csv is imported; its checksum is left to the next backup."
        f" The disk with {book.path} is full: nothing more was saved; free some space and try again."
    )
    assert len(orders(book)) == 3
