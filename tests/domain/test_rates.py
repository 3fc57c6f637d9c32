"""Rates that a team gave: dated, in one currency, and never guessed."""

from __future__ import annotations

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.rates import rates_of, rates_words, read_rates


def test_what_is_typed_is_kept_and_said_back() -> None:
    kept = read_rates("1 usd = 0.92 eur from 2026-01-01, usd 0.95 EUR since 2026-07-01; GBP 1.17 EUR")
    assert rates_words(kept) == "GBP 1.17 EUR, USD 0.92 EUR from 2026-01-01, USD 0.95 EUR from 2026-07-01"
    assert read_rates(rates_words(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["USD", "USD 0 EUR", "USD 1 USD", "USD 0.92 EUR from 2026-02-30", "USD 1 EUR, EUR 1 GBP"]
)
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_rates(typed)


def test_each_day_has_its_own_rate_and_a_missing_one_gives_nothing() -> None:
    rates = rates_of(read_rates("USD 0.90 EUR from 2026-01-01, USD 0.95 EUR from 2026-07-01, JPY 0.006 EUR"))
    assert rates is not None
    assert rates.converted(10_000, "USD", "EUR", "2026-06-30") == 9_000
    assert rates.converted(10_000, "USD", "EUR", "2026-07-01") == 9_500
    assert rates.converted(10_000, "USD", "EUR", "2025-12-31") is None
    assert rates.converted(10_000, "JPY", "EUR", "2025-12-31") == 6_000
    assert rates.converted(9_000, "EUR", "JPY", "2026-03-01") == 15_000
    assert rates.converted(100, "CHF", "EUR", "2026-03-01") is None
    assert rates_of([]) is None
