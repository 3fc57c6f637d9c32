"""Written cases; the figures and sentences below were worked out by hand, on paper.

Effects: base 0.30; K1 referred 1.20, never complained 1.10, resolved 1.10, open 0.80, price 1.20,
service 0.90, both 0.25; M6 halves every 365 days (73 days: 0.8706, 730: 0.25), moved on 0.60;
M7 1.30 1.00 0.80 0.50 0.20; M8 0.75; M10 0.60; B16 0.70; M13 0.10.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.domain.decision_case import ASKED, TODAY, Case, conclusion_of, eur, points_of
from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.decision import Aim, DecisionInputs, Verdict, could_turn, evaluate
from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates import CauseFact

WIN, WAIT, LET_GO = Verdict.WIN_BACK, Verdict.WAIT, Verdict.LET_GO
FREE: dict[str, Any] = {"offer": eur(0), "fixes": eur(0), "hours": 0.0}
"""Somebody set every cost, and it is nothing."""
LOSER_LEADS = replace(
    ASKED, lost_by_id="bob", lost_by_name="Bob", responsible_id="bob", responsible_name="Bob", strategy="Talk"
)
"""Bob, who lost them, is to win them back."""

CASES = [
    Case(
        "1 nothing special: 0.30 x 1.10 = 0.33; 10,000 x 0.30 x 3 = 9,000; x 0.33 = 2,970",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(WIN, "Win back: trying earns 2,970 EUR on average.", 0.30),
    ),
    Case(
        "2 price, referred, 73 days, a nuisance: 0.30 x 1.20 x 1.20 x 1.10 x 0.8706 x 1.00 = 0.4137;"
        " 15,000 x 0.4137 = 6,205.50; 1,000 + 10 h x 50 = 1,500;"
        " discount 0.25 - 500 / (0.4137 x 60,000) = 0.25 - 0.0201 = 0.2298",
        DecisionInputs(
            eur(20_000),
            margin=0.25,
            offer=eur(1_000),
            fixes=eur(0),
            hours=10,
            hour_cost=eur(50),
            price=True,
            referred=True,
            days_since_loss=73,
            severity=2,
        ),
        *(0.4137, eur(15_000), eur(6_205.50), eur(1_500), eur(4_705.50)),
        *(WIN, "Win back: trying earns 4,706 EUR on average.", 0.2298),
    ),
    Case(
        "3 service, severity 4, a person failed, a year ago: 0.30 x 0.90 x 1.10 x 0.50 x 0.50 x 0.75 = 0.0557;"
        " 12,000 x 0.40 x 2 = 9,600; x 0.0557 = 534.72; 800 of fixes; 0.40 - 800 / (0.0557 x 24,000) < 0",
        DecisionInputs(
            eur(12_000),
            margin=0.40,
            years=2,
            offer=eur(0),
            hours=0,
            fixes=eur(800),
            service=True,
            severity=4,
            human=True,
            days_since_loss=365,
        ),
        *(0.0557, eur(9_600), eur(534.72), eur(800), eur(-265.28)),
        *(LET_GO, "Let go: trying loses 265 EUR on average: leave them to the rivals.", 0.0),
    ),
    Case(
        "4 price and service together, open complaint: 0.30 x 0.25 x 0.80 = 0.06; 9,000 x 0.06 = 540, and in vain",
        DecisionInputs(
            eur(10_000), margin=0.30, price=True, service=True, complaints=ComplaintHistory.OPEN, **FREE
        ),
        *(0.06, eur(9_000), eur(540), eur(0), eur(540)),
        LET_GO,
        "Let go: they left over price and service together: efforts are in vain, whatever the numbers say.",
        0.30,
    ),
    Case(
        "5 lost twice: 0.30 x 1.10 x 0.10 = 0.033; 9,000 x 0.033 = 297; 300 of own time; "
        "0.30 - 300 / (0.033 x 30,000) = 0.30 - 0.3030 < 0",
        DecisionInputs(
            eur(10_000),
            margin=0.30,
            times_lost=2,
            hours=3,
            hour_cost=eur(100),
            offer=eur(0),
            fixes=eur(0),
        ),
        *(0.033, eur(9_000), eur(297), eur(300), eur(-3)),
        *(LET_GO, "Let go: lost twice: one letter of apology, then nothing more.", 0.0),
    ),
    Case(
        "6 the loser leads, severity 3: 0.30 x 1.10 x 0.80 x 0.60 = 0.1584; 50,000 x 0.20 x 3 = 30,000;"
        " x 0.1584 = 4,752; offer 2,000",
        DecisionInputs(
            eur(50_000), margin=0.20, severity=3, loser_leads=True, offer=eur(2_000), fixes=eur(0), hours=0
        ),
        *(0.1584, eur(30_000), eur(4_752), eur(2_000), eur(2_752)),
        *(WIN, "Win back: trying earns 2,752 EUR on average.", 0.20),
    ),
    Case(
        "7 price hunter, two years gone, moved on: 0.30 x 1.20 x 1.10 x 0.25 x 0.60 x 0.70 = 0.0416;"
        " 5,000 x 0.10 x 3 = 1,500; x 0.0416 = 62.40; one word for, one against: try",
        DecisionInputs(
            eur(5_000), margin=0.10, price=True, days_since_loss=730, moved_on=True, hunts_price=True, **FREE
        ),
        *(0.0416, eur(1_500), eur(62.40), eur(0), eur(62.40)),
        *(WIN, "Win back: trying earns 62.40 EUR on average.", 0.10),
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
        *(0.6178, eur(140_000), eur(86_492), eur(9_200), eur(77_292)),
        *(WIN, "Win back: trying earns 77,292 EUR on average.", 0.3330),
    ),
    Case(
        "9 own estimate of 20 %, margin assumed 30 %: 8,000 x 0.30 x 3 = 7,200; x 0.20 = 1,440; offer 1,440",
        DecisionInputs(eur(8_000), own_chance=0.20, offer=eur(1_440), severity=5, fixes=eur(0), hours=0),
        *(0.20, eur(7_200), eur(1_440), eur(1_440), eur(0)),
        *(LET_GO, "Let go: trying earns nothing on average: leave them to the rivals.", 0.30),
    ),
    Case(
        "10 own settings: base 0.50, half-life 30, 60 days: 0.50 x 1.10 x 0.25 = 0.1375; negative margin:"
        " 10,000 x -0.10 x 3 = -3,000; x 0.1375 = -412.50",
        DecisionInputs(eur(10_000), margin=-0.10, days_since_loss=60, **FREE),
        *(0.1375, eur(-3_000), eur(-412.50), eur(0), eur(-412.50)),
        *(LET_GO, "Let go: trying loses 413 EUR on average: leave them to the rivals.", 0.0),
        {"base": 0.50, "M6.half-life-days": 30},
    ),
    Case(
        "11 cost of the fixes not set: it could eat up the 2,970",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(0), None),
        *(None, "Cannot say yet: cost of the fixes."),
    ),
    Case(
        "12 no cost set at all",
        DecisionInputs(eur(10_000), margin=0.30),
        *(0.33, eur(9_000), eur(2_970), eur(0), None),
        *(None, "Cannot say yet: cost of the offer; cost of your time; cost of the fixes."),
    ),
    Case(
        "13 hours without the cost of an hour are unknown too",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(0), fixes=eur(0), hours=4),
        *(0.33, eur(9_000), eur(2_970), eur(0), None),
        *(None, "Cannot say yet: cost of your time."),
    ),
    Case(
        "14 offer alone eats up the gain: 2,970 - 3,500 = -530, whatever the fixes cost",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(3_500), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(3_500), None),
        *(LET_GO, "Let go: trying loses 530 EUR or more on average: leave them to the rivals."),
    ),
    Case(
        "15 nobody asked them why",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: nobody has asked Acme why they left.", 0.30),
        gates=replace(ASKED, interviews_finished=0),
    ),
    Case(
        "16 asked, but the root cause is not known",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: the root cause of the loss of Acme is not recorded.", 0.30),
        gates=replace(ASKED, root_recorded=False),
    ),
    Case(
        "17 nobody thought of the other customers",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: “How will other customers react?” is not answered.", 0.30),
        others="",
    ),
    Case(
        "18 nobody knows what must be done",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: “What must be done to bring them back?” is not answered.", 0.30),
        wanted=(),
    ),
    Case(
        "19 a bad payer without revised terms: one word for, one against, and a gate closed",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: Acme pays badly and has no revised terms.", 0.30),
        worth={"pays_badly": True},
        gates=replace(ASKED, pays_badly=True),
    ),
    Case(
        "20 a bad payer on revised terms",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(WIN, "Win back: trying earns 2,970 EUR on average.", 0.30),
        worth={"pays_badly": True},
        gates=replace(ASKED, pays_badly=True, revised_terms="payment in advance"),
    ),
    Case(
        "21 a price hunter inside the wait; the costs do not matter yet",
        DecisionInputs(eur(10_000), margin=0.30, hunts_price=True),
        *(0.231, eur(9_000), eur(2_079), eur(0), None),
        WAIT,
        "On hold: they hunt for the lowest price: give them time with the cheap supplier until 9 Dec 2026.",
        worth={"cheaper_wait_until": date(2026, 12, 9)},
        gates=replace(ASKED, hunts_price=True),
    ),
    Case(
        "22 a catastrophe today: 0.30 x 1.10 x 0.50 = 0.165; 9,000 x 0.165 = 1,485",
        DecisionInputs(eur(10_000), margin=0.30, severity=4, **FREE),
        *(0.165, eur(9_000), eur(1_485), eur(0), eur(1_485)),
        *(WAIT, "On hold: let their anger cool until 25 Nov 2026, but not longer.", 0.30),
        worth={"lost_on": TODAY},
    ),
    Case(
        "23 out of reach: 1 condition",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(LET_GO, "Let go: out of our reach: half the price.", 0.30),
        worth={"beyond": ("half the price",)},
        gates=replace(ASKED, unmeetable=("half the price",)),
    ),
    Case(
        "24 profit is the aim: 2,970 - 4,000 = -1,030",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(4_000), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(4_000), eur(-1_030)),
        *(LET_GO, "Let go: trying loses 1,030 EUR on average: leave them to the rivals.", 0.30),
    ),
    Case(
        "25 market share is the aim: the same loss may be right",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(4_000), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(4_000), eur(-1_030)),
        WIN,
        "Win back: you put market share above profit: a return that costs more than it earns may be right.",
        0.30,
        worth={"aim": Aim.MARKET_SHARE},
    ),
    Case(
        "26 market share is no reason while the cost is unknown",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(4_000), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(4_000), None),
        *(None, "Cannot say yet: cost of the fixes."),
        worth={"aim": Aim.MARKET_SHARE},
    ),
    Case(
        "27 a reference at a loss, class A, promising: 0.33 x 9,000 - 3,000 = -30",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(3_000), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(3_000), eur(-30)),
        *(WIN, "Win back: class A: one of the accounts that earn the most.", 0.30),
        worth={"class_": "A", "reference": True, "promising": True},
    ),
    Case(
        "28 no order before the loss is known",
        DecisionInputs(eur(0), margin=0.30, **FREE),
        *(0.33, eur(0), eur(0), eur(0), None),
        *(None, "Cannot say yet: sales before the loss."),
    ),
    Case(
        "29 a margin of 4 %, rude and demanding: 10,000 x 0.04 x 3 = 1,200; x 0.33 = 396; three words against one",
        DecisionInputs(eur(10_000), margin=0.04, **FREE),
        *(0.33, eur(1_200), eur(396), eur(0), eur(396)),
        *(LET_GO, "Let go: margin very low (4 %).", 0.04),
        worth={"rude": True, "demanding": True},
    ),
    Case(
        "30 a cause is still there: fixing it follows the decision and does not hold it",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(0), fixes=eur(500), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(500), eur(2_470)),
        *(WIN, "Win back: trying earns 2,470 EUR on average.", 0.2494),
        gates=replace(ASKED, causes=(CauseFact("delivery", "Late"),)),
    ),
    Case(
        "31 asked, but not how bad it was: 2,970 - 600 = 2,370; for an end of the world 594 - 600 = -6",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(600), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(600), eur(2_370)),
        *(None, "Cannot say yet: how bad it was for them is not known.", 0.30),
    ),
    Case(
        "32 not asked how bad it was, but even after an end of the world 594 - 590 = 4 is left",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(590), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(590), eur(2_380)),
        *(WIN, "Win back: trying earns 2,380 EUR on average.", 0.30),
    ),
    Case(
        "33 lost today and not asked how bad it was: anger may have to cool first",
        DecisionInputs(eur(10_000), margin=0.30, **FREE),
        *(0.33, eur(9_000), eur(2_970), eur(0), eur(2_970)),
        *(None, "Cannot say yet: how bad it was for them is not known.", 0.30),
        worth={"lost_on": TODAY},
    ),
    Case(
        "34 the interview was begun and not finished, which asks how bad it was",
        DecisionInputs(eur(10_000), margin=0.30, offer=eur(600), fixes=eur(0), hours=0),
        *(0.33, eur(9_000), eur(2_970), eur(600), eur(2_370)),
        *(None, "Cannot say yet: the interview with Acme is not finished.", 0.30),
        gates=replace(ASKED, interviews_begun=1, interviews_finished=0),
    ),
    Case(
        "35 the loser leads without a written reason: 0.30 x 1.10 x 0.60 = 0.198; 9,000 x 0.198 = 1,782",
        DecisionInputs(eur(10_000), margin=0.30, loser_leads=True, **FREE),
        *(0.198, eur(9_000), eur(1_782), eur(0), eur(1_782)),
        *(None, "Cannot say yet: Bob lost Acme and should not lead the return.", 0.30),
        gates=LOSER_LEADS,
    ),
    Case(
        "36 the loser leads, and a reason is written",
        DecisionInputs(eur(10_000), margin=0.30, loser_leads=True, **FREE),
        *(0.198, eur(9_000), eur(1_782), eur(0), eur(1_782)),
        *(WIN, "Win back: trying earns 1,782 EUR on average.", 0.30),
        gates=replace(LOSER_LEADS, overrides={"M10": "Nobody else speaks their language"}),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name.split(" ")[0] for case in CASES])
def test_sum_and_sentence_as_worked_out_by_hand(case: Case) -> None:
    found = evaluate(case.inputs, case.settings)
    assert found.chance == case.chance
    assert found.second_life == case.second_life
    assert found.gain == case.gain
    assert found.known_cost == case.known_cost
    assert found.value == case.value
    if case.discount is not None and not found.unknown:
        assert found.break_even_discount == pytest.approx(case.discount, abs=1e-9)
    assert found.break_even_cost == max(case.gain, eur(0))
    assert conclusion_of(case) == (case.leans, case.said)


@pytest.mark.parametrize("case", CASES, ids=[case.name.split(" ")[0] for case in CASES])
def test_nothing_unknown_that_could_turn_it_lies_behind_a_word_to_win_back(case: Case) -> None:
    """Each cost set to a million turns "win back"; so it is never said while one of them is unknown."""
    verdict, _ = conclusion_of(case)
    if verdict is Verdict.WIN_BACK:
        assert not could_turn(points_of(case)) and not evaluate(case.inputs, case.settings).unknown
    for name in ("offer", "fixes", "hours"):
        unset: dict[str, Any] = {name: None}
        unknown = replace(case, inputs=replace(case.inputs, **unset))
        assert conclusion_of(unknown)[0] is not Verdict.WIN_BACK, name


@pytest.mark.parametrize(
    ("field", "low", "high", "step"),
    [
        ("own_chance", 0, 1, 0.01),
        ("margin", -1, 1, 0.01),
        ("years", 0, 50, 0.1),
        ("hours", 0, 10_000, 0.1),
        ("severity", 0, 5, 1),
        ("days_since_loss", 0, 36_500, 1),
        ("times_lost", 1, 100, 1),
    ],
)
def test_what_is_given_lies_within_its_limits(field: str, low: float, high: float, step: float) -> None:
    for inside in (low, high):
        given: dict[str, Any] = {field: inside}
        DecisionInputs(eur(10_000), **given)
    for outside in (low - step, high + step, float("nan"), float("inf")):
        given = {field: outside}
        with pytest.raises(BadInput, match=f"must be from {low:g} to {high:g}"):
            DecisionInputs(eur(10_000), **given)
