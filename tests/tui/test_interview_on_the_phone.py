"""The interview with one hand on the phone: no chords, numbers jump, Esc twice, the clock, and the call that drops."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.tui.interview_app import InterviewPilot, hold
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.domain.case import why
from winback_tui.services.accounts.people import add_person
from winback_tui.services.interviews.answers import keep_answer
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.write import act
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.interview.question_list import QuestionList
from winback_tui.tui.screens.interview.screen import ESC_AGAIN

SIZE = (80, 24)


async def to(session: InterviewPilot, question: str) -> None:
    session.screen.go_to(question)
    await session.at(question)


def test_two_roots_without_a_chord(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, "whys")
        await session.press(*"late", "enter", *"one", "space", *"lorry", "enter")
        await session.until(lambda: "and why was that" in session.text)
        await session.press("asterisk")
        await session.until(lambda: "◆" in session.text)
        await session.press("2", "plus")
        await session.until(lambda: "and why else?" in session.text)
        await session.press(*"nobody", "space", *"called", "enter", "asterisk", "3")
        tree = (await session.saved()).chain
        assert [(node.text, node.confidence) for node in why.roots(tree)] == [
            ("one lorry", 2),
            ("nobody called", 3),
        ]
        parents = {node.parent_id for node in why.roots(tree)}
        assert len(parents) == 1
        await session.press("enter")
        await session.until(lambda: session.screen.at == "competitor")
        first, second = (page.id for page in session.held.flow.pages if page.id.startswith("root_class."))
        await to(session, second)
        await session.until(lambda: "“nobody called”" in session.text and "“one lorry”" not in session.text)
        await to(session, first)
        await session.until(lambda: "“one lorry”" in session.text and "“nobody called”" not in session.text)
        await session.press("d", "enter")
        answers = (await session.saved()).answers
        assert (answers.get(first), answers.get(second)) == ("delivery", None)

    hold(tmp_path, script)


def test_plus_and_star_are_letters_once_something_is_written(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, "whys")
        await session.press(*"a", "plus", *"b", "asterisk", "question_mark")
        assert (await session.saved()).chain[0].text == "a+b*?"

    hold(tmp_path, script)


@pytest.mark.parametrize("key", ["r", "ctrl+r", "asterisk"])
def test_a_written_why_is_marked_by_each_of_the_keys(tmp_path: Path, key: str) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, "whys")
        await session.press(*"late", "enter", "enter")
        await session.until(lambda: "is this the root cause?" in session.text)
        await session.press(key)
        assert why.roots((await session.saved()).chain)

    hold(tmp_path, script)


@pytest.mark.parametrize("question", ["refusal", "whys", "conditions"])
def test_a_question_mark_in_an_empty_box_is_help(tmp_path: Path, question: str) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, question)
        await session.press("question_mark")
        await session.until(lambda: "The exit interview. Listen first" in session.text)
        await session.press("escape")
        await session.at(question)
        await session.press(*"why", "question_mark")
        await session.until(lambda: "why?" in session.text)

    hold(tmp_path, script)


def test_esc_twice_leaves_and_once_does_not(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        screen = session.screen
        await to(session, "refusal")
        await session.press("escape")
        await session.until(lambda: ESC_AGAIN in session.text)
        await session.press(*"late")
        await session.until(lambda: "late" in session.text and ESC_AGAIN not in session.text)
        await session.press("escape")
        await session.until(lambda: ESC_AGAIN in session.text)
        assert session.screen is screen
        await session.press("escape")
        await session.until(lambda: session.app.return_code is not None or session.app.screen is not screen)

    book = hold(tmp_path, script)
    assert field(book, "SELECT value FROM answer WHERE question = 'refusal'") == "late"


@pytest.mark.parametrize(
    ("keys", "question"),
    [(("6",), "whys"), (("1", "0"), "promise"), (("1", "enter"), "background"), (("tab", "4"), "conditions")],
)
def test_a_number_goes_to_its_question(tmp_path: Path, keys: tuple[str, ...], question: str) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, "listening")
        numbers = [
            page.id for page in session.screen.pages if str(session.screen.record.progress(page.id).at) == "6"
        ]
        assert numbers[0] == "whys"  # the channel is answered: its point is none
        for key in keys:
            await session.press(key)
            await session.pilot.pause(0.05)
        await session.until(lambda: not isinstance(session.app.screen, QuestionList), "the list is left")
        await session.at(question)

    hold(tmp_path, script)


def test_the_counter_goes_up_one_by_one(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        counts = [session.screen.record.progress(page.id).at for page in session.screen.pages]
        assert all(later - before in (0, 1) for before, later in pairwise(counts))
        assert (counts[0], counts[-1]) == (1, 10)

    hold(tmp_path, script)


def test_the_lines_to_say_have_the_names_in_them(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    begun = start_interview(book, account, "Ana Silva", "long", channel="call")
    before = interview_record(book, begun.id).script.question("opening").label
    assert "this is Ann from …." in before
    with act(book, "setting", "The firm is named") as transaction:
        write_setting(transaction, "firm", "Hanse {me} [b]")
    record = interview_record(book, begun.id)
    assert "this is Ann from Hanse {me} [b]." in record.script.question("opening").label


def test_what_the_data_show_stands_once_and_is_a_key_away(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        shown = {}
        for question in ("background", "data_reason", "refusal", "whys", "severity"):
            await to(session, question)
            await session.pilot.pause(0.05)
            shown[question] = session.text.count("What our data show")
        assert shown == {"background": 0, "data_reason": 1, "refusal": 0, "whys": 0, "severity": 0}
        await session.press("f6")
        await session.until(lambda: "What our data show" in session.text)

    hold(tmp_path, script)


def test_on_a_wide_screen_the_data_stand_beside_once(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        for question in ("data_reason", "refusal"):
            await to(session, question)
            await session.pilot.pause(0.05)
            assert session.text.count("What our data show") == 1

    hold(tmp_path, script, (120, 36))


def test_the_clock_runs_from_the_first_word_to_the_customer(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        assert "call 0 min" not in session.text
        await to(session, "opening")
        await session.until(lambda: "call 0 min" in session.text)

    hold(tmp_path, script, (100, 30))


def test_the_end_page_scrolls_to_its_last_line(tmp_path: Path) -> None:
    async def script(session: InterviewPilot) -> None:
        await to(session, "refusal")
        await session.press(*"x" * 300)
        await to(session, "end")
        page = session.screen.query_one("#page")
        await session.until(lambda: page.max_scroll_y > 0)
        for _ in range(6):
            await session.press("pagedown")
        await session.until(lambda: page.scroll_offset.y == page.max_scroll_y)
        assert session.screen.at == "end"
        for _ in range(6):
            await session.press("pageup")
        await session.until(lambda: session.screen.at != "end")

    hold(tmp_path, script, (60, 20))


@piloted
async def test_the_call_drops_and_goes_on(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start_interview(book, account, "Ana Silva", "long", channel="call")
    app = open_app(book, views=[spec for spec in VIEWS if spec.id == "accounts"])
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("i")
        await until(pilot, lambda: getattr(app.screen, "at", "") == "background")
        await pilot.press("f8")
        await until(pilot, lambda: "The call dropped" in drawn(app))
        await pilot.press(*"tomorrow 9", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM step") == 1)
        await until(pilot, lambda: "▌✓ Acme" in drawn(app))
        assert "Call dropped; the interview with Ana Silva at Acme goes on tomorrow at 09:00" in toasts(app)
    assert field(book, "SELECT on_day FROM step") == "2026-11-23"
    assert field(book, "SELECT purpose FROM step") == "at 09:00, go on with the interview"
    assert field(book, "SELECT outcome FROM activity") == "Call dropped during the interview"
    assert field(book, "SELECT person FROM activity") == "Ana Silva"
    assert field(book, "SELECT on_day FROM activity") == date(2026, 11, 22).isoformat()


@piloted
async def test_somebody_else_starts_empty(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_person(book, account, "Ana Silva")
    begun = start_interview(book, account, "Ana Silva", "short")
    keep_answer(book, interview_record(book, begun.id), "refusal", "late")
    finish_interview(book, begun.id)
    app = open_app(book, views=[spec for spec in VIEWS if spec.id == "accounts"])
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("i")
        await until(pilot, lambda: "somebody else" in drawn(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Who asks" in drawn(app))
        fields = {each.field: each.text for each in app.screen._fields}  # type: ignore[attr-defined]
        assert not fields["person"]
