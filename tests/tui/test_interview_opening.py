from __future__ import annotations

from pathlib import Path

from tests.services.interview_books import LONG, answer_all
from tests.tui.interview_app import InterviewPilot, a_lost_account, an_account, from_account
from tests.tui.piloting import toasts
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import case_interviews, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.tui.screens.interview.chooser import InterviewChooser
from winback_tui.tui.screens.interview.screen import InterviewScreen


async def on_the_page(told: InterviewPilot) -> None:
    await told.until(lambda: isinstance(told.app.screen, InterviewScreen) and bool(told.screen.at), "a page")


def test_i_asks_with_whom_and_begins(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)

    async def script(told: InterviewPilot) -> None:
        await told.press("i")
        await told.until(lambda: "With  " in told.text, "the dialog")
        await told.type("Ana Silva")
        await told.press("enter")
        await on_the_page(told)
        assert "Acme · Ana Silva, call" in told.text

    from_account(book, account, script)
    now = case_interviews(book, account)
    assert [(each.head.person, each.head.script) for each in now.interviews] == [("Ana Silva", "long")]


def test_i_goes_on_with_the_interview_that_was_begun(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start_interview(book, account, "Ana Silva", "short")

    async def script(told: InterviewPilot) -> None:
        await told.press("i")
        await on_the_page(told)
        await told.type("too dear")
        await told.press("escape", "escape")
        await told.until(lambda: not isinstance(told.app.screen, InterviewScreen), "left")
        await told.press("i")
        await on_the_page(told)
        assert "too dear" in told.text

    from_account(book, account, script)


def test_i_without_a_case_opens_one_first(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)

    async def script(told: InterviewPilot) -> None:
        await told.press("i")
        await told.until(lambda: "Lost by" in told.text, "the case")
        await told.press("tab")
        await told.type("Bob")
        await told.press("enter")
        await told.until(lambda: "With  " in told.text, "the interview")
        await told.press("enter")
        await on_the_page(told)

    from_account(book, account, script)
    assert len(case_interviews(book, account).interviews) == 1


def test_giving_up_a_dialog_begins_nothing(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)

    async def script(told: InterviewPilot) -> None:
        await told.press("i")
        await told.until(lambda: "Lost by" in told.text, "the case")
        await told.press("escape", "escape")
        await told.until(lambda: "Lost by" not in told.text, "given up")

    from_account(book, account, script)
    assert case_interviews(book, account).case is None


def test_several_interviews_are_chosen_from(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    first = interview_record(book, start_interview(book, account, "Ana Silva").id)
    answer_all(book, first, LONG)
    finish_interview(book, first.head.id)
    for person in ("Bo Lind", "Cy Rao"):
        start_interview(book, account, person, "short")

    async def script(told: InterviewPilot) -> None:
        await told.press("i")
        await told.until(lambda: "Interviews · Acme" in told.text, "the chooser")
        for words in ("Ana Silva", "finished", "Bo Lind", "1 of 4", "somebody else", "Enter open…"):
            assert words in told.text, words
        chooser = told.app.screen
        assert isinstance(chooser, InterviewChooser)
        begun = chooser.table.row.person
        assert begun in ("Bo Lind", "Cy Rao"), "the cursor is on one that is not finished"
        await told.press("enter")
        await on_the_page(told)
        assert told.screen.record.head.person == begun

    from_account(book, account, script)


def test_a_book_that_cannot_be_written_is_not_opened_for_writing(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start_interview(book, account, "Ana Silva", "short")

    async def script(told: InterviewPilot) -> None:
        told.app.read_only = "This book can only be read."
        await told.press("i")
        await told.until(lambda: bool(toasts(told.app)), "the reason")
        assert toasts(told.app) == ["This book can only be read."]

    from_account(book, account, script)
