"""One session at 80x24: from an overdue account through interview, decision, fixes, plan and call to the return."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.services.case_books import field
from tests.services.test_came_true import overdue_book
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS

STATUS = "SELECT status FROM account_summary JOIN account ON no = account_no WHERE name = 'Zenith'"
ANSWERS = (
    ("Remember", ()),
    ("The rep's view", tuple("cheaper")),
    ("Which reason is that", ()),
    ("What did we change", ()),
    ("What do orders", ()),
    ("Say", ()),
    ("What made you decide", tuple("late")),
    ("What would we have to do", (*tuple("delivery <= 3 days"), "enter")),
    ("Now listen", ()),
)
"""The pages up to the whys: what is on each, and the keys before the Enter that leaves it."""
CLEAR = ("ctrl+u",)
"""Empties a field in which something stands."""
REST = (
    ("who supplies you now", ()),
    ("how bad was this for you", ("3",)),
    ("how bad do we think", ()),
    ("had to pay for it", ()),
    ("somebody's conduct", ("n",)),
    ("Thank you for your time", ()),
    ("I am sorry", ()),
    ("What did you promise", ()),
    ("How do they feel about us now", ()),
    ("Whatever you decide", ()),
    ("they gave first: which one is it", ("d",)),
    ("that the whys led to", ("d",)),
    ("rep, customer, data", ()),
)


async def leaf(pilot: Pilot[None], app: WinbackApp, pages: tuple[tuple[str, tuple[str, ...]], ...]) -> int:
    """Answers page after page; how many keys it took."""
    pressed = 0
    for words, keys in pages:
        await until(pilot, lambda words=words: words in " ".join(drawn(app).split()))  # type: ignore[misc]
        before = drawn(app)
        await pilot.press(*keys, "enter")
        await until(pilot, lambda before=before: drawn(app) != before)  # type: ignore[misc]
        pressed += len(keys) + 1
    return pressed


@piloted
async def test_an_interview_leads_into_the_decision_the_fix_the_plan_and_the_return(tmp_path: Path) -> None:
    book = overdue_book(tmp_path)
    app = open_app(book, views=VIEWS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "▌  Zenith" in drawn(app))
        await pilot.press("i")
        await until(pilot, lambda: "Open a case" in drawn(app))
        await pilot.press(*CLEAR, *"2026-10-01", "tab", *"Ann", "tab", *"Ben", "enter")
        await until(pilot, lambda: "Exit interview" in drawn(app))
        await pilot.press(*"Ana", "enter")
        await until(pilot, lambda: "↑ Ann lost them: let a colleague ask" in drawn(app))
        await pilot.press(*"Bne", "enter")
        await until(pilot, lambda: "Nobody in the team is called Bne." in drawn(app))
        await pilot.press(*"Ben", "enter")
        await leaf(pilot, app, ANSWERS)
        await until(pilot, lambda: "And why was that" in drawn(app))
        await pilot.press(*"one lorry", "enter")
        await until(pilot, lambda: "└ one lorry" in drawn(app))
        await pilot.press("up", "r", "pagedown")
        await leaf(pilot, app, REST)
        await until(pilot, lambda: "suggested: cannot say yet" in drawn(app))
        await pilot.press("v")
        await until(pilot, lambda: "Decision  " in drawn(app))
        await pilot.press("w", "enter")
        await until(pilot, lambda: "still open, named above" in drawn(app))
        await pilot.press("enter")
        await until(
            pilot,
            lambda: field(book, "SELECT count(*) FROM decision") == 1 and "v change decision" in drawn(app),
        )
        await pilot.press("r")
        await until(pilot, lambda: "no fix yet" in drawn(app))
        await pilot.press("r")
        await until(pilot, lambda: "Add a fix" in drawn(app))
        await pilot.press(*"two lorries", "tab", "tab", "tab", *"today", "enter")
        await until(pilot, lambda: "1 of 1 causes fixed" in drawn(app))
        await pilot.press("p")
        await until(pilot, lambda: "No plan yet" in drawn(app))
        await pilot.press("P")
        await until(pilot, lambda: "(suggested)" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Admit, repair, prove it fast · led by Ben" in drawn(app))
        assert field(book, "SELECT count(*) FROM step") == 5
        await pilot.press("down", "b")
        await until(pilot, lambda: "What they ask for" in drawn(app))
        assert "No delivery time is recorded" in drawn(app)
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: any("Spoke with them" in each for each in toasts(app)))
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("5", "enter")
        await until(pilot, lambda: any("Says an order is coming" in each for each in toasts(app)))
        assert field(book, "SELECT channel FROM step WHERE done_on <> ''") == "call"
        assert field(book, STATUS) == "lost"  # a word is no return
        while len(app.screen_stack) > 1 and "1 Overdue" not in drawn(app):
            shown = drawn(app)
            await pilot.press("escape")
            await until(pilot, lambda shown=shown: drawn(app) != shown)  # type: ignore[misc]
        await pilot.press("3")
        await until(pilot, lambda: "▌  Zenith" in drawn(app))
        await pilot.press("o")
        await until(pilot, lambda: "Enter an order" in drawn(app))
        await pilot.press(*"50", "enter")
        await until(pilot, lambda: any(": returned" in each for each in toasts(app)))
        await pilot.press("4")
        await until(pilot, lambda: "▌  Zenith" in drawn(app) and "trial" in drawn(app))
        assert field(book, STATUS) == "returned"
