"""Saving while somebody types: at each pause, in a thread; never older text over newer, nothing called saved early."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.interview.place import InterviewPlace

from .unsaved import Typed, TypedAnswer, Waiting, with_entry

if TYPE_CHECKING:
    from winback_tui.services.interviews.interviews import InterviewRecord
    from winback_tui.store.book import Book

REST = 0.2
"""Seconds without a key after which is saved."""
LONGEST = 0.3
"""Seconds after which is saved although somebody types on."""
SOON = 0.05
"""Seconds between a save and the next, where more was typed meanwhile."""
AT_LEAST = 0.01
"""Seconds; a timer of none at all never rings."""
SLOW = 1.0
"""Seconds from which a save is called slow."""
RETRY_AFTER = (1.0, 2.0, 4.0)
"""Seconds to the next attempt after a failed one; the last is repeated."""


class SaveState(StrEnum):
    """How what is on the screen stands to what is in the book."""

    SAVED = "saved"
    TYPING = "typing"
    SLOW = "slow"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AnswerBatch:
    """What is saved next: each entry with the place where it was typed, then the current place.

    `after` was answered last before.
    """

    entries: tuple[tuple[Typed, InterviewPlace], ...]
    place: InterviewPlace
    after: tuple[str, ...]
    number: int


class Stoppable(Protocol):
    """A timer."""

    def stop(self) -> None: ...


class Host(Protocol):
    """What the saving lives on: a screen."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Stoppable: ...

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str) -> object: ...


class Autosave:
    """Lives in the screen's own thread; only `write` runs in another."""

    def __init__(
        self,
        host: Host,
        place: InterviewPlace,
        write: Callable[[AnswerBatch], None],
        tell: Callable[[SaveState, str], None],
    ) -> None:
        """`write` puts a batch into the book and raises WinbackError; `tell` shows the state of saving."""
        self._host = host
        self._write = write
        self._tell = tell
        self._waiting: list[Waiting] = []
        self._number = self._kept_number = 0
        self._newest_written = 0
        self._place = place
        self._after: tuple[str, ...] = ()
        self._first_at = 0.0
        self._timer: Stoppable | None = None
        self._one_at_a_time = Lock()
        self._running = False
        self._failures = 0

    @property
    def waiting(self) -> Sequence[Typed]:
        """What is not in the book yet."""
        return [each.entry for each in self._waiting]

    @property
    def place(self) -> InterviewPlace:
        """The current place of the conversation on the screen."""
        return self._place

    @property
    def clean(self) -> bool:
        """Whether everything on the screen is in the book."""
        return self._kept_number == self._number

    @property
    def wrote(self) -> bool:
        """Whether anything was saved at all."""
        return self._kept_number > 0

    def add_entry(self, entry: Typed, at_once: bool = False) -> None:
        """Something was typed or chosen; `at_once` saves without waiting for a pause."""
        self._count()
        self._waiting = with_entry(self._waiting, Waiting(self._number, entry, self._place))
        self._schedule(at_once)

    def stands_at(self, place: InterviewPlace, at_once: bool = True) -> None:
        """The conversation went on."""
        if place != self._place:
            self._count()
            self._place = place
            self._schedule(at_once)

    def save(self) -> None:
        """Saves now, in a thread."""
        self._stop_timer()
        if not self._running and not self.clean:
            self._running = True
            self._host.run_worker(self._save(), group="autosave")

    def flush(self) -> str:
        """Saves now and waits for it; the sentence why it could not be done, or empty."""
        self._stop_timer()
        if self.clean:
            return ""
        batch = self._batch()
        try:
            self._guarded(batch)
        except WinbackError as fault:
            self._failed(str(fault))
            return str(fault)
        self._mark_written(batch)
        return ""

    async def settle(self) -> str:
        """Saves everything without holding up the screen; the sentence why it could not be done, or empty."""
        self._stop_timer()
        while not self.clean:
            batch = self._batch()
            try:
                await asyncio.to_thread(self._guarded, batch)
            except WinbackError as fault:
                self._failed(str(fault))
                return str(fault)
            self._mark_written(batch)
        return ""

    def forget(self) -> None:
        """Lets go of what is not saved: the book holds something else now."""
        self._stop_timer()
        self._waiting, self._kept_number = [], self._number
        self._newest_written = self._number

    async def _save(self) -> None:
        batch = self._batch()
        slow = self._host.set_timer(SLOW, self._slow)
        try:
            await asyncio.to_thread(self._guarded, batch)
        except WinbackError as fault:
            self._running = False
            self._failed(str(fault))
        else:
            self._running = False
            self._mark_written(batch)
        finally:
            slow.stop()

    def _guarded(self, batch: AnswerBatch) -> None:
        with self._one_at_a_time:
            # A thread that began late finds its words in the book already.
            if batch.number > self._newest_written:
                self._write(batch)
                self._newest_written = batch.number

    def _batch(self) -> AnswerBatch:
        entries = tuple((each.entry, each.place) for each in self._waiting)
        return AnswerBatch(entries, self._place, self._after, self._number)

    def _mark_written(self, batch: AnswerBatch) -> None:
        self._failures = 0
        self._kept_number = max(self._kept_number, batch.number)
        self._waiting = [each for each in self._waiting if each.number > batch.number]
        self._after = batch.entries[-1][0].key if batch.entries else self._after
        if self.clean:
            self._tell(SaveState.SAVED, "")
        else:
            self._set_timer(SOON)

    def _count(self) -> None:
        if self.clean:
            self._first_at = monotonic()
        self._number += 1

    def _schedule(self, at_once: bool) -> None:
        if not self._failures:
            self._tell(SaveState.TYPING, "")
        if at_once:
            self.save()
        else:
            self._set_timer(min(REST, self._first_at + LONGEST - monotonic()))

    def _failed(self, sentence: str) -> None:
        wait = RETRY_AFTER[min(self._failures, len(RETRY_AFTER) - 1)]
        self._failures += 1
        self._tell(SaveState.FAILED, sentence)
        self._set_timer(wait)

    def _slow(self) -> None:
        if self._running and not self._failures:
            self._tell(SaveState.SLOW, "")

    def _set_timer(self, seconds: float) -> None:
        self._stop_timer()
        if not self._running:
            self._timer = self._host.set_timer(max(seconds, AT_LEAST), self.save)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def ready_to_write(book: Book, record: InterviewRecord) -> None:
    """Loads what writing needs, so that the first save is as quick as the others. Raises WinbackError."""
    from winback_tui.services.interviews.answers import make_ready

    make_ready(book, record)


def write_batch(book: Book, record: InterviewRecord, own: Path | None, batch: AnswerBatch) -> None:
    """Writes a batch, the oldest entry first, so that the book is at no moment ahead of itself. Raises WinbackError."""
    from winback_tui.services.interviews.answers import keep_answer, keep_place, keep_whys

    for number, (entry, typed_at) in enumerate(batch.entries, 1):
        place = batch.place if number == len(batch.entries) else typed_at
        if isinstance(entry, TypedAnswer):
            keep_answer(book, record, entry.question, entry.value, place, own)
        else:
            keep_whys(book, record, entry.question, entry.tree, place, own, entry.key[1:], entry.done)
    if not batch.entries:
        keep_place(book, record, batch.place, batch.after, own)
