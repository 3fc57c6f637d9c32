"""What letters brought, in the review: a difference with its interval, or why nothing can be said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.plan.letter_results import ENOUGH_ACCOUNTS, LetterOutcome
from winback_tui.domain.review.period import Period
from winback_tui.domain.review.win_back.letters import letters_brought

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026")


def outcomes(held_out: bool, ordered: int, number: int, on: date = date(2026, 3, 1)) -> list[LetterOutcome]:
    return [LetterOutcome(f"{held_out}{at}", on, held_out, at < ordered) for at in range(number)]


def test_the_difference_of_the_two_shares_with_its_interval() -> None:
    """30 of 100 (Wilson 0.2189 to 0.3958) against 10 of 50 (0.1124 to 0.3304): 10 points, -5.4 to 23.0 likely."""
    found = letters_brought([*outcomes(False, 30, 100), *outcomes(True, 10, 50)], YEAR)
    assert found.value == pytest.approx(0.10)
    assert found.low == pytest.approx(-0.0535, abs=1e-4) and found.high == pytest.approx(0.2298, abs=1e-4)
    assert "30 of 100 with a letter, 10 of 50 held out" in found.formula and not found.why


def test_few_say_nothing_and_why() -> None:
    few = [*outcomes(False, 3, 300), *outcomes(True, 1, ENOUGH_ACCOUNTS - 1)]
    assert letters_brought(few, YEAR).value is None
    assert letters_brought(few, YEAR).why.startswith("Too few to say: 300 with a letter, 29 held out")
    assert letters_brought([], YEAR).why == "No letter has been sent yet."
    assert "held out" in letters_brought(outcomes(False, 3, 300), YEAR).why


def test_only_those_first_written_to_in_the_period_count() -> None:
    before = YEAR.start - timedelta(days=1)
    found = letters_brought(
        [*outcomes(False, 9, 90), *outcomes(False, 40, 40, before), *outcomes(True, 3, 30)], YEAR
    )
    assert "9 of 90 with a letter" in found.formula and found.value == pytest.approx(0.0)
