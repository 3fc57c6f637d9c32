"""The scale of severity."""

from __future__ import annotations

import pytest

from winback_tui.domain.case.severity import SCALE, severity_of
from winback_tui.domain.errors import BadInput


def test_five_marks_with_names_and_examples_of_their_own() -> None:
    assert [one.mark for one in SCALE] == [1, 2, 3, 4, 5]
    assert len({one.name for one in SCALE}) == len({one.example for one in SCALE}) == 5


def test_bars_are_equally_wide_and_tell_the_mark_twice() -> None:
    assert severity_of(3).words == "3 ▇▇▇▁▁ problem"
    assert {len(one.bar) for one in SCALE} == {7}
    assert all(one.bar.count("▇") == one.mark for one in SCALE)


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_off_the_scale(mark: int) -> None:
    with pytest.raises(BadInput, match=r"from 1 .* to 5"):
        severity_of(mark)
