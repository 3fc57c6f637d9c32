"""The demo's exports are read as anybody's would be: what is written about them is what looking at them finds."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from winback_tui.intake import ImportChoices, Understanding, inspect, rows
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.services.demo.books import accounts_csv, orders_csv
from winback_tui.services.demo.days import Days
from winback_tui.services.demo.past.customers import branch_seeds
from winback_tui.services.demo.readings import accounts_reading, orders_reading

TODAY = date(2026, 11, 24)
WORDS = frozenset(("kinds", "months", "languages"))
"""Looking finds all words of the languages that the headers may be in; the exports have five."""
TO_SHOW = frozenset(("samples", "kinds_seen", "weighed"))
"""What only people look at before they import."""


def same(found: Understanding, written: Understanding) -> None:
    assert list(rows(written)) == list(rows(found)) != []
    for each in fields(Understanding):
        if each.name not in WORDS | TO_SHOW:
            assert getattr(written, each.name) == getattr(found, each.name), each.name
    for word in written.kinds:
        assert KindWords(written.kinds).of(word) == KindWords(found.kinds).of(word)


@pytest.mark.parametrize("seeds", [None, branch_seeds()])
def test_customers_are_read_as_looking_at_them_finds(seeds: list[object] | None) -> None:
    text = accounts_csv(seeds)  # type: ignore[arg-type]
    choices = ImportChoices(columns={"Role": "role"})
    found = inspect(text.encode(), name="customers.csv", choices=choices, currency="EUR")
    same(found, accounts_reading("customers.csv", text, "EUR"))


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 1, 2)])
def test_orders_are_read_as_looking_at_them_finds(today: date) -> None:
    days = Days(today)
    for first, last in ((None, 620), (620, 200), (200, 2)):
        after = date.min if first is None else days.on(first)
        text = orders_csv(days, days.on(last), after, with_branch=last == 2)
        found = inspect(text.encode(), name="orders.csv", currency="EUR")
        same(found, orders_reading("orders.csv", text, "EUR"))
