"""What the sum says while a cost is unknown, what it rests on, and what is asked before a verdict is kept."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.decision_case import eur, points_of
from tests.domain.test_decision_cases import CASES
from winback_tui.domain.decision import DecisionInputs, basis, before_deciding, evaluate


def test_the_sentence_of_the_sum_promises_nothing_while_a_cost_is_unknown() -> None:
    known = DecisionInputs(eur(10_000), margin=0.30, offer=eur(0), hours=0)
    said = "Cannot say yet: cost of the fixes. Break-even: 2,970 EUR, 33 % of 9,000 EUR."
    assert evaluate(known).sentence == said
    assert evaluate(known).says_break_even
    dear = evaluate(replace(known, offer=eur(3_500)))
    assert dear.sentence == (
        "Trying loses 530 EUR or more on average, whatever the cost of the fixes:"
        " 33 % of 9,000 EUR is 2,970 EUR, less 3,500 EUR."
    )
    assert not dear.says_break_even


def test_chance_value_and_cost_say_what_they_rest_on() -> None:
    inputs = DecisionInputs(eur(10_000), margin=0.30, offer=eur(500), price=True, hours=2, hour_cost=eur(40))
    assert [each.sentence for each in basis(evaluate(inputs))] == [
        "Chance 40 %: base chance 30 % (default), left over price x 1.20, never complained x 1.10.",
        "Value if they return 9,000 EUR: yearly 10,000 EUR x margin 30 % (own) x 3 years.",
        "Cost unknown: offer 500 EUR (what the offer costs us) and own time 80 EUR (2 hours at 40 EUR); fixes not set.",
    ]


def test_winning_back_with_something_open_is_asked_and_nothing_else() -> None:
    case = next(each for each in CASES if each.name.startswith("15 "))
    assert before_deciding("Acme", points_of(case)) == (
        "Win Acme back although this is open: nobody has asked Acme why they left?"
    )
    assert before_deciding("Acme", points_of(CASES[0])) == ""
    fixing = next(each for each in CASES if each.name.startswith("30 "))
    assert [point.turns for point in points_of(fixing)] == [False, False]
