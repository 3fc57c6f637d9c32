"""What the data shows about a loss: complaints, contacts, people and orders before it, in true sentences.

All thresholds are our own definitions, named below. Nothing dated after the loss is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.wording.wording import count, full_day

from .loss_facts import LossFacts
from .order_voice import order_voice
from .voices import DataSentence

FORGOTTEN_DAYS = 90
"""This many days without a contact before the loss count as long."""
LATE_ANSWER_DAYS = 3
"""An answer to a complaint after more than this many days counts as late."""
FOLLOW_UP_DAYS = 14
"""A contact or an order within this many days after a quote counts as its follow-up."""
COMPLAINED_DAYS = 365
"""That nobody complained in this many days before the loss is worth saying."""


def data_voice(facts: LossFacts) -> list[DataSentence]:
    """Sentences, the most telling first: promises, complaints, contacts, people, then the orders."""
    return [
        *_broken_promises(facts),
        *_complaints(facts),
        *_quotes(facts),
        *_contacts(facts),
        *_people(facts),
        *order_voice(facts),
    ]


def _broken_promises(facts: LossFacts) -> Iterator[DataSentence]:
    for promise in facts.promises:
        if promise.due_on > facts.lost_on:
            continue
        promised = promise.text.rstrip(".")
        if promise.kept_on is None or promise.kept_on > facts.lost_on:
            text = f"A promise due on {full_day(promise.due_on)} was not kept before the loss: {promised}."
        elif promise.kept_on > promise.due_on:
            late = count((promise.kept_on - promise.due_on).days, "day")
            text = f"A promise due on {full_day(promise.due_on)} was kept {late} late: {promised}."
        else:
            continue
        yield DataSentence(text, "M8", ("broken-promise", "service", "staff-indifferent"))


def _complaints(facts: LossFacts) -> Iterator[DataSentence]:
    year_ago = facts.lost_on - timedelta(days=COMPLAINED_DAYS)
    known = [each for each in facts.complaints if each.on_day <= facts.lost_on]
    points = ("service", "quality", "delivery", "broken-promise", "staff-indifferent", "trust")
    for each in sorted(known, key=lambda complaint: complaint.on_day):
        what = f"The complaint from {full_day(each.on_day)}" + (
            f" (severity {each.severity})" if each.severity else ""
        )
        answered = each.answered_on if each.answered_on and each.answered_on <= facts.lost_on else None
        resolved = each.resolved_on if each.resolved_on and each.resolved_on <= facts.lost_on else None
        if answered is None and resolved is None:
            yield DataSentence(f"{what} had no answer when they left.", "M12", points)
        elif resolved is None:
            yield DataSentence(f"{what} was answered but not resolved when they left.", "M12", points)
        elif answered is not None and (answered - each.on_day).days > LATE_ANSWER_DAYS:
            waited = count((answered - each.on_day).days, "day")
            yield DataSentence(f"{what} was answered only after {waited}.", "L3", points)
    if not any(each.on_day >= year_ago for each in known):
        yield DataSentence(
            "No complaint is on record in the year before the loss; most customers leave without one.", "B1"
        )


def _quotes(facts: LossFacts) -> Iterator[DataSentence]:
    touched = [*facts.contacts, *(each.day for each in facts.orders if each.real)]
    for quote in facts.orders:
        until = quote.day + timedelta(days=FOLLOW_UP_DAYS)
        if quote.kind != OrderKind.QUOTE or until > facts.lost_on:
            continue
        if not any(quote.day < day <= until for day in touched):
            wait = count(FOLLOW_UP_DAYS, "day")
            text = f"The quote from {full_day(quote.day)} was not followed up within {wait}."
            yield DataSentence(text, "C4", ("forgotten", "staff-indifferent", "price", "better-terms"))


def _contacts(facts: LossFacts) -> Iterator[DataSentence]:
    before = [day for day in facts.contacts if day <= facts.lost_on]
    if not before:
        yield DataSentence("No contact with them is on record before the loss.", "M6b")
        return
    last = max(before)
    if (facts.lost_on - last).days >= FORGOTTEN_DAYS:
        silent = count((facts.lost_on - last).days, "day")
        text = f"The last contact on record was {silent} before the loss, on {full_day(last)}."
        yield DataSentence(text, "C4", ("forgotten", "staff-indifferent"))


def _people(facts: LossFacts) -> Iterator[DataSentence]:
    for name, left_on in facts.decision_makers_left:
        if left_on <= facts.lost_on:
            since = count((facts.lost_on - left_on).days, "day")
            text = f"{name}, who decided there, left {since} before the loss."
            yield DataSentence(text, "B17", ("decision-maker-left",))
