"""Amounts as people type them, never read a thousand times too large or too small."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.typed_amounts import parse_amount
from winback_tui.output.tables.values import grouped


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1250", Money(125000, "EUR")),
        ("1250.5", Money(125050, "EUR")),
        ("1250,5", Money(125050, "EUR")),
        ("-12.50", Money(-1250, "EUR")),
        ("+12", Money(1200, "EUR")),
        ("1,250.50", Money(125050, "EUR")),
        ("1.250,50", Money(125050, "EUR")),
        ("1 250,50", Money(125050, "EUR")),
        ("1'250'000", Money(125000000, "EUR")),
        ("1,250,000", Money(125000000, "EUR")),
        ("usd 12", Money(1200, "USD")),
        ("12.5USD", Money(1250, "USD")),
        ("JPY 1250", Money(1250, "JPY")),
        ("1.250 KWD", Money(1250, "KWD")),
    ],
)
def test_what_may_be_typed(text: str, money: Money) -> None:
    assert parse_amount(text).money("EUR") == money


@pytest.mark.parametrize("text", ["1,250", "1.250", "-9.999 EUR"])
def test_what_reads_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="two ways"):
        parse_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a lot", "EUR", "1e5", "nan", "inf", "12,50.1,2", "1,25,000", "1.2.3,4", "EUR 5 USD", "--5", "5-",
        "1,,5", "1.,5", "٣٤", "5 %",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_amount(text).money("EUR")


@settings(max_examples=300)
@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False))
def test_plain_and_grouped_decimals_mean_what_they_say(number: Decimal) -> None:
    minor = int(number * 100)
    assert parse_amount(f"{number:f}").money("EUR").minor == minor
    assert parse_amount(grouped(f"{number:f}")).money("EUR").minor == minor


@settings(max_examples=300)
@given(st.text("0123456789.,' -+EURx", max_size=14))
def test_any_typing_is_an_amount_or_one_sentence(text: str) -> None:
    try:
        parse_amount(text).money("EUR")
    except BadInput as error:
        assert str(error).endswith(".")
