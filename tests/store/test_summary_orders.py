"""The orders of an account as lists need them: one currency, and the days and money in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.store.summary.compose import basis_points
from winback_tui.store.summary.orders import parsed

LAST = date(2026, 11, 22)


def texts(*entries: tuple[int, int, str]) -> tuple[int, str, str, None, str]:
    """As SQLite gathers them: days before the last, minor units, currency."""
    days = ",".join((LAST - timedelta(days=ago)).isoformat() for ago, _, _ in entries)
    codes = [code for _, _, code in entries]
    currency = codes[0] if len(set(codes)) == 1 else ",".join(codes)
    return 7, days, ",".join(str(minor) for _, minor, _ in entries), None, currency


# (days before the last order, minor units, currency) of each line, and the currency that the account is counted in
MIXED = {
    "of most orders": ([(30, 100, "USD"), (20, 100, "EUR"), (10, 100, "EUR")], "EUR"),
    "whatever the sums": ([(30, 10, "EUR"), (20, 10, "EUR"), (10, 99_999, "USD")], "EUR"),
    "of the last year only": (
        [(900, 1, "USD"), (800, 1, "USD"), (700, 1, "USD"), (5, 1, "EUR"), (0, 1, "EUR")],
        "EUR",
    ),
    "the last year begins 364 days before the last order": (
        [(364, 1, "USD"), (364, 1, "USD"), (0, 1, "EUR")],
        "USD",
    ),
    "and not a day earlier": ([(365, 1, "USD"), (365, 1, "USD"), (0, 1, "EUR")], "EUR"),
    "the later where they are equal": (
        [(30, 1, "EUR"), (20, 1, "USD"), (10, 1, "EUR"), (0, 1, "USD")],
        "USD",
    ),
    "the later in time, in whatever order they come": (
        [(0, 1, "USD"), (30, 1, "EUR"), (20, 1, "USD"), (10, 1, "EUR")],
        "USD",
    ),
    "credits do not count as uses": (
        [(30, 5, "EUR"), (20, -1, "USD"), (10, -1, "USD"), (5, -1, "USD")],
        "EUR",
    ),
    "credits alone do": ([(20, -1, "USD"), (10, -1, "USD"), (5, -1, "EUR")], "USD"),
}


@pytest.mark.parametrize("case", MIXED)
def test_the_currency_that_an_account_is_counted_in(case: str) -> None:
    entries, currency = MIXED[case]
    found = parsed(texts(*entries))
    assert found.currency == currency
    own = [(LAST - timedelta(days=ago), minor) for ago, minor, code in entries if code == currency]
    assert list(found.line_minors) == [minor for _, minor in own]
    assert list(found.line_days) == [day.toordinal() for day, _ in own]


def test_days_count_in_whatever_currency_and_the_takings_in_one() -> None:
    found = parsed(
        texts((30, 100, "USD"), (20, 200, "EUR"), (20, 50, "EUR"), (10, -30, "EUR"), (0, 70, "EUR"))
    )
    assert [LAST.toordinal() - day for day in found.days] == [30, 20, 0]
    assert list(found.amounts) == [100, 250, 70]
    assert [LAST.toordinal() - day for day in found.takings.days] == [20, 0]
    assert list(found.takings.amounts) == [250, 70]
    assert [(line.minor, LAST.toordinal() - line.day) for line in found.takings.credits] == [(-30, 10)]


def test_margins_stay_with_their_lines() -> None:
    days = ",".join((LAST - timedelta(days=ago)).isoformat() for ago in (20, 10, 5, 0))
    found = parsed((7, days, "100,200,-50,0", "40,,-20,9", "EUR"))
    assert [(line.minor, line.margin) for line in found.takings.margined] == [(100, 40)]
    assert found.line_margins == [40, None, -20, 9]
    assert [line.margin for line in found.lines] == [40, None, -20, 9]


def test_a_stored_chance_is_never_none_nor_certain() -> None:
    chances = {0.0: 1, 0.000_04: 1, 0.000_16: 2, 0.5: 5_000, 0.999_84: 9_998, 0.999_96: 9_999, 1.0: 9_999}
    assert {chance: basis_points(chance) for chance in chances} == chances
