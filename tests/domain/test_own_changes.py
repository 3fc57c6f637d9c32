"""What the two answers about a change of our own mean for those who left over it."""

from __future__ import annotations

import pytest

from winback_tui.domain.case.own_changes import what_follows


@pytest.mark.parametrize(
    ("new_target", "improved", "begins"),
    [
        ("yes", "", "They are no longer"),
        ("yes", "no", "They are no longer"),
        ("no", "yes", "Keep the change"),
        ("no", "no", "Put it right"),
        ("", "no", "Put it right"),
        ("no", "", ""),
        ("", "", ""),
    ],
)
def test_what_follows_from_the_answers(new_target: str, improved: str, begins: str) -> None:
    found = what_follows(new_target, improved)
    assert found.startswith(begins) and bool(found) == bool(begins)
