"""The kinds of letters: how long each waits, who is held out of a batch, and what letters brought."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.plan.letter import LetterKind, held_out
from winback_tui.domain.plan.letter.kinds import SPECS
from winback_tui.domain.plan.letter_results import ENOUGH_ACCOUNTS, LetterResult


@given(st.lists(st.uuids().map(lambda each: each.hex), min_size=1, max_size=50), st.integers(0, 50))
def test_who_is_held_out_depends_on_the_account_alone(ids: list[str], share: int) -> None:
    assert [held_out(each, share) for each in ids] == [held_out(each, share) for each in ids]
    assert not any(held_out(each, 0) for each in ids)
    assert all(held_out(each, share) <= held_out(each, 50) for each in ids)


def test_the_share_held_out_is_near_the_one_asked_for() -> None:
    held = sum(held_out(f"{number:032x}", 20) for number in range(5_000))
    assert 900 < held < 1_100


def test_what_letters_brought_is_said_only_where_there_are_enough() -> None:
    assert LetterResult(0, 0, 0, 0).why == "No letter has been sent yet."
    assert "held out" in LetterResult(50, 10, 0, 0).why
    assert LetterResult(ENOUGH_ACCOUNTS, 10, ENOUGH_ACCOUNTS - 1, 1).why.startswith("Too few to say")
    assert LetterResult(100, 20, 50, 5).brought == pytest.approx(0.1)


def test_letters_that_answer_a_loss_need_a_case() -> None:
    assert {kind for kind, spec in SPECS.items() if spec.of_case} == {
        LetterKind.APOLOGY,
        LetterKind.BY_HAND,
        LetterKind.REPENTANCE,
    }


def test_each_kind_waits_its_time_and_has_its_place_in_its_series() -> None:
    """A hundred years stand for never again."""
    assert {kind.value: (spec.waits, spec.step) for kind, spec in SPECS.items()} == {
        "sleeping-90": (365, 1),
        "sleeping-180": (365, 2),
        "sleeping-360": (365, 3),
        "unfinished-1": (60, 1),
        "unfinished-2": (60, 2),
        "unfinished-3": (60, 3),
        "quote": (14, 0),
        "apology": (365, 0),
        "repentance": (36_500, 0),
        "by-hand": (365, 0),
        "after-call": (1, 0),
        "testimonial": (365, 0),
        "first-impression": (36_500, 0),
        "what-changed": (14, 0),
        "thanks": (365, 0),
    }
    assert {kind for kind, spec in SPECS.items() if spec.claims_change} == {
        LetterKind.APOLOGY,
        LetterKind.BY_HAND,
    }
    assert {kind for kind, spec in SPECS.items() if spec.on_paper} == {LetterKind.BY_HAND}
