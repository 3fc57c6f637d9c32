"""Pages without a box: words typed too early are no commands; Esc is always in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, answer_all
from tests.store.books import content
from tests.tui.interview_app import InterviewPilot, hold, resume
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.interviews.answers import keep_answer, keep_place
from winback_tui.services.interviews.interviews import interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book
from winback_tui.tui.screens.help.help_screen import HelpText

BURST = "auUetHpLcnoifqRB Too dear, you know! /"


def standing_at(folder: Path, page: str, answers: dict[str, str]) -> tuple[Book, str]:
    book, account, _ = a_lost_account(folder)
    told = interview_record(book, start_interview(book, account, "Ana Silva", channel="call").id)
    if answers:
        told = answer_all(book, told, answers, a_chain("Too dear", "Freight", "New rules"))
    keep_place(book, told, InterviewPlace(page))
    return book, told.head.id


@pytest.mark.parametrize(
    ("page", "answers"), [("background", {}), ("listening", LONG), ("severity", LONG), ("end", LONG)]
)
def test_words_typed_on_a_page_without_a_box_change_neither_book_nor_screen(
    tmp_path: Path, page: str, answers: dict[str, str]
) -> None:
    book, interview = standing_at(tmp_path, page, answers)

    async def script(session: InterviewPilot) -> None:
        await session.pilot.pause()
        before, shown, screen = content(book), session.text.split("\n")[:-2], session.screen
        await session.press(*("space" if letter == " " else letter for letter in BURST))
        remark = "Press 1 to 5" if page == "severity" else "There is nothing to type on this page"
        await session.until(lambda: f"✓ saved   {remark}" in session.text, "said so")
        assert session.screen is screen and session.screen.at == page
        assert session.text.split("\n")[:-2] == shown
        assert content(book) == before
        footer = session.text.split("\n")[-1]
        assert "undo" not in footer and "F1 help" in footer
        await session.press("f1")
        await session.until(lambda: bool(session.app.screen.query(HelpText)), "help")
        told = session.app.screen.query_one(HelpText).render().plain.split("\n")
        assert any(line.split()[:2] == ["–", "history"] for line in told), (
            "help names no letter that does nothing"
        )

    resume(book, interview, script)


def test_standing_on_a_why_only_its_own_letters_work(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    told = interview_record(book, start_interview(book, account, "Ana Silva", channel="call").id)
    keep_answer(book, told, "refusal", "Too dear")
    keep_place(book, told, InterviewPlace("whys"))

    async def script(session: InterviewPilot) -> None:
        await session.type("freight")
        await session.press("enter", "enter")
        await session.until(lambda: "is this the root cause?" in session.text, "standing")
        await session.press(*"aHtqpR")
        await session.until(lambda: "Not in a text" in session.text, "said so")
        assert session.screen.at == "whys"
        assert (await session.saved()).chain, "as it was"
        await session.press("u")
        await session.until(lambda: not session.held.chain, "the whys taken back")

    resume(book, told.head.id, script)


def test_a_needed_question_passed_is_said_to_be_open_and_stands_first_on_the_last_page(
    tmp_path: Path,
) -> None:
    rest = {key: value for key, value in LONG.items() if key != "root_class"}
    book, interview = standing_at(tmp_path, "root_class", rest)

    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.until(
            lambda: "Left open; the last page lists what is required." in session.text, "said"
        )
        assert session.screen.at != "root_class"
        while session.screen.at != "end":
            before = session.screen.at
            await session.press("pagedown")
            await session.until(lambda before=before: session.screen.at != before, "on")  # type: ignore[misc]
        await session.until(lambda: "! Not answered: The root" in session.text, "listed in sight")
        await session.press("enter")
        await session.at("root_class")

    resume(book, interview, script, (60, 20))


def test_the_list_of_questions_says_what_its_signs_mean(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("tab")
        signs = "● answered  ! required  ○ open  · to read  ≡ end"
        await session.until(lambda: signs in session.text, "the signs")

    hold(tmp_path, script, (60, 20))


def test_how_one_talks_is_not_asked_again_but_stays_in_reach(tmp_path: Path) -> None:
    book, interview = standing_at(tmp_path, "data_reason", {})

    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.at("opening")
        await session.press("pageup")
        await session.at("channel")
        await session.press("delete", "pageup")
        await session.at("data_reason")
        await session.press("enter")
        await session.at("channel")

    resume(book, interview, script)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_how_to_leave_is_in_sight_on_every_page(tmp_path: Path, size: tuple[int, int]) -> None:
    book, interview = standing_at(tmp_path, "background", LONG)

    async def script(session: InterviewPilot) -> None:
        while True:
            await session.until(lambda: "Esc leave" in session.text.split("\n")[-1], session.screen.at)
            if session.screen.at == "end":
                return
            before = session.screen.at
            await session.press("pagedown")
            await session.until(lambda before=before: session.screen.at != before, "on")  # type: ignore[misc]

    resume(book, interview, script, size)
