"""The decision as data: what `winback decide --json` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winback_tui.domain.decision import K2_CONTEXT
from winback_tui.domain.money.money import decimal_string

if TYPE_CHECKING:
    from winback_tui.services.decisions.desk import DecisionDesk


def decision_data(desk: DecisionDesk, what_if: str) -> dict[str, Any]:
    """One object: the calculation in words and figures, its parts and lines, the questions, the playbook's advice.

    `value` and `cost` are null while a cost is unknown, `leaning` while something open could turn it. `what_if` names
    the part that was changed for these figures, or None; money is in `currency`.
    """
    evaluation = desk.evaluation
    currency = evaluation.currency
    cost, value = evaluation.cost, evaluation.value
    return {
        "account_id": desk.account.id,
        "account": desk.account.name,
        "sentence": evaluation.sentence,
        "what_if": what_if or None,
        "chance": round(evaluation.chance, 4),
        "second_life": decimal_string(evaluation.second_life.minor, currency),
        "cost": cost.decimal if cost else None,
        "value": value.decimal if value else None,
        "unknown": list(evaluation.unknown),
        "break_even_cost": decimal_string(evaluation.break_even_cost.minor, currency),
        "break_even_discount": evaluation.break_even_discount and round(evaluation.break_even_discount, 4),
        "currency": currency,
        "verdict_in_force": desk.last.verdict if desk.last else None,
        "leaning": desk.leaning.value if desk.leaning else None,
        "conclusion": desk.conclusion,
        "open": [
            {"rule": point.rule, "open": point.words, "turns": point.turns} for point in desk.open_points
        ],
        "rests_on": [
            {"term": each.term, "figure": each.figure, "rests_on": each.rests_on} for each in desk.basis
        ],
        "aim": desk.aim.value,
        "context": K2_CONTEXT,
        "parts": [
            {
                "rule": part.rule,
                "part": part.label,
                "effect": part.effect,
                "source": part.source,
                "field": part.field,
            }
            for part in evaluation.parts
        ],
        "lines": [
            {
                "rule": line.rule,
                "part": line.label,
                "amount": decimal_string(line.amount.minor, currency) if line.known else None,
                "source": line.source,
            }
            for line in evaluation.lines
        ],
        "questions": [
            {"rule": each.rule, "question": each.text, "answer": each.answer or None}
            for each in desk.questions
        ],
        "suggestions": [
            {
                "verdict": each.verdict.value,
                "rule": each.rule,
                "sentence": each.sentence,
                "firm": each.firm,
                "until": each.until.isoformat() if each.until else None,
            }
            for each in desk.suggestions
        ],
    }
