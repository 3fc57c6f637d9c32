from __future__ import annotations

import pytest

from winback_tui.tui.screens.help.palette import rank

COMMANDS = [
    ("log a contact", "call, mail"),
    ("plan", "steps"),
    ("interview", "exit interview"),
    ("view: Overdue", "go"),
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("con", "log a contact"),
        ("in", "interview"),
        ("over", "view: Overdue"),
        ("lgc", "log a contact"),
        ("a log", "log a contact"),
    ],
)
def test_the_best_match_is_on_top(typed: str, first: str) -> None:
    assert rank(COMMANDS, typed, lambda item: item)[0][0] == first


def test_nothing_typed_keeps_the_order_and_nonsense_finds_nothing() -> None:
    assert rank(COMMANDS, "  ", lambda item: item) == COMMANDS
    assert rank(COMMANDS, "zzz", lambda item: item) == []
