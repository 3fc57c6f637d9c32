from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, an_account, field
from tests.services.interview_books import a_begun_interview, a_chain
from tests.store.books import content
from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.book.history import history, redo, undo
from winback_tui.services.interviews.answers import fault_of, keep_answer, keep_place, keep_whys
from winback_tui.services.interviews.interviews import case_interviews, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book


def sentences(book: Book) -> list[str]:
    return [each.act.sentence for each in history(book)]


def test_an_interview_begins_in_the_open_case_with_whoever_acts(tmp_path: Path) -> None:
    book, account, case = a_lost_account(tmp_path)
    done = start_interview(book, "acme", "Ana Silva", channel="phone")
    found = interview_record(book, done.id)
    assert done.sentence == "Interview started with Ana Silva at Acme"
    assert (found.head.case_id, found.head.person, found.head.interviewer) == (case.id, "Ana Silva", "Ann")
    assert (found.head.channel, found.answers) == ("call", {"channel": "call"})
    assert found.page.id == "background"
    assert [each.head.id for each in case_interviews(book, account).begun] == [done.id]


def test_who_lost_the_account_is_told_that_a_colleague_hears_more(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    assert "lost them" not in " ".join(start_interview(book, account, "Ana Silva").warnings)
    (warning,) = start_interview(book, account, "Eve", interviewer=" BOB ").warnings
    assert warning.startswith("Bob lost them: let a colleague ask")
    assert "people say more to somebody else" in warning


def test_without_an_open_case_no_interview_begins(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    with pytest.raises(Refused, match="has no case"):
        start_interview(book, account, "Ana Silva")
    assert field(book, "SELECT count(*) FROM interview") == 0


@pytest.mark.parametrize("channel", ["pigeon", "internal"])
def test_a_way_that_reaches_nobody_is_refused(tmp_path: Path, channel: str) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match="is not a channel for an interview"):
        start_interview(book, account, channel=channel)


def test_typing_on_is_one_act_and_one_undo(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    before = content(book)
    for text in ("You", "You have become", "You have become too expensive."):
        keep_answer(book, told, "refusal", text, InterviewPlace("refusal"))
    assert interview_record(book, told.head.id).answers["refusal"] == "You have become too expensive."
    assert sentences(book)[0].startswith("'What made you decide to stop buying from us?' answered")
    assert sentences(book)[1] == "Interview started with Ana Silva at Acme"
    undo(book)
    assert content(book) == before
    redo(book)
    assert interview_record(book, told.head.id).answers["refusal"] == "You have become too expensive."


def test_the_same_answer_has_the_same_id_on_every_laptop(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_answer(book, told, "refusal", "x")
    first = field(book, "SELECT id FROM answer WHERE question = 'refusal'")
    undo(book)
    keep_answer(book, told, "refusal", "y")
    assert field(book, "SELECT id FROM answer WHERE question = 'refusal'") == first


def test_going_on_belongs_to_the_act_before_and_is_undone_with_it(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_place(book, told, InterviewPlace("rep_reason"))
    keep_answer(book, told, "rep_reason", "Too dear", InterviewPlace("rep_reason"))
    keep_place(book, told, InterviewPlace("rep_class"), after=["rep_reason"])
    assert interview_record(book, told.head.id).page.id == "rep_class"
    assert len([each for each in sentences(book) if "Acme" in each and "nterview" in each]) == 2
    undo(book)
    assert interview_record(book, told.head.id).page.id == "rep_reason"
    undo(book)
    with pytest.raises(NotFound, match="its start was undone"):
        interview_record(book, told.head.id)


def test_going_on_alone_names_the_question(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_answer(book, told, "refusal", "x")
    keep_place(book, told, InterviewPlace("severity"), after=["conditions"])
    assert sentences(book)[0].startswith("Went on to 'From 1 to 5: how bad was this for you?'")


def test_an_answer_is_taken_back_by_emptying_it(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_answer(book, told, "severity", "3")
    keep_answer(book, told, "severity", "")
    assert "severity" not in interview_record(book, told.head.id).answers


def test_what_is_no_answer_yet_is_kept_as_typed(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_answer(book, told, "severity", "7")
    assert interview_record(book, told.head.id).answers["severity"] == "7"
    assert "from 1 to 5" in fault_of(told.script.question("severity"), "7")
    assert fault_of(told.script.question("severity"), "5") == ""


def test_control_bytes_and_bidi_marks_do_not_get_in(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path, "Ana\x1b[31m\u202e [red]x")
    keep_answer(book, told, "refusal", "\x1b]0;owned\x07too \u202edear\x00 [@click=app.quit]x")
    found = interview_record(book, told.head.id)
    assert found.head.person == "Ana [red]x"
    assert found.answers["refusal"] == "too dear [@click=app.quit]x"


def test_the_channel_answered_is_the_channel_of_the_interview(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    keep_answer(book, told, "channel", "meeting")
    assert interview_record(book, told.head.id).head.channel == "meeting"


def test_whys_come_back_as_the_tree_that_was_kept(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    tree = a_chain("Too expensive", "Express freight", "Late deliveries")
    tree = why.branch(tree, "why-1", "other", "A rival pays the freight")
    keep_whys(book, told, "whys", tree, InterviewPlace("whys", "other"))
    found = interview_record(book, told.head.id)
    assert found.chain == tree
    assert found.answers["whys"] == "Late deliveries"
    assert found.head.place == InterviewPlace("whys", "other")
    smaller = why.remove(tree, "why-1")
    keep_whys(book, found, "whys", smaller, one_act=["x"], done="removed")
    assert interview_record(book, told.head.id).chain == smaller
    undo(book)
    assert interview_record(book, told.head.id).chain == tree


def test_typing_of_one_why_is_one_act_and_the_next_another(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    tree = why.add_top((), "a", "Too")
    keep_whys(book, told, "whys", tree, one_act=["a"])
    tree = why.edit(tree, "a", "Too expensive")
    keep_whys(book, told, "whys", tree, one_act=["a"])
    longer = why.add_why(tree, "a", "b", "Freight")
    keep_whys(book, told, "whys", longer, one_act=["b"])
    undo(book)
    assert interview_record(book, told.head.id).chain == tree
    undo(book)
    assert interview_record(book, told.head.id).chain == ()


def test_an_unknown_question_is_named(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    with pytest.raises(NotFound, match="no question 'nope'"):
        keep_answer(book, told, "nope", "x")
