from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.chance import OrderHistory, Sample, fit_day, limits_of
from winback_tui.domain.chance.sample import PACED, STEADY

DATA = date(2026, 3, 18)


@pytest.mark.parametrize("data_day", [date(2026, 3, 1), DATA, date(2026, 3, 31)])
def test_an_older_book_is_fitted_up_to_the_end_of_the_month_before(data_day: date) -> None:
    assert fit_day(date(2024, 1, 5), data_day) == date(2026, 2, 28)


def test_a_young_book_is_fitted_to_all_that_it_has() -> None:
    assert fit_day(DATA - timedelta(days=179), DATA) == DATA
    assert fit_day(DATA - timedelta(days=180), DATA) == date(2026, 2, 28)
    assert fit_day(None, DATA) == DATA


def test_whoever_is_in_a_sample_may_be_drawn_again() -> None:
    """Also the last one drawn, and one with a rhythm of its own."""
    once = [OrderHistory([20_000 + n], [1.0]) for n in range(PACED + 40)]
    steady = [OrderHistory([19_000 + n + 20 * k for k in range(3)], [1.0] * 3) for n in range(STEADY + 40)]
    for many in (once, [*once, *steady]):
        sample = Sample()
        for each in many:
            sample.add(each)
        chosen = sample.histories()
        limits = limits_of(chosen)
        assert limits is not None and len(chosen) < len(many)
        assert all(map(limits.may_draw, chosen))
        assert {id(each) for each in many if limits.may_draw(each)} == set(map(id, chosen))
