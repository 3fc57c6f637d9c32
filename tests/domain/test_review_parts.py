"""The parts of the review on their own: the field's own examples, periods, shares of enough cases, exact splits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.account.complaints import KOTLER
from winback_tui.domain.plan.offers import OfferKind
from winback_tui.domain.plan.offers.kinds import K3_TAKE_UP
from winback_tui.domain.review.causes.causes import MONTH, VOICES, WORDING, cause_rows
from winback_tui.domain.review.causes.wordings import near_wordings
from winback_tui.domain.review.customers.lifetime import discounted_value, lifetime_value, lost_value
from winback_tui.domain.review.facts import (
    CaseCause,
    ReviewedAccount,
    ReviewedCase,
    ReviewFacts,
    Spell,
    spells_of,
)
from winback_tui.domain.review.figure import FEW, few_reason, share_figure, split_whole
from winback_tui.domain.review.loss import band_words, loss_review
from winback_tui.domain.review.meeting import lost_since
from winback_tui.domain.review.period import last_months, month_of, read_period
from winback_tui.domain.review.win_back.cost import ReturnOnCost
from winback_tui.domain.review.win_back.win_back import win_back_review

TODAY = date(2026, 11, 22)


def case(number: int, profit: int, *causes: CaseCause, severity: int = 0) -> ReviewedCase:
    return ReviewedCase(
        f"c{number}",
        number,
        f"a{number}",
        f"Account {number}",
        "Ann",
        "mills",
        "A",
        "EUR",
        TODAY,
        TODAY,
        yearly_profit=profit,
        causes=causes,
        severity=severity,
    )


def test_the_fields_own_examples() -> None:
    assert lifetime_value(5, 10, 500) == 25_000
    assert lost_value(100, lifetime_value(5, 10, 500)) == 2_500_000
    assert [each.buys_again for each in KOTLER[:3]] == [0.91, 0.54, 0.96]
    kinds = (OfferKind.BOTH, OfferKind.TAILORED, OfferKind.DISCOUNT, OfferKind.UPGRADE)
    assert [K3_TAKE_UP[kind] for kind in kinds] == [0.47, 0.45, 0.45, 0.41]


def test_money_of_later_years_is_worth_less() -> None:
    assert discounted_value(5, 1_000, 0) == 5_000
    assert discounted_value(2, 1_000, 0.25) == 1_800
    assert discounted_value(2.5, 1_000, 0.25) == 2_120
    assert discounted_value(0.5, 1_000, 0.25) == 500


@pytest.mark.parametrize(
    ("share", "words"), [(0.05, "normal"), (0.10, "normal"), (0.15, "plan"), (0.20, "act"), (0.9, "act")]
)
def test_the_bands_of_a_yearly_loss(share: float, words: str) -> None:
    assert words in band_words(share)


@pytest.mark.parametrize(
    ("typed", "start", "end", "before", "next_name"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2025", "2027"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4", "2026-Q2"),
        ("2026-q4", "2026-10-01", "2026-12-31", "2026-Q3", "2027-Q1"),
        ("2026-02", "2026-02-01", "2026-02-28", "2026-01", "2026-03"),
        (
            "2026-03-01..2026-03-10",
            "2026-03-01",
            "2026-03-10",
            "2026-02-19..2026-02-28",
            "2026-03-11..2026-03-20",
        ),
    ],
)
def test_periods_and_their_neighbours(typed: str, start: str, end: str, before: str, next_name: str) -> None:
    period = read_period(typed, TODAY)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.before().name, period.previous().name, period.next().name) == (before, before, next_name)


def test_a_year_so_far_is_compared_with_the_same_days_a_year_earlier() -> None:
    so_far = read_period("", TODAY).until(TODAY)
    assert (so_far.name, so_far.words, so_far.end) == ("2026", "2026 so far", TODAY)
    assert (so_far.before().start, so_far.before().end) == (date(2025, 1, 1), date(2025, 11, 22))
    assert so_far.year_before() == so_far.before()


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_months_follow_each_other_without_a_gap(day: date) -> None:
    months = last_months(day)
    assert len(months) == 24 and months[-1].holds(day)
    for one, other in pairwise(months):
        assert other.start == one.end + timedelta(days=1)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_a_split_adds_up_to_the_whole(total: int, weights: list[int]) -> None:
    parts = split_whole(total, weights)
    assert sum(parts) == total
    if sum(weights):
        assert all(
            abs(part - total * weight / sum(weights)) <= 1
            for part, weight in zip(parts, weights, strict=True)
        )


def test_a_share_is_said_from_thirty_on() -> None:
    few, enough = (share_figure("x", "X", 6, whole, "f", "L1") for whole in (FEW - 1, FEW))
    assert (few.value, few.why) == (None, "29 cases are too few for a percentage; 30 are needed.")
    assert (enough.value, enough.why) == (0.2, "")
    assert enough.low is not None and enough.high is not None and enough.low < 0.2 < enough.high


def test_causes_of_enough_cases_have_shares_that_run_to_the_whole() -> None:
    price, late = CaseCause("price", "Price", "customer"), CaseCause("delivery", "Delivery", "customer")
    cases = [case(number, 1_000, price if number < 24 else late, severity=5) for number in range(32)]
    rows = cause_rows(cases)
    assert [(row.reason, row.share, row.running) for row in rows] == [
        ("price", 0.75, 0.75),
        ("delivery", 0.25, 1.0),
    ]
    assert [row.profit_severity for row in rows] == [24_000, 8_000]


def test_lost_accounts_that_brought_nothing_have_no_shares() -> None:
    rows = cause_rows([case(number, 0) for number in range(40)])
    assert [(row.share, row.why) for row in rows] == [(None, "The lost accounts brought no profit.")]


def test_each_voice_is_told_apart() -> None:
    causes = (
        CaseCause("price", "Price", "customer", stated=True),
        CaseCause("delivery", "Delivery", "customer"),
        CaseCause("price", "Price", "rep"),
        CaseCause("service", "Service", "data"),
    )
    found = {voice: [row.reason for row in cause_rows([case(1, 100, *causes)], voice)] for voice in VOICES}
    assert found == {"root": ["delivery"], "stated": ["price"], "rep": ["price"], "data": ["service"]}


def test_nearly_the_same_words_make_one_group() -> None:
    told = [
        "Nobody called us back",
        "nobody called back!",
        "Nobody calls us back",
        "The lorry leaves on Tuesdays",
        "",
        "Один водитель на всю Латвию",
        "один водитель на Латвию",
    ]
    found = near_wordings(told)
    assert len(set(found.values())) == 3 and "" not in found
    assert found["Nobody called us back"] == found["nobody called back!"] == found["Nobody calls us back"]
    assert found["Один водитель на всю Латвию"] == found["один водитель на Латвию"]
    assert near_wordings(reversed(told)) == found


@given(st.lists(st.text(max_size=20), max_size=12))
def test_every_wording_belongs_to_one_group_whose_name_is_a_wording(texts: list[str]) -> None:
    found = near_wordings(texts)
    assert set(found) == {text for text in texts if text}
    assert all(found[name] == name for name in found.values())


def test_causes_by_wording_add_up_over_accounts() -> None:
    causes = [
        CaseCause("delivery", "Delivery", "customer", text=text)
        for text in ("Late every Monday", "late on Monday every time", "Wrong goods")
    ]
    cases = [case(at, 100, cause) for at, cause in enumerate(causes)]
    assert len(cause_rows(cases, by=WORDING)) == 3
    rows = cause_rows(cases, by=WORDING, joins={"late on Monday every time": "Late every Monday"})
    assert sorted((row.group, row.accounts, row.profit) for row in rows) == [
        ("Late every Monday", 2, 200),
        ("Wrong goods", 1, 100),
    ]


def test_romi_is_unknown_without_a_cost() -> None:
    assert ReturnOnCost("", 1, 1, 300, 100).romi == 2
    assert ReturnOnCost("", 1, 0, 0, 100).romi == -1
    assert ReturnOnCost("", 1, 1, 300, 0).romi is None
    assert ReturnOnCost("", 1, 1, 300, None).romi is None


def test_a_second_case_without_an_order_between_is_no_further_loss() -> None:
    spells, repeats = spells_of(1, [("b", 30)], [("a", 10), ("b", 20), ("c", 40)], None)
    assert [tuple(each) for each in spells] == [(1, 10, "a"), (30, 40, "c")]
    assert repeats == {"b"}


def test_an_account_that_is_back_and_silent_again_is_lost_once_more() -> None:
    spells, repeats = spells_of(1, [("a", 30)], [("a", 10)], 90)
    assert [tuple(each) for each in spells] == [(1, 10, "a"), (30, 90, "")]
    assert repeats == frozenset()


def test_a_case_without_any_order_is_a_loss_of_nobody_who_was_there_at_the_start() -> None:
    spells, _ = spells_of(None, [], [("a", 10)], None)
    assert [tuple(each) for each in spells] == [(None, 10, "a")]


def test_months_of_causes_are_in_order_whatever_they_cost() -> None:
    price, late = CaseCause("price", "Price", "customer"), CaseCause("delivery", "Delivery", "customer")
    march = case(1, 10, price)._replace(lost_on=date(2026, 3, 5))
    april = [
        case(n, 900, each)._replace(lost_on=date(2026, 4, 5))
        for n, each in enumerate((price, late, price), 2)
    ]
    rows = cause_rows([*april, march], by=MONTH)
    assert [(row.group, row.reason) for row in rows] == [
        (month_of(date(2026, 3, 1)).name, "price"),
        (month_of(date(2026, 4, 1)).name, "price"),
        (month_of(date(2026, 4, 1)).name, "delivery"),
    ]


def test_a_case_with_two_root_causes_counts_under_the_first_alone() -> None:
    roots = (CaseCause("price", "Price", "customer"), CaseCause("delivery", "Delivery", "customer"))
    two = case(1, 10, *roots)._replace(lost_on=date(2026, 3, 5), opened_on=date(2026, 3, 5))
    assert len(two.roots()) == 2
    found = win_back_review([two], read_period("2026", TODAY), TODAY, "EUR")
    assert [row.name for row in found.by_cause] == ["Price"]


@pytest.mark.parametrize(
    ("times", "note"),
    [
        ((60, 0), ""),
        ((60, None, 0), "; own time is not recorded for 1 of 3 cases"),
        ((None,), "; own time is not recorded for 1 of 1 cases"),
    ],
)
def test_cases_without_own_time_are_counted_beside_the_cost(times: tuple[int | None, ...], note: str) -> None:
    lost = [case(number, 10)._replace(time=time, offers=5) for number, time in enumerate(times)]
    found = win_back_review(lost, read_period("2026", TODAY), TODAY, "EUR")
    (cost,) = [figure for figure in found.figures if figure.key == "cost"]
    assert cost.value == sum(5 + (time or 0) for time in times)
    assert cost.formula.endswith(f"nothing is known about 0 of {len(times)} cases" + note)


def test_the_meeting_names_who_lost_a_case_where_that_is_known() -> None:
    known, unknown = case(1, 10)._replace(lost_by="Bob"), case(2, 10)
    facts = ReviewFacts(TODAY, TODAY, TODAY, "EUR", (), (known, unknown))
    assert [each.what for each in lost_since(facts, TODAY)] == ["lost today, lost by Bob", "lost today"]
    assert list(lost_since(facts, TODAY + timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("said", "fixable"),
    [
        ((True,), True), ((None,), True), ((False,), False), ((True, True, False), True),
        ((True, False, False), False), ((True, False), True),
    ],
)  # fmt: skip
def test_a_reason_can_be_fixed_where_most_cases_say_so(said: tuple[bool | None, ...], fixable: bool) -> None:
    cases = [
        case(n, 10, CaseCause("price", "Price", "customer", fixable=each)) for n, each in enumerate(said)
    ]
    (row,) = cause_rows(cases)
    assert row.fixable is fixable


@pytest.mark.parametrize(
    ("customers", "sales", "why"),
    [
        (40, 100, ""),
        (40, 0, "The customers at the start brought no sales."),
        (3, 0, few_reason(3, "customer")),
    ],
)
def test_a_share_of_sales_needs_sales_and_enough_customers(customers: int, sales: int, why: str) -> None:
    stays = (Spell(date(2025, 1, 1).toordinal(), None),)
    accounts = [
        ReviewedAccount(
            *(n, f"a{n}", f"A {n}", "", "", "A", "EUR"),
            *(stays, sales, sales, None, "active", 0, None),
            *(False, False, False, False, None),
        )
        for n in range(customers)
    ]
    facts = ReviewFacts(TODAY, TODAY, date(2025, 1, 1), "EUR", accounts, ())
    share = loss_review(facts, read_period("2026", TODAY)).figure("sales_lost_percent")
    assert (share.why, share.value) == (why, None if why else 0)
