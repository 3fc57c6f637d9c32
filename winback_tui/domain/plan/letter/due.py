"""Which letter is due to an account, with the reason: by silence, after a quote, to a new or a returned customer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from winback_tui.domain.account.status import Status
from winback_tui.domain.wording.wording import count, full_day

from .facts import LetterFacts
from .hindrances import FIRST_ORDERS, hindrances
from .kinds import SLEEPING, UNFINISHED, UNFINISHED_DAYS, LetterKind
from .waiting import LETTER_GAP_DAYS, gap_until, waits_until

SILENT = (Status.OVERDUE, Status.SLEEPING, Status.SINGLE)
"""Statuses of accounts that missed their own usual interval (B2): a yearly buyer gets no letter after 90 days."""

QUOTE_DAYS = 21
"""A quote is followed by reminders for this many days (our own figure)."""
THANKS_DAYS = 14
FIRST_IMPRESSION_DAYS = (14, 60)
"""A first impression is asked for between these days after the first order (our own figures)."""


@dataclass(frozen=True, slots=True)
class DueLetter:
    """The letter to write, why, in one line, and the day since which it is due."""

    kind: LetterKind
    why: str
    since: date


def due_letter(facts: LetterFacts) -> DueLetter | None:
    """The one letter that is due to the account today; None where it should get none.

    Stops at a reply or an order: somebody who talks with us gets no letter of a series.
    """
    found = _reminder(facts) or _silence(facts) or _new_or_back(facts)
    if found is None or waits_until(found.kind, facts, facts.letters) or gap_until(found.kind, facts):
        return None
    return None if hindrances(found.kind, facts) else found


def kept_by_complaint(facts: LetterFacts) -> DueLetter | None:
    """The letter that would be due to the account if its complaint were resolved (M12); None without such a one."""
    return (
        due_letter(replace(facts, complained_on=None))
        if facts.complained_on and not due_letter(facts)
        else None
    )


def silence_kind(facts: LetterFacts) -> LetterKind | None:
    """The letter of the series that the silence has reached; None before the first."""
    reached = sum(facts.silence_days >= days for days, _ in facts.table[: len(SLEEPING)])
    return SLEEPING[reached - 1] if reached else None


def _silence(facts: LetterFacts) -> DueLetter | None:
    kind = silence_kind(facts)
    if kind is None or facts.status not in SILENT or facts.last_order is None or facts.case is not None:
        return None
    if facts.last_reply and (facts.today - facts.last_reply).days < LETTER_GAP_DAYS:
        return None
    written = [each for each in facts.letters if each.kind in SLEEPING and each.on_day >= facts.last_order]
    if written and facts.last_reply and facts.last_reply >= min(each.on_day for each in written):
        return None  # also where another laptop wrote the next letter before it knew of the reply
    if any(SLEEPING.index(each.kind) >= SLEEPING.index(kind) for each in written):
        return None
    days = facts.table[SLEEPING.index(kind)][0]
    since = facts.last_order + timedelta(days=days)
    return DueLetter(kind, f"no order for {count(facts.days_since_order, 'day')}", since)


def _reminder(facts: LetterFacts) -> DueLetter | None:
    """T3: at once, next day, after 5 to 7 days; the next only after the one before, and none after an answer.

    A quote that planned steps follow up gets none: nobody is reminded of it in two ways.
    """
    quote = facts.quote
    if quote is None or quote.by_steps or not 0 <= (facts.today - quote.on_day).days <= QUOTE_DAYS:
        return None
    if facts.last_reply and facts.last_reply > quote.on_day:
        return None
    written = {each.kind for each in facts.letters if each.kind in UNFINISHED and each.on_day >= quote.on_day}
    for kind, days in zip(UNFINISHED, UNFINISHED_DAYS, strict=True):
        if kind in written:
            continue
        since = quote.on_day + timedelta(days=days)
        last = max((each.on_day for each in facts.letters if each.kind in written), default=None)
        if facts.today < since or last == facts.today:
            return None
        return DueLetter(kind, f"quote from {full_day(quote.on_day)}, no order yet", since)
    return None


def _new_or_back(facts: LetterFacts) -> DueLetter | None:
    if facts.back and facts.returned_on:
        since = (facts.today - facts.returned_on).days
        if 0 <= since <= THANKS_DAYS:
            return DueLetter(LetterKind.THANKS, f"returned {full_day(facts.returned_on)}", facts.returned_on)
    if facts.status in (Status.NEW, Status.ACTIVE, Status.SINGLE) and facts.first_order:
        age = (facts.today - facts.first_order).days
        if (
            FIRST_IMPRESSION_DAYS[0] <= age <= FIRST_IMPRESSION_DAYS[1]
            and 0 < facts.order_days <= FIRST_ORDERS
        ):
            from_day = facts.first_order + timedelta(days=FIRST_IMPRESSION_DAYS[0])
            why = f"new since {full_day(facts.first_order)}"
            return DueLetter(LetterKind.FIRST_IMPRESSION, why, from_day)
    return None
