"""How much to offer: the discount that grows with the time since the last order (T) and the write-off of debts (W)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import count

SILENCE_DISCOUNTS: tuple[tuple[int, int], ...] = ((90, 10), (180, 15), (360, 20))
"""Days of silence and the discount in percent from then on (T1, a setting)."""

LEAST, MOST = 10, 50
_PER_YEAR, _YEARS_COUNTED = 2, 10
_BY_CLASS = {"A": 20, "B": 10}
_PER_DELAY = 5


@dataclass(frozen=True, slots=True)
class Advice:
    """A percentage to offer and the sentence why, with its rule."""

    percent: int
    rule: str
    sentence: str


def silence_table(pairs: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """A team's own discount table. Raises BadInput unless days and percents both rise, percents up to 100."""
    table = tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
    days, percents = [pair[0] for pair in table], [pair[1] for pair in table]
    rising = days == sorted(set(days)) and percents == sorted(percents)
    if len(table) != len(pairs) or not rising or not all(d > 0 and 0 <= p <= 100 for d, p in table):
        raise BadInput(
            "Discounts by time since the last order are rising pairs of days and percent, such as 90 10, 180 15.",
            rule="T1",
        )
    return table


def discount_by_silence(silence_days: int, table: Sequence[tuple[int, int]] = SILENCE_DISCOUNTS) -> Advice:
    """The discount after this many days without an order; 0 percent before the first step of the table."""
    reached = [(days, percent) for days, percent in table if silence_days >= days]
    if not reached:
        first = f", the first step is at {table[0][0]}" if table else ""
        return Advice(0, "T1", f"{count(silence_days, 'day')} without an order: no discount yet{first}.")
    days, percent = reached[-1]
    return Advice(
        percent,
        "T1",
        f"{count(silence_days, 'day')} without an order: {percent} % after {days} days or more.",
    )


def write_off(years_of_service: float, class_: str, delays: int) -> Advice:
    """The part of a debt to write off, 10 to 50 percent by length of service, volume and delays (W).

    The weights are our own: 10, and 2 for each full year (up to 10 years), 20 for class A and 10 for B,
    less 5 for each late payment. Raises BadInput for a negative time or count.
    """
    if years_of_service < 0 or delays < 0:
        raise BadInput("Years of service and late payments must be 0 or more.", rule="W")
    years = min(int(years_of_service), _YEARS_COUNTED)
    for_class = _BY_CLASS.get(class_.upper(), 0)
    reckoned = LEAST + _PER_YEAR * years + for_class - _PER_DELAY * delays
    percent = min(MOST, max(LEAST, reckoned))
    parts = [f"{LEAST}", f"{_PER_YEAR * years} for {count(years, 'year')} of service"]
    parts += [f"{for_class} for class {class_.upper()}"] if for_class else []
    less = f", less {_PER_DELAY * delays} for {count(delays, 'late payment')}" if delays else ""
    limited = f", limited to {percent}" if percent != reckoned else ""
    sentence = f"Where they owe you, write off {percent} % of the debt: {' + '.join(parts)}{less}{limited}."
    return Advice(percent, "W", sentence)
