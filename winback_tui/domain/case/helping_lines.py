"""Lines that help in a talk with a lost customer: the good time next to the bad day (playbook M7c)."""

from __future__ import annotations

from collections.abc import Iterator

from winback_tui.domain.wording.wording import count, duration

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
