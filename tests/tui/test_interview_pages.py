from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, answer_all
from tests.tui.interview_app import Sitting, hold, resume
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
    async def script(sitting: Sitting) -> None:
        await sitting.type("the vans were full")
        await sitting.press("enter")
        await sitting.saved()
        sitting.app.changed()
        await sitting.pilot.pause(0.1)
        await sitting.type("nobody planned")
        assert [node.text for node in (await sitting.saved()).chain][-2:] == [
            "the vans were full",
            "nobody planned",
        ]
        keep_answer(sitting.book, sitting.held, "severity", "5")
        await sitting.press("enter")
        sitting.app.changed()
        await sitting.pilot.pause(0.1)
        await sitting.type("nobody asked")
        assert [node.text for node in (await sitting.saved()).chain][-1] == "nobody asked"
        assert sitting.held.answers["severity"] == "5"

    resume(*at_page(tmp_path, "whys"), script)


def test_a_choice_not_taken_yet_stays_under_the_cursor_when_the_book_is_read_again(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.press("d")
        shown = sitting.text
        sitting.app.changed()
        await sitting.pilot.pause(0.1)
        assert sitting.text == shown
        await sitting.press("enter")
        await sitting.until(lambda: sitting.held.answers.get("stated_class") == "delivery", "taken")

    resume(*at_page(tmp_path, "stated_class"), script)


def test_whys_are_typed_branched_edited_and_marked_by_keys(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        assert "and why was that?" in sitting.text
        await sitting.type("freight")
        await sitting.press("enter")
        await sitting.type("late goods")
        await sitting.press("ctrl+b")
        await sitting.until(lambda: "and why else?" in sitting.text, "a branch")
        await sitting.type("a rival pays it")
        assert lines(await sitting.saved()) == [
            "1  “Too dear”  [stated]",
            "2   └ freight",
            "3      ├ late goods",
            "3      └ a rival pays it",
        ]
        await sitting.press("up", *"!!")
        await sitting.until(lambda: lines(sitting.held)[2] == "3      ├ late goods!!", "edited in place")
        await sitting.press("ctrl+r", "2")
        await sitting.until(lambda: "root, likely" in sitting.text, "the root")
        await sitting.until(lambda: lines(sitting.held)[2] == "3      ├ late goods!!  [root, likely]", "kept")

    resume(*at_page(tmp_path, "whys"), script)


def test_a_why_taken_away_comes_back_with_undo_and_goes_with_redo(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        before = lines(sitting.held)
        await sitting.press("k", "x")
        await sitting.until(lambda: len(lines(sitting.held)) == 1, "taken away")
        await sitting.press("u")
        await sitting.until(lambda: lines(sitting.held) == before, "back")
        await sitting.until(lambda: "New rules" in sitting.text, "on the screen")
        await sitting.press("U")
        await sitting.until(lambda: len(lines(sitting.held)) == 1, "gone again")

    resume(*at_page(tmp_path, "whys", full=True), script)


def test_an_empty_enter_ends_the_asking_and_asks_for_the_root(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.type("freight")
        await sitting.press("enter", "enter")
        await sitting.until(lambda: "is this the root cause?" in sitting.text, "the question")
        await sitting.press("r", "3", "enter")
        await sitting.at("stated_class")
        assert lines(await sitting.saved())[1] == "2   └ freight  [root, sure]"

    resume(*at_page(tmp_path, "whys"), script)


def test_letters_are_never_commands_while_a_why_is_typed(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.type("rbxwesu123qi?")
        assert sitting.screen.at == "whys"
        assert (await sitting.saved()).chain[-1].text == "rbxwesu123qi?"

    resume(*at_page(tmp_path, "whys"), script)


def test_wishes_are_told_apart_as_they_are_typed(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        assert "price <= 12.50 EUR" in sitting.text
        await sitting.type("delivery within 2 weeks")
        await sitting.until(lambda: "✓ delivery <= 14 days" in sitting.text, "understood")
        await sitting.press("enter")
        await sitting.type("more respect")
        await sitting.until(lambda: "○ more respect  checked by hand" in sitting.text, "left to people")
        await sitting.press("enter", "enter")
        await sitting.at("listening")
        assert (await sitting.saved()).answers["conditions"] == "delivery within 2 weeks\nmore respect"

    resume(*at_page(tmp_path, "conditions"), script)


def test_too_many_wishes_are_kept_but_not_passed_over(tmp_path: Path) -> None:
    many = "\n".join(f"wish {number}" for number in range(21))
    book, interview = at_page(tmp_path, "conditions")
    keep_answer(book, interview_record(book, interview), "conditions", many)

    async def script(sitting: Sitting) -> None:
        assert "keep the 20 that matter" in sitting.text
        await sitting.press("enter", "enter")
        await sitting.until(lambda: bool(toasts(sitting.app)), "the reason")
        assert sitting.screen.at == "conditions"
        assert sitting.held.answers["conditions"] == many

    resume(book, interview, script)


def test_severity_takes_digits_and_arrows_beside_our_own_view(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        assert "Half the goods were missing" in sitting.text
        await sitting.press("4", "up")
        assert (await sitting.saved()).answers["severity"] == "3"
        assert "◀ we" in sitting.text and "◀ the customer" in sitting.text
        await sitting.press("delete")
        await sitting.until(lambda: "severity" not in sitting.held.answers, "taken back")
        await sitting.press("7")
        assert "severity" not in sitting.held.answers

    resume(*at_page(tmp_path, "severity", full=True), script)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (50, 24)])
def test_reasons_stand_in_their_groups_and_are_found_by_a_letter(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def script(sitting: Sitting) -> None:
        if size[0] < 60:
            assert "Winback needs 60x20 cells" in sitting.text
            return
        assert "Lured away" in sitting.text and "Dissatisfied with us" in sitting.text
        await sitting.press("p", "p", "enter")
        await sitting.until(lambda: sitting.screen.at != "root_class", "gone on")
        assert (await sitting.saved()).answers["root_class"] == "quality"

    resume(*at_page(tmp_path, "root_class"), script, size)


def test_enter_without_a_choice_goes_on_and_space_takes_one_back(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.press("enter")
        await sitting.at("root_class")
        assert "stated_class" not in (await sitting.saved()).answers
        await sitting.press("pageup")
        await sitting.at("stated_class")
        await sitting.press("down", "space")
        await sitting.until(lambda: sitting.held.answers.get("stated_class") == "rival-persistence", "chosen")
        await sitting.press("space")
        await sitting.until(lambda: "stated_class" not in sitting.held.answers, "taken back")

    resume(*at_page(tmp_path, "stated_class"), script)


def test_a_page_that_hangs_on_an_answer_comes_and_goes_with_it(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.press("n", "enter")
        await sitting.at("thanks")
        await sitting.press("pageup", "y", "enter")
        await sitting.at("human_who")

    resume(*at_page(tmp_path, "human"), script)


def test_the_end_leads_to_what_is_missing_and_finishes_as_it_is_on_wish(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        assert "Still open" in sitting.text or "what is open" in sitting.text
        await sitting.press("enter")
        await sitting.at("conditions")
        await sitting.press("f2")
        await sitting.until(lambda: sitting.held.head.finished, "finished as it is")

    resume(*at_page(tmp_path, "end"), script)


def test_the_class_of_the_root_is_asked_where_the_script_does_not(tmp_path: Path) -> None:
    async def script(sitting: Sitting) -> None:
        await sitting.type("too dear")
        await sitting.press("enter", "enter")
        await sitting.at("whys")
        await sitting.type("freight")
        await sitting.press("ctrl+r", "enter", "2", "enter", "enter")
        await sitting.at("root_class")
        await sitting.press("d", "enter")
        await sitting.at("end")
        assert (await sitting.saved()).answers["root_class"] == "delivery"

    hold(tmp_path, script, which="short")
