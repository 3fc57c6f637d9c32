"""Which kind an order has by the words of its file, where a row says little or two columns differ."""

from __future__ import annotations

from itertools import product

import pytest

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake import OrderRow, inspect, rows
from winback_tui.intake.interpret.kinds.kind_words import KindWords, heavier

BLANKS = ("", " ", "-", "\u00a0")


@pytest.mark.parametrize("blank", BLANKS)
def test_a_deal_without_a_stage_is_a_quote_and_a_sale_without_a_state_an_order(blank: str) -> None:
    assert KindWords({}, deals=True).of(blank) == OrderKind.QUOTE
    assert KindWords({}).of(blank) == OrderKind.ORDER


def test_of_deals_only_the_won_are_orders(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "deals.csv"
    stages = ["Closed Won", "Closed Lost", "", "Negotiation", "Closed Won", ""]
    lines = [f"Deal {n},Acme,{stage},2026-0{n}-10,{n}00.00 EUR" for n, stage in enumerate(stages, 1)]
    file.write_text("\n".join(["Deal Name,Account Name,Deal Stage,Close Date,Amount", *lines]) + "\n")
    known = inspect(file)
    assert known.deals
    kinds = [row.kind for row in rows(known) if isinstance(row, OrderRow)]
    assert kinds == ["order", "cancelled", "quote", "quote", "order", "quote"]


def test_where_two_columns_differ_the_one_that_proves_less_counts() -> None:
    rising = [
        OrderKind.ORDER.value,
        OrderKind.CREDIT.value,
        OrderKind.PENDING.value,
        OrderKind.QUOTE.value,
        OrderKind.CANCELLED.value,
    ]
    for (low, first), (high, second) in product(enumerate(rising), repeat=2):
        assert heavier(first, second) == rising[max(low, high)]
