"""What speaks for and against an account, and what a verdict must carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from winback_tui.domain.decision import Suggestion, Verdict, WorthFacts, leaning, ruling, suggestions
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money

TODAY = date(2026, 11, 22)
FACTS = WorthFacts(
    TODAY, date(2026, 10, 1), class_="B", margin=0.3, orders_a_year=12, value=Money(100_00, "EUR")
)


def said(**changes: Any) -> dict[str, Suggestion]:
    return {found.rule: found for found in suggestions(replace(FACTS, **changes))}


@pytest.mark.parametrize(
    ("changes", "rule", "verdict", "firm"),
    [
        ({"class_": "A"}, "B5", Verdict.WIN_BACK, False),
        ({"reference": True}, "M4a", Verdict.WIN_BACK, False),
        ({"promising": True}, "M4a", Verdict.WIN_BACK, False),
        ({"stings_rival": True}, "M4a", Verdict.WIN_BACK, False),
        ({"margin": 0.05}, "M4b", Verdict.LET_GO, False),
        ({"margin": -0.2}, "M4b", Verdict.LET_GO, False),
        ({"pays_badly": True}, "M4b", Verdict.LET_GO, False),
        ({"orders_a_year": 1.0, "class_": "C"}, "M4b", Verdict.LET_GO, False),
        ({"demanding": True}, "M4b", Verdict.LET_GO, False),
        ({"rude": True}, "M4b", Verdict.LET_GO, False),
        ({"hunts_price": True}, "M4b", Verdict.LET_GO, False),
        ({"unforgivable": True}, "M3", Verdict.LET_GO, True),
        ({"rival_unbeatable": True}, "M3", Verdict.LET_GO, True),
        ({"tied": "a contract until 2028"}, "M3", Verdict.LET_GO, True),
        ({"objective": "moved away"}, "L2", Verdict.LET_GO, True),
        ({"beyond": ("price <= 1.00 EUR",)}, "B9", Verdict.LET_GO, True),
        ({"times_lost": 2}, "M13", Verdict.LET_GO, True),
        ({"value": Money(-1, "EUR")}, "B11", Verdict.LET_GO, True),
        ({"value": Money(0, "EUR")}, "B11", Verdict.LET_GO, True),
        ({"value": Money(-1, "EUR"), "reference": True}, "B11", Verdict.LET_GO, False),
        ({"hunts_price": True, "cheaper_wait_until": date(2026, 12, 30)}, "B16", Verdict.WAIT, True),
        ({"severity": 4, "lost_on": TODAY}, "M6", Verdict.WAIT, False),
    ],
)
def test_each_fact_speaks_by_its_rule(
    changes: dict[str, Any], rule: str, verdict: Verdict, firm: bool
) -> None:
    found = said(**changes)[rule]
    assert (found.verdict, found.firm) == (verdict, firm)
    assert found.sentence.endswith(".")
    assert rule not in said()


@pytest.mark.parametrize(
    ("margin", "words"),
    [(0.05, "Margin very low (5 %)."), (0.0, "Margin none (0 %)."), (-0.2, "Margin negative (-20 %).")],
)
def test_a_poor_margin_is_named(margin: float, words: str) -> None:
    assert said(margin=margin)["M4b"].sentence == words
    assert "M4b" not in said(margin=0.051)


def test_a_plain_account_worth_trying_is_won_back() -> None:
    found = suggestions(FACTS)
    assert [(each.rule, each.sentence) for each in found] == [("G9", "Trying earns 100 EUR on average.")]
    assert leaning(found) is Verdict.WIN_BACK
    assert leaning(()) is Verdict.WIN_BACK


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"times_lost": 2, "class_": "A", "reference": True, "promising": True}, Verdict.LET_GO),
        ({"pays_badly": True, "rude": True}, Verdict.LET_GO),
        ({"pays_badly": True}, Verdict.WIN_BACK),
        ({"hunts_price": True, "cheaper_wait_until": date(2027, 1, 1), "class_": "A"}, Verdict.WAIT),
        ({"hunts_price": True, "cheaper_wait_until": TODAY, "class_": "A"}, Verdict.WIN_BACK),
        ({"severity": 5, "lost_on": TODAY}, Verdict.WAIT),
        ({"severity": 5, "lost_on": TODAY - timedelta(days=3)}, Verdict.WIN_BACK),
        ({"value": Money(-100, "EUR"), "reference": True}, Verdict.WIN_BACK),
    ],
)
def test_suggestions_lean_one_way(changes: dict[str, Any], verdict: Verdict) -> None:
    found = suggestions(replace(FACTS, **changes))
    assert leaning(found) is verdict
    assert [each.firm for each in found] == sorted((each.firm for each in found), reverse=True)


def test_a_wait_says_until_when() -> None:
    assert said(severity=4, lost_on=TODAY)["M6"].until == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("asked", "review"),
    [
        ({"verdict": "win-back"}, date(2026, 12, 22)),
        ({"verdict": "Let go", "reason": "margin -3 %"}, date(2027, 11, 22)),
        ({"verdict": "wait", "wait_until": date(2027, 2, 1)}, date(2027, 2, 1)),
        ({"verdict": "wait", "wait_for": "price <= 12.50 EUR"}, date(2026, 12, 22)),
        (
            {"verdict": "wait", "wait_until": date(2027, 2, 1), "review_on": date(2027, 1, 1)},
            date(2027, 1, 1),
        ),
    ],
)
def test_every_verdict_has_a_review_day(asked: dict[str, Any], review: date) -> None:
    found = ruling(decided_on=TODAY, **asked)
    assert found.review_on == review
    assert found.verdict is Verdict(asked["verdict"].lower().replace(" ", "-"))


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"verdict": "maybe"}, "'maybe' is not a verdict; choose one of win-back, wait, let-go."),
        ({"verdict": "let-go", "reason": " \x1b[0m "}, "Letting go needs a reason"),
        ({"verdict": "wait"}, "needs a day or a condition"),
        ({"verdict": "wait", "wait_until": TODAY}, "would end at once"),
        ({"verdict": "win-back", "wait_until": date(2027, 1, 1)}, "Only the verdict 'wait'"),
        ({"verdict": "win-back", "review_on": TODAY}, "must come after the decision"),
        (
            {"verdict": "wait", "wait_until": date(2027, 1, 1), "review_on": date(2027, 1, 2)},
            "when the wait ends",
        ),
    ],
)
def test_an_incomplete_verdict_is_refused_with_its_rule(asked: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        ruling(decided_on=TODAY, **asked)
    assert named in str(refusal.value)
    assert refusal.value.rule in ("F4", "M4b", "M6")
