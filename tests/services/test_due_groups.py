"""What is due by today, what comes this week and what can wait: four groups that add up, counted in one place."""

from __future__ import annotations

from winback_tui.domain.days.due import When
from winback_tui.services.plans.followups import CAN_WAIT, DUE_GROUPS, due_now, due_words


def test_due_is_what_is_late_or_for_today_and_what_can_wait_is_counted_apart() -> None:
    numbers = {When.LATE: 28, When.TODAY: 4, When.THIS_WEEK: 9, CAN_WAIT: 14}
    assert due_now(numbers) == 32
    assert due_words(numbers) == "32 due: 28 late + 4 today · 9 this week · 14 can wait"


def test_without_anything_late_the_words_stay_short() -> None:
    numbers = dict.fromkeys(DUE_GROUPS, 0) | {When.TODAY: 4}
    assert due_words(numbers) == "4 due"
    assert due_words(numbers | {When.TODAY: 0, CAN_WAIT: 1}) == "0 due · 1 can wait"
