"""Signs that an account may be lost though it still orders: each from its own facts, with its day and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.alarms import Alarm, alarm_of, class_fell
from winback_tui.domain.account.risk_sign import RiskSign, SignKind, pack_signs, unpack_signs
from winback_tui.domain.account.signs import (
    ORDERING,
    AccountNow,
    AccountPerson,
    OpenComplaint,
    SignFacts,
    SignLimits,
    Volume,
    risk_rank,
    risk_signs,
    volume_fall,
)
from winback_tui.domain.account.signs.volume import may_have_fallen
from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import MoneyLine, takings

TODAY = date(2026, 11, 22)
NOW = TODAY.toordinal()
LIMITS = SignLimits(contacts_since=date(2024, 1, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


FAITHFUL = AccountNow(Status.ACTIVE, "B", first_day=ago(800), last_day=ago(5), currency="EUR", data_day=TODAY)
FRESH = SignFacts(last_contact=ago(3))


def signs(facts: SignFacts, now: AccountNow = FAITHFUL, limits: SignLimits = LIMITS) -> list[RiskSign]:
    return list(risk_signs(facts, now, limits, TODAY))


def only(facts: SignFacts, now: AccountNow = FAITHFUL, limits: SignLimits = LIMITS) -> RiskSign | None:
    found = signs(facts, now, limits)
    assert len(found) < 2
    return found[0] if found else None


# Volume, by B2 and B3.


def weekly(weeks: int, minor: int = 10_000, last_weeks_minor: int = 10_000) -> list[MoneyLine]:
    return [
        MoneyLine(NOW - 7 * back, last_weeks_minor if back < 13 else minor) for back in reversed(range(weeks))
    ]


def volume(lines: list[MoneyLine], gap: float | None = 7.0) -> Volume | None:
    return volume_fall(takings([line for line in lines if line.day <= NOW]), gap, TODAY)


def test_a_third_less_money_is_a_sign_with_its_figures() -> None:
    assert volume(weekly(60)) is None
    assert volume(weekly(60, last_weeks_minor=8_000)) is None
    fallen = volume(weekly(60, last_weeks_minor=5_000))
    assert fallen == Volume(65_000, 130_555, 90)
    sign = only(replace_contact(60), FAITHFUL._replace(volume=fallen))
    assert sign is not None and sign.kind is SignKind.VOLUME
    assert sign.sentence == (
        "Volume down by 50 %: 650 EUR in the last 90 days, usually 1,306 EUR: ask what has changed."
    )
    assert (sign.since, sign.due) == (ago(89), TODAY)


def replace_contact(days: int) -> SignFacts:
    return SignFacts(last_contact=ago(days))


def test_after_a_contact_a_fallen_volume_is_looked_at_a_month_later() -> None:
    sign = only(replace_contact(10), FAITHFUL._replace(volume=Volume(1, 3, 90)))
    assert sign is not None and sign.due == ago(10) + timedelta(days=30)


def test_credits_pull_the_volume_down() -> None:
    credits = [MoneyLine(NOW - 20, -10_000)] * 6
    assert volume(sorted([*weekly(60), *credits])) is not None


def test_no_volume_sign_where_it_would_be_unfair() -> None:
    assert volume([line for line in weekly(60) if line.day < NOW - 95]) is None
    assert volume(weekly(25, last_weeks_minor=1)) is None
    assert volume(weekly(60, last_weeks_minor=1), None) is None
    project = weekly(60)
    project[10] = MoneyLine(project[10].day, 90_000_000)
    assert volume(project) is None
    season = [MoneyLine(line.day, 3_000 if (NOW - line.day) % 365 < 91 else 10_000) for line in weekly(110)]
    assert volume(season) is None
    slow = [MoneyLine(NOW - 80 - 120 * back, 10_000) for back in reversed(range(12))]
    assert volume(slow, 120.0) is None
    for status in (Status.OVERDUE, Status.RETURNED, Status.SINGLE, Status.LOST):
        assert only(FRESH, FAITHFUL._replace(status=status, volume=Volume(1, 3, 90))) is None


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(NOW - 1500, NOW), st.integers(-(10**6), 10**6)), max_size=40),
    st.floats(1, 400),
)
def test_volume_never_fails_tells_only_falls_and_only_where_they_may_be(
    lines: list[tuple[int, int]], gap: float
) -> None:
    found = volume(sorted(MoneyLine(day, minor) for day, minor in lines), gap)
    if found is None:
        return
    days = sorted({day for day, minor in lines if minor > 0})
    assert found.now <= found.usual * 2 / 3
    assert may_have_fallen(date.fromordinal(days[0]), date.fromordinal(days[-1]), len(days), TODAY)


def test_the_shortest_history_that_shows_a_fall() -> None:
    """As long before the window of 90 days as the window itself, on four days."""

    def monthly(first: int) -> list[MoneyLine]:
        return [MoneyLine(NOW - ago, 10_000) for ago in (first, 160, 140, 120, 50)]

    for first, told in ((179, True), (178, False)):
        assert (volume(monthly(first), 20.0) is not None) == told
        assert may_have_fallen(ago(first), ago(50), 5, TODAY) == told
    assert not may_have_fallen(ago(179), ago(50), 4, TODAY)
    assert may_have_fallen(ago(800), ago(364), 5, TODAY) and not may_have_fallen(ago(800), ago(365), 5, TODAY)


# Contacts, by B4b and C4.


@pytest.mark.parametrize(("abc", "limit"), [("A", 45), ("B", 90), ("C", 180)])
def test_no_contact_for_longer_than_the_cadence_of_the_class(abc: str, limit: int) -> None:
    now = FAITHFUL._replace(abc=abc)
    assert only(replace_contact(limit - 1), now) is None
    sign = only(replace_contact(limit), now)
    assert sign is not None and sign.kind is SignKind.CONTACT
    assert (sign.since, sign.due, sign.action) == (ago(limit), TODAY, "call them")
    assert only(replace_contact(20), now, replace(LIMITS, cadence=(20, 20, 20))) is not None


def test_an_account_never_contacted_counts_from_when_contacts_are_logged() -> None:
    sign = only(SignFacts(), FAITHFUL, replace(LIMITS, contacts_since=ago(91)))
    assert sign is not None and sign.sentence == "No contact was ever logged: call them."
    assert only(SignFacts(), FAITHFUL, replace(LIMITS, contacts_since=ago(89))) is None
    assert only(SignFacts(), FAITHFUL, SignLimits()) is None


def test_a_planned_contact_answers_the_gentle_signs_only() -> None:
    late = SignFacts(last_contact=ago(400), planned_on=TODAY, endings=(("contract", TODAY),))
    assert [(sign.kind, sign.answered_by_plan(TODAY)) for sign in signs(late)] == [
        (SignKind.CONTRACT, False),
        (SignKind.CONTACT, True),
    ]
    far = late._replace(planned_on=TODAY + timedelta(days=8))
    assert not any(sign.answered_by_plan(TODAY) for sign in signs(far))


# Quotes, by C4 and T3.


def asked(days: int, what: str = "quote", contact: int = 70) -> SignFacts:
    return SignFacts(last_contact=ago(contact), asked_on=ago(days), asked_for=what)


@pytest.mark.parametrize(("days", "due"), [(0, 0), (1, 1), (5, 1), (6, 6), (40, 6)])
def test_a_quote_is_followed_up_at_once_next_day_and_after_six(days: int, due: int) -> None:
    sign = only(asked(days), FAITHFUL._replace(last_day=ago(71)))
    assert sign is not None and sign.kind is SignKind.QUOTE
    assert (sign.since, sign.due) == (ago(days), ago(days) + timedelta(days=due))


def test_a_quote_is_answered_by_a_later_contact_an_order_or_a_year() -> None:
    old = FAITHFUL._replace(last_day=ago(71))
    sign = only(asked(70, contact=70), old)
    assert sign is not None
    assert (
        sign.sentence
        == "Asked for a quote on 13 Sep 2026, not followed up for 10 weeks: follow up the quote."
    )
    assert only(asked(70, contact=69), old) is None
    assert only(asked(70), FAITHFUL._replace(last_day=ago(70))) is None
    assert only(asked(366, contact=3), FAITHFUL) is None
    listed = only(asked(0, "price list"), old)
    assert (
        listed is not None
        and listed.sentence == "Asked for a price list on 22 Nov 2026: follow up the price list."
    )


# What ends, by K5.


@pytest.mark.parametrize(
    ("ahead", "text"),
    [
        (61, None),
        (21, "The welcome discount ends in 3 weeks, on 13 Dec 2026: call before it ends."),
        (0, "The welcome discount ends today, on 22 Nov 2026: call before it ends."),
        (-5, "The welcome discount ended 5 days ago, on 17 Nov 2026: ask how they will continue."),
        (-31, None),
    ],
)
def test_moments_of_truth(ahead: int, text: str | None) -> None:
    ends = TODAY + timedelta(days=ahead)
    sign = only(SignFacts(last_contact=ago(50), endings=(("welcome discount", ends),)))
    assert (sign and alarm_of(sign)) == (None if text is None else Alarm("K5", text))
    if sign:
        assert (sign.kind, sign.due) == (SignKind.WELCOME, ends - timedelta(days=14))


def test_a_contact_in_the_last_two_weeks_answers_an_end_and_one_before_does_not() -> None:
    ends = TODAY + timedelta(days=10)
    assert only(SignFacts(last_contact=ago(4), endings=(("contract", ends),))) is None
    assert only(SignFacts(last_contact=ago(5), endings=(("contract", ends),))) is not None


# People, complaints and new customers.


def test_the_decision_maker_left() -> None:
    left, stays = AccountPerson("Ana", True, ago(30)), AccountPerson("Bo", True)
    alone = only(SignFacts(last_contact=ago(2), people=(left,)))
    assert alone is not None and (alone.since, alone.due) == (ago(30), ago(30))
    assert alone.sentence == "Decision maker Ana left on 23 Oct 2026: find the successor now."
    known = only(SignFacts(last_contact=ago(40), people=(left, stays)))
    assert known is not None and known.action == "talk to Bo now"
    assert only(SignFacts(last_contact=ago(10), people=(left, stays))) is None
    assert only(SignFacts(last_contact=ago(10), people=(AccountPerson("Ana", True, ago(500)),))) is None


def test_a_complaint_is_answered_within_a_day_and_then_resolved() -> None:
    open_one = OpenComplaint("c1", ago(0), 4, "Late again")
    sign = only(FRESH._replace(complaints=(open_one,)))
    assert sign is not None and (sign.kind, sign.row) == (SignKind.COMPLAINT, "c1")
    assert sign.due == TODAY + timedelta(days=1)
    assert sign.sentence == (
        "“Late again” from 22 Nov 2026 is not answered, severity 4 of 5: answer the complaint by 23 Nov 2026."
    )
    slow = only(FRESH._replace(complaints=(open_one,)), limits=replace(LIMITS, answer_days=3))
    assert slow is not None and slow.due == TODAY + timedelta(days=3)
    answered = only(FRESH._replace(complaints=(open_one._replace(answered_on=TODAY),)))
    assert answered is not None and answered.action == "resolve the complaint"
    assert answered.due == TODAY + timedelta(days=7)
    assert only(FRESH._replace(complaints=(open_one._replace(on_day=TODAY + timedelta(days=1)),))) is None


def test_whoever_is_fragile_and_complains_is_on_top() -> None:
    facts = SignFacts(last_contact=ago(3), people=(AccountPerson("Ana", True, ago(30)),))
    facts = facts._replace(complaints=(OpenComplaint("c1", ago(2), 2, "Wrong invoice"),))
    fragile = FAITHFUL._replace(status=Status.RETURNED, fragile=True)
    assert [sign.kind for sign in signs(facts, fragile)] == ["complaint", "left"]
    assert [sign.kind for sign in signs(facts)] == ["left", "complaint"]
    ranks = [risk_rank(tuple(signs(facts, now)), now) for now in (FAITHFUL, fragile)]
    assert ranks == [1, 2]
    assert risk_rank(tuple(signs(facts)), FAITHFUL._replace(status=Status.OVERDUE)) == 0
    assert risk_rank((), fragile) == 0


def test_a_new_customer_is_asked_for_a_first_impression() -> None:
    new = AccountNow(Status.SINGLE, "C", first_day=ago(10), last_day=ago(10), data_day=TODAY)
    sign = only(SignFacts(), new)
    assert sign is not None and sign.kind is SignKind.FEEDBACK
    assert (sign.since, sign.due) == (ago(10), ago(3))
    assert sign.sentence == "New customer, first order on 12 Nov 2026: ask how it went."
    assert only(replace_contact(10), new) is None
    assert only(replace_contact(11), new) is not None
    assert only(SignFacts(), new._replace(first_day=ago(61), last_day=ago(61)), SignLimits()) is None


def test_so_so_is_a_sign_until_somebody_asks_again_or_they_order() -> None:
    new = AccountNow(Status.SINGLE, "C", first_day=ago(10), last_day=ago(10), data_day=TODAY)
    facts = SignFacts(last_contact=ago(4), so_so_on=ago(4))
    sign = only(facts, new)
    assert sign is not None and sign.due == ago(3)
    assert sign.sentence == "First impression so-so, on 18 Nov 2026: ask what is missing."
    assert only(facts._replace(last_contact=ago(2)), new) is None
    assert only(facts, new._replace(last_day=ago(1))) is None


def test_whoever_is_gone_shows_none_and_whoever_was_let_go_only_complaints() -> None:
    facts = SignFacts(
        complaints=(OpenComplaint("c1", ago(2), 2, "Wrong invoice"),), endings=(("contract", TODAY),)
    )
    assert signs(facts, FAITHFUL._replace(status=Status.GONE)) == []
    for now in (FAITHFUL._replace(status=Status.LET_GO), FAITHFUL._replace(twice_lost=True)):
        assert [sign.kind for sign in signs(facts, now)] == ["complaint"]


# All of them together.

DAYS = st.integers(-30, 500).map(ago)
FACTS = st.builds(
    SignFacts,
    last_contact=st.none() | DAYS.filter(lambda day: day <= TODAY),
    planned_on=st.none() | DAYS,
    asked_on=st.none() | DAYS,
    so_so_on=st.none() | DAYS,
    endings=st.lists(st.tuples(st.sampled_from(["contract", "welcome discount"]), DAYS), max_size=2).map(
        tuple
    ),
    people=st.lists(
        st.builds(AccountPerson, st.text(max_size=4), st.booleans(), st.none() | DAYS), max_size=2
    ).map(tuple),
    complaints=st.lists(
        st.builds(OpenComplaint, st.text(max_size=4), DAYS, st.integers(1, 5), st.text(), st.none() | DAYS),
        max_size=2,
    ).map(tuple),
)
NOWS = st.builds(
    AccountNow,
    status=st.sampled_from(Status),
    abc=st.sampled_from(["A", "B", "C"]),
    fragile=st.booleans(),
    twice_lost=st.booleans(),
    first_day=st.just(ago(30)) | st.just(ago(400)),
    last_day=st.none() | DAYS.filter(lambda day: day <= TODAY),
    volume=st.none() | st.just(Volume(1, 3, 90)),
    currency=st.just("EUR"),
    data_day=st.just(TODAY),
)


@settings(max_examples=300)
@given(FACTS, NOWS)
def test_signs_are_kept_as_they_are_and_say_what_to_do(facts: SignFacts, now: AccountNow) -> None:
    found = risk_signs(facts, now, LIMITS, TODAY)
    assert unpack_signs(pack_signs(found)) == found
    for sign in found:
        assert sign.since <= TODAY and sign.action and sign.fact
        assert len(sign.kind.word) <= 7
    assert (risk_rank(found, now) > 0) == (bool(found) and now.status in ORDERING)


def known(facts: SignFacts) -> SignFacts:
    """Without what somebody would only do on a later day."""

    def past(day: date | None) -> date | None:
        return day if day is not None and day <= TODAY else None

    return facts._replace(
        asked_on=past(facts.asked_on),
        so_so_on=past(facts.so_so_on),
        complaints=tuple(each._replace(answered_on=past(each.answered_on)) for each in facts.complaints),
    )


@settings(max_examples=200)
@given(FACTS.map(known), NOWS)
def test_a_sign_goes_by_an_act_an_order_or_its_day_and_never_by_itself(
    facts: SignFacts, now: AccountNow
) -> None:
    """Nobody acts and nobody orders: what was seen is seen on each day after, until its own day is over."""
    limits = {"contract": 31 + 60, "welcome": 31 + 60, "left": 366, "quote": 366, "feedback": 61}
    first = [sign for sign in risk_signs(facts, now, LIMITS, TODAY) if sign.kind != SignKind.LEFT]
    for day in (TODAY + timedelta(days=later) for later in range(1, 40 if first else 1)):
        seen = {(sign.kind, sign.since) for sign in risk_signs(facts, now, LIMITS, day)}
        lasting = [s for s in first if (day - s.since).days < limits.get(s.kind, 10_000)]
        assert {(sign.kind, sign.since) for sign in lasting} <= seen, day


def test_class_fell() -> None:
    assert class_fell("A", "C") == Alarm("B5", "Was class A a year ago, now C.")
    assert class_fell("B", "A") is None
    assert class_fell("", "C") is None
