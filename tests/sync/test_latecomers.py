"""What a laptop makes of a long story that it hears all at once."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.books import with_account
from tests.sync.replicas import Ticking, conflicts_of, of_skew, replica
from tests.sync.test_merge import both_ways, edit
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.file.open import connect_write
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act
from winback_tui.sync.conflicts.decisions import keep
from winback_tui.sync.conflicts.disputes import disputes_of
from winback_tui.sync.merge import merge as merging


def test_acts_come_in_the_order_of_their_first_stamps_though_one_touched_a_row_of_a_wrong_clock(
    tmp_path: Path,
) -> None:
    """A change of a row stamped in the next century is stamped later still; its act began before the next one."""
    clock = Ticking()
    ann, ben = replica(tmp_path, "Ann", clock), replica(tmp_path, "Ben", clock)
    acme, bolt = with_account(ann.book, "Acme"), with_account(ann.book, "Bolt")
    ben.take(ann.copied(tmp_path / "ann.db"))
    edit(of_skew(ben, Ticking(skew=timedelta(days=36_500))), acme, "city", "Graz")
    ann.take(ben.copied(tmp_path / "ben.db"))
    with act(ann.book, "edit", "both corrected") as transaction:
        for account in (acme, bolt):
            transaction.run("UPDATE account SET city = 'Wien' WHERE id = ?", (account,))
    edit(ann, bolt, "note", "later")
    new = replica(tmp_path, "Cleo")
    new.take(ann.copied(tmp_path / "ann.db"))
    with new.book.read() as connection:
        told = [each.sentence for each in acts(connection)]
    assert told.index("note corrected") < told.index("both corrected")


def test_who_takes_back_a_decision_that_came_with_its_conflict_has_the_conflict(tmp_path: Path) -> None:
    clock = Ticking()
    ann, ben, late = (replica(tmp_path, name, clock) for name in ("Ann", "Ben", "Late"))
    acme = with_account(ann.book, "Acme")
    for each in (ben, late):
        each.take(ann.copied(tmp_path / "ann.db"))
    edit(ann, acme, "city", "Graz")
    edit(ben, acme, "city", "Wien")
    both_ways(ann, ben, tmp_path)
    before = conflicts_of(ann.book)
    with act(ann.book, "conflict", "decided") as transaction:
        (dispute,) = disputes_of(transaction.connection, "account", acme)
        keep(transaction.connection, dispute)
        tx = transaction.tx
    late.take(ann.copied(tmp_path / "ann.db"))
    assert conflicts_of(late.book) == []
    undo(late.book, tx)
    ann.take(late.copied(tmp_path / "late.db"))
    assert conflicts_of(late.book) == conflicts_of(ann.book) != []
    assert len(before) == 1


def test_nothing_is_left_in_the_file_of_what_comes_late_about_somebody_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where SQLite does not overwrite what it deletes, as it is built on some systems."""

    def not_overwriting(path: Path) -> sqlite3.Connection:
        connection = connect_write(path)
        connection.execute("PRAGMA secure_delete = OFF")
        return connection

    ann, ben = (replica(tmp_path, name) for name in ("Ann", "Ben"))
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    erase(ann.book, acme)
    for number in range(60):
        edit(ben, acme, "note", f"Secret {number} " * 9)
    monkeypatch.setattr(merging, "connect_write", not_overwriting)
    merged = ann.take(ben.copied(tmp_path / "ben.db"))
    assert merged.emptied and not merged.erased
    assert b"Secret" not in ann.book.path.read_bytes()
    assert not ann.take(ben.copied(tmp_path / "ben.db")).emptied


def test_a_conflict_in_a_table_of_a_newer_version_is_passed_on_and_waits(tmp_path: Path) -> None:
    """Neither laptop has the table: the changes are those that a newer program wrote."""
    ann, ben = (replica(tmp_path, name) for name in ("Ann", "Ben"))
    acme = with_account(ann.book, "Acme")
    ben.take(ann.copied(tmp_path / "ann.db"))
    for each, word in ((ann, "fine"), (ben, "bad")):
        with act(each.book, "edit", "newer") as transaction:
            transaction.run(
                "INSERT INTO logging VALUES ('mood', 'm1', '*', json_object('id', 'm1', 'text', ?1), NULL)",
                (word,),
            )
            transaction.run("INSERT INTO logging VALUES ('account', ?1, 'colour', ?2, '')", (acme, word))
    both_ways(ann, ben, tmp_path)
    for each in (ann, ben):
        assert conflicts_of(each.book) == []
        with each.book.read() as connection:
            noted = connection.execute("SELECT tbl FROM disputed_row ORDER BY 1").fetchall()
            assert [row[0] for row in noted] == ["account", "mood"]
