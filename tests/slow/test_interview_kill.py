"""The laptop dies at any moment of an interview: nothing that was called saved is lost, and it goes on there."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.slow.interview_plan import CHOSEN, NOTES, Unit, state_of, units
from tests.tui.terminal import Terminal
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book

MOMENTS = int(os.environ.get("WINBACK_KILLS", "300"))
OLD = 1.0
"""Seconds after which a key must have reached the book."""
NO_TEXT = {*CHOSEN, *NOTES, "end"}
_BOX = re.compile(r"│ ?([^│]*?) *│")


@dataclass
class PlannedInterview:
    """One life of the program, from start to kill."""

    told: InterviewRecord
    plan: list[Unit]
    begun: int
    """The unit that the book held when the program started."""
    sent: list[float] = field(default_factory=list)
    """When the unit after `begun` was sent, and so on."""
    called_saved: int = 0
    """The latest unit that was on the screen together with the word `saved`, or with no answer yet."""

    @property
    def last(self) -> int:
        return self.begun + len(self.sent)

    def look(self, terminal: Terminal) -> None:
        """Notes what the screen calls saved."""
        screen = terminal.screen
        if "✓ saved" not in screen and "○ not answered yet" not in screen:
            return
        box = "".join(found.strip() for found in _BOX.findall(screen))
        for number in range(self.last, self.begun - 1, -1):
            state = self.plan[number].state
            if self._label(state.question) not in screen:
                continue
            if state.question in NO_TEXT:
                self._called(self._first_on_page(number))
            elif box == state.box.replace("\n", ""):
                self._called(self._first_alike(number))
            else:
                continue
            return

    def _label(self, question: str) -> str:
        asked = next((each for each in self.told.script.questions if each.id == question), None)
        return asked.label[:40] if asked else "in three voices"

    def _called(self, number: int) -> None:
        self.called_saved = max(self.called_saved, number)

    def _first_alike(self, number: int) -> int:
        while number and self.plan[number - 1].state == self.plan[number].state:
            number -= 1
        return number

    def _first_on_page(self, number: int) -> int:
        while number and self.plan[number - 1].state.question == self.plan[number].state.question:
            number -= 1
        return number


def live(session: PlannedInterview, book: Book, chance: random.Random) -> float:
    """Resumes, checks the page, types on for a random while, and is killed; when that was."""
    command = [sys.executable, "-m", "winback_tui", "--db", str(book.path), "interview", "Acme"]
    env = {key: os.environ[key] for key in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    env |= {"WINBACK_ACTOR": "Ann", "WINBACK_NOW": "2026-11-22T12:00:00"}
    with Terminal(command, (80, 24), env, timeout=60) as terminal:
        state = session.plan[session.begun].state
        terminal.wait_for(session._label(state.question))
        if state.box and state.question not in NO_TEXT:
            terminal.wait_for(state.box.split("\n")[-1])
        end = time.monotonic() + chance.uniform(0.05, 2.5)
        while time.monotonic() < end and session.last + 1 < len(session.plan):
            unit = session.plan[session.last + 1]
            if unit.key or not session.sent:
                terminal.press(unit.key or "enter")
            session.sent.append(time.monotonic())
            if not session.plan[min(session.last + 1, len(session.plan) - 1)].key:
                session.sent.append(session.sent[-1])  # the same key's second effect
            pause = chance.choice((0.03, 0.06, 0.06, 0.09, 0.12, 0.4))
            until = min(end, time.monotonic() + chance.uniform(0, 2 * pause))
            while time.monotonic() < until:
                if not terminal._take(0.004):
                    session.look(terminal)
        while time.monotonic() < end:
            if not terminal._take(0.004):
                session.look(terminal)
        terminal.signal(signal.SIGKILL)
        killed = time.monotonic()
        terminal.exit_code()
    return killed


def kept_unit(session: PlannedInterview, now: InterviewRecord) -> tuple[int, int]:
    """The first and last unit after which the book would look as it does."""
    found = state_of(now)
    alike = [n for n in range(session.begun, session.last + 1) if session.plan[n].state == found]
    assert alike, f"the book holds what was at no moment typed: {found}\n{session.plan[session.last].state}"
    return alike[0], alike[-1]


def kill_often(folder: Path, moments: int, seed: int) -> list[float]:
    """Kills that many times; for each how old the oldest lost key was, in seconds (0: nothing was lost)."""
    chance = random.Random(seed)
    plan = units()
    book, account, _ = a_lost_account(folder)
    told = begin(book, account)
    at, ages = 0, list[float]()
    for moment in range(moments):
        if at >= len(plan) - 1:
            finish_interview(book, told.head.id)
            told, at = begin(book, account), 0
        session = PlannedInterview(told, plan, at, called_saved=at)
        killed = live(session, book, chance)
        told = interview_record(book, told.head.id)
        first, last = kept_unit(session, told)
        assert last >= session.called_saved, f"moment {moment}: called saved and lost"
        lost = session.sent[last - at :]
        ages.append(killed - lost[0] if lost else 0.0)
        assert ages[-1] < OLD, f"moment {moment}: a key {ages[-1]:.2f} s old was lost"
        at = first
    return ages


def begin(book: Book, account: str) -> InterviewRecord:
    """Another interview from its beginning."""
    return interview_record(book, start_interview(book, account, "Ana Silva", channel="call").id)


def test_a_few_random_kills_lose_nothing_that_was_called_saved(tmp_path: Path) -> None:
    kill_often(tmp_path, 2, seed=7)


@pytest.mark.slow
def test_hundreds_of_random_kills_lose_nothing_that_was_called_saved(tmp_path: Path) -> None:
    ages = sorted(kill_often(tmp_path, MOMENTS, seed=2026))
    with_loss = [age for age in ages if age]
    report = (
        f"{len(ages)} kills, {len(with_loss)} with keys not yet saved, the oldest {ages[-1] * 1000:.0f} ms"
    )
    (tmp_path / "kills.txt").write_text(report)
    sys.stderr.write(f"\n{report}, the median {ages[len(ages) // 2] * 1000:.0f} ms\n")
