"""The proof of history: forks that stamps do not show, an edited log, and what is left of an erased value."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.sync.memory_team import Laptop, Letter, Team, loaded
from winback_tui.store.log.chain import STEP, chain_faults, digest_at, extend_chain
from winback_tui.store.read import plain_rows
from winback_tui.sync.merge.vectors import vector_of


def state(laptop: Laptop) -> tuple[object, ...]:
    return laptop.tables(), laptop.log(), laptop.conflicts()


def edits(laptop: Laptop, account: str, words: list[str]) -> None:
    for word in words:
        with laptop.act("edit"):
            plain_rows(laptop.connection, "UPDATE account SET city = ? WHERE id = ?", (word, account))


def digests(connection: sqlite3.Connection) -> dict[str, str]:
    return {site: digest_at(connection, site, last) for site, last in vector_of(connection).items()}


def test_two_copies_that_write_at_the_same_instant_are_told_apart() -> None:
    """In a transaction of one name, so that nothing but the proof of the value shows the fork."""
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Acme")
        twin = team.join("twin", loaded(ann.connection.serialize()))
        for laptop, word in ((ann, "Graz"), (twin, "Linz")):
            plain_rows(laptop.connection, "UPDATE state SET now = 1900000000000, tx = 'same'")
            plain_rows(laptop.connection, "UPDATE account SET city = ? WHERE id = ?", (word, account))
            plain_rows(laptop.connection, "UPDATE state SET tx = ''")
        assert ann.log() == twin.log(), "nothing but the value differs"
        letter = twin.whole()
        twin.take(ann.whole())
        merged = ann.take(letter)
        assert merged.forked == 1 and state(ann) == state(twin)
        (conflict,) = ann.conflicts()
        assert {head[0] for head in conflict[3]} == {"Graz", "Linz"}


@pytest.mark.parametrize("site", ["0", "z"], ids=["compared first", "compared last"])
def test_copies_that_part_again_and_again_are_named_the_same_in_every_order(site: str) -> None:
    team = Team(1)
    with closing(team):
        first = team.laptops[0]
        plain_rows(first.connection, "UPDATE state SET site = ?", (site,))
        account = first.add_account("Acme")
        early = team.join("early", loaded(first.connection.serialize()))
        edits(early, account, ["early"])
        edits(first, account, ["one"])
        late = team.join("late", loaded(first.connection.serialize()))
        edits(late, account, ["late", "later"])
        edits(first, account, ["two", "three"])
        letters = [each.whole() for each in (first, early, late)]
        found = []
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            reader = Laptop("reader", loaded(letters[order[0]].image), team)
            for at in order[1:]:
                reader.take(letters[at])
            met = Laptop("met", loaded(letters[order[-1]].image), team)
            met.take(Letter(reader.connection.serialize(), "reader"))
            assert state(met) == state(reader)
            found.append(state(reader))
        assert all(each == found[0] for each in found)
        assert team.written <= {
            tuple(row) for row in plain_rows(met.connection, "SELECT hlc, tx, tbl, col FROM change")
        }


def test_an_erased_value_still_proves_the_history_and_its_salt_is_gone() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Secret & Sons")
        edits(ann, account, [f"Secret {at}" for at in range(STEP + 9)])
        extend_chain(ann.connection)
        ben = team.join("ben", loaded(ann.connection.serialize()))
        plain_rows(ben.connection, "UPDATE state SET site = 'b', seq = 0")
        site = ann.one("SELECT site FROM state")
        last = ann.one("SELECT seq FROM state")
        before = digest_at(ann.connection, site, last)
        ann.erase(account)
        assert digest_at(ann.connection, site, last) == before and not list(chain_faults(ann.connection))
        assert ann.one("SELECT count(*) FROM change WHERE length(proof) = 16 AND row = ?", (account,)) <= 1
        assert ben.take(ann.whole()).forked == 0
        assert digests(ben.connection) == digests(ann.connection)
        assert not list(chain_faults(ben.connection))
        assert b"Secret" not in ben.connection.serialize()


def test_an_edited_log_is_found() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        edits(ann, ann.add_account("Acme"), [str(at) for at in range(2 * STEP)])
        extend_chain(ann.connection)
        assert ann.one("SELECT count(*) FROM chain") == 2 and not list(chain_faults(ann.connection))
        plain_rows(ann.connection, "UPDATE change SET value = 'forged' WHERE seq = 300")
        (fault,) = chain_faults(ann.connection)
        assert f"before change {2 * STEP}" in fault


def test_a_program_that_knows_no_proofs_passes_changes_on_and_makes_no_fork() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Acme")
        edits(ann, account, ["Graz", "Linz"])
        old = loaded(ann.connection.serialize())
        plain_rows(old, "DROP TABLE chain")
        plain_rows(old, "UPDATE change SET proof = NULL")
        carl = team.join("carl", loaded(old.serialize()))
        plain_rows(carl.connection, "CREATE TABLE chain (site, seq, digest, PRIMARY KEY (site, seq))")
        plain_rows(carl.connection, "UPDATE state SET site = 'c', seq = 0")
        edits(carl, account, ["Wien"])
        assert ann.take(carl.whole()).forked == 0
        assert carl.take(ann.whole()).forked == 0
        assert state(ann) == state(carl)
        assert digests(ann.connection) == digests(carl.connection), "the proofs were taken over"


def test_a_delta_of_a_copy_that_went_its_own_way_waits() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Acme")
        twin = team.join("twin", loaded(ann.connection.serialize()))
        for laptop, word in ((ann, "Graz"), (twin, "Linz")):
            plain_rows(laptop.connection, "UPDATE state SET now = 1900000000000")
            plain_rows(laptop.connection, "UPDATE account SET city = ? WHERE id = ?", (word, account))
        since = vector_of(twin.connection)
        edits(twin, account, ["Wien"])
        assert len(ann.take(twin.delta(since)).ahead) == 1
        assert not ann.take(twin.whole()).ahead
