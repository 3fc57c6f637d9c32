from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.chance import fit_day

DATA = date(2026, 3, 18)


@pytest.mark.parametrize("data_day", [date(2026, 3, 1), DATA, date(2026, 3, 31)])
def test_an_older_book_is_fitted_up_to_the_end_of_the_month_before(data_day: date) -> None:
    assert fit_day(date(2024, 1, 5), data_day) == date(2026, 2, 28)


def test_a_young_book_is_fitted_to_all_that_it_has() -> None:
    assert fit_day(DATA - timedelta(days=179), DATA) == DATA
    assert fit_day(DATA - timedelta(days=180), DATA) == date(2026, 2, 28)
    assert fit_day(None, DATA) == DATA
