"""Putting what was typed into the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.services.interviews.interviews import InterviewRecord

from .autosave import AnswerBatch
from .unsaved import TypedAnswer

if TYPE_CHECKING:
    from winback_tui.store.book import Book


def ready_to_write(book: Book, told: InterviewRecord) -> None:
    """Loads what writing needs, so that the first save is as quick as the others. Raises WinbackError."""
    from winback_tui.services.interviews.answers import make_ready

    make_ready(book, told)


def write_batch(book: Book, told: InterviewRecord, own: Path | None, batch: AnswerBatch) -> None:
    """Writes a batch, the oldest entry first, so that the book is at no moment ahead of itself. Raises WinbackError."""
    from winback_tui.services.interviews.answers import keep_answer, keep_place, keep_whys

    for number, (entry, typed_at) in enumerate(batch.entries, 1):
        place = batch.place if number == len(batch.entries) else typed_at
        if isinstance(entry, TypedAnswer):
            keep_answer(book, told, entry.question, entry.value, place, own)
        else:
            keep_whys(book, told, entry.question, entry.tree, place, own, entry.key[1:], entry.done)
    if not batch.entries:
        keep_place(book, told, batch.place, batch.after, own)
