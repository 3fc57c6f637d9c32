"""The values of the fields of a letter: from the book alone, in the words of the letter's language."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.gates.rules import true_that_we_changed
from winback_tui.domain.plan.contact_outcomes import was_reached
from winback_tui.domain.plan.letter import LetterFacts, LetterKind, spec_of
from winback_tui.domain.plan.offers import OfferKind
from winback_tui.domain.plan.offers.ledger import SHORT_DEADLINE_DAYS
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.wording import full_day
from winback_tui.playbook.letters.packs import LanguagePack
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.cases.cases import case_head
from winback_tui.store.cases.causes import causes_of, fixes_of
from winback_tui.store.contacts.contacts import activities_of
from winback_tui.store.contacts.letters import NOT_REACHED, LetterSubject
from winback_tui.store.contacts.offers import OfferRow, offers_of
from winback_tui.store.contacts.promises import promises_of
from winback_tui.store.returns.testimonials import TestimonialRow, testimonials_for

from .settings import LetterSettings

RECENT_CALL_DAYS = 30
UNNAMED = "other"
"""The reason class that says nothing without words of its own."""
_GIVEN = frozenset(
    {
        OfferKind.GIFT,
        OfferKind.TRIAL,
        OfferKind.WRITE_OFF,
        OfferKind.UPGRADE,
        OfferKind.ASSESSMENT,
        OfferKind.TOUR,
    }
)
"""Offers that cost the customer nothing, and so suit an apology."""


@dataclass(frozen=True, slots=True)
class LetterValues:
    """Values by field, None or '' where the book has none; the discount in percent, and points to check."""

    fields: Mapping[str, str | None]
    percent: int
    warnings: tuple[str, ...] = ()


def plain_values(
    kind: LetterKind,
    subject: LetterSubject,
    facts: LetterFacts,
    pack: LanguagePack,
    chosen: LetterSettings,
    signer: str,
) -> LetterValues:
    """The values that do not depend on the case: enough for every letter due by date.

    The discount is that of the setting for this letter's length of silence, and never another (T1). Letters to
    somebody who stopped ordering name the last purchase, and offer help before it (T2).
    """
    step = facts.threshold(kind)
    percent = step[1] if step and facts.silence_days >= step[0] else 0
    until = facts.today + timedelta(days=chosen.offer_days)
    fields = {
        "account": subject.account,
        "person": subject.person,
        "firm": chosen.firm,
        "contact": chosen.contact,
        "head": chosen.head,
        "rep": signer,
        "today": pack.day_words(facts.today),
        "last_order": pack.day_words(facts.last_order) if facts.last_order else None,
        "days": pack.days_words(facts.days_since_order) if facts.last_order else None,
        "percent": str(percent) if percent else None,
        "discount_until": pack.day_words(until) if percent else None,
        "quote_number": facts.quote.number if facts.quote else None,
        "quote_day": pack.day_words(facts.quote.on_day) if facts.quote else None,
        "returned_on": pack.day_words(facts.returned_on) if facts.returned_on else None,
    }
    return LetterValues(fields, percent)


def case_values(
    connection: sqlite3.Connection,
    kind: LetterKind,
    subject: LetterSubject,
    facts: LetterFacts,
    pack: LanguagePack,
) -> LetterValues:
    """The values from the case, the ledger of offers and the logged contacts.

    W5: what we changed is named only where a fix was done and none is open. M12c: what a returned customer lets us
    tell comes from the same segment first. W-hand: whoever writes by hand is asked to say
    what became of the person at fault.
    """
    spec, warnings = spec_of(kind), list[str]()
    praise = testimonials_for(connection, subject.id, 1)
    fields: dict[str, str | None] = {"testimonial": _in_their_words(praise[0]) if praise else None}
    if spec.of_case and subject.case_id:
        fields |= _cause(connection, subject.case_id, facts, pack)
        if facts.case is not None and not true_that_we_changed(facts.case).closed:
            done = [each for each in fixes_of(connection, subject.case_id) if each.done_on]
            fields["fix"] = "; ".join(each.what for each in done)
            fields["fix_day"] = pack.day_words(max(each.done_on for each in done if each.done_on))
    if kind is LetterKind.APOLOGY:
        offers = [row for row in offers_of(connection, subject.id) if row.open]
        dated = [row for row in offers if row.deadline_on and row.deadline_on >= facts.today]
        given = next((row for row in offers if row.kind in _GIVEN), dated[0] if dated else None)
        offer = next((row for row in dated if row is not given), dated[0] if dated else None)
        fields["amends"] = _offer_words(given, pack) if given else None
        if offer and offer.deadline_on:
            fields |= {"offer": _offer_words(offer, pack), "deadline": pack.day_words(offer.deadline_on)}
            if (offer.deadline_on - facts.today).days < SHORT_DEADLINE_DAYS:
                warnings.append(
                    f"The offer ends on {full_day(offer.deadline_on)}; such a short deadline is disrespectful."
                )
    if kind is LetterKind.AFTER_CALL:
        fields |= _agreed(connection, subject.id, facts.today, pack)
    if kind is LetterKind.BY_HAND and subject.case_id:
        failed = dict.fromkeys(each.whom for each in causes_of(connection, subject.case_id) if each.whom)
        warnings += [f"Add in your own words what became of {whom}, who failed them." for whom in failed]
    if spec.claims_change or kind is LetterKind.AFTER_CALL:
        warnings.append("Parts of this letter are in the words of your notes; read it as the customer will.")
    return LetterValues(fields, 0, tuple(warnings))


def _in_their_words(row: TestimonialRow) -> str:
    who = ", ".join(each for each in (clean_line(row.person), row.account) if each)
    return f"“{clean_line(row.text)}” ({who})"


def signer_of(connection: sqlite3.Connection, subject: LetterSubject, actor: str) -> str:
    """Who signs: who leads the open case, else the account's owner, else whoever writes. M10: never who lost them."""
    head = case_head(connection, subject.case_id) if subject.case_id else None
    if head is None:
        return subject.owner or actor
    return head.responsible or (subject.owner if subject.owner != head.lost_by else actor)


def _cause(
    connection: sqlite3.Connection, case_id: str, facts: LetterFacts, pack: LanguagePack
) -> dict[str, str | None]:
    """The true reason: one that is our fault, the customer's version before ours.

    What the customer said is quoted, or `you never called us` would read as if they had not called. A class without
    words is named as one says it to a customer; one that says nothing (`other`) leaves the field missing.
    """
    wrongs = {cause.reason for cause in facts.case.causes if cause.our_fault} if facts.case else set()
    found = sorted(
        (
            each
            for each in causes_of(connection, case_id)
            if each.reason in wrongs and (each.reason != UNNAMED or clean_line(each.text))
        ),
        key=lambda each: each.voice != "customer",
    )
    if not found:
        return {}
    text = clean_line(found[0].text).rstrip(".")
    if text and found[0].voice == "customer":
        return {"their_words": text, "cause": text}
    return {"cause": text or _class_words(found[0].reason, pack)}


def _class_words(reason: str, pack: LanguagePack) -> str:
    return pack.causes.get(reason) or load_reasons(pack.language, own_playbook())[reason].label


def _offer_words(offer: OfferRow, pack: LanguagePack) -> str:
    return clean_line(offer.note).rstrip(".") or pack.offers.get(offer.kind, pack.offers[OfferKind.OTHER])


def _agreed(
    connection: sqlite3.Connection, account_id: str, today: date, pack: LanguagePack
) -> dict[str, str | None]:
    talks = [
        row
        for row in activities_of(connection, account_id)
        if row.channel in (Channel.CALL, Channel.MEETING, Channel.VISIT)
        and was_reached(row.outcome)
        and not row.outcome.casefold().startswith(NOT_REACHED)
        and (today - row.on_day).days <= RECENT_CALL_DAYS
    ]
    if not talks:
        return {}
    lines = [talks[0].note.strip()] if talks[0].note.strip() else []
    lines += [
        f"– {row.text}" + (f" ({pack.day_words(row.due_on)})" if row.due_on else "")
        for row in promises_of(connection, account_id)
        if row.open
    ]
    return {"call_day": pack.day_words(talks[0].on_day), "agreed": "\n".join(lines) or None}
