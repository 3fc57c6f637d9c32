"""The rules that find signs, one function each, and all signs of one account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from winback_tui.domain.account.risk_sign import RAISED_RISK, RiskSign, SignKind
from winback_tui.domain.account.status import Status
from winback_tui.domain.plan.series import REMINDER_DAYS
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import (
    capitalised,
    count,
    distance,
    duration,
    full_day,
    money_words,
    percent,
)

from .facts import NO_FACTS, AccountNow, OpenComplaint, SignFacts, SignLimits

QUOTE_FORGOTTEN_DAYS = 365
"""Days after which a quote is history."""
ENDING_AHEAD_DAYS = 60
ENDING_ACT_DAYS = 14
"""Somebody talks to them this many days before a contract or welcome discount ends (our own definition)."""
ENDING_AFTER_DAYS = 30
LEFT_DAYS = 365
RESOLVE_DAYS = 7
"""Days after its answer within which a complaint should be resolved (our own definition)."""
NEW_CUSTOMER_DAYS = 60
"""Days after the first order in which a customer is asked for a first impression (our own definition)."""
SO_SO_DAYS = 365
AFTER_CONTACT_DAYS = 30
"""Days after a contact before a fallen volume is looked at again (our own definition)."""

_OVER = (Status.GONE, Status.LET_GO)
"""Accounts that are no longer watched; a complaint from one that was let go is still answered."""
ORDERING = frozenset(
    {Status.NEW, Status.ACTIVE, Status.DUE, Status.SINGLE, Status.RETURNED, Status.RECOVERED}
)
"""Accounts whose orders are not missing: those the list of accounts at risk is about."""
_PLACES = {kind: place for place, kind in enumerate(SignKind)}
_BACK = frozenset({Status.RETURNED, Status.RECOVERED})
_COMPARABLE = ORDERING - {Status.SINGLE, Status.RETURNED}
"""Accounts whose volume can be compared with earlier; for a return, the watch tells whether the volume is back."""


def risk_signs(facts: SignFacts, now: AccountNow, limits: SignLimits, today: date) -> tuple[RiskSign, ...]:
    """Every sign of one account on `today`, the most pressing first."""
    if now.status is Status.GONE:
        return ()
    facts = _with_watch(facts, now)
    found = list(_complaints(facts, limits, today)) if facts.complaints else []
    if now.status not in _OVER and not now.twice_lost:
        found += [
            sign
            for sign in (
                volume_down(facts, now),
                first_impression(facts, now, limits, today),
                no_contact(facts, now, limits, today),
            )
            if sign is not None
        ]
        if facts != NO_FACTS:
            found += _signs_of_records(facts, now, today)
    if len(found) > 1:
        found.sort(key=lambda sign: _place(sign, now.fragile))
    return tuple(found)


def _signs_of_records(facts: SignFacts, now: AccountNow, today: date) -> list[RiskSign]:
    """The signs that depend only on what people recorded."""
    signs = (
        decision_maker_left(facts, today),
        quote_open(facts, now, today),
        *(ending(what, day, facts, today) for what, day in facts.endings),
    )
    return [sign for sign in signs if sign is not None]


def _place(sign: RiskSign, fragile: bool) -> tuple[bool, int, date]:
    """The complaint of a fragile account first, then by kind; of two endings, or two of a kind, the sooner."""
    kind = SignKind.CONTRACT if sign.kind is SignKind.WELCOME else sign.kind
    return not (fragile and kind is SignKind.COMPLAINT), _PLACES[kind], sign.due


def _with_watch(facts: SignFacts, now: AccountNow) -> SignFacts:
    """The facts, with the watch counted as planned for an account that is back (M12)."""
    if facts.watch_on is None or now.status not in _BACK:
        return facts
    return facts._replace(planned_on=min(facts.planned_on or facts.watch_on, facts.watch_on))


def risk_rank(signs: tuple[RiskSign, ...], now: AccountNow) -> int:
    """0 for an account that is not on the list at risk, 1 for one that is, `RAISED_RISK` for one at the top.

    At the top: a complaint is open on an account that is fragile after its return (playbook M12).
    """
    if not signs or now.status not in ORDERING:
        return 0
    complains = now.fragile and any(sign.kind is SignKind.COMPLAINT for sign in signs)
    return RAISED_RISK if complains else 1


def _complaints(facts: SignFacts, limits: SignLimits, today: date) -> Iterator[RiskSign]:
    for complaint in facts.complaints:
        if complaint.on_day <= today:
            yield complaint_open(complaint, limits, today)


def complaint_open(complaint: OpenComplaint, limits: SignLimits, today: date) -> RiskSign:
    """L: a complaint is answered within a day (a setting), and then resolved."""
    words = f"“{clean_line(complaint.text, 60)}” from {full_day(complaint.on_day)}"
    if complaint.answered_on is None:
        due = complaint.on_day + timedelta(days=limits.answer_days)
        action = "answer the complaint now" if due <= today else f"answer the complaint by {full_day(due)}"
        fact = f"{words} is not answered, severity {complaint.severity} of 5"
        return RiskSign(SignKind.COMPLAINT, complaint.on_day, due, fact, action, complaint.row)
    due = complaint.answered_on + timedelta(days=RESOLVE_DAYS)
    fact = f"{words} is answered but not resolved, severity {complaint.severity} of 5"
    return RiskSign(SignKind.COMPLAINT, complaint.on_day, due, fact, "resolve the complaint", complaint.row)


def decision_maker_left(facts: SignFacts, today: date) -> RiskSign | None:
    """B17: the decision maker left within the last year, and nobody has spoken with a successor since."""
    gone = [
        (person.left_on, person.name)
        for person in facts.people
        if person.decides and person.left_on is not None and 0 <= (today - person.left_on).days <= LEFT_DAYS
    ]
    if not gone:
        return None
    left_on, name = max(gone)
    successors = [
        person.name
        for person in facts.people
        if person.decides and (person.left_on is None or person.left_on > today)
    ]
    if successors and facts.last_contact is not None and facts.last_contact > left_on:
        return None
    talk = f"talk to {min(successors)} now" if successors else "find the successor now"
    fact = f"Decision maker {name} left on {full_day(left_on)}"
    return RiskSign(SignKind.LEFT, left_on, left_on, fact, talk)


def quote_open(facts: SignFacts, now: AccountNow, today: date) -> RiskSign | None:
    """C4: they asked for a quote or price list: follow up at once, the next day and after five to seven days.

    A contact on a later day or an order from that day on answers it; after a year it is history.
    """
    asked = facts.asked_on
    if asked is None or not 0 <= (today - asked).days <= QUOTE_FORGOTTEN_DAYS:
        return None
    answered = facts.last_contact is not None and facts.last_contact > asked
    if answered or (now.last_day is not None and now.last_day >= asked):
        return None
    waits = (today - asked).days
    late = max(day for day in REMINDER_DAYS if day <= waits)
    since = f", not followed up for {duration(waits)}" if waits else ""
    fact = f"Asked for a {facts.asked_for} on {full_day(asked)}{since}"
    due, action = asked + timedelta(days=late), f"follow up the {facts.asked_for}"
    return RiskSign(SignKind.QUOTE, asked, due, fact, action, planned_on=facts.planned_on)


def ending(what: str, ends_on: date, facts: SignFacts, today: date) -> RiskSign | None:
    """K5: a contract or welcome discount ends within 60 days or ended at most 30 days ago.

    A contact in the two weeks before the end or later answers it, and so does another date.
    """
    ahead = (ends_on - today).days
    due = ends_on - timedelta(days=ENDING_ACT_DAYS)
    if not -ENDING_AFTER_DAYS <= ahead <= ENDING_AHEAD_DAYS:
        return None
    if facts.last_contact is not None and facts.last_contact >= due:
        return None
    verb, action = ("ended", "ask how they will continue") if ahead < 0 else ("ends", "call before it ends")
    fact = f"{capitalised(f'the {what}')} {verb} {distance(ends_on, today)}, on {full_day(ends_on)}"
    kind = SignKind.CONTRACT if what == "contract" else SignKind.WELCOME
    return RiskSign(kind, ends_on - timedelta(days=ENDING_AHEAD_DAYS), due, fact, action)


def volume_down(facts: SignFacts, now: AccountNow) -> RiskSign | None:
    """B2, B3: still ordering, but for at least a third less money than usual (`volume_fall`)."""
    volume, seen_on = now.volume, now.data_day
    if volume is None or seen_on is None or now.status not in _COMPARABLE:
        return None
    fact = (
        f"Volume down by {percent(volume.fall)}: {money_words(volume.now, now.currency)} in the last "
        f"{count(volume.days, 'day')}, usually {money_words(volume.usual, now.currency)}"
    )
    due = seen_on
    if facts.last_contact is not None and (seen_on - facts.last_contact).days < AFTER_CONTACT_DAYS:
        due = facts.last_contact + timedelta(days=AFTER_CONTACT_DAYS)
    since = seen_on - timedelta(days=volume.days - 1)
    return RiskSign(SignKind.VOLUME, since, due, fact, "ask what has changed", planned_on=facts.planned_on)


def first_impression(facts: SignFacts, now: AccountNow, limits: SignLimits, today: date) -> RiskSign | None:
    """C-new: a new customer is asked how the first order went; a "so-so" is already a sign of leaving.

    Any contact from the day of the first order on answers the first; a later contact or order the second.
    """
    so_so = facts.so_so_on
    if (
        so_so is not None
        and 0 <= (today - so_so).days <= SO_SO_DAYS
        and not (facts.last_contact is not None and facts.last_contact > so_so)
        and not (now.last_day is not None and now.last_day > so_so)
    ):
        fact = f"First impression so-so, on {full_day(so_so)}"
        due = so_so + timedelta(days=1)
        return RiskSign(
            SignKind.FEEDBACK, so_so, due, fact, "ask what is missing", planned_on=facts.planned_on
        )
    first = now.first_day
    if first is None or now.status not in ORDERING or not 0 <= (today - first).days <= NEW_CUSTOMER_DAYS:
        return None
    if facts.last_contact is not None and facts.last_contact >= first:
        return None
    due = first + timedelta(days=limits.impression_days)
    fact = f"New customer, first order on {full_day(first)}"
    action = "ask how it went"
    return RiskSign(SignKind.FEEDBACK, first, due, fact, action, planned_on=facts.planned_on)


def no_contact(facts: SignFacts, now: AccountNow, limits: SignLimits, today: date) -> RiskSign | None:
    """B4b, C4: nobody has been in touch for longer than the cadence of the account's class.

    An account that nobody ever contacted counts from its first order, or from when contacts began to be logged.
    """
    limit = limits.cadence_of(now.abc)
    last = facts.last_contact
    if last is None and (limits.contacts_since is None or now.first_day is None):
        return None
    since = last or max(limits.contacts_since, now.first_day)  # type: ignore[type-var]
    assert since is not None
    if (today - since).days < limit:
        return None
    fact = f"No contact logged for {duration((today - since).days)}" if last else "No contact was ever logged"
    return RiskSign(
        SignKind.CONTACT,
        since,
        since + timedelta(days=limit),
        fact,
        "call them",
        planned_on=facts.planned_on,
    )
