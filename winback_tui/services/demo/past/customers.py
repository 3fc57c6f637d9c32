"""The customers of the branch: made up by chance from a fixed seed, so that they are the same on every day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from winback_tui.services.demo.team import Seed

REPS = ("Ann Keller", "Ben Osei", "Carla Ruiz")
FIRST = 1090
"""Days ago on which the first of them ordered."""
LAST_LOSS = 165
"""No loss of the branch is more recent (days ago), so that only the story's cases are open today."""
LOST_FOR_GOOD, BACK, LOST_TWICE, STAYED = 110, 26, 25, 60
"""How many were lost once and did not return, returned, were lost again after it, and were never lost."""
LET_GO = 0.25
"""The share of losses that nobody tried to win back."""
FADE = 0.6
"""The share of losses before which orders came more slowly and smaller."""
YEAR = 365
_GAPS = (21, 28, 35, 42, 49)
_SEED = "branch"


@dataclass(frozen=True, slots=True)
class PastLoss:
    """One loss, in days ago: of the loss, of the day its case was opened, worked on and closed.

    `cause` is an entry of past.toml; `back`: days ago of the order that answered it, 0 for none; `let_go`: nobody tried
    to win them back.
    """

    lost: int
    opened: int
    worked: int
    closed: int
    cause: Mapping[str, Any]
    words: str
    back: int
    let_go: bool


@dataclass(frozen=True, slots=True)
class PastCustomer:
    """A customer of the branch, who leads its cases, and its losses, the oldest first."""

    seed: Seed
    leader: str
    losses: tuple[PastLoss, ...]


@cache
def tables() -> dict[str, Any]:
    """What past.toml holds."""
    return tomllib.loads(files(__package__).joinpath("past.toml").read_text(encoding="utf-8"))


@cache
def past_customers() -> tuple[PastCustomer, ...]:
    """All of them, the same on every day."""
    known, chance = tables(), Random(_SEED)
    fates = [_lost, _back, _lost_twice, _stayed]
    numbers = (LOST_FOR_GOOD, BACK, LOST_TWICE, STAYED)
    order = [fate for fate, number in zip(fates, numbers, strict=True) for _ in range(number)]
    chance.shuffle(order)
    return tuple(_customer(place, fate, known, chance) for place, fate in enumerate(order))


def branch_seeds() -> list[Seed]:
    """Their accounts."""
    return [each.seed for each in past_customers()]


def _customer(place: int, fate: Any, known: Mapping[str, Any], chance: Random) -> PastCustomer:
    segments = list(known["trades"])
    segment = segments[place % len(segments)]
    surname = known["surnames"][place % len(known["surnames"])]
    trades = known["trades"][segment]
    name = f"{surname} {trades[place // len(known['surnames']) % len(trades)]}"
    losses, orders, status = fate(_Life(chance, known["cause"], chance.choice(_GAPS)))
    first_name = chance.choice(known["first_names"])
    seed = Seed(
        str(2001 + place),
        name,
        segment,
        REPS[place % len(REPS)],
        chance.choice(known["cities"]),
        "EUR",
        str(chance.randrange(18, 36)),
        status,
        "; ".join(orders),
        "",
        f"{first_name.lower()}@{name.lower().replace(' ', '-')}.example",
        f"{first_name} {surname}",
        chance.choice(known["roles"]),
    )
    return PastCustomer(seed, REPS[(place + 1 + place // len(REPS) % 2) % len(REPS)], tuple(losses))


_Fate = tuple[list[PastLoss], list[str], str]


class _Life:
    """The random choices for one customer."""

    def __init__(self, chance: Random, causes: list[Mapping[str, Any]], gap: int) -> None:
        self.chance = chance
        self.gap = gap
        self.amount = round(60 + 240 * chance.random() ** 2)
        self._causes = causes

    def until_loss(self, start: int, lost: int) -> Iterator[str]:
        """Orders up to a loss: most fade before it, as customers do."""
        gap, amount = self.gap, self.amount
        if start > lost + 7 * gap and self.chance.random() < FADE:
            yield f"from {start} to {lost + round(4.4 * gap)} every {gap} about {amount}"
            for gaps, share in ((3, 0.7), (1.5, 0.4)):
                yield f"order {lost + round(gaps * gap)} of {round(share * amount)}"
        else:
            yield f"from {start} to {lost + round(1.4 * gap)} every {gap} about {amount}"

    def loss(self, lost: int, back: int = 0) -> PastLoss:
        """A loss with its cause; `back` as in PastLoss."""
        chance = self.chance
        cause = chance.choices(self._causes, [each["weight"] for each in self._causes])[0]
        opened = lost - chance.randrange(3, 20)
        worked = opened - chance.randrange(5, 25)
        closed = min(worked - chance.randrange(20, 60), back - 5 if back else FIRST)
        let_go = not back and (not cause["strategy"] or chance.random() < LET_GO)
        return PastLoss(
            lost, opened, worked, max(closed, 31), cause, chance.choice(cause["words"]), back, let_go
        )

    def day_of_loss(self, youngest: int, oldest: int = FIRST - 130) -> int:
        """A random day of loss, in days ago; more of them long ago, because the team has learnt."""
        share: float = self.chance.random() ** 1.25
        return round(oldest - (oldest - youngest) * share)


def _lost(life: _Life) -> _Fate:
    lost = life.day_of_loss(LAST_LOSS)
    start = min(FIRST, lost + life.chance.randrange(130, 420))
    loss = life.loss(lost)
    return [loss], list(life.until_loss(start, lost)), _ended(loss)


def _back(life: _Life) -> _Fate:
    lost = life.day_of_loss(300)
    back = lost - life.chance.randrange(60, 150)
    back += 10 * (abs(back - YEAR) < 5)  # else it would hang on the weekday whether the clean year is over
    start = min(FIRST, lost + life.chance.randrange(130, 420))
    grown = round(life.amount * life.chance.choice((0.7, 0.9, 1.1, 1.3)))
    orders = [
        *life.until_loss(start, lost),
        f"from {back} to {life.chance.randrange(3, life.gap // 2 + 2)} every {life.gap} about {grown}",
    ]
    return [life.loss(lost, back)], orders, "recovered" if back > YEAR else "returned"


def _lost_twice(life: _Life) -> _Fate:
    lost = life.day_of_loss(520)
    back = lost - life.chance.randrange(60, 150)
    again = max(LAST_LOSS, back - life.chance.randrange(150, 330))
    start = min(FIRST, lost + life.chance.randrange(130, 420))
    orders = [*life.until_loss(start, lost), *life.until_loss(back, again)]
    losses = [life.loss(lost, back), life.loss(again)]
    return losses, orders, _ended(losses[-1])


def _ended(loss: PastLoss) -> str:
    return "let go" if loss.let_go else "lost"


def _stayed(life: _Life) -> _Fate:
    gap = life.gap + 20
    start = life.chance.randrange(500, FIRST)
    return (
        [],
        [f"from {start} to {life.chance.randrange(3, gap // 2)} every {gap} about {life.amount}"],
        "active",
    )
