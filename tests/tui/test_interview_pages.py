from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, answer_all
from tests.tui.interview_app import InterviewPilot, hold, resume
from tests.tui.piloting import toasts
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.output.why_outline import outline
from winback_tui.services.interviews.answers import keep_answer, keep_place
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book


def lines(told: InterviewRecord) -> list[str]:
    return [str(line) for line in outline(told.chain)]


def at_page(folder: Path, page: str, full: bool = False) -> tuple[Book, str]:
    """A book with an interview that stands at that page, after the customer's first words or all of it."""
    book, account, _ = a_lost_account(folder)
    told = interview_record(book, start_interview(book, account, "Ana Silva", channel="call").id)
    if full:
        told = answer_all(book, told, LONG, a_chain("Too dear", "Freight", "New rules"))
    keep_answer(book, told, "refusal", "Too dear")
    keep_place(book, told, InterviewPlace(page))
    return book, told.head.id


def test_a_book_that_is_read_again_between_two_whys_takes_the_next_one_from_nobody(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.type("the vans were full")
        await session.press("enter")
        await session.saved()
        session.app.changed()
        await session.pilot.pause(0.1)
        await session.type("nobody planned")
        assert [node.text for node in (await session.saved()).chain][-2:] == [
            "the vans were full",
            "nobody planned",
        ]
        keep_answer(session.book, session.held, "severity", "5")
        await session.press("enter")
        session.app.changed()
        await session.pilot.pause(0.1)
        await session.type("nobody asked")
        assert [node.text for node in (await session.saved()).chain][-1] == "nobody asked"
        assert session.held.answers["severity"] == "5"

    resume(*at_page(tmp_path, "whys"), script)


def test_a_choice_not_taken_yet_stays_under_the_cursor_when_the_book_is_read_again(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("d")
        shown = session.text
        session.app.changed()
        await session.pilot.pause(0.1)
        assert session.text == shown
        await session.press("enter")
        await session.until(lambda: session.held.answers.get("stated_class") == "delivery", "taken")

    resume(*at_page(tmp_path, "stated_class"), script)


def test_whys_are_typed_branched_edited_and_marked_by_keys(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        assert "and why was that?" in session.text
        await session.type("freight")
        await session.press("enter")
        await session.type("late goods")
        await session.press("ctrl+b")
        await session.until(lambda: "and why else?" in session.text, "a branch")
        await session.type("a rival pays it")
        assert lines(await session.saved()) == [
            "1  “Too dear”  [stated]",
            "2   └ freight",
            "3      ├ late goods",
            "3      └ a rival pays it",
        ]
        await session.press("up", *"!!")
        await session.until(lambda: lines(session.held)[2] == "3      ├ late goods!!", "edited in place")
        await session.press("ctrl+r", "2")
        await session.until(lambda: "root, likely" in session.text, "the root")
        await session.until(lambda: lines(session.held)[2] == "3      ├ late goods!!  [root, likely]", "kept")

    resume(*at_page(tmp_path, "whys"), script)


def test_a_why_taken_away_comes_back_with_undo_and_goes_with_redo(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        before = lines(session.held)
        await session.press("k", "x")
        await session.until(lambda: len(lines(session.held)) == 1, "taken away")
        await session.press("u")
        await session.until(lambda: lines(session.held) == before, "back")
        await session.until(lambda: "New rules" in session.text, "on the screen")
        await session.press("U")
        await session.until(lambda: len(lines(session.held)) == 1, "gone again")

    resume(*at_page(tmp_path, "whys", full=True), script)


def test_an_empty_enter_ends_the_asking_and_asks_for_the_root(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.type("freight")
        await session.press("enter", "enter")
        await session.until(lambda: "is this the root cause?" in session.text, "the question")
        await session.press("r", "3", "enter")
        await session.at("competitor")
        assert lines(await session.saved())[1] == "2   └ freight  [root, sure]"

    resume(*at_page(tmp_path, "whys"), script)


def test_without_a_root_enter_goes_on_and_the_footer_says_how(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.type("freight")
        await session.until(lambda: "PgDn next question" in session.text, "on the whys alone")
        await session.until(lambda: "Enter next why" in session.text, "a why has words")
        await session.press("enter")
        await session.until(lambda: "Enter no more whys" in session.text, "the next box is empty")
        await session.press("enter")
        await session.until(lambda: "is this the root cause?" in session.text, "the question")
        await session.press("w")
        await session.until(lambda: "and why was that?" in session.text, "asked on")
        await session.press("enter", "enter")
        await session.at("competitor")
        await session.until(lambda: "PgDn" not in session.text, "elsewhere Enter goes on")

    resume(*at_page(tmp_path, "whys"), script)


def test_letters_are_never_commands_while_a_why_is_typed(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.type("rbxwesu123qi?")
        assert session.screen.at == "whys"
        assert (await session.saved()).chain[-1].text == "rbxwesu123qi?"

    resume(*at_page(tmp_path, "whys"), script)


def test_wishes_are_told_apart_as_they_are_typed(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        assert "price at most 12.50 EUR" in session.text
        await session.type("delivery within 2 weeks")
        await session.until(
            lambda: "○ delivery at most 14 days  will be checked" in session.text, "understood"
        )
        assert "Enter next wish, twice: go on" in session.text.split("\n")[-1]
        await session.press("enter")
        await session.type("more respect")
        await session.until(
            lambda: "○ more respect  somebody has to check it" in session.text, "left to people"
        )
        await session.press("enter")
        await session.until(lambda: "Enter next question" in session.text, "an empty line ends the list")
        await session.press("enter")
        await session.at("listening")
        assert (await session.saved()).answers["conditions"] == "delivery within 2 weeks\nmore respect"

    resume(*at_page(tmp_path, "conditions"), script)


def test_too_many_wishes_are_kept_but_not_passed_over(tmp_path: Path) -> None:
    many = "\n".join(f"wish {number}" for number in range(21))
    book, interview = at_page(tmp_path, "conditions")
    keep_answer(book, interview_record(book, interview), "conditions", many)

    async def script(session: InterviewPilot) -> None:
        assert "keep the 20 that matter" in session.text
        await session.press("enter", "enter")
        await session.until(lambda: bool(toasts(session.app)), "the reason")
        assert session.screen.at == "conditions"
        assert session.held.answers["conditions"] == many

    resume(book, interview, script)


@pytest.mark.parametrize("full", [False, True])
def test_a_scale_says_how_to_choose_what_they_said_and_is_not_called_saved_before(
    tmp_path: Path, full: bool
) -> None:
    async def script(session: InterviewPilot) -> None:
        theirs = session.held.answers.get("severity", "not asked yet")
        assert theirs.isdigit() is full
        assert f"Theirs: {theirs}." in session.text and "1 to 5 or ↑ ↓ choose" in session.text
        assert ("✓ saved" in session.text, "○ not answered yet" in session.text) == (full, not full)
        await session.press("2")
        await session.until(lambda: session.held.answers.get("severity_ours") == "2", "chosen")
        await session.until(lambda: "✓ saved" in session.text, "saved")

    resume(*at_page(tmp_path, "severity_ours", full), script)


def test_severity_takes_digits_and_arrows_beside_our_own_view(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        assert "Half the goods were missing" in session.text
        await session.press("4", "up")
        assert (await session.saved()).answers["severity"] == "3"
        assert "◀ our view" in session.text and "◀ the customer" in session.text
        await session.press("delete")
        await session.until(lambda: "severity" not in session.held.answers, "taken back")
        await session.press("7")
        assert "severity" not in session.held.answers

    resume(*at_page(tmp_path, "severity", full=True), script)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (50, 24)])
def test_reasons_stand_in_their_groups_and_are_found_by_a_letter(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def script(session: InterviewPilot) -> None:
        if size[0] < 60:
            assert "Winback needs 60x20 cells" in session.text
            return
        assert "Lured away" in session.text and "Dissatisfied with us" in session.text
        await session.press("p", "p", "enter")
        await session.until(lambda: session.screen.at != "root_class", "gone on")
        assert (await session.saved()).answers["root_class"] == "quality"

    resume(*at_page(tmp_path, "root_class"), script, size)


def test_enter_without_a_choice_goes_on_and_space_takes_one_back(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("enter")
        await session.at("root_class")
        assert "stated_class" not in (await session.saved()).answers
        await session.press("pageup")
        await session.at("stated_class")
        await session.press("down", "space")
        await session.until(lambda: session.held.answers.get("stated_class") == "rival-persistence", "chosen")
        await session.press("space")
        await session.until(lambda: "stated_class" not in session.held.answers, "taken back")

    resume(*at_page(tmp_path, "stated_class"), script)


def test_a_page_that_hangs_on_an_answer_comes_and_goes_with_it(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.press("n", "enter")
        await session.at("thanks")
        await session.press("pageup", "y", "enter")
        await session.at("human_who")

    resume(*at_page(tmp_path, "human"), script)


def test_the_end_leads_to_what_is_missing_and_finishes_as_it_is_on_wish(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        assert "Still open" in session.text or "what is open" in session.text
        await session.press("enter")
        await session.at("conditions")
        await session.press("f2")
        await session.until(lambda: session.held.head.finished, "finished as it is")

    resume(*at_page(tmp_path, "end"), script)


def test_from_the_summary_enter_leads_through_what_is_open_and_back_to_it(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        screen = session.screen
        screen.go_to("end")
        await session.at("end")
        open_ones = [question.id for question in session.held.flow.missing]
        assert len(open_ones) > 2
        await session.press("enter")
        for question in open_ones:
            await session.at(question)
            await session.press("enter")
        await session.at("end")
        await session.press("enter")
        await session.at(open_ones[0])
        ids = [page.id for page in screen.pages]
        await session.press("pagedown")
        following = ids[ids.index(open_ones[0]) + 1]
        await session.at(following)
        await session.press("enter")
        await session.at(next(each for each in ids[ids.index(following) + 1 :] if each in open_ones))

    hold(tmp_path, script)


def test_the_class_of_the_root_is_asked_where_the_script_does_not(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await session.type("too dear")
        await session.press("enter", "enter")
        await session.at("whys")
        await session.type("freight")
        await session.press("ctrl+r", "enter", "2", "enter", "enter")
        await session.at("root_class")
        await session.press("d", "enter")
        await session.at("end")
        assert (await session.saved()).answers["root_class"] == "delivery"

    hold(tmp_path, script, which="short")
