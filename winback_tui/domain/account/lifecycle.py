"""The status of an account: computed from facts and a day, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from winback_tui.domain.case.stage import Stage
from winback_tui.domain.returns.returns import CLEAN_DAYS, Return, ReturnStage, latest_return

from .lateness import BUCKETS, Lateness, lateness
from .rhythm import Rhythm
from .status import Status as Status

NEW_DAYS = 90
OWN_RHYTHM_ORDERS = 3
"""With at least this many order days, the account's own median gap is the expected one."""

_NOT_IN_WORK = (None, Stage.INTERVIEW, Stage.LETTER, Stage.FATE)
_CALM = frozenset({Status.NEW, Status.ACTIVE, Status.DUE, Status.SINGLE})


@dataclass(frozen=True, slots=True)
class KnownCase:
    """One case: the day of the loss, when it was opened and closed, and how ('let go' | 'closed' | '')."""

    case_id: str
    lost_on: date
    opened_on: date
    closed_on: date | None = None
    outcome: str = ""


class Facts(NamedTuple):
    """Everything that a status needs, as known on `today`. A named tuple, as each row of a list makes one.

    `rhythm` is None without a real order. `expected_gap`: days, own or borrowed; None takes the own median.
    `data_day`: the last day the order data covers, where that is before today; silence is counted to it. `stage`:
    of the open case. `returns`: from `returns_of` with `until` = today. `gone_reason`: why the account is gone for
    good, '' where it is not. `came_true`: what the customer asked for and now has, in a sentence, '' where no
    condition is met or somebody has acted on it. `aside_until`: the day until which somebody put it aside.
    """

    today: date
    rhythm: Rhythm | None
    expected_gap: float | None = None
    data_day: date | None = None
    fixed_days: int | None = None
    buckets: tuple[int, ...] = BUCKETS
    cases: tuple[KnownCase, ...] = ()
    stage: Stage | None = None
    returns: tuple[Return, ...] = ()
    gone_reason: str = ""
    came_true: str = ""
    aside_until: date | None = None


class AccountStanding(NamedTuple):
    """The status of an account and what follows from it, worked out together; `late` is None without a real order."""

    status: Status
    late: Lateness | None
    raised: bool
    on_overdue_list: bool


def standing_of(facts: Facts) -> AccountStanding:
    """What `status`, `lateness_of`, `raised` and `on_overdue_list` give."""
    late = lateness_of(facts)
    now = _status(facts, late)
    up = _raised(facts, now)
    return AccountStanding(now, late, up, up or _on_overdue_list(facts, now, late))


def status(facts: Facts) -> Status:
    """The one status of an account.

    Gone for good comes first. Then the latest loss known on the day decides: if a later real order answers it, the
    account is returned, however the case ended; if not, it is in work, lost or let go. Without a loss the order
    days decide (`pulse`), as they do for a return whose first year is over and which is silent again.
    """
    return _status(facts, lateness_of(facts))


def _status(facts: Facts, late: Lateness | None) -> Status:
    if facts.gone_reason:
        return Status.GONE
    latest = _latest_case(facts) if facts.cases else None
    if latest is None:
        return _pulse(facts, late)
    back = current_return(facts)
    if back is not None:
        return _after_return(facts, back, _pulse(facts, late))
    if latest.closed_on is not None and latest.closed_on <= facts.today:
        return Status.LET_GO if latest.outcome == "let go" else Status.LOST
    if facts.stage is Stage.CLOSE:
        return Status.LET_GO
    return Status.LOST if facts.stage in _NOT_IN_WORK else Status.IN_WORK


def pulse(facts: Facts) -> Status:
    """The status from order days alone, ignoring cases: new, active, due, overdue, single or sleeping."""
    return _pulse(facts, lateness_of(facts))


def _pulse(facts: Facts, late: Lateness | None) -> Status:
    if late is None or facts.rhythm is None:
        return Status.NEW
    return pulse_of(facts.rhythm, late, silence_until(facts))


def pulse_of(rhythm: Rhythm, late: Lateness, until: date) -> Status:
    """`pulse` of an account whose lateness on `until` is known."""
    if rhythm.order_days == 1:
        return Status.SINGLE
    if late.sleeping:
        return Status.SLEEPING
    if late.overdue_by_rhythm or late.overdue_by_rule:
        return Status.OVERDUE
    if late.due:
        return Status.DUE
    return Status.NEW if (until - rhythm.first_day).days <= NEW_DAYS else Status.ACTIVE


def lateness_of(facts: Facts) -> Lateness | None:
    """How late the account is; None without a real order. Fragile accounts get no allowance (M12)."""
    if facts.rhythm is None:
        return None
    return lateness(
        facts.rhythm,
        silence_until(facts),
        facts.expected_gap,
        facts.fixed_days,
        facts.buckets,
        fragile(facts),
    )


def silence_until(facts: Facts) -> date:
    """The last day of the days without an order: the data day, never after today."""
    return min(facts.today, facts.data_day or facts.today)


def current_return(facts: Facts) -> Return | None:
    """The return that answers the latest loss known on the day; None while the account is not back."""
    if not facts.returns:
        return None
    losses = [case.lost_on for case in _known_cases(facts)]
    return latest_return([found for found in facts.returns if found.order.day <= facts.today], losses)


def fragile(facts: Facts) -> bool:
    """Returned, without a clean year yet: shown everywhere with the status (M12)."""
    back = current_return(facts)
    return back is not None and back.fragile and not facts.gone_reason


def raised(facts: Facts) -> bool:
    """Whether a lost account goes to the top of the work list because its condition is met."""
    return bool(facts.came_true) and _raised(facts, status(facts))


def _raised(facts: Facts, now: Status) -> bool:
    return bool(facts.came_true) and now in (Status.LOST, Status.IN_WORK)


def on_overdue_list(facts: Facts) -> bool:
    """Whether the account is on the work list: overdue, with a condition met, or fragile and late again.

    An account put aside stays off it until its day, unless a condition is met before.
    """
    return standing_of(facts).on_overdue_list


def _on_overdue_list(facts: Facts, now: Status, late: Lateness | None) -> bool:
    if facts.aside_until is not None and facts.aside_until > facts.today:
        return False
    if now is Status.RETURNED:
        return _pulse(facts, late) in (Status.OVERDUE, Status.SLEEPING)
    return now is Status.OVERDUE


def _known_cases(facts: Facts) -> Sequence[KnownCase]:
    return [case for case in facts.cases if case.opened_on <= facts.today and case.lost_on <= facts.today]


def _latest_case(facts: Facts) -> KnownCase | None:
    known = _known_cases(facts)
    return max(known, key=lambda case: (case.lost_on, case.opened_on, case.case_id), default=None)


def _after_return(facts: Facts, back: Return, now: Status) -> Status:
    if (facts.today - back.order.day).days < CLEAN_DAYS:
        return Status.RETURNED
    if now not in _CALM:
        return now
    return Status.RECOVERED if back.stage is ReturnStage.CLEAN else Status.RETURNED
