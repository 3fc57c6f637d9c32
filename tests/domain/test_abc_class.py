"""ABC classes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.abc_class import USUAL_LIMITS, class_floors, class_of, fell
from winback_tui.domain.errors import BadInput

VALUES = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(-1000, 10**9), max_size=40)


def classes(values: Mapping[str, int], limits: tuple[int, int, int] = USUAL_LIMITS) -> dict[str, str]:
    floors = class_floors(values.values(), limits)
    return {key: class_of(value, floors) for key, value in values.items()}


def test_the_account_that_crosses_a_limit_belongs_to_the_better_class() -> None:
    values = {"p": 50, "q": 29, "r": 10, "s": 5, "t": 4, "u": 2, "v": 0, "w": -7}
    assert classes(values) == dict(zip("pqrstuvw", "AAABBCCC", strict=True))
    assert class_floors(values.values()) == (10, 4)


def test_one_account_is_a_and_no_account_is_fine() -> None:
    assert classes({"only": 1}) == {"only": "A"}
    assert class_floors([1]) == (1, 1)
    assert class_floors([]) == (0, 0)
    assert classes({"nothing": 0}) == {"nothing": "C"}


def test_limits_are_the_users() -> None:
    values = {"p": 60, "q": 40}
    assert classes(values, (50, 50, 0)) == {"p": "A", "q": "B"}
    assert classes(values, (0, 50, 50)) == {"p": "B", "q": "C"}
    assert classes(values, (0, 0, 100)) == {"p": "C", "q": "C"}
    for wrong in ((80, 15, 6), (120, -25, 5)):
        with pytest.raises(BadInput, match="80/15/5"):
            class_floors(values.values(), wrong)


@settings(max_examples=200)
@given(VALUES)
def test_classes_are_a_partition_in_order_of_value(values: dict[str, int]) -> None:
    found = classes(values)
    ranked = sorted(values, key=lambda key: -values[key])
    assert [found[key] for key in ranked if values[key] > 0] == sorted(
        found[key] for key in ranked if values[key] > 0
    )
    total = sum(value for value in values.values() if value > 0)
    in_a = [values[key] for key, letter in found.items() if letter == "A"]
    if total:
        assert sum(in_a) * 100 >= total * 80
        assert sum(value for value in in_a if value > min(in_a)) * 100 < total * 80


def test_falling() -> None:
    assert fell("A", "B")
    assert not fell("B", "A")
    assert not fell("B", "B")
    assert not fell("", "C")
