"""Medians as the library of statistics has them."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.days.medians import lower_median, median


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_they_are_those_of_statistics(values: list[int]) -> None:
    assert median(values) == statistics.median(values)
    assert lower_median(values) == statistics.median_low(values)


def test_none_have_no_median() -> None:
    for function in (median, lower_median):
        with pytest.raises(IndexError):
            function([])
