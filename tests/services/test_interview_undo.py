from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.case_books import a_lost_account
from tests.store.books import content
from winback_tui.domain.case import why
from winback_tui.domain.errors import Refused
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.book.history import history, redo, undo
from winback_tui.services.interviews.answers import (
    keep_answer,
    keep_place,
    keep_whys,
    redo_answer,
    undo_answer,
)
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book

QUESTIONS = ("refusal", "conditions", "root_class", "severity", "human", "human_who", "promise", "channel")
VALUES = ("", "a", "delivery within 3 days", "price", "delivery", "3", "yes", "no", "call", "x\ny")
ACTS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(QUESTIONS), st.sampled_from(VALUES)),
    st.tuples(
        st.just("why"), st.sampled_from(("on", "branch", "edit", "root", "remove")), st.sampled_from("abc")
    ),
    st.tuples(st.just("place"), st.sampled_from(QUESTIONS), st.just("")),
    st.tuples(st.just("finish"), st.just(""), st.just("")),
)


def do(book: Book, told: InterviewRecord, act: tuple[str, str, str]) -> None:
    """One act as the screen would do it; what is refused changes nothing."""
    kind, what, value = act
    if kind == "answer":
        keep_answer(book, told, what, value, InterviewPlace(what))
    elif kind == "place":
        keep_place(book, told, InterviewPlace(what))
    elif kind == "why":
        tree = grown(told.chain, what, value)
        keep_whys(
            book, told, "whys", tree, InterviewPlace("whys", tree[-1].id if tree else ""), one_act=[value]
        )
    elif told.answers:
        finish_interview(book, told.head.id)


def grown(tree: why.WhyTree, how: str, text: str) -> why.WhyTree:
    """The tree after one change that its rules allow."""
    if not tree:
        return why.add_top(tree, f"top{text}", text)
    last = tree[-1]
    fresh = f"n{len(tree)}{last.id[:20]}"
    if how == "on" and why.level(tree, last.id) < why.LEVELS:
        return why.add_why(tree, last.id, fresh, text)
    if how == "branch":
        return why.branch(tree, last.id, fresh, text)
    if how == "root":
        return why.mark_root(tree, last.id, ord(text) % 4)
    if how == "remove":
        return why.remove(tree, last.id)
    return why.edit(tree, last.id, text)


def holding(book: Book) -> int:
    """How many acts hold."""
    return sum(each.act.holds and each.act.undoes is None for each in history(book))


@pytest.mark.thorough
@settings(max_examples=8, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_any_interview_is_undone_to_the_start_and_done_again(acts: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        book, account, _ = a_lost_account(Path(folder))
        before = content(book)
        kept = holding(book)
        interview = start_interview(book, account, "Ana").id
        for act in acts:
            do(book, interview_record(book, interview), act)
        after = content(book)
        done = 0
        while holding(book) > kept:
            undo(book)
            done += 1
        assert content(book) == before
        for _ in range(done):
            redo(book)
        assert content(book) == after


def test_undo_of_answers_leaves_the_beginning_of_the_interview_and_all_before_it(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    interview = start_interview(book, account, "Ana Silva").id
    keep_answer(book, interview_record(book, interview), "refusal", "Too dear")
    undo_answer(book, account)
    assert "refusal" not in interview_record(book, interview).answers
    with pytest.raises(Refused, match="There is no answer left to undo here"):
        undo_answer(book, account)
    redo_answer(book, account)
    assert interview_record(book, interview).answers["refusal"] == "Too dear"
    with pytest.raises(Refused, match="The last thing undone was not an answer"):
        redo_answer(book, account)
    undo_answer(book, account)
    undo(book)
    with pytest.raises(Refused, match="The last thing undone was not an answer"):
        redo_answer(book, account)
