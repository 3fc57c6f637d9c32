"""Ten written cases, reckoned by hand; the figures below were worked out on paper, not by the program.

Effects: base 0.30; K1 referred 1.20, never complained 1.10, resolved 1.10, open 0.80, price 1.20,
service 0.90, both 0.25; M6 halves every 365 days (73 days: 0.8706, 730: 0.25), moved on 0.60;
M7 1.30 1.00 0.80 0.50 0.20; M8 0.75; M10 0.60; B16 0.70; M13 0.10.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.decision import DecisionInputs, evaluate
from winback_tui.domain.money.money import Money


def eur(units: float) -> Money:
    return Money(round(units * 100), "EUR")


@dataclass(frozen=True)
class Case:
    name: str
    inputs: DecisionInputs
    chance: float
    second_life: Money
    gain: Money
    cost: Money
    value: Money
    discount: float | None
    settings: dict[str, object] = field(default_factory=dict)


CASES = [
    Case(
        "1 nothing special: 0.30 x 1.10 = 0.33; 10,000 x 0.30 x 3 = 9,000; x 0.33 = 2,970",
        DecisionInputs(eur(10_000), margin=0.30),
        0.33,
        eur(9_000),
        eur(2_970),
        eur(0),
        eur(2_970),
        0.30,
    ),
    Case(
        "2 price, referred, 73 days: 0.30 x 1.20 x 1.20 x 1.10 x 0.8706 = 0.4137; 15,000 x 0.4137 = 6,205.50;"
        " 1,000 + 10 h x 50 = 1,500; discount 0.25 - 500 / (0.4137 x 60,000) = 0.25 - 0.0201 = 0.2298",
        DecisionInputs(
            eur(20_000),
            margin=0.25,
            offer=eur(1_000),
            hours=10,
            hour_cost=eur(50),
            price=True,
            referred=True,
            days_since_loss=73,
        ),
        0.4137,
        eur(15_000),
        eur(6_205.50),
        eur(1_500),
        eur(4_705.50),
        0.2298,
    ),
    Case(
        "3 service, severity 4, a person failed, a year ago: 0.30 x 0.90 x 1.10 x 0.50 x 0.50 x 0.75 = 0.0557;"
        " 12,000 x 0.40 x 2 = 9,600; x 0.0557 = 534.72; 800 of fixes; 0.40 - 800 / (0.0557 x 24,000) < 0",
        DecisionInputs(
            eur(12_000),
            margin=0.40,
            years=2,
            fixes=eur(800),
            service=True,
            severity=4,
            human=True,
            days_since_loss=365,
        ),
        0.0557,
        eur(9_600),
        eur(534.72),
        eur(800),
        eur(-265.28),
        0.0,
    ),
    Case(
        "4 price and service together, open complaint: 0.30 x 0.25 x 0.80 = 0.06; 9,000 x 0.06 = 540",
        DecisionInputs(eur(10_000), margin=0.30, price=True, service=True, complaints=ComplaintHistory.OPEN),
        0.06,
        eur(9_000),
        eur(540),
        eur(0),
        eur(540),
        0.30,
    ),
    Case(
        "5 lost twice: 0.30 x 1.10 x 0.10 = 0.033; 9,000 x 0.033 = 297; 300 of own time; "
        "0.30 - 300 / (0.033 x 30,000) = 0.30 - 0.3030 < 0",
        DecisionInputs(eur(10_000), margin=0.30, times_lost=2, hours=3, hour_cost=eur(100)),
        0.033,
        eur(9_000),
        eur(297),
        eur(300),
        eur(-3),
        0.0,
    ),
    Case(
        "6 the loser leads, severity 3: 0.30 x 1.10 x 0.80 x 0.60 = 0.1584; 50,000 x 0.20 x 3 = 30,000;"
        " x 0.1584 = 4,752; offer 2,000",
        DecisionInputs(eur(50_000), margin=0.20, severity=3, loser_leads=True, offer=eur(2_000)),
        0.1584,
        eur(30_000),
        eur(4_752),
        eur(2_000),
        eur(2_752),
        0.20,
    ),
    Case(
        "7 price hunter, two years gone, moved on: 0.30 x 1.20 x 1.10 x 0.25 x 0.60 x 0.70 = 0.0416;"
        " 5,000 x 0.10 x 3 = 1,500; x 0.0416 = 62.40",
        DecisionInputs(
            eur(5_000), margin=0.10, price=True, days_since_loss=730, moved_on=True, hunts_price=True
        ),
        0.0416,
        eur(1_500),
        eur(62.40),
        eur(0),
        eur(62.40),
        0.10,
    ),
    Case(
        "8 a trifle, resolved, referred, price: 0.30 x 1.20 x 1.20 x 1.10 x 1.30 = 0.6178 (0.617760);"
        " 100,000 x 0.35 x 4 = 140,000; x 0.6178 = 86,492; 5,000 + 20 h x 60 + 3,000 = 9,200;"
        " 0.35 - 4,200 / (0.6178 x 400,000) = 0.35 - 0.016996 = 0.3330",
        DecisionInputs(
            eur(100_000),
            margin=0.35,
            years=4,
            offer=eur(5_000),
            hours=20,
            hour_cost=eur(60),
            fixes=eur(3_000),
            price=True,
            referred=True,
            complaints=ComplaintHistory.RESOLVED,
            severity=1,
        ),
        0.6178,
        eur(140_000),
        eur(86_492),
        eur(9_200),
        eur(77_292),
        0.3330,
    ),
    Case(
        "9 own estimate of 20 %, margin assumed 30 %: 8,000 x 0.30 x 3 = 7,200; x 0.20 = 1,440; offer 1,440",
        DecisionInputs(eur(8_000), own_chance=0.20, offer=eur(1_440), severity=5),
        0.20,
        eur(7_200),
        eur(1_440),
        eur(1_440),
        eur(0),
        0.30,
    ),
    Case(
        "10 own settings: base 0.50, half-life 30, 60 days: 0.50 x 1.10 x 0.25 = 0.1375; negative margin:"
        " 10,000 x -0.10 x 3 = -3,000; x 0.1375 = -412.50",
        DecisionInputs(eur(10_000), margin=-0.10, days_since_loss=60),
        0.1375,
        eur(-3_000),
        eur(-412.50),
        eur(0),
        eur(-412.50),
        0.0,
        {"base": 0.50, "M6.half-life-days": 30},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name.split(":")[0] for case in CASES])
def test_expected_value_as_reckoned_by_hand(case: Case) -> None:
    found = evaluate(case.inputs, case.settings)
    assert found.chance == case.chance
    assert found.second_life == case.second_life
    assert found.gain == case.gain
    assert found.cost == case.cost
    assert found.value == case.value
    assert found.break_even_discount == pytest.approx(case.discount, abs=1e-9)
    assert found.break_even_cost == max(case.gain, eur(0))
