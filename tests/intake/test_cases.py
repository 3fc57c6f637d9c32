"""Exports of many countries and programs: each is read rightly, or it is asked about."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import exponent
from winback_tui.intake import OrderRow, answer, inspect, rows

FOLDER = Path(__file__).parent / "cases"
ASKED = {"shoptet_orders_lines.csv": ("kind:Vratený tovar", "other")}
"""Files with a state that may mean two things: the question, and the answer under which `expected.tsv` is right."""
NOBODY = "loyverse_receipts_no_customer.csv"
"""A file of sales without any customer."""


def _expected() -> dict[str, list[list[str]]]:
    with (FOLDER / "expected.tsv").open(encoding="utf-8") as lines:
        told = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["file"]: [] if row["right"] == "-" else [each.split("|") for each in row["right"].split("; ")]
            for row in told
        }


EXPECTED = _expected()


def _matches(order: OrderRow, wanted: list[str]) -> bool:
    account, day, amount, currency, kinds = wanted
    value = order.amount / 10 ** exponent(order.currency)
    return (
        (order.account.name, order.day) == (account, day)
        and abs(value - float(amount)) < 0.005
        and currency in ("*", order.currency)
        and order.kind in kinds.split("/")
    )


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - {NOBODY}))
def test_a_case_is_read_as_its_makers_meant_it(name: str) -> None:
    known = inspect(FOLDER / name)
    asked = [question.id for question in known.questions if question.must]
    if name in ASKED:
        question, value = ASKED[name]
        assert asked == [question]
        known = answer(known, question, value)
    else:
        assert asked == []
    found = [row for row in rows(known) if isinstance(row, OrderRow)]
    for wanted in EXPECTED[name]:
        same = next((order for order in found if _matches(order, wanted)), None)
        assert same is not None, f"{wanted} is missing among {found}"
        found.remove(same)
    assert found == []


def test_a_cashier_is_no_customer() -> None:
    known = inspect(FOLDER / NOBODY)
    assert "account" in [question.id for question in known.questions if question.must]


def test_a_web_archive_is_refused() -> None:
    with pytest.raises(BadInput, match="web page"):
        inspect(FOLDER / "x_mhtml.xls")


def test_currencies_that_only_cell_formats_tell_are_read() -> None:
    known = inspect(FOLDER / "x_currency_by_format.xlsx")
    sums: Counter[str] = Counter()
    for row in rows(known):
        if isinstance(row, OrderRow):
            sums[row.currency] += row.amount
    assert sums == {"EUR": 22_040, "USD": 12_510}
