"""The laws of a merge, each by itself, and a second opinion on what comes out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from inspect import signature
from random import Random

import pytest

from tests.sync.histories import Histories
from tests.sync.memory_team import Laptop, Letter, Team, loaded
from tests.sync.model import Change, expected
from winback_tui.store.read import plain_rows

SEEDS = range(6)


class Played:
    """Three laptops that worked apart for a while, after they had been one."""

    def __init__(self, seed: int) -> None:
        pick = Random(seed)
        self.history = Histories()
        self.history.sizes = (3,)
        self.history.begin(0)
        acts = (
            self.history.add,
            self.history.edit,
            self.history.same_key,
            self.history.bulk,
            self.history.delete,
            self.history.imports,
            self.history.correct,
            self.history.erase,
            self.history.undo,
            self.history.skew,
        )
        for step in range(30):
            self._do(pick, pick.choice(acts))
            if step == 12:
                self.history.exchange(0, 1)
        self.letters = [laptop.whole() for laptop in self.team.laptops]

    @property
    def team(self) -> Team:
        return self.history.team

    def _do(self, pick: Random, act: Callable[..., None]) -> None:
        words = {
            "who": pick.randrange(9999),
            "pick": pick.randrange(9999),
            "word": pick.choice(("Graz", "Wien")),
        }
        words |= {"first": pick.randrange(1, 6), "count": pick.randrange(1, 4)}
        act(**{name: words[name] for name in signature(act).parameters})

    def fresh(self, of: int) -> Laptop:
        """One of the laptops as it was at the end."""
        return Laptop("copy", loaded(self.letters[of].image), self.team)

    def close(self) -> None:
        self.team.close()


def state(laptop: Laptop) -> tuple[object, ...]:
    return laptop.tables(), laptop.log(), laptop.conflicts()


def letter(laptop: Laptop) -> Letter:
    return Letter(laptop.connection.serialize(), laptop.name)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_does_not_matter_who_takes_whose(seed: int) -> None:
    with closing(Played(seed)) as played:
        one, two = played.fresh(0), played.fresh(1)
        one.take(played.letters[1])
        two.take(played.letters[0])
        assert state(one) == state(two)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_does_not_matter_in_which_order_or_by_whom_they_come(seed: int) -> None:
    with closing(Played(seed)) as played:
        left = played.fresh(0)
        left.take(played.letters[1])
        left.take(played.letters[2])
        middle = played.fresh(1)
        middle.take(played.letters[2])
        right = played.fresh(0)
        right.take(letter(middle))
        at_once = played.fresh(2)
        at_once.take(*played.letters)
        assert state(left) == state(right) == state(at_once)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_again_changes_nothing(seed: int) -> None:
    with closing(Played(seed)) as played:
        one = played.fresh(0)
        one.take(*played.letters)
        before = state(one)
        for again in (played.letters[0], letter(one), *played.letters):
            merged = one.take(again)
            assert merged.people == () and merged.conflicts_new == 0
        assert state(one) == before


@pytest.mark.parametrize("seed", range(16))
def test_a_second_opinion_agrees(seed: int) -> None:
    """On tables that no import fills and nothing belongs to: settings and rivals."""
    with closing(Played(seed)) as played:
        one = played.fresh(0)
        one.take(*played.letters)
        changes = [
            Change(
                site, seq, hlc, table, row, col, value, before, (after, at) if after else None, bool(undoes)
            )
            for site, seq, hlc, table, row, col, value, before, after, at, undoes in plain_rows(
                one.connection,
                "SELECT c.site, c.seq, c.hlc, tbl, row, col, value, before, replaces_site, replaces_seq, a.undoes"
                " FROM change c LEFT JOIN act a ON a.tx = c.tx WHERE tbl IN ('setting', 'competitor')",
            )
        ]
        rows, conflicts = expected(changes, set())
        for table in ("setting", "competitor"):
            columns = [row[1] for row in plain_rows(one.connection, f"PRAGMA table_info({table})")]
            found = {
                row[0]: dict(zip(columns, row, strict=True))
                for row in plain_rows(one.connection, f"SELECT * FROM {table}")
            }
            assert found == {name: values for (of, name), values in rows.items() if of == table}
        listed = {
            each[:3] for each in one.conflicts() if each[0] in ("setting", "competitor") and each[2] != "-"
        }
        assert listed == conflicts
