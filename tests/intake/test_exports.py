"""Exports of many countries and programs in a few rows each: document codes, flags, totals, digits, days, money."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import decimal_string
from winback_tui.intake import OrderRow, inspect, rows

EXPORTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("exports.toml").read_text(encoding="utf-8")
)


def as_read(order: OrderRow) -> str:
    amount = decimal_string(order.amount, order.currency)
    return f"{order.account.name} | {order.day} | {amount} | {order.currency or '-'} | {order.kind}"


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_is_read_rightly_or_asked_about(name: str) -> None:
    export = EXPORTS[name]
    raw = str(export["text"]).encode(export.get("encoding", "utf-8"))
    if export.get("refused"):
        with pytest.raises(BadInput):
            inspect(raw, name=f"{name}.csv")
        return
    known = inspect(raw, name=f"{name}.csv")
    asked = [question.id for question in known.questions if question.must]
    assert asked[:1] == ([export["asks"]] if "asks" in export else [])
    if not asked:
        found = [as_read(row) for row in rows(known) if isinstance(row, OrderRow)]
        assert sorted(found) == sorted(export["right"])


def test_rows_that_repeat_an_order_count_once() -> None:
    lines = [f"{1000 + n},2026-03-{n + 1:02},Firm {n % 3},{100 + n}.50" for n in range(12)]
    text = "\n".join(["Order No,Date,Customer,Total", *lines, lines[3], lines[3]])
    found = [row for row in rows(inspect(text.encode(), name="x.csv")) if isinstance(row, OrderRow)]
    assert sum(row.amount for row in found) == sum(10_050 + 100 * n for n in range(12))
