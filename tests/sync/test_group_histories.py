"""Made-up histories of one offer, whose kind and cost belong together: what is a conflict, and what is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.sync.memory_team import Laptop, Team, loaded
from winback_tui.store.read import plain_rows

Said = tuple[str, int]
"""What an offer says: its kind and its cost."""

Edit = tuple[int, str | None, int | None]
Meeting = tuple[int, int]
"""Who takes whose file."""

SIZE = 3
WHO = st.integers(0, SIZE - 1)
KINDS, COSTS = ("gift", "upgrade", "discount"), (100, 200, 300)
EDITS = st.tuples(WHO, st.sampled_from((None, *KINDS)), st.sampled_from((None, *COSTS)))
MEETINGS = st.tuples(WHO, WHO)
HISTORIES = st.lists(st.one_of(EDITS, EDITS, MEETINGS), min_size=2, max_size=8)

ANN, BEN, CLEO = range(SIZE)
AGREED: list[Edit | Meeting] = [
    (ANN, "upgrade", 200),
    (BEN, "upgrade", 200),
    (CLEO, ANN),
    (CLEO, "discount", None),
]
"""Two wrote the same, and a third, who has met one of them, goes on from it."""

UNHEARD: list[Edit | Meeting] = [
    (BEN, None, 300),
    (BEN, "upgrade", None),
    (ANN, "upgrade", None),
    (CLEO, ANN),
    (CLEO, "discount", None),
]
"""Cleo has changed Ann's kind, which is Ben's too; of Ben's cost she has never heard."""


@dataclass
class Played:
    """A history as it was played. `said`: what the offer said after each edit, on the laptop where it was made."""

    laptops: list[Laptop]
    said: set[Said] = field(default_factory=set)
    known: list[set[int]] = field(default_factory=lambda: [set() for _ in range(SIZE)])
    """By laptop: the edits that it has."""
    edits: list[dict[str, str | int]] = field(default_factory=list)
    last_saw: Said | None = None
    """What the last edit found, where its laptop had no open conflict and was not told of any."""
    last_knew: set[int] = field(default_factory=set)

    def of(self, laptop: int) -> Said:
        """What the offer says on a laptop."""
        kind, cost = plain_rows(self.laptops[laptop].connection, "SELECT kind, cost FROM offer").fetchone()
        return kind, cost

    def edit(self, who: int, kind: str | None, cost: int | None) -> None:
        """One act that changes what is other than before."""
        laptop, now = self.laptops[who], self.of(who)
        fields: dict[str, str | int] = {}
        if kind not in (None, now[0]):
            fields["kind"] = str(kind)
        if cost is not None and cost != now[1]:
            fields["cost"] = cost
        if not fields:
            return
        self.last_saw = None if laptop.disputes() else now
        self.last_knew = set(self.known[who])
        with laptop.act("edit"):
            assignments = ", ".join(f"{name} = ?" for name in fields)
            plain_rows(laptop.connection, f"UPDATE offer SET {assignments}", tuple(fields.values()))
        self.known[who].add(len(self.edits))
        self.edits.append(fields)
        self.said.add(self.of(who))

    def meet(self, taker: int, giver: int) -> None:
        """One laptop takes the file of another."""
        if taker != giver:
            self.laptops[taker].take(self.laptops[giver].whole())
            self.known[taker] |= self.known[giver]


@contextmanager
def played(history: list[Edit | Meeting]) -> Iterator[Played]:
    """The history, and at its end everybody has everything."""
    team = Team(1)
    try:
        first = team.laptops[0]
        account = first.add_account("Acme")
        with first.act("offer"):
            plain_rows(
                first.connection,
                "INSERT INTO offer (id, account_id, kind, made_on, cost, currency, deadline_on, taken_on, refused_on,"
                " note) VALUES ('o1', ?, 'gift', '2026-11-01', 100, 'EUR', '', '', '', '')",
                (account,),
            )
        image = first.connection.serialize()
        for number in range(1, SIZE):
            laptop = team.join(f"rep{number}", loaded(image))
            plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (f"site{number}",))
        found = Played(team.laptops)
        found.said.add(found.of(ANN))
        for step in history:
            if len(step) == 3:
                found.edit(*step)
            else:
                found.meet(*step)
        found.laptops[ANN].take(*(laptop.whole() for laptop in found.laptops[1:]))
        yield found
    finally:
        team.close()


def check(history: list[Edit | Meeting]) -> None:
    """What must be true of every history.

    A kind and a cost that stand beside each other without a conflict stood so where one of them was written. Whoever
    writes last closes it all, where those of whom they have not heard only wrote what they saw as well.
    """
    with played(history) as found:
        disputes = found.laptops[ANN].disputes()
        if not disputes:
            assert found.of(ANN) in found.said
        if found.last_saw is not None:
            saw = dict(zip(("kind", "cost"), found.last_saw, strict=True))
            unheard = [
                fields for number, fields in enumerate(found.edits[:-1]) if number not in found.last_knew
            ]
            if all(saw[name] == value for fields in unheard for name, value in fields.items()):
                assert disputes == []


@settings(max_examples=12)
@given(HISTORIES)
@example(AGREED)
@example(UNHEARD)
def test_conflicts_are_those_that_somebody_must_decide(history: list[Edit | Meeting]) -> None:
    check(history)


@pytest.mark.slow
@settings(max_examples=3_000)
@given(HISTORIES)
def test_the_same_of_many_histories(history: list[Edit | Meeting]) -> None:
    check(history)
