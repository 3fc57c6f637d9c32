"""Made tables in thirty-five languages: nothing that was not sold is ever an order, no sum and no customer is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.generated_tables import LANGUAGES, Table, tables
from winback_tui.domain.money.money import exponent
from winback_tui.intake import OrderRow, inspect, rows

MOST_ASKED = 0.1


def outcome(table: Table) -> str:
    """`right`, `unclear` (some rows are kept apart and the file says so), `asks`, or what is wrong."""
    known = inspect(table.raw, name=table.name)
    if any(question.must for question in known.questions):
        return "asks"
    if known.what != "orders":
        return "a list of customers"
    found = {
        int(row.number.rpartition("-")[2]) - 1000: row for row in rows(known) if isinstance(row, OrderRow)
    }
    for place, sold in enumerate(table.sales):
        order = found.get(place)
        if order is None:
            return f"order {place} is lost"
        if not sold and order.kind == "order":
            return f"order {place} was not sold and is an order"
        if sold and order.kind != "order" and order.kind != "unclear":
            return f"order {place} was sold and is {order.kind}"
        if order.day != table.days[place].isoformat():
            return f"order {place} is on {order.day}"
        if abs(order.amount) * 100 != table.cents[place] * 10 ** exponent(order.currency):
            return f"order {place} has {order.amount}"
    unclear = [order for order in found.values() if order.kind == "unclear"]
    if unclear and not known.unknown_kinds:
        return "unclear without a word"
    return "unclear" if unclear else "right"


def check(count: int, seed: int) -> None:
    seen: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    for table in tables(count, seed):
        told = outcome(table)
        seen[told if told in ("right", "unclear", "asks") else "wrong"] += 1
        if told not in ("right", "unclear", "asks"):
            wrong[table.name] = told
    assert wrong == {}
    assert seen["asks"] <= count * MOST_ASKED, seen
    assert seen["right"] > count * 0.7, seen


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_wording_of_what_was_not_sold_makes_an_order(language: str) -> None:
    words = LANGUAGES[language]
    said = [*words["apart"], words["cancelled"], words["credit"]]
    patterns = (
        "{0}",
        "{1} - {0}",
        "{0} ({1})",
        "2 {0}",
        "{0}: {1}",
        "{0} / Ann",
        "wc-{0}",
        "{0}!",
        "{1}, {0}",
    )
    states = [pattern.format(word, words["sale"]) for word in said for pattern in patterns]
    lines = [f"{n},2026-01-{n % 27 + 1:02},Firm {n % 9},5.00,{words['sale']}" for n in range(400)]
    lines += [
        f'{n},2026-02-{n % 27 + 1:02},Firm {n % 9},5.00,"{state}"' for n, state in enumerate(states, 400)
    ]
    head = "Order No,Date,Customer,Total,Status"
    known = inspect("\n".join([head, *lines]).encode(), name="states.csv")
    kinds = {row.number: row.kind for row in rows(known.unasked()) if isinstance(row, OrderRow)}
    assert [state for n, state in enumerate(states, 400) if kinds[str(n)] == "order"] == []
    assert Counter(kinds.values())["order"] == 400


def test_sixty_made_tables() -> None:
    check(70, 3)


@pytest.mark.slow
def test_sixteen_hundred_made_tables() -> None:
    check(1_680, 11)
