"""Which kind an order has by the words of its file, where a row says little or two columns differ."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake import OrderRow, inspect, rows
from winback_tui.intake.interpret.kinds.kind_words import OTHER, KindWords, heavier

BLANKS = ("", " ", "-", "\u00a0")


@pytest.mark.parametrize("blank", BLANKS)
def test_a_deal_without_a_stage_is_a_quote_and_a_sale_without_a_state_an_order(blank: str) -> None:
    assert KindWords({}, deals=True).of(blank) == OrderKind.QUOTE
    assert KindWords({}).of(blank) == OrderKind.ORDER


def test_what_is_no_sale_at_all_is_no_deal_either() -> None:
    assert KindWords({"transfer": OTHER}, deals=True).of("Transfer") == OTHER
    assert KindWords({"transfer": "pending"}, deals=True).of("Transfer") == OrderKind.QUOTE


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


@pytest.mark.parametrize(
    ("typed", "name", "kind"),
    [
        ("Acme Ltd", "Acme Ltd", "order"),
        ("Acme Ltd - CANCELLED", "Acme Ltd", "cancelled"),
        ("Beta (void)", "Beta", "cancelled"),
        ("Delta GmbH *** STORNIERT ***", "Delta GmbH", "cancelled"),
        ("Gama SL [ANULADA]", "Gama SL", "cancelled"),
        ("Ромашка / отменён", "Ромашка", "cancelled"),
        ("Void Solutions", "Void Solutions", "order"),
        ("Gamma - Void Solutions", "Gamma - Void Solutions", "order"),
        ("Nord/Süd - Handel", "Nord/Süd - Handel", "order"),
        ("Hotel (Storno Brno)", "Hotel (Storno Brno)", "order"),
    ],
)
def test_a_state_typed_behind_a_name_is_the_rows_and_not_the_customers(
    tmp_path: Path, typed: str, name: str, kind: str
) -> None:
    file = tmp_path / "orders.csv"
    lines = [
        "Date,Order no,Customer,Total",
        "2026-10-01,1001,Omega Ltd,100.00",
        f"2026-10-05,1002,{typed},200.00",
    ]
    file.write_text("\n".join([*lines, "2026-10-06,1003,Sigma (void),50.00", ""]), "utf-8")
    known = inspect(file)
    read = [row for row in rows(known) if isinstance(row, OrderRow)]
    assert (read[1].kind, read[1].account.name) == (kind, name)
    assert (read[0].kind, read[2].kind, read[2].account.name) == ("order", "cancelled", "Sigma")
