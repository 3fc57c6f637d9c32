"""Two thousand made-up columns of days."""

from __future__ import annotations

import pytest

from tests.intake.test_dates import WRITE, columns_read


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITE)
def test_two_thousand_columns_have_no_day_and_month_swapped_in_silence(form: str) -> None:
    columns_read(form, 2_000 // len(WRITE))
