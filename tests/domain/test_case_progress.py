"""The way of a case in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from winback_tui.domain.case.progress.stage_of import CaseFacts
from winback_tui.domain.case.progress.steps import case_steps
from winback_tui.domain.gates.facts import CauseFact, FixFact

TODAY = date(2026, 11, 22)
NEW = CaseFacts(TODAY)
ASKED = replace(NEW, interviews_finished=1, root_known=True)
OPEN = CauseFact("service", "late", None, (FixFact("new carrier"),))
DONE = CauseFact("service", "rude", None, (FixFact("talk", done_on=TODAY),))
DECIDED = replace(ASKED, verdict="win-back", causes=(OPEN, DONE))
FIXED = replace(DECIDED, causes=(DONE,))
LED = replace(FIXED, planned=True, responsible="Ben")


@pytest.mark.parametrize(
    ("case", "returned", "line"),
    [
        (NEW, False, "● Interview  ○ Decide  ○ Fix  ○ Plan  ○ Contact  ○ New order"),
        (ASKED, False, "✓ Interview  ● Decide  ○ Fix  ○ Plan  ○ Contact  ○ New order"),
        (
            replace(ASKED, causes=(OPEN,)),
            False,
            "✓ Interview  ● Decide  ○ Fix 0 of 1  ○ Plan  ○ Contact  ○ New order",
        ),
        (DECIDED, False, "✓ Interview  ✓ Decide  ● Fix 1 of 2  ○ Plan  ○ Contact  ○ New order"),
        (FIXED, False, "✓ Interview  ✓ Decide  ✓ Fix 1 of 1  ● Plan  ○ Contact  ○ New order"),
        (LED, False, "✓ Interview  ✓ Decide  ✓ Fix 1 of 1  ✓ Plan  ● Contact  ○ New order"),
        (
            replace(LED, contacted_on=TODAY),
            False,
            "✓ Interview  ✓ Decide  ✓ Fix 1 of 1  ✓ Plan  ✓ Contact  ● New order",
        ),
        (
            replace(ASKED, verdict="wait"),
            False,
            "✓ Interview  ● Decide  ○ Fix  ○ Plan  ○ Contact  ○ New order",
        ),
        (NEW, True, "○ Interview  ○ Decide  ○ Fix  ○ Plan  ○ Contact  ✓ New order"),
    ],
)
def test_what_is_done_where_it_is_and_what_is_to_come(case: CaseFacts, returned: bool, line: str) -> None:
    found = case_steps(case, returned)
    assert "  ".join(f"{step.state} {step.words}" for step in found) == line
