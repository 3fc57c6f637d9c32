"""Every root cause of an interview is a cause of the loss, with its own class, weight and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import field
from tests.services.interview_books import LONG, a_begun_interview, a_chain, another_interview, answer_all
from tests.store.books import content
from winback_tui.domain.case import why
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.errors import BadInput
from winback_tui.playbook.scripts.answers_file import parse_answers
from winback_tui.services.book.history import undo
from winback_tui.services.cases.board import board
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.decisions.decide import decide
from winback_tui.services.interviews.answers import keep_answer, keep_whys
from winback_tui.services.interviews.filled_script import take_filled
from winback_tui.services.interviews.finish import finish_interview, missing_answers
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.store.book import Book
from winback_tui.store.interviews.writes import write_answer
from winback_tui.store.write import act

ONE = a_chain("Late again", "One lorry for two rounds", confidence=3)


def branched(confidence: int = 1) -> why.WhyTree:
    """A second root beside the first: the same lorry, and nobody who answers."""
    tree = why.branch(ONE, "why-1", "why-2", "Nobody answered the phone")
    return why.mark_root(tree, "why-2", confidence)


def causes(book: Book) -> list[tuple[object, ...]]:
    with book.read() as connection:
        rows = connection.execute("SELECT reason, weight, text FROM cause ORDER BY weight DESC, reason, text")
        return [tuple(row) for row in rows]


def asked(record: InterviewRecord) -> list[str]:
    return [page.id for page in record.flow.pages if page.id.startswith("root_class")]


def with_two_roots(folder: Path) -> tuple[Book, InterviewRecord]:
    book, told = a_begun_interview(folder)
    told = answer_all(book, told, {**LONG, "root_class": "delivery", "stated_class": "delivery"}, ONE)
    keep_whys(book, told, "whys", branched())
    return book, interview_record(book, told.head.id)


def test_a_second_root_asks_for_its_own_class_and_the_first_keeps_the_one_it_had(tmp_path: Path) -> None:
    _, told = with_two_roots(tmp_path)
    assert asked(told) == ["root_class.why-1", "root_class.why-2"]
    assert [(root.text, code) for root, code in told.root_classes] == [
        ("One lorry for two rounds", "delivery"),
        ("Nobody answered the phone", ""),
    ]
    assert [page.label.split(" · ")[0] for page in told.flow.missing] == ["“Nobody answered the phone”"]
    assert any("Nobody answered the phone" in said for said in missing_answers(told))


def test_two_roots_make_two_causes_each_with_its_class_weight_and_fix(tmp_path: Path) -> None:
    book, told = with_two_roots(tmp_path)
    keep_answer(book, told, "root_class.why-2", "service")
    done = finish_interview(book, told.head.id)
    assert "2 causes" in done.sentence
    # 1 and the confidence of each: 4 to 2
    assert causes(book) == [
        ("delivery", 67, "One lorry for two rounds"),
        ("service", 33, "Nobody answered the phone"),
    ]
    decide(book, "Acme", "win-back")
    add_fix(book, "Acme", "A second lorry", "delivery", "Bob", done_on=book.today)
    row = board(book)[0]
    assert (row.stage.stage, row.stage.text) == (Stage.FIX, "to fix 1 of 2")
    add_fix(book, "Acme", "A phone rota", "service", "Bob", done_on=book.today)
    assert board(book)[0].stage.stage is not Stage.FIX


def test_two_roots_of_one_class_are_two_causes_and_people_who_say_the_same_make_one(tmp_path: Path) -> None:
    book, told = with_two_roots(tmp_path)
    keep_answer(book, told, "root_class.why-2", "delivery")
    finish_interview(book, told.head.id)
    assert [row[0] for row in causes(book)] == ["delivery", "delivery"]
    assert {row[2] for row in causes(book)} == {"One lorry for two rounds", "Nobody answered the phone"}
    other = another_interview(book, told.head.account_id, "Bo Lind")
    other = answer_all(
        book, other, {**LONG, "stated_class": "", "root_class": "delivery"}, a_chain("Late", name="other")
    )
    finish_interview(book, other.head.id)
    assert len(causes(book)) == 2


def test_a_root_taken_back_gives_its_class_to_the_one_that_stays(tmp_path: Path) -> None:
    book, told = with_two_roots(tmp_path)
    keep_answer(book, told, "root_class.why-2", "service")
    finish_interview(book, told.head.id)
    told = interview_record(book, told.head.id)
    before = content(book)
    keep_whys(book, told, "whys", why.unmark_root(branched(), "why-1"))
    now = interview_record(book, told.head.id)
    assert asked(now) == ["root_class"]
    assert [code for _, code in now.root_classes] == ["service"]
    assert causes(book) == [("service", 100, "Nobody answered the phone")]
    undo(book)
    assert content(book) == before


def test_an_older_interview_with_two_roots_and_one_class_gives_it_to_the_first(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    told = answer_all(book, told, {**LONG, "root_class": ""}, branched())
    with book.read() as connection:
        assert (
            connection.execute("SELECT count(*) FROM answer WHERE question LIKE 'root_class.%'").fetchone()[0]
            == 0
        )
    with act(book, "answer", "Answered", told.head.account_id) as transaction:
        write_answer(transaction, told.head.id, "root_class", "delivery")
    now = interview_record(book, told.head.id)
    assert [code for _, code in now.root_classes] == ["delivery", ""]


def test_a_class_that_there_is_not_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"two\.toml:17:1: 'weather' is not a choice"):
        parse_answers(TWO_ROOTS.replace(b"CLASS", b"weather"), "two.toml")


def test_a_cause_entered_by_hand_is_taken_over_once(tmp_path: Path) -> None:
    book, told = with_two_roots(tmp_path)
    add_cause(book, "Acme", "delivery", "They come late")
    keep_answer(book, told, "root_class.why-2", "delivery")
    finish_interview(book, told.head.id)
    assert len(causes(book)) == 2


TWO_ROOTS = b"""
script = "long"
[answers]
refusal = "Late"
conditions = ["delivery within 3 days"]
severity = "3"
human = "no"
[[answers.whys]]
text = "Late again"
[[answers.whys.because]]
text = "One lorry"
root = true
class = "delivery"
[[answers.whys.because]]
text = "Dearer than the rival"
root = true
class = "CLASS"
"""


def test_an_answers_file_names_the_class_of_each_root(tmp_path: Path) -> None:
    book, _ = a_begun_interview(tmp_path)
    done = take_filled(book, "Acme", parse_answers(TWO_ROOTS.replace(b"CLASS", b"price"), "two.toml"))
    assert done.facts["finished"] is True
    assert {row[0] for row in causes(book)} == {"delivery", "price"}
    assert field(book, "SELECT count(*) FROM interview") == 2
