"""A call that drops in the middle of an interview: what it planned ends with the interview, and it is no attempt."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

from tests.services.case_books import field
from tests.services.interview_books import LONG, a_begun_interview, a_chain, answer_all
from winback_tui.domain.days.typed_moments import TypedMoment
from winback_tui.services.book.history import undo
from winback_tui.services.cases.board import board
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.decisions.decide import decide
from winback_tui.services.interviews.dropped import drop_call
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book

CHAIN = a_chain("Too dear", "Their rep calls weekly", confidence=3)
ANSWERS = LONG | {"root_class": "rival-persistence", "stated_class": "rival-persistence", "promise": ""}
OPEN = "SELECT count(*) FROM step WHERE done_on = '' AND dropped_on = '' AND purpose LIKE '%go on with the interview'"


def dropped(folder: Path) -> tuple[Book, str]:
    """An interview answered whole after its call dropped twice: today, and for tomorrow at nine."""
    book, record = a_begun_interview(folder)
    drop_call(book, record.head.id, TypedMoment(book.today))
    drop_call(book, record.head.id, TypedMoment(book.today + timedelta(days=1), time(9)))
    return book, answer_all(book, record, ANSWERS, CHAIN).head.id


def test_no_call_to_go_on_stays_planned_once_the_interview_is_finished(tmp_path: Path) -> None:
    book, interview = dropped(tmp_path)
    assert field(book, OPEN) == 1
    finish_interview(book, interview)
    assert field(book, OPEN) == 0
    undo(book)
    assert field(book, OPEN) == 1


def test_other_calls_stay_planned(tmp_path: Path) -> None:
    book, interview = dropped(tmp_path)
    log_contact(book, "Acme", "Spoke", next_on=date(2026, 12, 9), next_purpose="ask about the order")
    finish_interview(book, interview)
    assert (
        field(book, "SELECT count(*) FROM step WHERE purpose = 'ask about the order' AND done_on = ''") == 1
    )


def test_a_dropped_call_is_no_attempt_to_win_them_back(tmp_path: Path) -> None:
    book, interview = dropped(tmp_path)
    finish_interview(book, interview)
    decide(book, "Acme", "win-back")
    make_plan(book, "Acme")
    (row,) = board(book)
    assert str(row.stage.stage) != "contacted"
