"""Acting on what came true: the next contact, decision or plan of a case notes the condition as met."""

from __future__ import annotations

from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.write import Transaction


def note_met_conditions(transaction: Transaction, case_id: str) -> tuple[str, ...]:
    """Notes every condition of the case that has come true as met today; what was noted, in sentences.

    So the account does not stand on top of the list any more, and what was met once stays met.
    """
    new = [
        each
        for each in met_conditions(transaction.connection, transaction.today)
        if each.case_id == case_id and not each.noted
    ]
    for each in new:
        transaction.run(
            "UPDATE condition SET met_on = ? WHERE id = ?", (transaction.today.isoformat(), each.condition_id)
        )
    return tuple(f"Noted as met: {each.sentence}" for each in new)
