"""One account's summary row from its orders and cases; every judgement is the domain's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.account.lateness import lateness
from winback_tui.domain.account.lifecycle import (
    Facts,
    Status,
    current_return,
    fragile,
    lateness_of,
    on_overdue_list,
    pulse,
    pulse_of,
    raised,
    status,
)
from winback_tui.domain.account.order import Order
from winback_tui.domain.account.rhythm import Rhythm
from winback_tui.domain.account.risk_sign import pack_signs
from winback_tui.domain.account.signs import NO_FACTS, AccountNow, SignFacts, risk_rank, risk_signs
from winback_tui.domain.chance import Chances, score
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.yearly_value import at_stake
from winback_tui.domain.returns.loss_figures import figures_of_losses, pack_losses
from winback_tui.domain.returns.returns import Loss, returns_of, twice_lost
from winback_tui.store.cases.cases_by_account import AccountCases
from winback_tui.store.read import day_text

from .facts import OrderFacts
from .scoring_context import ScoringContext

COLUMNS = (
    "account_no",
    "status",
    "stage",
    "on_list",
    "raised",
    "fragile",
    "twice_lost",
    "order_days",
    "first_day",
    "last_day",
    "median_gap",
    "shortest_gap",
    "longest_gap",
    "spread",
    "expected_gap",
    "borrowed_from",
    "late_days",
    "gone_90",
    "gone_180",
    "gone_own",
    "own_horizon",
    "third_90",
    "yearly_value",
    "at_stake",
    "currency",
    "abc",
    "trail",
    "risk",
    "signs",
    "volume",
    "aside_until",
    "months",
    "yearly_sales",
    "silent_from",
    "losses",
    "segment",
    "contacts_from",
    "owner_id",
)
REPLACE = (
    f"INSERT OR REPLACE INTO account_summary ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
)

_TRAIL = COLUMNS.index("trail")


def as_texts(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row of `COLUMNS` as JSON can hold it."""
    return (*row[:_TRAIL], row[_TRAIL].hex(), *row[_TRAIL + 1 :])


def of_texts(row: Sequence[Any]) -> tuple[Any, ...]:
    """The reverse of `as_texts`."""
    return (*row[:_TRAIL], bytes.fromhex(row[_TRAIL]), *row[_TRAIL + 1 :])


class SummarySubject(NamedTuple):
    """An account apart from its orders. `orders` and `complaints` are read only where it has cases.

    `smallest_return`: below this sum an order proves no return, see `domain.returns.proof`.
    `watched`: what people recorded that may be a sign of a coming loss.
    `aside_until`: it is put aside until that day, which is still to come. `owner_id`: '' where nobody owns it.
    """

    no: int
    segment: str = ""
    currency: str = ""
    gone_reason: str = ""
    cases: AccountCases | None = None
    orders: Sequence[Order] = ()
    complaints: Sequence[date] = ()
    smallest_return: Money | None = None
    watched: SignFacts = NO_FACTS
    aside_until: date | None = None
    owner_id: str = ""

    @property
    def plain(self) -> bool:
        """Whether its status depends on its orders alone."""
        return self.cases is None and not self.gone_reason and self.aside_until is None


def row_without_orders(subject: SummarySubject, frame: ScoringContext) -> tuple[Any, ...]:
    """The row of an account that never ordered, in the order of `COLUMNS`."""
    nothing = (0, "", "", None, None, None, None, None, "", 0, None, None, None, None, None)
    facts = facts_of(subject, frame, None)
    if subject.plain:
        stands = pulse(facts)
        standing = _plain_standing(subject, stands)
    else:
        stands = status(facts)
        standing = _standing(subject, facts, stands)
    now = AccountNow(stands, fragile=bool(standing[5]), twice_lost=bool(standing[6]))
    return (
        *standing,
        *nothing,
        0,
        0,
        subject.currency,
        "C",
        b"",
        *_signs(subject, now, frame),
        "",
        day_text(subject.aside_until),
        "",
        None,
        "",
        "" if subject.plain else _losses(subject, facts, subject.currency),
        subject.segment,
        _contacts_from(subject, now),
        subject.owner_id,
    )


def row_with_orders(subject: SummarySubject, known: OrderFacts, frame: ScoringContext) -> tuple[Any, ...]:
    """The row of an account from the facts of its orders, in the order of `COLUMNS`."""
    rhythm = known.rhythm
    chances = score(frame.model, known.trail, frame.data_day.toordinal(), subject.segment)
    until, fixed_days = min(frame.today, frame.data_day), frame.fixed_days.get(subject.segment)
    late = lateness(rhythm, until, chances.expected_gap, fixed_days, frame.buckets)
    losses = ""
    if subject.plain:
        stands = pulse_of(rhythm, late, until)
        standing = _plain_standing(subject, stands)
        silent_from = late.since(rhythm.last_day)
    else:
        facts = facts_of(subject, frame, rhythm, chances.expected_gap)
        late = lateness_of(facts) or late
        stands = status(facts)
        standing = _standing(subject, facts, stands)
        own = lateness(rhythm, until, chances.expected_gap, fixed_days, frame.buckets, fragile(facts))
        silent_from = own.since(rhythm.last_day)
        chances = _of_fragile(chances, facts, frame)
        losses = _losses(subject, facts, known.currency)
    abc = frame.abc(known.yearly_value, known.currency)
    now = AccountNow(
        stands,
        abc,
        bool(standing[5]),
        bool(standing[6]),
        rhythm.first_day,
        rhythm.last_day,
        known.volume,
        known.currency,
        frame.data_day,
    )
    return (
        *standing,
        rhythm.order_days,
        rhythm.first_day.isoformat(),
        rhythm.last_day.isoformat(),
        rhythm.median_gap,
        rhythm.shortest_gap,
        rhythm.longest_gap,
        rhythm.spread,
        chances.expected_gap,
        chances.borrowed_from,
        late.late_by,
        basis_points(chances.gone_90),
        basis_points(chances.gone_180),
        basis_points(chances.gone_own),
        chances.own_horizon,
        basis_points(chances.third_90),
        known.yearly_value,
        at_stake(chances.gone_90, known.yearly_value),
        known.currency,
        abc,
        known.packed,
        *_signs(subject, now, frame),
        known.packed_volume,
        day_text(subject.aside_until),
        known.months,
        known.yearly_sales,
        day_text(silent_from),
        losses,
        subject.segment,
        _contacts_from(subject, now),
        subject.owner_id,
    )


def _contacts_from(subject: SummarySubject, now: AccountNow) -> str:
    """The first day open to contacts; contacts with returned accounts, or those gone for good, are never blocked."""
    if subject.cases is None or now.status in (Status.RETURNED, Status.RECOVERED, Status.GONE):
        return ""
    return day_text(subject.cases.contacts_from)


def _losses(subject: SummarySubject, facts: Facts, currency: str) -> str:
    """What its orders say about each of its losses, for the review."""
    if subject.cases is None:
        return ""
    losses = [Loss(case.case_id, case.lost_on) for case in subject.cases.cases]
    currency = currency or subject.currency
    return pack_losses(figures_of_losses(subject.orders, losses, facts.returns, currency, facts.today))


def _of_fragile(chances: Chances, facts: Facts, frame: ScoringContext) -> Chances:
    """The risk of an account that is back with only a trial order: from other returns, not from its orders before.

    By its old interval an order came just now; whether the customer stays is another question (M12).
    """
    back = current_return(facts)
    if back is None or not back.fragile or back.last_day > back.order.day:
        return chances
    soon, later = (frame.second_orders.chance_gone(place) for place in (0, 1))
    return chances._replace(
        gone_90=max(chances.gone_90, soon),
        gone_180=max(chances.gone_180, later),
        gone_own=max(chances.gone_own, soon),
    )


def _signs(subject: SummarySubject, now: AccountNow, frame: ScoringContext) -> tuple[int, str]:
    """The rank in the list of accounts at risk, and the signs."""
    signs = risk_signs(subject.watched, now, frame.limits, frame.today)
    if not signs:
        return 0, ""
    return risk_rank(signs, now), pack_signs(signs)


def basis_points(chance: float) -> int:
    """A chance in ten-thousandths, never 0 nor 10,000."""
    points = round(chance * 10_000)
    return 1 if points < 1 else 9_999 if points > 9_999 else points


def facts_of(
    subject: SummarySubject, frame: ScoringContext, rhythm: Rhythm | None, expected_gap: float | None = None
) -> Facts:
    """What the status of an account depends on; `expected_gap` in days, own or borrowed."""
    known = subject.cases
    losses = [Loss(case.case_id, case.lost_on) for case in known.cases] if known else []
    return Facts(
        frame.today,
        rhythm,
        expected_gap,
        frame.data_day,
        frame.fixed_days.get(subject.segment),
        frame.buckets,
        known.cases if known else (),
        known.stage.stage if known and known.stage else None,
        returns_of(subject.orders, losses, frame.today, subject.complaints, subject.smallest_return)
        if losses
        else (),
        subject.gone_reason,
        known.met_condition if known else "",
        subject.aside_until,
    )


def _plain_standing(subject: SummarySubject, now: Status) -> tuple[Any, ...]:
    """Number, status, stage and the four flags of an account for which its usual interval alone decides them."""
    return subject.no, now.value, "", int(now is Status.OVERDUE), 0, 0, 0


def _standing(subject: SummarySubject, facts: Facts, now: Status) -> tuple[Any, ...]:
    """Number, status, stage and the four flags."""
    stage = subject.cases.stage.text if subject.cases and subject.cases.stage else ""
    return (
        subject.no,
        now.value,
        stage,
        int(on_overdue_list(facts)),
        int(raised(facts)),
        int(fragile(facts)),
        int(twice_lost(facts.returns)),
    )
