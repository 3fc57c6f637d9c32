"""The loss in money, by the playbook's own examples and by hand."""

from __future__ import annotations

from typing import Any

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.loss import (
    REFERENCES,
    as_months,
    churn_band,
    lifetime_value,
    loss,
    lost_lifetime,
    yearly_share,
)
from winback_tui.domain.money import Money
from winback_tui.domain.romi import romi


def eur(units: float) -> Money:
    return Money(round(units * 100), "EUR")


def test_loss_calculation() -> None:
    found = loss(400, 50, eur(12_000), 0.25)
    assert found.share == 0.125
    assert found.lost_sales == eur(600_000)
    assert found.lost_profit == eur(150_000)
    assert found.sentence == (
        "50 of 400 customers lost (13 %): 600,000 EUR of sales and 150,000 EUR of profit a year."
    )
    assert loss(3, 0, eur(10), 0.1).lost_profit == eur(0)


def test_lifetime_value_as_the_playbook_reckons_it() -> None:
    value = lifetime_value(5, 10, eur(500))
    assert value == eur(25_000)
    assert lost_lifetime(100, value) == eur(2_500_000)
    assert as_months(eur(2_500_000), eur(40_000), "rent") == "2,500,000 EUR is 62 months of rent."
    assert as_months(eur(100), eur(40), "rent") == "100 EUR is 2.5 months of rent."
    assert lifetime_value(0, 0, eur(500)) == eur(0)
    assert lost_lifetime(0, value) == eur(0)
    assert lifetime_value(2.5, 1, Money(333, "JPY")) == Money(833, "JPY")


@pytest.mark.parametrize(
    ("yearly", "band", "rule"),
    [
        (0.0, "few", "A1"),
        (0.049, "few", "A1"),
        (0.05, "normal", "M1"),
        (0.10, "normal", "A1"),
        (0.101, "plan", "M1"),
        (0.199, "plan", "M1"),
        (0.20, "act", "A1"),
        (0.25, "act", "A1"),
        (0.251, "alarm", "M1"),
        (1.0, "alarm", "A1"),
    ],
)
def test_churn_band(yearly: float, band: str, rule: str) -> None:
    found = churn_band(yearly)
    assert found.name == band
    assert rule in found.sentence


def test_a_part_of_a_year_is_carried_to_the_whole() -> None:
    assert yearly_share(0.12, 365) == pytest.approx(0.12)
    assert yearly_share(0.5, 730) == pytest.approx(1 - 0.5**0.5)
    assert yearly_share(1.0, 90) == 1.0
    assert yearly_share(0.0, 90) == 0.0
    assert yearly_share(0.05, 73) == pytest.approx(1 - 0.95**5)


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda: loss(0, 0, eur(1), 0.1), "L1"),
        (lambda: loss(10, 11, eur(1), 0.1), "L1"),
        (lambda: loss(10, -1, eur(1), 0.1), "L1"),
        (lambda: loss(10, 1, eur(1), 30), "L1"),
        (lambda: yearly_share(1.1, 365), "M1"),
        (lambda: yearly_share(0.1, 29), "M1"),
        (lambda: lifetime_value(-1, 1, eur(1)), "M1b"),
        (lambda: lost_lifetime(-1, eur(1)), "M3b"),
        (lambda: as_months(eur(1), Money(5, "USD"), "rent"), "M3b"),
        (lambda: as_months(eur(1), eur(0), "rent"), "M3b"),
        (lambda: romi(eur(1), Money(1, "USD")), "M11c"),
        (lambda: romi(eur(1), eur(-1)), "M11c"),
    ],
)
def test_impossible_figures_are_refused_with_the_rule(call: Any, rule: str) -> None:
    with pytest.raises(BadInput) as refusal:
        call()
    assert str(refusal.value).endswith(f"({rule}).")


def test_romi() -> None:
    assert romi(eur(15_000), eur(5_000)).share == 2.0
    assert romi(eur(4_000), eur(5_000)).share == -0.2
    assert romi(eur(15_000), eur(5_000)).sentence == (
        "ROMI 200 %: 15,000 EUR of profit from the returned, 5,000 EUR spent."
    )
    assert romi(eur(1), eur(0)).share is None
    assert "no cost recorded" in romi(eur(1), eur(0)).sentence


def test_reference_figures_are_there_as_context() -> None:
    assert [reference.figure for reference in REFERENCES] == ["about 5 x", "+5 %", "60-70 %", "80 %"]
