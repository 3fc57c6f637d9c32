from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from winback_tui.domain.account.status import Status
from winback_tui.domain.case.progress.stage_of import CaseFacts, stage_of
from winback_tui.domain.case.stage import Stage, stage_in_words
from winback_tui.domain.gates.facts import CauseFact

TODAY = date(2026, 11, 30)
ASKED = CaseFacts(TODAY, interviews_finished=1, root_known=True)


@pytest.mark.parametrize(
    "facts",
    [
        CaseFacts(TODAY),
        ASKED,
        CaseFacts(TODAY, verdict="wait", wait_until=date(2026, 12, 24)),
        CaseFacts(TODAY, verdict="wait", wait_for="price <= 12.50 EUR"),
        CaseFacts(TODAY, verdict="let-go"),
        CaseFacts(TODAY, twice_lost=True),
        CaseFacts(TODAY, twice_lost=True, letter_sent_on=TODAY),
        CaseFacts(TODAY, interviews_finished=1, root_known=True, verdict="win-back"),
        replace(ASKED, verdict="win-back", causes=(CauseFact("service", "late"),)),
    ],
)
def test_the_words_of_a_stage_lead_back_to_it(facts: CaseFacts) -> None:
    view = stage_of(facts)
    assert stage_in_words(view.text) is view.stage


def test_other_words_are_no_stage() -> None:
    assert stage_in_words("overdue") is None
    assert stage_in_words("") is None


def test_no_sign_of_a_status_is_a_letter() -> None:
    assert not [status for status in Status if status.glyph.isalpha()]
    assert not [stage for stage in Stage if stage.glyph.isalpha()]
