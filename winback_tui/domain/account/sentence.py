"""The sentence why an account is on the list; every number in it can be recomputed from the orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from winback_tui.domain.money.yearly_value import basis_words
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.wording.wording import (
    capitalised,
    count,
    duration,
    duration_short,
    every,
    full_day,
    money_words,
    near_day,
    percent,
    percent_short,
)

from .lateness import Lateness
from .lifecycle import (
    OWN_RHYTHM_ORDERS,
    Facts,
    Status,
    current_return,
    lateness_of,
    on_overdue_list,
    raised,
    standing_of,
    status,
)
from .rhythm import Rhythm, gaps_of

_CASE = (Status.LOST, Status.IN_WORK, Status.LET_GO)
_LOST = (Status.LOST, Status.LET_GO)
"""Without an open case their money is not at risk but lost."""
_LIKELY = 0.5
"""A risk below this is not stated for a lost account, as it ignores the loss (our own limit)."""
_CLEARS = {
    Status.SINGLE: "A second order takes them off this list.",
    Status.DUE: "One order takes them off this list.",
    Status.OVERDUE: "One order takes them off this list.",
    Status.SLEEPING: "One order takes them off this list.",
    Status.RETURNED: "One order takes them off this list.",
}


class SentenceInputs(NamedTuple):
    """What the sentence about one account is made from. A named tuple, as each row of a list makes one.

    `chance_90`: no order in the next 90 days. `at_stake`: minor units a year. `borrowed_from`: '' | 'segment' |
    'book', whose interval an account with fewer than three order days was judged by. `order_days`: sorted ordinals,
    where available; without them the silence is compared with the longest gap only. `orders`: real orders, where
    that count is known. `waits_for`: what the stage of the open case waits for. `by_margin`: the money is profit, else
    sales.
    """

    facts: Facts
    chance_90: float | None = None
    at_stake: int = 0
    currency: str = ""
    borrowed_from: str = ""
    segment: str = ""
    order_days: Sequence[int] = ()
    orders: int | None = None
    waits_for: str = ""
    by_margin: bool = False


def sentence(grounds: SentenceInputs) -> str:
    """Why the account is listed: status, usual interval, days since, risk and money, what takes it off the list."""
    facts = grounds.facts
    now, late, up, on_list = standing_of(facts)
    if now is Status.GONE:
        return f"Gone for good: {facts.gone_reason.rstrip('.')}."
    true = [came_true_words(facts.came_true)] if up else []
    if facts.rhythm is None or late is None:
        return " ".join([*true, *_standing(grounds, now), "No order yet."])
    silent = now in (*_CASE, Status.DUE, Status.OVERDUE, Status.SLEEPING, Status.SINGLE) or on_list
    parts = [
        *true,
        *_standing(grounds, now),
        _rhythm(grounds, facts.rhythm, late),
        _silence(grounds, facts.rhythm, late)
        if silent and late.silence
        else _expected(facts, facts.rhythm, late),
        _chance(grounds, now),
        _CLEARS.get(now, "") if silent else "",
    ]
    return " ".join(part for part in parts if part)


def headline(grounds: SentenceInputs) -> str:
    """The most important part: how long without an order compared with before, or what the case waits for."""
    facts, late = grounds.facts, lateness_of(grounds.facts)
    now = status(facts)
    if raised(facts):
        return came_true_words(facts.came_true)
    if now is Status.GONE or facts.rhythm is None or late is None:
        return sentence(grounds)
    if now in _CASE and grounds.waits_for:
        return f"{capitalised(grounds.waits_for)}."
    if now in (Status.NEW, Status.ACTIVE, Status.RECOVERED) or (
        now is Status.RETURNED and not on_overdue_list(facts)
    ):
        return _expected(facts, facts.rhythm, late)
    return _silence(grounds, facts.rhythm, late) if late.silence else _expected(facts, facts.rhythm, late)


def came_true_words(condition: str) -> str:
    """Why an account has risen to the top of the list."""
    return f"Condition met: {condition}"


def brief(grounds: SentenceInputs) -> str:
    """The figures alone, for a narrow line: `last order 9 wk ago, usually 3 wk, risk 62 %, 14,200 EUR`."""
    late = lateness_of(grounds.facts)
    if late is None:
        return "no order yet"
    parts = [f"last order {duration_short(late.silence)} ago"]
    if late.expected is not None:
        parts.append(f"usually {duration_short(late.expected)}")
    if grounds.chance_90 is not None:
        parts.append(f"risk {percent_short(grounds.chance_90)}")
    if grounds.at_stake > 0:
        parts.append(money_words(grounds.at_stake, grounds.currency))
    return ", ".join(parts)


def _standing(grounds: SentenceInputs, now: Status) -> list[str]:
    facts = grounds.facts
    back = current_return(facts)
    if back is not None:
        return [_returned(facts, back)]
    if now not in _CASE:
        return []
    lost_on = max(case.lost_on for case in facts.cases if case.lost_on <= facts.today)
    parts = [f"Lost on {full_day(lost_on)}."]
    if now is Status.LET_GO:
        parts = [f"Lost on {full_day(lost_on)} and let go."]
    if any(found.lost_again_on is not None for found in facts.returns):
        parts.append("Lost again after a return: one letter of apology, no plan.")
    elif grounds.waits_for and now is not Status.LET_GO:
        parts.append(f"{capitalised(grounds.waits_for)}.")
    parts.append(f"Only an order after {full_day(lost_on)} counts as a return.")
    return parts


def _returned(facts: Facts, back: Return) -> str:
    text = f"Returned on {full_day(back.order.day)}, {count(back.days, 'day')} after the loss"
    if not back.fragile:
        return f"{text}; a clean year since."
    until = f" until {full_day(back.clean_on)}" if back.clean_on and back.clean_on > facts.today else ""
    return f"{text}: {back.stage}, fragile{until}."


def _orders(grounds: SentenceInputs, rhythm: Rhythm) -> str:
    days = rhythm.order_days
    if grounds.orders is None:
        return count(days, "day with an order", "days with an order")
    if grounds.orders == days:
        return count(days, "order")
    return f"{count(grounds.orders, 'order')} on {count(days, 'day')}"


def _rhythm(grounds: SentenceInputs, rhythm: Rhythm, late: Lateness) -> str:
    if rhythm.median_gap is not None and rhythm.order_days >= OWN_RHYTHM_ORDERS:
        return f"Orders about {every(rhythm.median_gap)} ({_orders(grounds, rhythm)})."
    few = f"{_orders(grounds, rhythm)} only"
    if not grounds.borrowed_from or late.expected is None:
        return f"{few}: too few to know how often they usually order."
    judge = f"segment {grounds.segment}" if grounds.borrowed_from == "segment" else "all customers"
    if rhythm.order_days > 1:
        both = f"the one gap between them and by {judge}"
        return f"{few}, so judged by {both}: next order after about {duration(late.expected)}."
    return f"{few}, so judged by {judge}, where customers usually order again after about {duration(late.expected)}."


def _silence(grounds: SentenceInputs, rhythm: Rhythm, late: Lateness) -> str:
    """How long there has been no order, compared with the segment's fixed rule (W1) or the gaps before."""
    if late.fixed_days is not None and late.overdue_by_rule and not late.overdue_by_rhythm:
        whose = f"segment {grounds.segment}" if grounds.segment else "their segment"
        limit = count(late.fixed_days, "day")
        return f"No order for {count(late.silence, 'day')}: {whose} is called after {limit}."
    compared = _compared(grounds, rhythm, late.silence)
    return f"No order for {duration(late.silence)}{compared and ': ' + compared}."


def _compared(grounds: SentenceInputs, rhythm: Rhythm, silence: int) -> str:
    shortest, longest, gaps = rhythm.shortest_gap, rhythm.longest_gap, rhythm.order_days - 1
    if shortest is None or longest is None:
        return ""
    if silence > longest:
        return (
            f"longer than any of the {gaps:,} gaps before" if gaps > 1 else "longer than the only gap before"
        )
    if silence <= shortest:
        return (
            f"not longer than any of the {gaps:,} gaps before"
            if gaps > 1
            else "not longer than the only gap before"
        )
    if len(grounds.order_days) != rhythm.order_days:
        return f"the longest gap before was {count(longest, 'day')}"
    shorter = sum(gap < silence for gap in gaps_of(grounds.order_days))
    return f"longer than {shorter:,} of the {gaps:,} gaps before"


def _expected(facts: Facts, rhythm: Rhythm, late: Lateness) -> str:
    last = f"Last order: {near_day(rhythm.last_day, facts.today)}"
    if late.expected is None:
        return f"{last}."
    coming = date.fromordinal(min(rhythm.last_day.toordinal() + late.expected, date.max.toordinal()))
    return f"{last}; next expected: {near_day(coming, facts.today)}."


def _chance(grounds: SentenceInputs, now: Status) -> str:
    """The risk and the money; left out where the risk contradicts a known loss."""
    if grounds.chance_90 is None or (now in _CASE and grounds.chance_90 < _LIKELY):
        return ""
    if now in _LOST and not grounds.waits_for:
        return f"{_money(grounds)} a year lost with them." if grounds.at_stake > 0 else ""
    risk = f"{capitalised(percent(grounds.chance_90))} likely lost (no order in the next 90 days)"
    money = f"; {_money(grounds)} a year at risk" if grounds.at_stake > 0 else ""
    return f"{risk}{money}."


def _money(grounds: SentenceInputs) -> str:
    """`14,200 EUR of profit`, or of sales where the margin is not known."""
    return f"{money_words(grounds.at_stake, grounds.currency)} of {basis_words(grounds.by_margin)}"
