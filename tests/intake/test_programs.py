"""Exports of programs in many countries, states in many languages and traps: read rightly, or asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import decimal_string
from winback_tui.intake import OrderRow, inspect, rows

FOLDER = Path(__file__).with_name("programs")
REFUSED, CUSTOMERS, ASKS = "refused", "customers", "asks "


def exports() -> Iterator[tuple[str, str, str]]:
    """Name, text and what is right of each export: orders, `asks QUESTION`, `customers` or `refused`."""
    for file in sorted(FOLDER.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, right = rest.partition("\n--\n")
            yield f"{file.stem}-{name.strip()}", f"{text}\n", right.strip()


def fits(written: str, order: OrderRow) -> bool:
    """Whether an order is what a line `customer|day|amount|currency|kinds` says; `*` is any currency."""
    account, day, amount, currency, kinds = written.split("|")
    sold = order.kind != "order" or order.amount > 0
    same_sum = abs(abs(float(amount)) - abs(float(decimal_string(order.amount, order.currency)))) < 0.005
    return (
        (account, day) == (order.account.name, order.day)
        and same_sum
        and sold
        and currency in ("*", order.currency)
        and order.kind in kinds.split("/")
    )


EXPORTS = {name: (text, right) for name, text, right in exports()}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_a_program_is_read_rightly(name: str) -> None:
    text, right = EXPORTS[name]
    if right == REFUSED:
        with pytest.raises(BadInput):
            inspect(text.encode(), name=f"{name}.csv")
        return
    known = inspect(text.encode(), name=f"{name}.csv")
    asked = [question.id for question in known.questions if question.must]
    if right.startswith(ASKS):
        assert right.removeprefix(ASKS) in asked
        return
    assert not asked
    assert (known.what == "accounts") == (right == CUSTOMERS)
    if right == CUSTOMERS:
        return
    found = [row for row in rows(known) if isinstance(row, OrderRow)]
    for written in right.split("\n"):
        match = next((order for order in found if fits(written, order)), None)
        assert match is not None, written
        found.remove(match)
    assert not found
