"""Pages without a box: words typed too early are no commands; Esc is always in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, answer_all
from tests.store.books import content
from tests.tui.interview_app import Sitting, hold, resume
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

    async def script(sitting: Sitting) -> None:
        await sitting.pilot.pause()
        before, shown, screen = content(book), sitting.text.split("\n")[:-2], sitting.screen
        await sitting.press(*("space" if letter == " " else letter for letter in BURST))
        remark = "Press 1 to 5" if page == "severity" else "There is nothing to type on this page"
        await sitting.until(lambda: f"✓ saved   {remark}" in sitting.text, "said so")
        assert sitting.screen is screen and sitting.screen.at == page
        assert sitting.text.split("\n")[:-2] == shown
        assert content(book) == before
        footer = sitting.text.split("\n")[-1]
        assert "undo" not in footer and "? help" in footer
        await sitting.press("f1")
        await sitting.until(lambda: bool(sitting.app.screen.query(HelpText)), "help")
        told = sitting.app.screen.query_one(HelpText).render().plain.split("\n")
        assert any(line.split()[:2] == ["–", "history"] for line in told), (
            "help names no letter that does nothing"
        )

    resume(book, interview, script)


def test_standing_on_a_why_only_its_own_letters_work(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    told = interview_record(book, start_interview(book, account, "Ana Silva", channel="call").id)
    keep_answer(book, told, "refusal", "Too dear")
    keep_place(book, told, InterviewPlace("whys"))

    async def script(sitting: Sitting) -> None:
        await sitting.type("freight")
        await sitting.press("enter", "enter")
        await sitting.until(lambda: "is this the root cause?" in sitting.text, "standing")
        await sitting.press(*"aHtqpR")
        await sitting.until(lambda: "Not in a text" in sitting.text, "said so")
        assert sitting.screen.at == "whys"
        assert (await sitting.saved()).chain, "as it was"
        await sitting.press("u")
        await sitting.until(lambda: not sitting.held.chain, "the whys taken back")

    resume(book, told.head.id, script)


def test_a_needed_question_passed_is_said_to_be_open_and_stands_first_on_the_last_page(
    tmp_path: Path,
) -> None:
    rest = {key: value for key, value in LONG.items() if key != "root_class"}
    book, interview = standing_at(tmp_path, "root_class", rest)

    async def script(sitting: Sitting) -> None:
        await sitting.press("enter")
        await sitting.until(
            lambda: "Left open; the last page lists what is required." in sitting.text, "said"
        )
        assert sitting.screen.at != "root_class"
        while sitting.screen.at != "end":
            before = sitting.screen.at
            await sitting.press("pagedown")
            await sitting.until(lambda before=before: sitting.screen.at != before, "on")  # type: ignore[misc]
        await sitting.until(lambda: "! Not answered: The root" in sitting.text, "listed in sight")
        await sitting.press("enter")
        await sitting.at("root_class")

    resume(book, interview, script, (60, 20))


def test_the_list_of_questions_says_what_its_signs_mean(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.press("tab")
        signs = "● answered  ! required  ○ open  · to read  ≡ end"
        await sitting.until(lambda: signs in sitting.text, "the signs")

    hold(tmp_path, script, (60, 20))


def test_how_one_talks_is_not_asked_again_but_stays_in_reach(tmp_path: Path) -> None:
    book, interview = standing_at(tmp_path, "data_reason", {})

    async def script(sitting: Sitting) -> None:
        await sitting.press("enter")
        await sitting.at("opening")
        await sitting.press("pageup")
        await sitting.at("channel")
        await sitting.press("delete", "pageup")
        await sitting.at("data_reason")
        await sitting.press("enter")
        await sitting.at("channel")

    resume(book, interview, script)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_how_to_leave_is_in_sight_on_every_page(tmp_path: Path, size: tuple[int, int]) -> None:
    book, interview = standing_at(tmp_path, "background", LONG)

    async def script(sitting: Sitting) -> None:
        while True:
            await sitting.until(lambda: "Esc leave" in sitting.text.split("\n")[-1], sitting.screen.at)
            if sitting.screen.at == "end":
                return
            before = sitting.screen.at
            await sitting.press("pagedown")
            await sitting.until(lambda before=before: sitting.screen.at != before, "on")  # type: ignore[misc]

    resume(book, interview, script, size)
