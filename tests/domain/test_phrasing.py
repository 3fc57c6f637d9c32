"""Shares and rows of names inside a sentence."""

from __future__ import annotations

import pytest

from winback_tui.domain.wording.phrasing import exact_percent, join_names


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 %"),
        (0.004, "0.4 %"),
        (0.0094, "0.9 %"),
        (0.0095, "1 %"),
        (0.125, "13 %"),
        (0.145, "15 %"),
        (1, "100 %"),
        (2, "200 %"),
        (-0.2, "-20 %"),
        (-0.004, "-0.4 %"),
    ],
)
def test_a_share_in_percent(share: float, said: str) -> None:
    assert exact_percent(share) == said


def test_names_in_a_row() -> None:
    assert [join_names(row) for row in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert join_names(["a", "b"], "or") == "a or b"
