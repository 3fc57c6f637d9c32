"""Warning signs other than a missing order, each shown with its own reason (playbook B2, B3, B17, C4, K5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from winback_tui.domain.money.yearly_value import YEAR, MoneyLine, project_cap
from winback_tui.domain.wording.wording import (
    capitalised,
    count,
    distance,
    duration,
    full_day,
    money_words,
    percent,
)

from .abc_class import fell

FALL = 1 / 3
"""Share of the usual money whose absence is an alarm (playbook B2: a drop of a third)."""
VOLUME_DAYS = 90
VOLUME_GAPS = 4
NORM_ORDER_DAYS = 4
NO_CONTACT_DAYS = 90
QUOTE_DAYS = 7
QUOTE_FORGOTTEN_DAYS = 365
ENDING_AHEAD_DAYS = 60
ENDING_AFTER_DAYS = 30
LEFT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Alarm:
    """The playbook rule, one sentence, and one word of at most seven letters for a narrow column."""

    rule: str
    text: str
    word: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the account, as far as the alarms care."""

    name: str
    decides: bool
    left_on: date | None = None


def volume_down(
    lines: Sequence[MoneyLine], median_gap: float | None, until: date, currency: str
) -> Alarm | None:
    """B2, B3: still ordering, but for at least a third less money than usual.

    Compared are the last 90 days (four own gaps where these are longer, at most a year) with the two years
    before, as far as known: at least as long, with four order days. Project-size days count as in the yearly
    value. No alarm where the same days of last year were as low (season), nor without any order in the window:
    that is silence, and told as such.
    """
    by_day: dict[int, int] = {}
    for line in lines:
        if line.minor > 0 and line.day <= until.toordinal():
            by_day[line.day] = by_day.get(line.day, 0) + line.minor
    if median_gap is None or not by_day:
        return None
    cap, first = project_cap(by_day.values()), min(by_day)
    window = min(YEAR, max(VOLUME_DAYS, round(VOLUME_GAPS * median_gap)))
    start = until.toordinal() - window + 1
    norm_start = max(first, start - 2 * YEAR)
    norm_days = start - norm_start
    if norm_days < window or sum(norm_start <= day < start for day in by_day) < NORM_ORDER_DAYS:
        return None

    def money(from_day: int, days: int) -> int:
        ordered = sum(min(minor, cap) for day, minor in by_day.items() if from_day <= day < from_day + days)
        credits = sum(
            min(-line.minor, cap)
            for line in lines
            if line.minor < 0 and from_day <= line.day < from_day + days
        )
        return max(0, ordered - credits)

    now, usual = money(start, window), money(norm_start, norm_days) * window // norm_days
    if not any(start <= day for day in by_day) or now > usual * (1 - FALL) or usual == 0:
        return None
    if start - YEAR >= first and now > money(start - YEAR, window) * (1 - FALL):
        return None
    return Alarm(
        "B3",
        f"Volume down by {percent(1 - now / usual)}: {money_words(now, currency)} in the last "
        f"{count(window, 'day')}, usually {money_words(usual, currency)}.",
        "volume",
    )


def no_contact(
    last_contact: date | None, since: date | None, today: date, limit: int = NO_CONTACT_DAYS
) -> Alarm | None:
    """C4: nobody has been in touch for `limit` days; `since` is when the account became ours."""
    if last_contact is not None:
        silent = (today - last_contact).days
        text = f"No contact for {duration(silent)}: call them."
        return Alarm("C4", text, "contact") if silent >= limit else None
    if since is None or (today - since).days < limit:
        return None
    return Alarm("C4", "No contact was ever logged: call them.", "contact")


def quote_forgotten(
    quotes: Iterable[date],
    contacts: Iterable[date],
    orders: Iterable[date],
    today: date,
    limit: int = QUOTE_DAYS,
) -> Alarm | None:
    """C4: they asked for a quote or price list, and nobody followed up within `limit` days.

    A contact on a later day or an order from that day on answers it; after a year it is history.
    """
    latest = max((day for day in quotes if day <= today), default=None)
    if latest is None or not limit <= (today - latest).days <= QUOTE_FORGOTTEN_DAYS:
        return None
    if any(latest < day <= today for day in contacts) or any(latest <= day <= today for day in orders):
        return None
    gone = duration((today - latest).days)
    return Alarm(
        "C4", f"Asked for a quote on {full_day(latest)}, not followed up for {gone}: follow up now.", "quote"
    )


def ending(what: str, ends_on: date, today: date) -> Alarm | None:
    """K5: a contract or welcome discount ends within 60 days or ended at most 30 days ago."""
    ahead = (ends_on - today).days
    if not -ENDING_AFTER_DAYS <= ahead <= ENDING_AHEAD_DAYS:
        return None
    verb = "ended" if ahead < 0 else "ends"
    return Alarm(
        "K5", f"{capitalised(what)} {verb} {distance(ends_on, today)}, on {full_day(ends_on)}.", "ending"
    )


def decision_maker_left(people: Iterable[Contact], last_contact: date | None, today: date) -> Alarm | None:
    """B17: the decision maker left within the last year, and nobody has spoken with a successor since."""
    known = list(people)
    gone = [
        (person.left_on, person.name)
        for person in known
        if person.decides and person.left_on is not None and 0 <= (today - person.left_on).days <= LEFT_DAYS
    ]
    if not gone:
        return None
    left_on, name = max(gone)
    successors = [
        person.name
        for person in known
        if person.decides and (person.left_on is None or person.left_on > today)
    ]
    if successors and last_contact is not None and last_contact > left_on:
        return None
    talk = f"talk to {min(successors)} at once" if successors else "find the successor and talk at once"
    return Alarm("B17", f"{name}, who decided, left on {full_day(left_on)}: {talk}.", "person")


def class_fell(former: str, now: str) -> Alarm | None:
    """B5: the ABC class is worse than a year ago."""
    return Alarm("B5", f"Was class {former} a year ago, now {now}.", "class") if fell(former, now) else None
