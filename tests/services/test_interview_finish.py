from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.services.interview_books import LONG, a_begun_interview, a_chain, another_interview, answer_all
from tests.store.books import content
from winback_tui.domain.case.why import unmark_root
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.playbook.scripts.answers_file import parse_answers
from winback_tui.services.book.history import undo
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.voices import compare, data_statements, reasons_list
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.interviews.answers import keep_answer, keep_whys
from winback_tui.services.interviews.filled_script import take_filled
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import case_interviews, interview_record
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book

CHAIN = a_chain("Too expensive", "Express freight", "Nobody told us about the cut-off", confidence=3)


def causes(book: Book) -> list[tuple[object, ...]]:
    with book.read() as connection:
        rows = connection.execute(
            "SELECT reason, weight, text, voice, fixable, human, whom FROM cause ORDER BY weight DESC, reason"
        )
        return [tuple(row) for row in rows]


def conditions(book: Book) -> list[tuple[str, str]]:
    with book.read() as connection:
        return [
            (row[0], row[1]) for row in connection.execute("SELECT text, term FROM condition ORDER BY text")
        ]


def test_the_root_becomes_a_cause_and_the_wishes_become_conditions(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    told = answer_all(book, told, LONG, CHAIN)
    done = finish_interview(book, told.head.id)
    assert done.sentence == "Interview finished with Ana Silva at Acme: 1 cause, 2 conditions"
    assert done.warnings == ()
    assert causes(book) == [
        ("new-rules", 100, "Nobody told us about the cut-off", "customer", None, 1, "the order desk")
    ]
    assert conditions(book) == [
        ("delivery within 3 days", "delivery <= 3 days"),
        ("somebody who answers the phone", ""),
    ]
    assert field(book, "SELECT text FROM promise") == "I call again on Friday"
    assert ("Fri", "promise: I call again on Friday") in [(row.day, row.what) for row in due(book)]
    assert field(book, "SELECT stage FROM account_summary") == "to decide"


def test_who_paid_for_it_at_the_customer_is_in_the_brief(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    told = answer_all(book, told, LONG | {"who_paid": "The buyer lost her bonus"}, a_chain("Late"))
    said = f"Who paid for it ({told.head.person}): The buyer lost her bonus"
    assert said in brief(book, "Acme").happened
    keep_answer(book, told, "who_paid", "")
    assert not any(line.startswith("Who paid") for line in brief(book, "Acme").happened)


def test_finishing_is_undone_whole(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, LONG, CHAIN)
    before = content(book)
    finish_interview(book, told.head.id)
    undo(book)
    assert content(book) == before
    assert field(book, "SELECT stage FROM account_summary") == "to interview"


def test_an_empty_interview_cannot_be_finished(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    with pytest.raises(Refused, match="Nothing is answered"):
        finish_interview(book, told.head.id)


def test_a_customer_who_will_not_say_more_can_be_let_off(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, {"refusal": "Too dear."}, unmark_root(CHAIN, "why-2"))
    done = finish_interview(book, told.head.id)
    assert any(each.startswith("No why is marked as the root") for each in done.warnings)
    assert causes(book) == [("other", 100, "Nobody told us about the cut-off", "customer", None, 0, "")]
    assert field(book, "SELECT stage FROM account_summary") == "to interview"


def test_two_people_weigh_the_same_and_share_a_cause(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, LONG, CHAIN)
    finish_interview(book, told.head.id)
    second = another_interview(book, told.head.account_id, "Bo Lind", "short")
    answer_all(book, second, {"refusal": "Rude at the gate", "root_class": "staff-indifferent"})
    keep_whys(book, second, "whys", a_chain("Rude at the gate", "Nobody greets us", name="b"))
    finish_interview(book, second.head.id)
    assert [(row[0], row[1]) for row in causes(book)] == [("new-rules", 50), ("staff-indifferent", 50)]
    doubts = compare(case_interviews(book, "Acme").interviews, (), reasons_list()).doubts
    assert any("do not agree" in each for each in doubts)


def test_a_later_correction_changes_the_causes_at_once(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, LONG, CHAIN)
    finish_interview(book, told.head.id)
    keep_answer(book, told, "root_class", "delivery")
    keep_answer(book, told, "conditions", "delivery within 2 days")
    assert [row[0] for row in causes(book)] == ["delivery"]
    assert conditions(book) == [("delivery within 2 days", "delivery <= 2 days")]


def test_a_cause_that_somebody_works_on_stays_without_weight(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, LONG, CHAIN)
    finish_interview(book, told.head.id)
    add_fix(book, "Acme", "Explain the new rules", owner="Ben")
    keep_answer(book, told, "root_class", "delivery")
    assert [(row[0], row[1]) for row in causes(book)] == [("delivery", 100), ("new-rules", 0)]


def test_an_objective_reason_cannot_be_repaired_by_us(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, {**LONG, "root_class": "objective-moved"}, CHAIN)
    finish_interview(book, told.head.id)
    assert causes(book)[0][4] == 0


def test_a_rival_is_a_record_of_its_own(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    answer_all(book, told, {**LONG, "root_class": "better-terms", "competitor": "Rival AG"}, CHAIN)
    finish_interview(book, told.head.id)
    assert (
        field(book, "SELECT name FROM competitor JOIN cause ON competitor.id = competitor_id") == "Rival AG"
    )


FILLED = """
script = "short"
person = "Ana Silva"
day = 2026-11-20
[answers]
refusal = "Too dear."
conditions = ["delivery within 3 days"]
severity = 4
[[answers.whys]]
text = "Too dear."
because = [{ text = "Freight", root = true, confidence = 2 }]
"""


def day_of(at: int) -> date:
    """The user's day of an instant in milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone().date()


def test_a_filled_script_is_one_finished_interview_and_one_act(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    before = content(book)
    done = take_filled(book, account, parse_answers(FILLED.encode(), "x.toml"))
    found = interview_record(book, done.id)
    assert found.head.finished
    assert day_of(found.head.started_at) == date(2026, 11, 20)
    assert found.answers["severity"] == "4"
    assert [row[0] for row in causes(book)] == ["other"]
    undo(book)
    assert content(book) == before


def test_an_interview_of_a_day_is_held_on_that_day_far_in_the_east(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with monkeypatch.context() as east:
        east.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        done = take_filled(book, account, parse_answers(FILLED.encode(), "x.toml"))
        day = day_of(interview_record(book, done.id).head.started_at)
    time.tzset()
    assert day == date(2026, 11, 20)


def test_who_was_interviewed_is_kept_clean(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    done = take_filled(
        book, account, parse_answers(FILLED.encode(), "x.toml"), person=" A\x1b[2Jna\u202e\n Ruiz"
    )
    assert interview_record(book, done.id).head.person == "Ana Ruiz"


def test_a_filled_script_only_tried_changes_nothing(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    before = content(book)
    done = take_filled(book, account, parse_answers(FILLED.encode(), "x.toml"), dry_run=True)
    assert done.sentence == "Interview from a file with Ana Silva at Acme: finished"
    assert content(book) == before


def test_a_half_filled_script_is_begun_and_stands_at_what_is_missing(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    half = FILLED.replace("severity = 4\n", "")
    done = take_filled(book, account, parse_answers(half.encode(), "x.toml"))
    found = interview_record(book, done.id)
    assert not found.head.finished
    assert found.page.id == "severity"
    assert causes(book) == []


def test_an_interview_of_tomorrow_is_refused(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    late = FILLED.replace("2026-11-20", "2026-11-23")
    with pytest.raises(BadInput, match="cannot be in the future"):
        take_filled(book, account, parse_answers(late.encode(), "x.toml"))


def test_the_voices_stand_side_by_side_with_what_they_differ_in(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    told = answer_all(book, told, LONG, CHAIN)
    now = case_interviews(book, "Acme")
    assert now.case is not None and now.case.lost_on == date(2026, 10, 1)
    found = compare(now.interviews, data_statements(book, now.case), reasons_list())
    assert (found.reps[0].text, found.reps[0].reason) == ("They only ever wanted it cheaper.", "Price")
    assert found.customers[0].roots == (("Nobody told us about the cut-off", 3),)
    assert found.customers[0].root_reason == "New working rules"
    assert any("No contact with them" in each.text for each in found.data)
    pairs = {each.between for each in found.differ}
    assert {("rep", "customer"), ("stated", "root"), ("customer", "ours")} <= pairs
