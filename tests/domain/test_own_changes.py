"""What the two answers about a change of our own mean for those who left over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.case.own_changes import DatedChange, off_target_since, what_follows


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


@pytest.mark.parametrize(("days_before", "named"), [(1, True), (0, True), (-1, False)])
def test_a_change_on_the_day_of_the_loss_came_before_it(days_before: int, named: bool) -> None:
    lost_on = date(2026, 6, 1)
    change = DatedChange(
        "c",
        lost_on - timedelta(days=days_before),
        "other",
        "Only firms from now on",
        "homes",
        "",
        "yes",
        "",
        "",
    )
    assert (off_target_since([change], "homes", lost_on) != "") == named
    assert off_target_since([change], "firms", lost_on) == off_target_since([change], "", lost_on) == ""
