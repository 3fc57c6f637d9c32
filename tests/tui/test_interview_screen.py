from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, answer_all
from tests.tui.interview_app import InterviewPilot, hold, resume
from tests.tui.piloting import drawn, toasts
from winback_tui.domain.errors import Refused
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.book.history import undo
from winback_tui.services.interviews.answers import keep_answer, keep_place
from winback_tui.services.interviews.interviews import interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book
from winback_tui.store.file import open as opening
from winback_tui.tui.screens.interview.boxes.answer_box import AnswerBox
from winback_tui.tui.screens.interview.saving.autosave import write_batch

HOSTILE = (
    ("ACME [/HQ]", (120, 36)),
    ("[@click=app.quit]x", (60, 20)),
    ("東京精密工業 ☕", (80, 24)),
    ("שלום", (80, 24)),
)


def test_what_is_typed_is_in_the_book_as_soon_as_the_screen_says_saved(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.at("rep_reason")
        await session.type("too dear")
        assert "too dear" in session.text
        assert (await session.saved()).answers["rep_reason"] == "too dear"

    hold(tmp_path, script)


def test_it_is_not_called_saved_from_the_first_letter_until_the_book_has_it(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.saved()
        before = session.screen._saving
        await session.press("x")
        if not before.clean:
            assert "✓ saved" not in session.text
        await session.saved()
        assert before.clean

    hold(tmp_path, script)


def test_esc_leaves_and_the_next_time_goes_on_at_the_same_letter(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    interview = start_interview(book, account, "Ana Silva").id

    async def first(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.at("rep_reason")
        await session.type("too de")
        await session.press("escape", "escape")
        await session.until(lambda: not session.app.is_running or not session.app.screen.is_current, "left")

    async def second(session: InterviewPilot) -> None:
        assert session.screen.at == "rep_reason"
        await session.type("ar")
        assert (await session.saved()).answers["rep_reason"] == "too dear"

    resume(book, interview, first)
    assert interview_record(book, interview).answers["rep_reason"] == "too de"
    resume(book, interview, second)


def test_the_long_interview_by_keys_alone(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.type("cheaper")
        await session.press("enter", "p", "enter", "enter", "f3", "enter", "enter")
        await session.at("refusal")
        await session.type("too dear")
        await session.press("enter")
        await session.type("delivery within 3 days")
        await session.press("enter")
        await session.type("someone answers")
        await session.press("enter", "enter")
        await session.at("listening")
        await session.press("enter")
        await session.type("freight")
        await session.press("enter")
        await session.type("new rules")
        await session.press("ctrl+r", "3", "enter")
        await session.at("competitor")
        await session.press("enter", "3", "enter", "1", "enter")
        await session.at("who_paid")
        await session.press("enter", "y", "enter")
        await session.at("human_who")
        await session.type("the desk")
        await session.press("enter", "enter", "enter", "enter")
        await session.type("I call on Friday")
        await session.press("enter", "1", "enter", "enter")
        await session.at("stated_class")
        await session.press("p", "enter", "n", "enter")
        await session.at("end")
        assert "the new rules" not in session.text
        assert "3 differences" in session.text
        await session.press(*["down"] * 12)
        await session.until(lambda: "Where they differ" in session.text, "what differs")
        await session.press("enter")
        await session.until(lambda: session.held.head.finished, "finished")

    book = hold(tmp_path, script)
    with book.read() as connection:
        assert tuple(connection.execute("SELECT reason, weight, text FROM cause").fetchone()) == (
            "new-rules",
            100,
            "new rules",
        )
        terms = [row[0] for row in connection.execute("SELECT term FROM condition ORDER BY term")]
        assert terms == ["", "delivery <= 3 days"]
        answers = dict(connection.execute("SELECT question, value FROM answer").fetchall())
        sayings = answers.pop("data_reason")
        assert "The last order came on 7 Sep 2026" in sayings
        assert answers == {
            "rep_reason": "cheaper",
            "rep_class": "price",
            "channel": "call",
            "refusal": "too dear",
            "conditions": "delivery within 3 days\nsomeone answers",
            "stated_class": "price",
            "root_class": "new-rules",
            "severity": "3",
            "severity_ours": "1",
            "human": "yes",
            "human_who": "the desk",
            "promise": "I call on Friday",
            "standing": "open",
        }


@pytest.mark.parametrize(("name", "size"), HOSTILE)
def test_hostile_names_and_answers_show_literally_on_every_page(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    book, account, _ = a_lost_account(tmp_path, name)
    told = interview_record(book, start_interview(book, account, name).id)
    evil = {key: f"{name} {value}" if len(value) > 9 else value for key, value in LONG.items()}
    chain = a_chain(f"{name} first", f"{name} root")
    told = answer_all(book, told, {**evil, "conditions": f"{name}\n{name} 2"}, chain)
    keep_place(book, told, InterviewPlace("background"))

    async def script(session: InterviewPilot) -> None:
        for page in (*session.screen.pages, None):
            assert name[:6] in session.text.split("\n")[0]
            if page is not None and page.id in ("rep_reason", "refusal", "conditions", "whys"):
                assert name in session.text, page.id
            if page is not None:
                await session.press("pagedown")
        await session.at("end")
        await session.press("tab")
        await session.until(lambda: "Questions" in session.text, "the list")
        assert name[:6] in session.text

    resume(book, told.head.id, script, size)


def locked(book: Book) -> sqlite3.Connection:
    """Somebody else who holds the file."""
    connection = sqlite3.connect(book.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def test_a_locked_book_keeps_the_text_on_the_screen_and_saves_it_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)

    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.saved()
        other = locked(session.book)
        await session.type("kept all the same")
        await session.until(lambda: "not saved" in session.text, "said so")
        assert "in use by another program" in session.text
        await session.type(" and more")
        assert "kept all the same and more" in session.text
        other.execute("ROLLBACK")
        other.close()
        assert (await session.saved()).answers["rep_reason"] == "kept all the same and more"

    hold(tmp_path, script)


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = [False]

    def full(*arguments: Any) -> None:
        if not room[0]:
            raise Refused("The disk is full: nothing was saved; free some space and try again.")
        write_batch(*arguments)

    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.saved()
        monkeypatch.setattr("winback_tui.tui.screens.interview.screen.write_batch", full)
        await session.type("kept")
        await session.until(lambda: "The disk is full" in session.text, "said so")
        await session.press("enter")
        await session.at("rep_class")
        room[0] = True
        told = await session.saved()
        assert told.answers["rep_reason"] == "kept"
        assert told.page.id == "rep_class"

    hold(tmp_path, script)


def test_leaving_while_the_book_is_locked_keeps_a_draft_that_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    book, account, _ = a_lost_account(tmp_path)
    interview = start_interview(book, account, "Ana Silva").id

    async def first(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.saved()
        other = locked(book)
        await session.type("not in the book")
        await session.press("escape")
        await session.until(lambda: any("Esc again leaves" in each for each in toasts(session.app)), "asked")
        await session.press("escape")
        await session.until(lambda: not session.app.is_running or session.app._exit, "left")
        other.execute("ROLLBACK")
        other.close()

    async def second(session: InterviewPilot) -> None:
        assert session.screen.at == "rep_reason"
        assert "not in the book" in session.text
        assert (await session.saved()).answers["rep_reason"] == "not in the book"

    resume(book, interview, first)
    assert "rep_reason" not in interview_record(book, interview).answers
    resume(book, interview, second)


def test_an_undo_elsewhere_shows_on_the_page(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        keep_answer(session.book, session.held, "rep_reason", "taken back")
        session.app.changed()
        await session.press("enter")
        await session.until(lambda: "taken back" in session.text, "the other's words")
        await session.saved()
        undo(session.book)
        undo(session.book)
        session.app.changed()
        await session.until(lambda: "taken back" not in session.text, "the undo")

    hold(tmp_path, script)


def test_the_list_of_questions_leads_anywhere(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("tab")
        await session.until(lambda: "Questions" in session.text, "the list")
        await session.press("G", "up", "enter")
        await session.at("root_class")
        assert (await session.saved()).page.id == "root_class"
        await session.press("shift+tab")
        await session.at("stated_class")

    hold(tmp_path, script)


def test_many_pasted_lines_never_go_on(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        from textual import events

        await session.press("enter")
        await session.at("rep_reason")
        session.app.post_message(events.Paste("one\r\ntwo\x1b[31m\nthree"))
        await session.until(lambda: "three" in session.screen.record.given.get("rep_reason", ""), "pasted")
        assert session.screen.at == "rep_reason"
        assert (await session.saved()).answers["rep_reason"] == "one\ntwo\nthree"

    hold(tmp_path, script)


def test_a_text_from_the_editor_outside_is_saved_too(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.at("rep_reason")
        await session.saved()
        session.screen.query_one("#page-text AnswerBox", AnswerBox).put("written outside\nin two lines")
        assert (await session.saved()).answers["rep_reason"] == "written outside\nin two lines"

    hold(tmp_path, script)


def test_help_names_what_the_keys_do_on_a_page(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("f1")
        await session.until(lambda: "exit interview" in drawn(session.app), "help")
        assert "Background first" in drawn(session.app), "the rule behind the hint"

    hold(tmp_path, script)
