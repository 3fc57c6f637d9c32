"""Text on its way in is cut at limits that are exact, so that what a box takes is kept whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.text import clean, clean_line, clean_name


@pytest.mark.parametrize(("cleaned", "limit"), [(clean, 20_000), (clean_line, 1_000), (clean_name, 200)])
def test_up_to_its_limit_a_text_stays_whole(cleaned: Callable[[str], str], limit: int) -> None:
    for length in (limit - 1, limit):
        assert cleaned("x" * length) == "x" * length
    assert cleaned("x" * limit + "beyond") == "x" * limit


@pytest.mark.parametrize("typed", ["EU", "EURO", "E1R", "€€€", "ÄÖÜ"])
def test_a_currency_has_three_letters(typed: str) -> None:
    with pytest.raises(BadInput, match=f"'{typed}' is not a currency"):
        currency_code(typed)
    assert [currency_code(each) for each in ("eur", " Usd ", "")] == ["EUR", "USD", ""]


def test_of_a_long_text_that_is_no_currency_the_beginning_is_shown() -> None:
    for length, shown in ((39, 39), (40, 40), (41, 40)):
        with pytest.raises(BadInput, match=f"^'{'x' * shown}' is not"):
            currency_code("x" * length)
