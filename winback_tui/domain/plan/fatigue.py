"""The fatigue guard: no more contacts than the customer was promised (playbook A5, B14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.wording.wording import count, full_day


@dataclass(frozen=True, slots=True)
class ContactLimit:
    """At most `contacts` contacts in any `days` days, as promised to the customer.

    Raises BadInput for less than one contact or one day.
    """

    contacts: int
    days: int

    def __post_init__(self) -> None:
        if self.contacts < 1 or self.days < 1:
            raise BadInput("A contact limit is at least 1 contact in at least 1 day, such as 2 in 30 days.")

    def __str__(self) -> str:
        return f"{count(self.contacts, 'contact')} in {count(self.days, 'day')}"


def overload(contact_days: Iterable[date], limit: ContactLimit) -> list[date]:
    """The days on which a contact exceeds what was promised; none while the limit is kept."""
    days = sorted(contact_days)
    pairs = zip(days, days[limit.contacts :], strict=False)
    return [late for early, late in pairs if (late - early).days < limit.days]


def guard(before: Iterable[date], after: Iterable[date], limit: ContactLimit | None, account: str) -> None:
    """Lets an act pass if the contacts it leaves, made and planned, on the days `after` are not too many.

    Where there were too many `before` the act, it still passes if it makes that no worse. Raises Refused with rule
    A5 naming the first day with one too many.
    """
    if limit is None:
        return
    old, new = overload(before, limit), overload(after, limit)
    elsewhere = [day for day in new if all(abs(day - known).days >= limit.days for known in old)]
    if elsewhere or len(new) > len(old):
        day = next((day for day in elsewhere or new if day not in old), new[-1])
        raise Refused(
            f"{account} was promised at most {limit}; a contact on {full_day(day)} would be one too many;"
            " choose a later day.",
            "A5",
        )
