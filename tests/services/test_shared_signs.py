"""A sign of several currencies beside another currency: asked about once, and the answer holds for that sign alone."""

from __future__ import annotations

import pytest

from winback_tui.intake import OrderRow, currency_question, inspect, rows
from winback_tui.services.importing.understand import answer, currency_notes

BY_COLUMN = (
    "Comprobante;Fecha;Cliente;Moneda;Importe\n7;22/04/2026;Molino;$;12,50\n8;14/04/2026;Molino;USD;8,00\n"
)
BESIDE = "Comprobante;Fecha;Cliente;Importe\n7;22/04/2026;Molino;$ 12,50\n8;14/04/2026;Molino;USD 8,00\n"


@pytest.mark.parametrize("text", [BY_COLUMN, BESIDE])
def test_the_answer_holds_for_the_sign_and_not_for_the_other_currency(text: str) -> None:
    known = inspect(text.encode(), name="x.csv")
    (question,) = currency_question(known)
    assert question.text == "Which currency is '$' in this file?"
    assert "'$' may be several currencies" in currency_notes(known)[0]
    known = answer(known, "currency", "ARS")
    assert known.next_question is None
    found = [(row.amount, row.currency) for row in rows(known) if isinstance(row, OrderRow)]
    assert found == [(1250, "ARS"), (800, "USD")]


def test_a_sign_may_stay_unknown_on_somebodys_word() -> None:
    known = answer(inspect(BY_COLUMN.encode(), name="x.csv"), "currency", "-")
    assert known.next_question is None
    assert [row.currency for row in rows(known) if isinstance(row, OrderRow)] == ["", "USD"]
