from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from winback_tui.domain.case import why
from winback_tui.domain.errors import Refused
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.tui.screens.interview.saving.autosave import AnswerBatch, Autosave, SaveState
from winback_tui.tui.screens.interview.saving.unsaved import (
    Typed,
    TypedAnswer,
    TypedWhys,
    as_draft,
    from_draft,
)


class Timer:
    def __init__(self, delay: float, callback: Callable[[], None]) -> None:
        self.delay = delay
        self.callback = callback
        self.running = True

    def stop(self) -> None:
        self.running = False


class Host:
    """A screen whose timers ring when the test says so."""

    def __init__(self) -> None:
        self.timers: list[Timer] = []
        self.tasks: list[asyncio.Task[None]] = []

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        self.timers.append(Timer(delay, callback))
        return self.timers[-1]

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str) -> object:
        self.tasks.append(asyncio.get_running_loop().create_task(work))
        return self.tasks[-1]

    def due(self) -> list[Timer]:
        return [timer for timer in self.timers if timer.running]

    async def ring(self) -> None:
        for timer in self.due():
            timer.running = False
            timer.callback()
        await self.finish()

    async def finish(self) -> None:
        for task in self.tasks:
            await task


class Desk:
    """An autosave with a book that can fail or be slow."""

    def __init__(self) -> None:
        self.host = Host()
        self.written: list[AnswerBatch] = []
        self.writing = self.most_writing = 0
        self.said: list[tuple[SaveState, str]] = []
        self.fault = ""
        self.gate: threading.Event | None = None
        self.saving = Autosave(
            self.host, InterviewPlace("a"), self.write, lambda *told: self.said.append(told)
        )

    def write(self, batch: AnswerBatch) -> None:
        self.writing += 1
        self.most_writing = max(self.most_writing, self.writing)
        try:
            if self.gate is not None:
                self.gate.wait(5)
            if self.fault:
                raise Refused(self.fault)
            self.written.append(batch)
        finally:
            self.writing -= 1


def only_thread_busy() -> threading.Event:
    """The one thread in which a save may run has something else to do until the event is set."""
    busy, threads = threading.Event(), ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(threads)
    threads.submit(busy.wait, 5)
    return busy


def test_typing_is_saved_once_after_a_pause_with_the_newest_text() -> None:
    async def run() -> None:
        desk = Desk()
        for text in ("o", "on", "one"):
            desk.saving.add_entry(TypedAnswer("q", text))
        assert [kept for kept, _ in desk.said] == [SaveState.TYPING] * 3
        assert len(desk.host.due()) == 1
        assert desk.host.due()[0].delay <= 0.2
        await desk.host.ring()
        assert [batch.entries for batch in desk.written] == [
            ((TypedAnswer("q", "one"), InterviewPlace("a")),)
        ]
        assert desk.said[-1] == (SaveState.SAVED, "")
        assert desk.saving.clean

    asyncio.run(run())


def test_text_typed_during_a_save_is_not_called_saved_and_follows() -> None:
    async def run() -> None:
        desk = Desk()
        desk.gate = threading.Event()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0)
        desk.saving.add_entry(TypedAnswer("q", "one two"))
        desk.gate.set()
        await desk.host.finish()
        assert desk.said[-1][0] is SaveState.TYPING
        assert [timer.delay for timer in desk.host.due()] == [0.05]
        await desk.host.ring()
        assert [batch.entries[0][0] for batch in desk.written] == [
            TypedAnswer("q", "one"),
            TypedAnswer("q", "one two"),
        ]
        assert desk.said[-1] == (SaveState.SAVED, "")

    asyncio.run(run())


def test_going_on_is_saved_at_once_and_knows_what_was_answered_before() -> None:
    async def run() -> None:
        desk = Desk()
        desk.saving.add_entry(TypedAnswer("q", "one"))
        desk.saving.stands_at(InterviewPlace("b"))
        await desk.host.finish()
        desk.saving.stands_at(InterviewPlace("c"))
        await desk.host.finish()
        assert [(batch.place.question, batch.after) for batch in desk.written] == [("b", ()), ("c", ("q",))]

    asyncio.run(run())


def test_a_failure_keeps_everything_says_so_and_tries_again() -> None:
    async def run() -> None:
        desk = Desk()
        desk.fault = "The disk is full."
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await desk.host.finish()
        assert desk.said[-1] == (SaveState.FAILED, "The disk is full.")
        assert [timer.delay for timer in desk.host.due()] == [1.0]
        desk.saving.stands_at(InterviewPlace("b"), at_once=False)
        desk.saving.add_entry(TypedAnswer("r", "two"))
        assert desk.said[-1][0] is SaveState.FAILED, "a failing save is not called typing"
        desk.fault = ""
        await desk.host.ring()
        assert desk.written[-1].entries == (
            (TypedAnswer("q", "one"), InterviewPlace("a")),
            (TypedAnswer("r", "two"), InterviewPlace("b")),
        )
        assert desk.said[-1] == (SaveState.SAVED, "")

    asyncio.run(run())


def test_flush_waits_for_the_save_that_runs_and_writes_the_rest() -> None:
    async def run() -> None:
        desk = Desk()
        desk.gate = threading.Event()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0.05)
        desk.saving.add_entry(TypedAnswer("q", "one two"))
        threading.Timer(0.05, desk.gate.set).start()
        assert desk.saving.flush() == ""
        assert desk.written[-1].entries[-1][0] == TypedAnswer("q", "one two")
        assert desk.saving.clean and desk.most_writing == 1
        await desk.host.finish()
        assert desk.saving.clean and not desk.saving.waiting

    asyncio.run(run())


def test_a_save_whose_thread_begins_late_does_not_write_older_text_over_newer() -> None:
    async def run() -> None:
        desk = Desk()
        busy = only_thread_busy()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0)
        desk.saving.add_entry(TypedAnswer("q", "one two"))
        assert desk.saving.flush() == ""
        busy.set()
        await desk.host.finish()
        assert [batch.entries[0][0] for batch in desk.written] == [TypedAnswer("q", "one two")]
        assert desk.saving.clean

    asyncio.run(run())


def test_never_two_saves_at_once_whatever_rings_meanwhile() -> None:
    async def run() -> None:
        desk = Desk()
        desk.gate = threading.Event()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0.02)
        desk.saving.add_entry(TypedAnswer("q", "one two"), at_once=True)
        desk.saving.stands_at(InterviewPlace("b"))
        desk.saving.add_entry(TypedAnswer("r", "three"))
        desk.saving.save()
        saves = [timer for timer in desk.host.due() if timer.callback == desk.saving.save]
        assert (len(desk.host.tasks), saves) == (1, []), "no other begins and none is timed while one runs"
        desk.gate.set()
        await desk.host.finish()
        await desk.host.ring()
        assert len(desk.host.tasks) == len(desk.written) == 2
        assert [entry for entry, _ in desk.written[1].entries] == [
            TypedAnswer("q", "one two"),
            TypedAnswer("r", "three"),
        ]
        assert desk.saving.clean and desk.saving.wrote

    asyncio.run(run())


def test_a_save_after_a_failed_one_begins_again_and_nothing_is_saved_that_is_saved_already() -> None:
    async def run() -> None:
        desk = Desk()
        assert not desk.saving.wrote
        desk.saving.save()
        assert desk.host.tasks == [], "there is nothing to save"
        desk.fault = "The disk is full."
        for _ in range(4):
            desk.saving.add_entry(TypedAnswer("q", "one"))
            await desk.host.ring()
        waits = [
            timer.delay
            for timer in desk.host.timers
            if timer.delay >= 1 and timer.callback == desk.saving.save
        ]
        assert waits == [1.0, 2.0, 4.0, 4.0]
        desk.fault = ""
        desk.saving.save()
        await desk.host.finish()
        assert len(desk.written) == 1 and desk.saving.clean and desk.host.due() == []
        desk.fault = "The disk is full."
        desk.saving.add_entry(TypedAnswer("q", "two"), at_once=True)
        await desk.host.finish()
        assert desk.host.due()[-1].delay == 1.0, "the waits begin again after a save that went well"

    asyncio.run(run())


def test_a_slow_save_is_called_slow_once_it_is() -> None:
    async def run() -> None:
        desk = Desk()
        desk.gate = threading.Event()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0.02)
        (slow,) = desk.host.due()
        assert slow.delay == 1.0
        slow.callback()
        assert desk.said[-1] == (SaveState.SLOW, "")
        desk.gate.set()
        await desk.host.finish()
        assert desk.said[-1] == (SaveState.SAVED, "") and desk.host.due() == []
        slow.callback()
        assert desk.said[-1] == (SaveState.SAVED, ""), "a timer that rings late says nothing"

    asyncio.run(run())


def test_what_is_let_go_of_is_written_by_nobody() -> None:
    async def run() -> None:
        desk = Desk()
        busy = only_thread_busy()
        desk.saving.add_entry(TypedAnswer("q", "one"), at_once=True)
        await asyncio.sleep(0)
        desk.saving.forget()
        assert desk.saving.clean and not desk.saving.waiting and desk.saving.flush() == ""
        busy.set()
        await desk.host.finish()
        assert desk.written == []

    asyncio.run(run())


def test_a_flush_that_fails_says_why_and_keeps_what_waits() -> None:
    async def run() -> None:
        desk = Desk()
        desk.fault = "The disk is full."
        desk.saving.add_entry(TypedAnswer("q", "one"))
        assert desk.saving.flush() == "The disk is full."
        assert await desk.saving.settle() == "The disk is full."
        assert desk.saving.waiting == [TypedAnswer("q", "one")]
        desk.fault = ""
        assert await desk.saving.settle() == ""
        assert desk.saving.clean

    asyncio.run(run())


def test_two_whys_are_two_entries_and_typing_in_one_replaces_itself() -> None:
    async def run() -> None:
        desk = Desk()
        one = why.add_top((), "a", "o")
        more = why.edit(one, "a", "one")
        two = why.add_why(more, "a", "b", "two")
        for tree, act in ((one, "a"), (more, "a"), (two, "b")):
            desk.saving.add_entry(TypedWhys("whys", tree, act))
        await desk.host.ring()
        assert [(entry.key, entry) for entry, _ in desk.written[0].entries] == [
            (("whys", "a"), TypedWhys("whys", more, "a")),
            (("whys", "b"), TypedWhys("whys", two, "b")),
        ]

    asyncio.run(run())


def test_a_draft_outside_the_book_comes_back_as_it_was() -> None:
    tree = why.mark_root(why.add_why(why.add_top((), "a", "one"), "a", "b", "two"), "b", 3)
    waiting: list[Typed] = [TypedAnswer("q", 'say "so"\n[red]'), TypedWhys("whys", tree, "b")]
    entries, place = from_draft(as_draft(waiting, InterviewPlace("whys", "b")))
    assert entries == [TypedAnswer("q", 'say "so"\n[red]'), TypedWhys("whys", tree)]
    assert place == InterviewPlace("whys", "b")
    assert from_draft(as_draft([], InterviewPlace("q"))) == ([], None)
