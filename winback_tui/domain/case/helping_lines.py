"""Lines that help in a talk with a customer: the good time next to the bad day, what they lose by leaving (playbook
M7c, C-lose).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.wording.wording import count, duration, full_day

from .severity import SCALE, severity_of

FEW_ORDERS = 3
"""With at least this many orders there were good times to speak of."""


def helping_lines(orders: int, complaints: int, days: int, severity: int) -> Iterator[str]:
    """What to say, in our own words, from what is on record (M7c).

    `orders` and `complaints` of the `days` before the loss; `severity` 1 to 5 as the customer sees it, 0 not asked.
    """
    if orders >= FEW_ORDERS and complaints * 2 < orders:
        trouble = count(complaints, "complaint") if complaints else "no complaint"
        yield (
            f"“{count(orders, 'order')} and {trouble} in {duration(max(days, 1))}: many good days and one bad one."
            " Give us the next day.”"
        )
    if 1 <= severity < len(SCALE) - 1:
        worse = severity_of(severity + 1).name
        yield f"“You call it a {severity_of(severity).name}; to us it is a {worse}, and we treat it as one.”"
    elif severity == len(SCALE) - 1:
        yield "“It was a catastrophe, and we see it as you do. Don't let it be the end of the world.”"


@dataclass(frozen=True, slots=True)
class SharedTime:
    """What an account has with us: counts of orders, complaints and promises; `days` from its first order to the last.

    `contact`: who looks after them here, '' for nobody they would miss. `endings`: what they still have with us (a
    contract, a welcome discount), and until when. `rivals`: names with what a switch to them costs the customer.
    """

    orders: int = 0
    days: int = 0
    complaints: int = 0
    kept_promises: int = 0
    broken_promises: int = 0
    contact: str = ""
    endings: Sequence[tuple[str, date]] = ()
    rivals: Sequence[tuple[str, str]] = ()


def lost_by_leaving(shared: SharedTime) -> Iterator[str]:
    """C-lose: what this account would lose by leaving us, from what is on record; nothing that speaks against us."""
    if shared.orders >= FEW_ORDERS and shared.complaints * 2 < shared.orders:
        trouble = count(shared.complaints, "complaint") if shared.complaints else "no complaint"
        yield f"A supplier they know: {count(shared.orders, 'order')} and {trouble} in {duration(max(shared.days, 1))}."
    if shared.kept_promises and not shared.broken_promises:
        yield f"Our word: {count(shared.kept_promises, 'promise')} kept, none broken."
    if shared.contact:
        yield f"Their own contact here: {shared.contact}."
    for what, ends_on in shared.endings:
        yield f"Their {what}, which runs until {full_day(ends_on)}."
    for name, cost in shared.rivals:
        yield f"What they lose with {name}: {cost}"
