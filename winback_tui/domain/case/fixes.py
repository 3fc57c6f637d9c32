"""Fixes: what removes a cause, and the days that make sense for one (playbook B20)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates.facts import FixFact
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import full_day


def checked_fix(
    what: str,
    found_on: date,
    today: date,
    owner: str = "",
    due_on: date | None = None,
    done_on: date | None = None,
) -> FixFact:
    """A fix for a cause found on `found_on`, checked: it says what is done, and its days are possible.

    Raises BadInput for an empty text, a day before the cause was found, or a day done in the future.
    """
    text = clean_line(what)
    if not text:
        raise BadInput(
            "Say what will be done to remove the cause, such as: check every delivery.", rule="B20"
        )
    for name, day in (("due", due_on), ("done", done_on)):
        if day and day < found_on:
            raise BadInput(
                f"'{text[:60]}' cannot be {name} on {full_day(day)}, before its cause was found on"
                f" {full_day(found_on)}.",
                rule="B20",
            )
    if done_on and done_on > today:
        raise BadInput(
            f"'{text[:60]}' cannot be done on {full_day(done_on)}, which is in the future.", rule="W5"
        )
    return FixFact(text, clean_line(owner), due_on, done_on)
