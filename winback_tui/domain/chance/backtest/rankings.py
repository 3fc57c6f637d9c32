"""The list against the rules of thumb that it replaces, all judged on the same accounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from winback_tui.domain.chance import Chances, Trail

from .measures import area_under_curve, caught

TOP = 40
"""How many accounts a salesperson looks at."""
_TENTH = 0.1
LIST = "chance gone"
AT_STAKE = "money at stake"
DAYS_SINCE = "days since last order"
GAPS = "silence / own gap"
"""Names of rankings, as data has them: scripts rely on these, `output` says them in words."""
FIXED_DAYS = 45
BUCKETS = (90, 180, 360)


@dataclass(frozen=True, slots=True)
class ReplayedAccount:
    """One account at the cut and what followed.

    `silence`: days since its last order. `money`: what 90 days usually bring, in the book's unit. `silent`: no
    order in the window.
    """

    trail: Trail
    silence: int
    chances: Chances
    silent: bool
    silent_own: bool | None
    """No order within twice its own gap; None where the data ends before that."""

    @property
    def money(self) -> float:
        return self.trail.usual_90


@dataclass(frozen=True, slots=True)
class Ranking:
    """How one way of ordering the accounts did.

    `area`: how often an account that stayed away ranks above one that did not (0.5 is chance). `top_hits`: of the
    first `top`, how many stayed away (a mean where the rule cannot tell accounts apart). `lost_money`: the share of
    all lost money that is in the first tenth; None where money is not known.
    """

    name: str
    area: float | None
    top: int
    top_hits: float
    lost_money: float | None


_RULES: tuple[tuple[str, Callable[[ReplayedAccount], float]], ...] = (
    (LIST, lambda account: account.chances.gone_90),
    (AT_STAKE, lambda account: account.chances.gone_90 * account.money),
    (DAYS_SINCE, lambda account: account.silence),
    (f"{FIXED_DAYS} days", lambda account: account.silence >= FIXED_DAYS),
    ("/".join(map(str, BUCKETS)) + " days", lambda account: sum(account.silence >= days for days in BUCKETS)),
    (GAPS, lambda account: account.silence / max(1.0, account.trail.median_gap)),
)


def rankings(accounts: Sequence[ReplayedAccount]) -> tuple[Ranking, ...]:
    """Every way of ranking these accounts; the list's own comes first (playbook W1, T1 are among the others)."""
    outcomes = [account.silent for account in accounts]
    lost = [account.money if account.silent else 0.0 for account in accounts]
    top = min(TOP, len(accounts))
    found = []
    for name, rule in _RULES:
        scores = [rule(account) for account in accounts]
        money = caught(scores, lost, len(accounts) * _TENTH) / sum(lost) if sum(lost) > 0 else None
        area = area_under_curve(scores, outcomes)
        found.append(Ranking(name, area, top, caught(scores, list(map(float, outcomes)), top), money))
    return tuple(found)
