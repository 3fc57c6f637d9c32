"""What somebody understands who sees a screen for ten seconds: which key does what, and what a row is about."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.pilot import Pilot

from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp

SMALL = (80, 24)


async def on_case(pilot: Pilot[Any], app: WinbackApp, account: str) -> None:
    """The page of an account, opened from the list of cases."""
    await app.be_at_view(3)
    await pilot.press("slash", *account, "enter")
    await until(pilot, lambda: f"“{account}”" in drawn(app) and "1 case ·" in drawn(app))
    await pilot.press("enter")
    await until(pilot, lambda: "Time line" in drawn(app))


def footer(app: WinbackApp) -> str:
    return drawn(app).splitlines()[-1]


def headline(app: WinbackApp) -> str:
    return drawn(app).splitlines()[1]


def shows(app: WinbackApp, words: str) -> bool:
    return words in drawn(app)


def lacks(app: WinbackApp, words: str) -> bool:
    return words not in drawn(app)


def cursor_line(app: WinbackApp) -> str:
    return next(line for line in drawn(app).splitlines() if line.startswith("▌"))


@piloted
async def test_space_says_next_and_no_other_key_in_the_footer_does_the_same(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=SMALL) as pilot:
        await on_case(pilot, app, "lindqvist")
        await until(pilot, lambda: "Space next: contact…" in footer(app))
        assert "c contact" not in footer(app) and "i interview…" in footer(app)
        await pilot.press("p")
        await until(pilot, lambda: "3 open steps" in drawn(app))
        assert cursor_line(app).startswith("▌→ yesterday") and "▲ late, next" in cursor_line(app), (
            "the cursor begins on the step that Space acts on, not on one that is done"
        )
        assert "Space next: contact…" in footer(app) and "c contact" not in footer(app)
        await pilot.press("down")
        await until(pilot, lambda: "c contact…" in footer(app))
        assert "Space next: contact…" in footer(app), (
            "c logs the step under the cursor, Space still the next one"
        )
        assert "▌→" not in drawn(app) and " → yesterday" in drawn(app)


@piloted
async def test_rows_above_the_order_are_seen_to_be_and_the_head_says_why(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=SMALL) as pilot:
        for keys, why in (
            ((), "condition met"),
            (("tab",), "complaint after a return"),
            (("2",), "complaint after a return"),
            (("3",), "condition met"),
        ):
            await pilot.press(*keys)
            await until(pilot, partial(shows, app, f"★ first: {why}"))
            assert cursor_line(app).startswith("▌★ ")
            assert drawn(app).count("★") == 2, "one row, and the line above the list"
            assert "…" not in headline(app), "what has no room leaves whole"
            if why == "condition met":
                assert "✦ Baltic" in cursor_line(app)
            await pilot.press("s")
            await until(pilot, partial(lacks, app, "★"))
            await pilot.press("s")
            await until(pilot, partial(shows, app, "★ first"))


@piloted
async def test_what_can_wait_is_told_apart_from_what_is_late(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 66)) as pilot:
        await app.be_at_view(2)
        await until(pilot, partial(shows, app, "can wait"))
        days = [line[3:] for line in drawn(app).splitlines()[3:56]]
        waits = [at for at, line in enumerate(days) if line.startswith("▽ ")]
        assert f"▽ {len(waits)} can wait" in headline(app)
        assert all(
            "call them: no contact" in days[at] or " what has changed" in days[at] or " went" in days[at]
            for at in waits
        )
        late = [at for at, line in enumerate(days) if line.startswith("▲ ")]
        assert max(late) < min(waits), "they come after everything that was planned or promised"


@piloted
async def test_amounts_of_several_currencies_say_how_they_are_sorted(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, partial(shows, app, "Tab: 16 to watch"))
        assert "each currency by itself" in headline(app)
        await app.be_at_view(6)
        await until(pilot, partial(shows, app, "285 accounts"))
        assert "by itself" not in headline(app), "sorted by name"


@piloted
async def test_a_list_shows_how_a_row_opens_and_is_found(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=SMALL) as pilot:
        for key in "12346":
            await app.be_at_view(int(key))
            await until(pilot, partial(shows, app, "▌"))
            await until(pilot, lambda: "Enter open…  / find" in footer(app))
            assert "c contact…" in footer(app) and "? help" in footer(app)
        await pilot.press("D")
        await until(pilot, partial(shows, app, "Letters · due today"))
        await until(pilot, lambda: "Enter open…  / find" in footer(app))
        assert "w letter" not in footer(app), "Enter opens the letter"
        assert "14 letters · 1 held back · p writes all to files, or those marked with Space" in drawn(app)
        assert drawn(app).count("held back") == 2, (
            "whose complaint is unresolved; nothing is missing in the others"
        )


@piloted
async def test_the_words_of_an_account_page_agree_with_each_other(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await on_case(pilot, app, "lindqvist")
        page = drawn(app)
        assert "K ‹ › J" not in page.splitlines()[0], "there is nobody else to go to"
        assert "Mon 30 Nov" in page and "Mon 7 Dec" in page, "which Monday"
        assert "no phone: e adds one  inkop@lindqvist.example" in page, "the next step is a call"
        assert "No contact" not in page, "a call is planned, and late"
        assert "○ expected Sat 15 Aug" in page
        assert "✦ Condition met: Their contact person is not the old driver any more" in page
        await pilot.press("escape", "escape")
        await on_case(pilot, app, "baltic")
        assert "Next: decide whether to win them back, then resolve the complaint" in drawn(app)
        assert "no phone" not in drawn(app)
        await pilot.press("escape", "escape")
        await on_case(pilot, app, "mercado")
        assert "Next: the hold ended Tue 17 Nov: review the decision" in drawn(app)
        assert "on hold until" not in drawn(app)


@piloted
async def test_to_do_says_whose_tasks_and_who_did_what(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=SMALL) as pilot:
        await app.be_at_view(2)
        await until(pilot, partial(shows, app, "ask again"))
        assert "31 due for the team: 27 late + 4 today" in headline(app)
        assert "ask again: we let them go on 7 Nov 2025" in drawn(app)
        assert "f mark settled " in footer(app), "it asks nothing, so no dots"
        await pilot.press("slash", *"carla", "enter")
        await until(pilot, lambda: "“carla”" in headline(app))
        assert " due: " in headline(app) and "the team" not in headline(app)


@piloted
async def test_a_return_says_how_long_it_is_fragile_and_a_lost_one_no_stage(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.be_at_view(4)
        await until(pilot, partial(shows, app, "% of the 64 EUR sold since"))
        lines = drawn(app).splitlines()
        assert "Fragile until" in lines[2]
        assert "17 Nov 2027" in cursor_line(app) and "↺ fragile" in cursor_line(app)
        lost = [line for line in lines if "✗ lost again" in line]
        assert lost and not any("volume back" in line or "trial" in line for line in lost)


@piloted
async def test_a_lost_account_is_neither_at_risk_nor_to_be_lost_again(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.be_at_view(6)
        await until(pilot, partial(shows, app, "386 EUR of profit a year lost with them."))
        assert "a year at risk or lost" in headline(app)
        assert "lost 386 EUR" in " ".join(cursor_line(app).split()) and ">99" not in cursor_line(app)
        assert "likely lost" not in drawn(app) and "call them" not in drawn(app)
        assert "L lost" not in footer(app)
        await pilot.press("L")
        await until(pilot, partial(shows, app, "is lost already; ctrl+p “reopen the case” goes on"))
        await pilot.press("enter")
        await until(pilot, partial(shows, app, "Lost/yr"))
        assert "Aldous Catering · ✗ lost" in drawn(app) and "L lost" not in footer(app)
