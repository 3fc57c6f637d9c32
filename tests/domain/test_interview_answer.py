from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput
from winback_tui.domain.interview.answer import checked_answer, conditions_of
from winback_tui.domain.interview.script import Choice, Question, QuestionType, is_question_id

from .interview_scripts import HUMAN, PRICE, REASON, SEVERITY, THANKS, WHO, script

WISHES = Question("wishes", QuestionType.CONDITION, "What must we do?")
STEPS = replace(SEVERITY, choices=tuple(Choice(str(n), f"step {n}") for n in range(1, 6)))


@pytest.mark.parametrize(
    ("question", "raw", "kept"),
    [
        (REASON, "price", "price"),
        (REASON, " PRICE ", "price"),
        (REASON, "Quality", "quality"),
        (REASON, "3", "other"),
        (SEVERITY, " 4 ", "4"),
        (STEPS, "Step 2", "2"),
        (HUMAN, "Y", "yes"),
        (HUMAN, "ja", "yes"),
        (HUMAN, "Nein", "no"),
        (PRICE, "12,50", "12.5"),
        (PRICE, "1 200", "1200"),
        (PRICE, "0", "0"),
        (PRICE, "-0", "0"),
        (PRICE, "1e3", "1000"),
        (WHO, "  the [red]desk\x1b[31m\x07 ", "the [red]desk"),
        (WISHES, "- price at most 12\n\n *  back\tby Friday \n", "price at most 12\nback by Friday"),
        (WISHES, "   \n ", ""),
        (THANKS, "", ""),
        (REASON, "  ", ""),
    ],
)
def test_an_answer_is_kept_in_its_one_form(question: Question, raw: str, kept: str) -> None:
    assert checked_answer(question, raw) == kept


@pytest.mark.parametrize(
    ("question", "raw", "said"),
    [
        (REASON, "cheap", "choose one of price, quality, other"),
        (REASON, "4", "choose one of"),
        (SEVERITY, "6", "a digit from 1 to 5"),
        (SEVERITY, "0", "a digit from 1 to 5"),
        (HUMAN, "maybe", "neither yes nor no"),
        (PRICE, "twelve", "not a number"),
        (PRICE, "NaN", "possible number for 'limit'"),
        (PRICE, "1e99", "possible number for 'limit'"),
        (replace(PRICE, lowest=Decimal(1)), "0.5", "the lowest is 1"),
        (replace(PRICE, highest=Decimal(9)), "10", "the highest is 9"),
        (THANKS, "hello", "takes no answer"),
        (WISHES, "x\n" * 21, "21 conditions"),
    ],
)
def test_a_wrong_answer_is_refused_in_one_sentence(question: Question, raw: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        checked_answer(question, raw)
    assert "\n" not in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from((*script().questions, WISHES, STEPS)), st.text(max_size=30))
def test_what_is_kept_is_kept_as_it_is_when_checked_again(question: Question, raw: str) -> None:
    try:
        kept = checked_answer(question, raw)
    except BadInput:
        return
    assert checked_answer(question, kept) == kept


def test_conditions_come_one_a_line() -> None:
    assert conditions_of("price at most 12\nback by Friday") == ("price at most 12", "back by Friday")
    assert conditions_of("") == ()


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("who", True),
        ("a_1", True),
        ("1a", False),
        ("and", False),
        ("Yes", False),
        ("yes", False),
        ("a-b", False),
        ("", False),
        ("x" * 41, False),
    ],
)
def test_ids_of_questions(text: str, fits: bool) -> None:
    assert is_question_id(text) is fits
