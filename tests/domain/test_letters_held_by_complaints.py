"""What an unresolved complaint holds back of letters, and by which day a letter counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.test_letters import TODAY, ago, lost, silent
from winback_tui.domain.account.status import Status
from winback_tui.domain.plan.letter import (
    LetterFacts,
    LetterKind,
    Quote,
    due_letter,
    hindrances,
    kept_by_complaint,
)
from winback_tui.domain.plan.letter.kinds import SLEEPING, UNFINISHED
from winback_tui.domain.wording.wording import full_day

ASKING = (*SLEEPING, *UNFINISHED, LetterKind.QUOTE, LetterKind.TESTIMONIAL, LetterKind.FIRST_IMPRESSION)


@pytest.mark.parametrize("kind", LetterKind)
def test_nothing_is_sold_to_or_asked_of_somebody_whose_complaint_is_unresolved(kind: LetterKind) -> None:
    for facts in (silent(400), silent(400, quote=Quote("Q-1", ago(5))), lost(), lost(times_lost=2)):
        held = hindrances(kind, replace(facts, complained_on=ago(120)))
        ours = [each for each in held if "complaint" in each.sentence]
        assert tuple(each for each in held if each not in ours) == hindrances(kind, facts)
        expected = f"The complaint of Acme from {full_day(ago(120))} is unresolved; resolve it first."
        assert [(each.sentence, each.rule) for each in ours] == (
            [(expected, "M12")] if kind in ASKING else []
        )


def test_a_complaint_keeps_the_letter_from_being_due_and_says_which() -> None:
    quoted = LetterFacts("Acme", TODAY, Status.ACTIVE, ago(900), ago(60), 9, 60, quote=Quote("Q", ago(3)))
    new = LetterFacts("Acme", TODAY, Status.NEW, ago(20), ago(20), 1, 20)
    for facts in (silent(100), silent(400), quoted, new):
        complained = replace(facts, complained_on=ago(10))
        assert due_letter(complained) is None
        assert kept_by_complaint(complained) == due_letter(facts) is not None
        assert kept_by_complaint(facts) is None
    back = silent(3, status=Status.RETURNED, returned_on=ago(3), complained_on=ago(2))
    found = due_letter(back)
    assert found is not None and found.kind is LetterKind.THANKS, "it asks for nothing"
    assert kept_by_complaint(back) is None
    assert kept_by_complaint(silent(40, complained_on=ago(10))) is None, "nothing would be due"


def test_a_letter_counts_to_the_day_it_is_written_and_is_due_by_what_the_data_show() -> None:
    """The order data end eleven days ago: an order may have come since, but nobody reads 89 days on day 100."""
    stale = replace(silent(100), silence_days=89)
    assert due_letter(stale) is None
    (why,) = hindrances(SLEEPING[0], stale)
    words = "Acme ordered 100 days ago, of which the order data cover 89; this letter is for 90 or more."
    assert why.sentence == words
    found = due_letter(replace(stale, silence_days=95))
    assert found is not None and found.why == "no order for 100 days"
    (why,) = hindrances(SLEEPING[0], silent(30))
    assert why.sentence == "Acme ordered 30 days ago; this letter is for 90 or more."
