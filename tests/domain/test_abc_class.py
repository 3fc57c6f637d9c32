"""ABC classes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.abc_class import abc_classes, fell
from winback_tui.domain.errors import BadInput

VALUES = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(-1000, 10**9), max_size=40)


def test_the_account_that_crosses_a_limit_belongs_to_the_better_class() -> None:
    values = {"p": 50, "q": 29, "r": 10, "s": 5, "t": 4, "u": 2, "v": 0, "w": -7}
    assert abc_classes(values) == dict(zip("pqrstuvw", "AAABBCCC", strict=True))


def test_one_account_is_a_and_no_account_is_fine() -> None:
    assert abc_classes({"only": 1}) == {"only": "A"}
    assert abc_classes({}) == {}
    assert abc_classes({"nothing": 0}) == {"nothing": "C"}


def test_limits_are_the_users() -> None:
    values = {"p": 50, "q": 50}
    assert abc_classes(values, (50, 50, 0)) == {"p": "A", "q": "B"}
    for wrong in ((80, 15, 6), (120, -25, 5)):
        with pytest.raises(BadInput, match="80/15/5"):
            abc_classes(values, wrong)


@settings(max_examples=200)
@given(VALUES)
def test_classes_are_a_partition_in_order_of_value(values: dict[str, int]) -> None:
    classes = abc_classes(values)
    assert classes.keys() == values.keys()
    ranked = sorted(values, key=lambda key: -values[key])
    assert [classes[key] for key in ranked if values[key] > 0] == sorted(
        classes[key] for key in ranked if values[key] > 0
    )
    total = sum(value for value in values.values() if value > 0)
    in_a = [values[key] for key, letter in classes.items() if letter == "A"]
    if total:
        assert sum(in_a) * 100 >= total * 80
        assert (sum(in_a) - min(in_a)) * 100 < total * 80


@settings(max_examples=100)
@given(VALUES)
def test_the_order_of_the_books_decides_nothing(values: dict[str, int]) -> None:
    keys = list(reversed(values))
    assert abc_classes({key: values[key] for key in keys}) == abc_classes(values)


def test_falling() -> None:
    assert fell("A", "B")
    assert not fell("B", "A")
    assert not fell("B", "B")
    assert not fell("", "C")
