"""What a merge of two or three laptops' books must bring."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.books import with_account
from tests.sync.replicas import (
    START,
    Replica,
    Ticking,
    conflicts_of,
    import_orders,
    log_of,
    of_skew,
    replica,
    tables_of,
)
from winback_tui.store.file import open as opening
from winback_tui.store.file.check.file import file_faults, reference_faults, trigger_faults
from winback_tui.store.file.check.log import log_faults
from winback_tui.store.file.check.summaries import summary_faults
from winback_tui.store.file.letter_case import know_letters
from winback_tui.store.log.acts import acts
from winback_tui.store.log.install import install_writers
from winback_tui.store.log.undoing.resettle import show_waiting
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.read import plain_rows
from winback_tui.store.write import act


def both_ways(one: Replica, other: Replica, folder: Path) -> None:
    """Each takes the other's file as it was before."""
    first, second = one.copied(folder / "one.db"), other.copied(folder / "other.db")
    one.take(second)
    other.take(first)


def assert_equal(*replicas: Replica) -> None:
    """Same rows, same log, same conflicts, and whole books."""
    for each in replicas[1:]:
        assert tables_of(each.book) == tables_of(replicas[0].book)
        assert log_of(each.book) == log_of(replicas[0].book)
        assert conflicts_of(each.book) == conflicts_of(replicas[0].book)
    for each in replicas:
        with each.book.read() as connection:
            faults = [
                *file_faults(connection),
                *reference_faults(connection),
                *trigger_faults(connection),
                *log_faults(connection),
                *summary_faults(connection),
            ]
        assert faults == [], each.name


def edit(replica: Replica, account: str, column: str, value: object) -> None:
    with act(replica.book, "edit", f"{column} corrected", account) as transaction:
        transaction.run(f"UPDATE account SET {column} = ? WHERE id = ?", (value, account))


def test_what_two_laptops_wrote_is_on_both(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    with_account(ben.book, "Bolt")
    merged = ann.take(ben.copied(tmp_path / "ben.db"))
    assert [(each.person, each.changes) for each in merged.people] == [("Ben", 1)]
    ben.take(ann.copied(tmp_path / "ann.db"))
    assert_equal(ann, ben)
    edit(ben, acme, "city", "Graz")
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert_equal(ann, ben)
    assert conflicts_of(ann.book) == []
    assert ann.take(ben.copied(tmp_path / "ben.db")).people == ()


def test_two_values_of_one_field_are_a_conflict_on_both(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ann, acme, "city", "Wien")
    edit(ben, acme, "city", "Graz")
    edit(ben, acme, "phone", "1")
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    ((table, row, column, heads),) = conflicts_of(ann.book)
    assert (table, row, column) == ("account", acme, "city")
    assert sorted((value, stands) for value, _, stands in heads) == [("Graz", True), ("Wien", False)]


def test_equal_values_are_none(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ann, acme, "city", "Wien")
    edit(ben, acme, "city", "Wien")
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert conflicts_of(ann.book) == []


def test_a_deleted_row_with_a_newer_child_stays_and_is_listed(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    undo(ann.book)
    with act(ben.book, "person", "Eva added", acme) as transaction:
        transaction.insert("person", account_id=acme, name="Eva")
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert [row[1] for row in tables_of(ann.book)["account"]] == ["Acme"]
    ((table, row, column, _),) = conflicts_of(ann.book)
    assert (table, row, column) == ("account", acme, "-")


def test_a_delete_beats_a_concurrent_edit_and_lists_it(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ben, acme, "city", "Graz")
    undo(ann.book)
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert tables_of(ann.book)["account"] == []
    ((_, _, column, heads),) = conflicts_of(ann.book)
    assert column == "-" and [head[0] for head in heads] == [None, "Graz"]


def test_imports_travel_whole_and_the_newest_version_counts(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(hours=1)))
    import_orders(ann, "acme", {"1": 100, "2": 200})
    import_orders(ben, "acme", {"2": 250, "3": 300})
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert amounts(ann) == {"1": 100, "2": 250, "3": 300}
    undo(ben.book)
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert_equal(ann, ben)
    assert amounts(ann) == {"1": 100, "2": 200}
    redo(ben.book)
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert_equal(ann, ben)
    assert amounts(ann) == {"1": 100, "2": 250, "3": 300}


def test_the_acts_of_a_colleague_come_in_their_order(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    for city in ("Wien", "Graz", "Linz"):
        with act(ann.book, "edit", f"moved to {city}", acme) as transaction:
            transaction.update("account", acme, city=city)
    undo(ann.book)
    ben.take(ann.copied(tmp_path / "ann.db"))
    sentences = []
    for each in (ann, ben):
        with each.book.read() as connection:
            sentences.append(plain_rows(connection, "SELECT sentence FROM act ORDER BY no").fetchall())
    assert sentences[0] == sentences[1] and len(sentences[0]) == 5


def test_the_same_export_on_two_laptops_lies_on_the_same_shelves(tmp_path: Path) -> None:
    ann, ben = (replica(tmp_path, name) for name in ("Ann", "Ben"))
    ben = of_skew(ben, Ticking(skew=timedelta(minutes=30)))
    for each in (ann, ben):
        import_orders(each, "acme", {"1": 100, "2": 200})
    ben.take(ann.copied(tmp_path / "ann.db"))
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert_equal(ann, ben)
    shelves = (
        "SELECT s.key, by.id, own.id, s.amount FROM order_shelf s JOIN import_batch by ON by.no = s.shelved_by"
        " JOIN import_batch own ON own.no = s.batch_no ORDER BY 1, 2, 3"
    )
    found = []
    for each in (ann, ben):
        with each.book.read() as connection:
            found.append(plain_rows(connection, shelves).fetchall())
    assert found[0] == found[1] and found[0]


def test_an_account_of_an_undone_import_stays_for_the_orders_of_another(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(hours=1)))
    import_orders(ann, "acme", {"1": 100})
    ben.take(ann.copied(tmp_path / "ann.db"))
    import_orders(ben, "acme", {"3": 300})
    undo(ann.book)
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert amounts(ann) == {"3": 300} and len(tables_of(ann.book)["account"]) == 1


def test_an_account_is_what_its_first_import_said(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(hours=1)))
    import_orders(ben, "acme", {"1": 100}, source="shop")
    import_orders(ann, "acme", {"1": 100}, source="erp")
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert {row[4] for row in tables_of(ann.book)["account"]} == {"erp"}
    undo(ann.book)
    ben.take(ann.copied(tmp_path / "ann.db"))
    assert_equal(ann, ben)
    assert {row[4] for row in tables_of(ben.book)["account"]} == {"shop"}


def test_an_undone_import_is_undone_everywhere_but_work_on_its_accounts_stays(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    import_orders(ann, "acme", {"1": 100, "2": 200})
    ben.take(ann.copied(tmp_path / "ann.db"))
    account = tables_of(ben.book)["account"][0][0]
    with act(ben.book, "person", "Eva added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
    undo(ann.book)
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert tables_of(ben.book)["sales_order"] == []
    assert len(tables_of(ben.book)["account"]) == 1


def correct(replica: Replica, number: str, amount: int) -> None:
    with act(replica.book, "order", "Order corrected") as transaction:
        transaction.run("UPDATE sales_order SET amount = ? WHERE number = ?", (amount, number))


def amounts(replica: Replica) -> dict[str, int]:
    return {row[2]: row[4] for row in tables_of(replica.book)["sales_order"]}


def test_a_correction_by_hand_wins_over_a_later_import_and_one_taken_back_does_not(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(days=1)))
    import_orders(ann, "acme", {"1": 100, "2": 200})
    ben.take(ann.copied(tmp_path / "ann.db"))
    correct(ann, "1", 150)
    correct(ann, "2", 250)
    undo(ann.book)
    import_orders(ben, "acme", {"1": 120, "2": 220})
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert amounts(ann) == {"1": 150, "2": 220}


def test_an_edit_that_is_older_than_the_row_came_back_waits_for_a_person(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ben, acme, "city", "Graz")
    later = of_skew(ann, Ticking(START + timedelta(hours=2)))
    undo(later.book)
    redo(later.book)
    both_ways(later, ben, tmp_path)
    assert_equal(later, ben)
    assert [row[10] for row in tables_of(ann.book)["account"]] == [""]
    ((_, _, column, heads),) = conflicts_of(ann.book)
    assert column == "city" and {head[0] for head in heads} == {"", "Graz"}


def test_the_same_file_imported_undone_and_imported_again_keeps_one_account(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(days=1)))
    import_orders(ann, "acme", {"1": 100})
    first = tables_of(ann.book)
    undo(ann.book)
    import_orders(ann, "acme", {"1": 100, "2": 200})
    undo(ann.book)
    assert tables_of(ann.book)["account"] == []
    with ann.book.read() as connection:
        undoings = [each.tx for each in acts(connection) if each.undoes]
    undo(ann.book, undoings[-1])
    assert [row[:6] for row in tables_of(ann.book)["sales_order"]] == [
        row[:6] for row in first["sales_order"]
    ]
    assert len(tables_of(ann.book)["account"]) == 1
    import_orders(ben, "acme", {"2": 220})
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    assert amounts(ben) == {"1": 100, "2": 220}


def test_a_past_day_shows_what_had_won_by_then(tmp_path: Path) -> None:
    late = Ticking(START + timedelta(days=9))
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben")
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ann, acme, "city", "Wien")
    edit(of_skew(ben, late), acme, "city", "Graz")
    both_ways(ann, ben, tmp_path)
    for book in (ann.book, ben.book):
        past = replace(book, as_of=(START + timedelta(days=2)).date())
        with past.read() as connection:
            assert plain_rows(connection, "SELECT city FROM account").fetchone()[0] == "Wien"
    assert [row[10] for row in tables_of(ann.book)["account"]] == ["Graz"]


def test_an_order_that_moves_to_another_account_moves_everywhere(tmp_path: Path) -> None:
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", Ticking(START + timedelta(hours=1)))
    import_orders(ann, "acme", {"1": 100, "2": 200})
    import_orders(ben, "bolt", {"2": 200, "3": 300})
    both_ways(ann, ben, tmp_path)
    assert_equal(ann, ben)
    owner = {row[2]: row[1] for row in tables_of(ann.book)["sales_order"]}
    assert owner["2"] == owner["3"] != owner["1"]


def test_clocks_a_century_wrong_lose_nothing_and_lift_nobody(tmp_path: Path) -> None:
    fast = Ticking(START, timedelta(days=36_500))
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", fast)
    acme = with_account(ann.book, "Acme")
    edit(ann, acme, "city", "Wien")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(ben, acme, "city", "Graz")
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert [row[10] for row in tables_of(ann.book)["account"]] == ["Graz"], "who saw it wins"
    edit(ann, acme, "city", "Linz")
    ben.take(ann.copied(tmp_path / "ann.db"))
    assert_equal(ann, ben)
    assert [row[10] for row in tables_of(ben.book)["account"]] == ["Linz"], "who saw that wins again"
    with_account(ann.book, "Bolt")
    with ann.book.read() as connection:
        top = plain_rows(connection, "SELECT max(hlc) >> 16 FROM change").fetchone()[0]
    assert top < (START + timedelta(days=2 * 366)).timestamp() * 1000


def test_one_change_alone_lifts_the_clock_of_who_takes_it(tmp_path: Path) -> None:
    ann, ben = (replica(tmp_path, name) for name in ("Ann", "Ben"))
    ahead = of_skew(ann, Ticking(skew=timedelta(days=1)))
    with_account(ahead.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    stamps = "SELECT (SELECT hlc FROM state), (SELECT max(hlc) FROM change)"
    with ben.book.read() as connection:
        clock, newest = plain_rows(connection, stamps).fetchone()
    assert clock >= newest > 0


def test_who_saw_a_stamp_from_the_next_century_still_wins(tmp_path: Path) -> None:
    """Ben's book is new, so that nothing tells his first stamps from true ones."""
    fast = Ticking(START, timedelta(days=36_500))
    ann, ben = replica(tmp_path, "Ann"), replica(tmp_path, "Ben", fast)
    with_account(ann.book, "Bolt")
    acme = with_account(ben.book, "Acme")
    edit(ben, acme, "city", "Graz")
    ann.take(ben.copied(tmp_path / "ben.db"))
    edit(ann, acme, "city", "Linz")
    ben.take(ann.copied(tmp_path / "ann.db"))
    assert_equal(ann, ben)
    assert [row[10] for row in tables_of(ann.book)["account"] if row[0] == acme] == ["Linz"]
    assert conflicts_of(ann.book) == []
    with ann.book.read() as connection:
        stamp = plain_rows(connection, "SELECT hlc >> 16 FROM state").fetchone()[0]
    assert stamp < (START + timedelta(days=2 * 366)).timestamp() * 1000, "nobody's clock was lifted"
    with_account(ann.book, "Core")
    with ann.book.read() as connection:
        newest = plain_rows(
            connection, "SELECT hlc >> 16 FROM change ORDER BY rowid DESC LIMIT 1"
        ).fetchone()[0]
    assert newest < (START + timedelta(days=2 * 366)).timestamp() * 1000


def test_what_only_a_newer_version_knows_is_kept_and_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Carl's program has a column and a table more; Ben's does not, and stands between Carl and Ann."""
    ann, ben, carl = (replica(tmp_path, name) for name in ("Ann", "Ben", "Carl"))
    acme = with_account(carl.book, "Acme")
    monkeypatch.setattr(
        opening, "require_own_schema", lambda *_: None
    )  # a newer program knows its own schema
    _upgrade(carl)
    with act(carl.book, "edit", "Newer") as transaction:
        transaction.run("UPDATE account SET colour = 'red'")
        transaction.run(
            "INSERT INTO logging VALUES ('mood', 'm1', '*', '{\"id\":\"m1\",\"text\":\"fine\"}', NULL)"
        )
    ben.take(carl.copied(tmp_path / "carl.db"))
    edit(ben, acme, "city", "Graz")
    ann.take(ben.copied(tmp_path / "ben.db"))
    assert log_of(ann.book) != log_of(carl.book)
    carl.take(ann.copied(tmp_path / "ann.db"))
    assert log_of(ann.book) == log_of(carl.book)
    with closing(sqlite3.connect(ann.book.path)) as connection:
        assert plain_rows(connection, "SELECT tbl, row FROM waiting_row ORDER BY 1").fetchall() == [
            ("account", acme),
            ("mood", "m1"),
        ]
    _upgrade(ann)
    with closing(sqlite3.connect(ann.book.path)) as connection:
        assert plain_rows(connection, "SELECT colour, city FROM account").fetchone() == ("red", "Graz")


def _upgrade(replica: Replica) -> None:
    """What the migration of a newer version would do."""
    with closing(sqlite3.connect(replica.book.path, isolation_level=None)) as connection:
        plain_rows(connection, "ALTER TABLE account ADD COLUMN colour VARCHAR NOT NULL DEFAULT ''")
        know_letters(connection)
        plain_rows(connection, "BEGIN")
        install_writers(connection)
        show_waiting(connection)
        plain_rows(connection, "COMMIT")
