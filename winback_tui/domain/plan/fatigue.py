"""The fatigue guard: no more contacts than the customer was promised (playbook A5, B14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import BadInput, Refused
from ..wording import count, full_day


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


def overload(contact_days: Iterable[date], limit: ContactLimit) -> date | None:
    """The first day on which one contact more than promised would happen; None when the limit holds."""
    days = sorted(contact_days)
    for early, late in zip(days, days[limit.contacts :], strict=False):
        if (late - early).days < limit.days:
            return late
    return None


def guard(contact_days: Iterable[date], limit: ContactLimit | None, account: str) -> None:
    """Lets contacts on these days, made and planned together, pass; no limit lets everything pass.

    Raises Refused with rule A5 naming the day that is too much.
    """
    day = overload(contact_days, limit) if limit else None
    if day and limit:
        raise Refused(
            f"{account} was promised at most {limit}; the contact on {full_day(day)} would be one too many,"
            " choose a later day.",
            "A5",
        )


def next_allowed(contact_days: Iterable[date], limit: ContactLimit, wanted: date) -> date:
    """The first day from `wanted` on which one more contact keeps the promise."""
    taken, day = list(contact_days), wanted
    while _too_much_with(day, taken, limit):
        day += timedelta(days=1)
    return day


def _too_much_with(day: date, taken: list[date], limit: ContactLimit) -> bool:
    near = [other for other in taken if abs((other - day).days) < limit.days]
    return overload([*near, day], limit) is not None
