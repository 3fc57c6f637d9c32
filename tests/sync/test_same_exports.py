"""The same export taken in on several laptops: the newest counts, the others wait, whoever met whom first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import permutations
from typing import Any

import pytest

from tests.sync.memory_team import Laptop, Team, loaded
from winback_tui.store.log.rebuild import Rebuilder
from winback_tui.store.orders.imported_versions import Batches
from winback_tui.store.read import plain_rows

EXPORTS = (
    ("acme", {"1": 100, "2": 200}),
    ("acme", {"1": 100, "2": 200, "3": 300}),
    ("acme", {"1": 100, "2": 250, "3": 300}),
    ("acme ltd", {"1": 100, "3": 350}),
)
"""Days of one program's export: orders are added to it, corrected, and leave it. The last laptop knows the customer as
another account.
"""

SHELVES = (
    "SELECT s.key, by.id, own.id, s.amount, s.version FROM order_shelf s JOIN import_batch by ON by.no = s.shelved_by"
    " JOIN import_batch own ON own.no = s.batch_no ORDER BY 1, 2, 3"
)


def shelves(laptop: Laptop) -> list[tuple[Any, ...]]:
    """The versions that do not count: under which import each lies, and which one brought it."""
    return [tuple(row) for row in plain_rows(laptop.connection, SHELVES)]


def rebuilt_one_by_one(laptop: Laptop) -> list[tuple[Any, ...]]:
    """The shelves as the search for the version that counts lays them, order by order."""
    connection = laptop.connection
    plain_rows(connection, "BEGIN")
    plain_rows(connection, "UPDATE state SET applying = 1")
    orders = [("sales_order", key) for key in laptop.names("sales_order")]
    Rebuilder(connection, Batches(connection)).rebuild(orders, frozenset(orders))
    found = shelves(laptop)
    plain_rows(connection, "ROLLBACK")
    return found


@contextmanager
def a_team(same_instant: bool) -> Iterator[Team]:
    """Four laptops, each with a day's export of its own, and one account by hand so that they are one team.

    `same_instant`: the second and the third took theirs in at the same one.
    """
    team = Team(1)
    team.laptops[0].add_account("Bolt")
    image = team.laptops[0].connection.serialize()
    for at in range(1, len(EXPORTS)):
        laptop = team.join(f"rep{at}", loaded(image))
        plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (f"site{at}",))
    instant = team.tick()
    for at, (account, orders) in enumerate(EXPORTS):
        if not (same_instant and at == 2):
            instant += 120_000
        team._clock = instant
        team.laptops[at].import_orders(account, orders)
    with closing(team):
        yield team


@pytest.mark.parametrize("same_instant", [False, True])
@pytest.mark.parametrize("first", [0, 2])
def test_whoever_was_met_first_all_lies_on_the_same_shelves(first: int, same_instant: bool) -> None:
    with a_team(same_instant) as team:
        letters = [laptop.whole() for laptop in team.laptops]
        at_once = Laptop("at once", loaded(letters[first].image), team)
        at_once.take(*letters)
        wanted = at_once.tables(), shelves(at_once)
        assert wanted[1] == rebuilt_one_by_one(at_once)
        assert len(wanted[1]) == sum(len(orders) for _, orders in EXPORTS) - 3
        others = [each for at, each in enumerate(letters) if at != first]
        for order in permutations(others):
            laptop = Laptop("one by one", loaded(letters[first].image), team)
            for letter in order:
                laptop.take(letter)
            assert (laptop.tables(), shelves(laptop)) == wanted
            laptop.connection.close()
        at_once.connection.close()
