"""What happened between an account and us, day by day, from every kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from winback_tui.domain.account.order import Order
from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.phrasing import on_hold
from winback_tui.domain.wording.wording import full_day

from .account_card import AccountCard, CaseLine


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on one day. `amount` in minor units of `currency`; `who` is one of us or one of them."""

    day: date
    kind: str
    text: str
    who: str = ""
    amount: int | None = None
    currency: str = ""
    id: str = ""

    @property
    def key(self) -> str:
        """A stable key by which a list keeps its cursor on the event."""
        return f"{self.kind}:{self.id}"


def time_line(card: AccountCard) -> list[Event]:
    """Every event of an account, the newest first, with planned steps in the future."""
    events = [*_orders(card), *_contacts(card), *_complaints(card), *_dealings(card), *_steps(card)]
    for line in card.cases:
        events += _case(line)
    return sorted(events, key=lambda event: (event.day, _PLACE.get(event.kind, 0), event.id), reverse=True)


_PLACE = {"loss": 1, "case": 2, "interview": 3, "decision": 4, "offer": 5, "order": 6}
"""Order of kinds within a day."""


def _orders(card: AccountCard) -> Iterator[Event]:
    proofs = {line.returned.order.key: line for line in card.cases if line.returned}
    for order in card.orders:
        yield Event(
            order.day,
            order.kind,
            _order_text(order, order.key in proofs),
            amount=order.amount,
            currency=order.currency,
            id=order.key,
        )


def _order_text(order: Order, proof: bool) -> str:
    parts = [order.number, "counts as the return" if proof else "", order.note]
    return " · ".join(part for part in parts if part)


def _contacts(card: AccountCard) -> Iterator[Event]:
    for row in card.activities:
        inner = row.channel == Channel.INTERNAL
        words = row.note if inner and row.note else row.outcome
        text = words if inner or not row.note else f"{words}: {row.note}"
        who = f"{row.by} with {row.person}" if row.by and row.person else row.by or row.person
        yield Event(row.on_day, "note" if inner else row.channel, text, who, id=row.id)


def _complaints(card: AccountCard) -> Iterator[Event]:
    for row in card.complaints:
        complaint = row.complaint
        weight = (
            severity_of(complaint.severity).words
            if complaint.severity in range(1, 6)
            else str(complaint.severity)
        )
        ending = "open"
        if complaint.resolved_on:
            ending = f"resolved on {full_day(complaint.resolved_on)}"
        elif complaint.answered_on:
            ending = f"answered on {full_day(complaint.answered_on)}"
        yield Event(complaint.on_day, "complaint", f"{weight}: {complaint.text} ({ending})", id=row.id)


def _case(line: CaseLine) -> Iterator[Event]:
    case = line.case
    yield Event(
        case.lost_on, "loss", f"lost by {case.lost_by}" if case.lost_by else "lost", case.lost_by, id=case.id
    )
    if case.opened_on != case.lost_on:
        yield Event(
            case.opened_on,
            "case",
            f"case opened{f', {case.responsible} leads' if case.responsible else ''}",
            case.responsible,
            id=case.id,
        )
    if case.closed_on is not None:
        how = [] if case.outcome in ("", "closed") else [case.outcome]
        words = ", ".join([*how, *([case.closing_note] if case.closing_note else [])])
        ending = f"case closed: {words}" if words else "case closed"
        yield Event(case.closed_on, "case", ending, id=f"{case.id}.closed")
    for head in line.interviews:
        way = f", {head.channel}" if head.channel else ""
        state = "" if head.finished else ", not finished"
        roots = line.roots.get(head.id, ())
        found = f" · root cause: {'; '.join(roots)}" if roots else ""
        yield Event(
            datetime.fromtimestamp(head.started_at / 1000, UTC).astimezone().date(),
            "interview",
            f"with {head.person or 'nobody named'}{way}{state}{found}",
            head.interviewer,
            id=head.id,
        )
    for decision in line.decisions:
        verdict = f"{decision.verdict}{f': {decision.reason}' if decision.reason else ''}"
        yield Event(decision.decided_on, "decision", verdict, decision.decided_by, id=decision.id)


def _dealings(card: AccountCard) -> Iterator[Event]:
    for offer in card.offers:
        answer = ""
        if offer.taken_on:
            answer = f"taken on {full_day(offer.taken_on)}"
        elif offer.refused_on:
            answer = f"refused on {full_day(offer.refused_on)}"
        elif offer.deadline_on:
            answer = f"until {full_day(offer.deadline_on)}"
        text = " · ".join(part for part in (offer.kind, offer.note, answer) if part)
        yield Event(
            offer.made_on, "offer", text, amount=offer.cost or None, currency=offer.currency, id=offer.id
        )
    for promise in card.promises:
        day = promise.kept_on or promise.broken_on or promise.due_on
        if day is not None:
            state = "kept" if promise.kept_on else "broken" if promise.broken_on else "due"
            yield Event(day, "promise", f"{state}: {promise.text}", id=promise.id)
    for each in card.testimonials:
        yield Event(each.on_day, "testimonial", each.text, each.person, id=each.id)


def _steps(card: AccountCard) -> Iterator[Event]:
    for row in card.open_steps:
        what = f"{row.step.channel}: {row.step.purpose}" if row.step.purpose else row.step.channel
        yield Event(
            row.step.on_day, "planned", f"{what}{on_hold(card.waits_for(row))}", row.owner, id=row.step.id
        )
