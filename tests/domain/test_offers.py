"""How much to offer, the ledger's checks, and own take-up beside K3's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.offers import (
    K3_TAKE_UP,
    LedgerOffer,
    OfferKind,
    TakeUp,
    checked,
    cost_note,
    deadline_note,
    discount_by_silence,
    k3,
    note,
    offer_kind,
    silence_table,
    take_up,
    write_off,
)

DAY = date(2026, 6, 1)
TODAY = date(2026, 11, 22)


def eur(units: float) -> Money:
    return Money(round(units * 100), "EUR")


OFFER = LedgerOffer(OfferKind.DISCOUNT, eur(100), DAY, deadline_on=date(2026, 7, 1))
TAKEN = replace(OFFER, taken_on=date(2026, 6, 10), profit=eur(400))
REFUSED = replace(OFFER, refused_on=date(2026, 6, 10))
PENDING = replace(OFFER, deadline_on=TODAY)


@pytest.mark.parametrize(
    ("silence", "percent"),
    [(0, 0), (89, 0), (90, 10), (179, 10), (180, 15), (359, 15), (360, 20), (2000, 20)],
)
def test_discount_grows_with_silence(silence: int, percent: int) -> None:
    found = discount_by_silence(silence)
    assert found.percent == percent
    assert found.rule == "T1"
    assert f"{silence:,} days without an order" in found.sentence


def test_own_discount_table() -> None:
    table = silence_table([[30, 5], [60, 5], [90, 12]])
    assert [discount_by_silence(days, table).percent for days in (29, 30, 75, 90)] == [0, 5, 5, 12]
    assert discount_by_silence(500, ()).percent == 0
    assert silence_table([[1, 0], [2, 100]]) == ((1, 0), (2, 100))
    for wrong in (
        [[90, 10], [30, 15]],
        [[30, 10], [60, 5]],
        [[0, 5]],
        [[30, 101]],
        [[30]],
        [[30, 5], [30, 6]],
    ):
        with pytest.raises(BadInput, match="rising pairs"):
            silence_table(wrong)


@pytest.mark.parametrize(
    ("years", "class_", "delays", "percent", "named"),
    [
        (0, "C", 0, 10, "10 + 0 for 0 years of service"),
        (5, "B", 1, 25, "10 + 10 for 5 years of service + 10 for class B, less 5 for 1 late payment."),
        (12, "a", 0, 50, "20 for 10 years of service + 20 for class A"),
        (3.9, "A", 2, 26, "6 for 3 years"),
        (1, "", 9, 10, "limited to 10"),
    ],
)
def test_write_off_by_service_volume_and_delays(
    years: float, class_: str, delays: int, percent: int, named: str
) -> None:
    found = write_off(years, class_, delays)
    assert found.percent == percent
    assert named in found.sentence


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 60), st.sampled_from(["A", "B", "C", ""]), st.integers(0, 50))
def test_write_off_stays_within_bounds_and_falls_with_delays(years: float, class_: str, delays: int) -> None:
    percent = write_off(years, class_, delays).percent
    assert 10 <= percent <= 50
    assert (
        write_off(years, class_, delays + 1).percent
        <= percent
        <= write_off(years + 1, class_, delays).percent
    )


def test_write_off_of_nothing_known_is_refused() -> None:
    for years, delays in ((-1, 0), (0, -1)):
        with pytest.raises(BadInput, match="must be 0 or more"):
            write_off(years, "A", delays)


def rows(offers: list[LedgerOffer], enough: int = 20) -> dict[OfferKind, TakeUp]:
    return {row.kind: row for row in take_up(offers, TODAY, enough)}


def test_take_up_counts_what_is_decided_and_pays_only_for_what_is_spent() -> None:
    expired = OFFER
    found = rows([TAKEN, TAKEN, REFUSED, expired, PENDING], enough=4)[OfferKind.DISCOUNT]
    assert (found.made, found.taken, found.refused, found.pending) == (5, 2, 2, 1)
    assert found.share == 0.5
    (earned,) = found.returns
    assert (earned.profit, earned.cost, earned.share) == (eur(800), eur(200), 3.0)
    assert found.sentence == "2 of 4 taken, 50 % (likely 15 to 85 %); in a study: 45 %."


def test_too_few_to_say() -> None:
    found = rows([TAKEN] * 19)[OfferKind.DISCOUNT]
    assert found.share is None
    assert found.sentence == "19 of 19 taken: too few to say; in a study: 45 %."
    assert rows([TAKEN] * 20)[OfferKind.DISCOUNT].share == 1.0
    assert rows([], enough=0)[OfferKind.UPGRADE].sentence == (
        "0 of 0 taken: too few to say; in a study: 41 %, best return on investment."
    )


def test_the_four_measured_offers_are_always_there_and_others_when_made() -> None:
    assert set(rows([])) == set(K3_TAKE_UP)
    gift = LedgerOffer(OfferKind.GIFT, Money(500, "GBP"), DAY)
    found = rows([gift, TAKEN, TAKEN])
    assert set(found) == {*K3_TAKE_UP, OfferKind.GIFT}
    assert found[OfferKind.GIFT].returns[0].cost == Money(500, "GBP")
    assert found[OfferKind.GIFT].k3 == ""
    assert next(iter(found)) is OfferKind.DISCOUNT


def test_currencies_are_never_added_up() -> None:
    pounds = replace(TAKEN, cost=Money(1000, "GBP"), profit=Money(500, "GBP"))
    found = rows([TAKEN, pounds])[OfferKind.DISCOUNT]
    assert [(each.cost, each.share) for each in found.returns] == [
        (eur(100), 3.0),
        (Money(1000, "GBP"), -0.5),
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_the_likely_range_holds_the_share(taken: int, refused: int) -> None:
    found = rows([TAKEN] * taken + [REFUSED] * refused)[OfferKind.DISCOUNT]
    assert found.decided == taken + refused
    if found.decided < 20:
        assert found.share is found.low is found.high is None
    else:
        assert found.share is not None and found.low is not None and found.high is not None
        assert 0 <= found.low <= found.share + 1e-9 and found.share - 1e-9 <= found.high <= 1


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"cost": Money(5, "USD")}, "The offer costs 0.05 USD, but the account is in EUR"),
        ({"cost": eur(-5)}, "never below zero"),
        ({"taken_on": DAY, "refused_on": DAY}, "taken or refused, not both"),
        ({"deadline_on": DAY - timedelta(days=1)}, "cannot end on 31 May 2026"),
        ({"taken_on": DAY - timedelta(days=1)}, "cannot be taken on"),
        ({"refused_on": DAY - timedelta(days=1)}, "cannot be refused on"),
    ],
)
def test_an_impossible_offer_is_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        checked(replace(OFFER, **changes), "EUR")
    assert named in str(refusal.value)
    assert checked(OFFER, "EUR") is OFFER


def test_deadlines_are_fair_and_costs_below_what_they_save() -> None:
    assert deadline_note(OFFER) == ""
    assert "13 days to decide is too short" in deadline_note(
        replace(OFFER, deadline_on=DAY + timedelta(days=13))
    )
    assert "without a deadline" in deadline_note(replace(OFFER, deadline_on=None))
    assert cost_note(eur(100), eur(100)) == ""
    assert cost_note(eur(101), eur(100)) == (
        "The offer costs 101 EUR, more than the 100 EUR it is expected to save."
    )
    assert "the 0 EUR" in cost_note(eur(1), eur(-5))


def test_kinds_carry_what_is_known_of_them() -> None:
    assert offer_kind(" Write off ") is OfferKind.WRITE_OFF
    assert "shortest second stay" in note(OfferKind.BOTH)
    assert k3(OfferKind.BOTH) == "47 %, lowest return on investment"
    assert note(OfferKind.OTHER) == k3(OfferKind.GIFT) == ""
    with pytest.raises(BadInput, match="'bribe' is not a kind of offer; choose one of discount"):
        offer_kind("bribe")
