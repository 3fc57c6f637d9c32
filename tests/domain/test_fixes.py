"""A fix says what is done, on days that can be."""

from __future__ import annotations

from datetime import date

import pytest

from winback_tui.domain.case.fixes import checked_fix
from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates import FixFact

FOUND, TODAY = date(2026, 11, 10), date(2026, 11, 22)


def test_a_possible_fix_is_kept_clean() -> None:
    assert checked_fix(" Check\n[every] delivery ", FOUND, TODAY, "Eva", date(2026, 12, 1), TODAY) == FixFact(
        "Check [every] delivery", "Eva", date(2026, 12, 1), TODAY
    )
    assert checked_fix("x", FOUND, TODAY, due_on=FOUND, done_on=FOUND).done_on == FOUND


@pytest.mark.parametrize(
    ("what", "due", "done", "named"),
    [
        (" \x1b[2J ", None, None, "what will be done"),
        (
            "Repair",
            None,
            date(2026, 11, 9),
            "cannot be done on 9 Nov 2026, before its cause was found on 10 Nov",
        ),
        ("Repair", date(2026, 11, 9), None, "cannot be due on 9 Nov 2026"),
        ("Repair", None, date(2026, 11, 23), "which is in the future"),
    ],
)
def test_an_impossible_fix_is_refused(what: str, due: date | None, done: date | None, named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        checked_fix(what, FOUND, TODAY, "", due, done)
    assert named in str(refusal.value)
