"""What holds a letter back: an objection, a complaint, a gate of the case, a promise to wait, a letter sent before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from winback_tui.domain.account.status import Status
from winback_tui.domain.gates import GatedAct, holding
from winback_tui.domain.gates.rules import true_that_we_changed
from winback_tui.domain.wording.wording import count, full_day

from .facts import LetterFacts
from .kinds import LetterKind, LetterSpec, spec_of
from .waiting import waits_until


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a letter may not be written now, in one sentence, with the rule behind it ('' for none)."""

    sentence: str
    rule: str = ""


def hindrances(kind: LetterKind, facts: LetterFacts) -> tuple[Hindrance, ...]:
    """Everything that holds this kind back today, the weightiest first; nothing where it may be written.

    Only letters that went out count for the waiting time: one that was written and never sent may be written again.
    """
    spec = spec_of(kind)
    return (
        *_for_good(spec, facts),
        *_complaint(spec, facts),
        *_by_rules(spec, facts),
        *_not_fitting(spec, facts),
        *_waiting(spec, facts),
    )


def _for_good(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    if facts.objected_on:
        yield Hindrance(f"{facts.account} asked on {full_day(facts.objected_on)} to get no more letters.")
    if facts.status == Status.GONE:
        yield Hindrance(f"{facts.account} is gone for good.")
    if facts.twice_lost and not facts.back and spec.kind is not LetterKind.REPENTANCE and facts.case is None:
        yield Hindrance(f"{facts.account} was lost twice: one letter of apology, and nothing more.", "M13")


def _complaint(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    """M12: an answered complaint brings them back; an offer in the place of the answer loses them."""
    if spec.asks and facts.complained_on:
        day = full_day(facts.complained_on)
        yield Hindrance(
            f"The complaint of {facts.account} from {day} is unresolved; resolve it first.", "M12"
        )


def _by_rules(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    """The gates: of the open case (B6, B20, B10, B16, M13 and the others), or of the account where it has none."""
    if facts.away_until and facts.away_until > facts.today and spec.kind is not LetterKind.AFTER_CALL:
        yield Hindrance(f"{facts.account} is on hold until {full_day(facts.away_until)}; write then.")
    if facts.over_limit:
        yield Hindrance(f"{facts.account} was promised at most {facts.over_limit}; write later.", "A5")
    if facts.case is not None and not facts.back:
        for gate in holding(facts.case, spec.act) if spec.act else ():
            yield Hindrance(gate.sentence, gate.rule)
        if spec.act is None and facts.case.times_lost > 1:
            yield Hindrance(
                f"{facts.account} was lost twice: one letter of apology, and nothing more.", "M13"
            )
    elif spec.act is GatedAct.LETTER and not facts.back:
        if facts.hunts_price and facts.last_order:
            until = facts.last_order + timedelta(days=facts.price_hunter_wait)
            if facts.today < until:
                yield Hindrance(
                    f"{facts.account} hunts for the lowest price; wait until {full_day(until)}.", "B16"
                )
        if facts.pays_badly:
            yield Hindrance(f"{facts.account} pays badly; agree on new terms of payment first.", "B10")
    if facts.case is not None and spec.claims_change and (changed := true_that_we_changed(facts.case)).closed:
        yield Hindrance(
            f"The letter says that we have changed. {changed.reason} Record the day the fix was done.",
            changed.rule,
        )


def _not_fitting(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    """A letter must be true: it cannot miss somebody who ordered, or give thanks for a return that is not one (M11)."""
    name = facts.account
    if spec.of_case and facts.case is None:
        yield Hindrance(f"{name} has no open case; open one first.")
    if (
        facts.case is not None
        and (spec.claims_change or (spec.kind is LetterKind.REPENTANCE and facts.case.causes))
        and not any(cause.our_fault for cause in facts.case.causes)
    ):
        yield Hindrance(
            f"No cause that was our fault is recorded for the loss of {name}; this letter is for what we did wrong."
        )
    if spec.kind is LetterKind.REPENTANCE and facts.case is not None and facts.case.times_lost < 2:
        yield Hindrance(f"{name} was lost for the first time; this letter is for a second loss.", "M13")
    if spec.sleeping:
        yield from _not_silent(spec, facts)
    if (spec.unfinished or spec.kind is LetterKind.QUOTE) and facts.quote is None:
        yield Hindrance(f"{name} has no quote waiting for an order.")
    if spec.unfinished and facts.quote and facts.last_reply and facts.last_reply > facts.quote.on_day:
        yield Hindrance(
            f"{name} has been in touch since the quote, on {full_day(facts.last_reply)}; no reminder follows an answer."
        )
    if spec.kind is LetterKind.THANKS:
        yield from _not_just_back(facts)
    if spec.kind is LetterKind.TESTIMONIAL and facts.status not in (
        Status.RECOVERED,
        Status.RETURNED,
        Status.ACTIVE,
        Status.DUE,
    ):
        yield Hindrance(f"{name} is not ordering now; ask for a testimonial when they are happy with us.")
    if spec.kind is LetterKind.FIRST_IMPRESSION:
        yield from _not_new(facts)
    if spec.kind is LetterKind.WHAT_CHANGED and facts.status in NO_CUSTOMERS:
        yield Hindrance(f"{name} is not a customer now ({facts.status}); new rules are for those who order.")


def _not_silent(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    """T1: each letter of the series, and so its discount, belongs to a length of silence."""
    step = facts.threshold(spec.kind)
    if facts.last_order is None:
        yield Hindrance(f"{facts.account} has no order to look back on.")
    elif facts.status == Status.LET_GO:
        yield Hindrance(f"{facts.account} was let go; open a case again before you ask them back.")
    elif step is None:
        yield Hindrance("The team's discounts have no step for this letter.", "T1")
    elif facts.silence_days < step[0]:
        ago = count(facts.days_since_order, "day")
        seen = (
            ""
            if facts.days_since_order < step[0]
            else f", of which the order data cover {facts.silence_days}"
        )
        yield Hindrance(
            f"{facts.account} ordered {ago} ago{seen}; this letter is for {step[0]} or more.", "T1"
        )


def _not_just_back(facts: LetterFacts) -> Iterator[Hindrance]:
    """M11, and the letter says that this order is being looked after: weeks later it no longer is."""
    if not facts.back or facts.returned_on is None:
        yield Hindrance(f"{facts.account} has not returned: only a new order counts.", "M11")
    elif (facts.today - facts.returned_on).days > FRESH_RETURN_DAYS:
        yield Hindrance(
            f"{facts.account} returned on {full_day(facts.returned_on)}; thank them within {FRESH_RETURN_DAYS} days."
        )


def _not_new(facts: LetterFacts) -> Iterator[Hindrance]:
    if not facts.order_days or facts.order_days > FIRST_ORDERS:
        orders = count(facts.order_days, "order")
        yield Hindrance(f"{facts.account} has {orders}; this letter is for new customers.")
    elif facts.first_order is None or (facts.today - facts.first_order).days > FIRST_ORDER_DAYS:
        since = f" on {full_day(facts.first_order)}" if facts.first_order else ""
        yield Hindrance(f"{facts.account} first ordered{since}; this letter is for new customers.")


FIRST_ORDERS = 3
"""A customer with at most this many order days is asked for a first impression (C-new; the number is our own)."""
FIRST_ORDER_DAYS = 90
"""For this many days after the first order somebody has just begun to order; they are new for as long."""
FRESH_RETURN_DAYS = 30
"""For this many days after a return the order that proves it is looked after (our own figure)."""
NO_CUSTOMERS = (Status.LOST, Status.IN_WORK, Status.LET_GO)
"""Statuses of accounts that have left."""


def _waiting(spec: LetterSpec, facts: LetterFacts) -> Iterator[Hindrance]:
    sent = [each for each in facts.letters if each.sent_on]
    until = waits_until(spec.kind, facts, sent)
    if until:
        last = max(each.on_day for each in sent if each.kind == spec.kind)
        again = f"; not again before {full_day(until)}" if spec.waits < 3_650 else "; it is sent only once"
        yield Hindrance(f"{facts.account} got this letter on {full_day(last)}{again}.")
