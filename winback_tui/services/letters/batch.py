"""The letters that are due, written into a folder: one file an account, one for printing, what is missing."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.ids import new_id
from winback_tui.domain.text import typed_path
from winback_tui.domain.wording.portable import formula_guarded
from winback_tui.domain.wording.wording import count
from winback_tui.files.whole_file import put_on_disk, remove_left_over, written_whole
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import unsent_letters
from winback_tui.store.contacts.writes import insert_letter
from winback_tui.store.write import Transaction, act

from .due import DueBatch, due_letters, news_since
from .interrupted import (
    LIST_FILE,
    LIST_HEAD,
    Recovered,
    forget_folder,
    record_interrupted,
    remember_folder,
    take_back,
)
from .sheet import LetterSheet
from .writing import record_written, waiting_letters

PRINT_FILE, MISSING_FILE = "print.html", "missing.csv"
ALL_AT_ONCE = hasattr(os, "sync")
"""Whether the system can be asked to put everything on the disk."""


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What one letter becomes: the ending of its file, and its content."""

    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of a batch: letters written to `folder`, those that lack something, accounts held out.

    `recovered` are letters of an interrupted batch that were found on the disk and are recorded now.
    """

    folder: Path
    written: int
    lacking: tuple[LetterSheet, ...]
    held: int
    recovered: tuple[Recovered, ...] = ()

    @property
    def sentence(self) -> str:
        """What was done."""
        found = [
            f"{count(each.letters, 'letter')} from an interrupted run found in {each.folder} and recorded"
            for each in self.recovered
        ]
        if not self.written:
            return "; ".join(found)
        back = sum(bool(each.held_by) for each in self.lacking)
        lacking = f"; {count(back, 'letter')} held back" if back else ""
        if len(self.lacking) > back:
            lacking += (
                f"; {count(len(self.lacking) - back, 'letter')} not written because something is missing"
            )
        held = f"; {count(self.held, 'account')} held out to compare" if self.held else ""
        written = f"{count(self.written, 'letter')} written to {self.folder}{lacking}{held}"
        return "; ".join((written, *found))


def write_due_letters(
    book: Book,
    typed_folder: str | Path,
    file_of: Callable[[LetterSheet], BatchFile],
    to_print: Callable[[Sequence[LetterSheet]], bytes],
    owner: str = "",
    dry_run: bool = False,
    batch: DueBatch | None = None,
) -> BatchResult:
    """Write the due letters, or those of `batch`, into a new folder: one file an account, one for printing, and a list
    of what is missing.

    The folder appears complete and in the same act that records the letters as written, so that none is ever
    written twice; where a run was killed between the two, the next one finds the folder and records it, and what
    somebody else has written since `batch` was read is left out. Raises Refused for a folder that holds anything else,
    where nothing is due, and where it cannot be written.
    """
    folder = typed_path(typed_folder)
    recovered = () if dry_run else record_interrupted(book, folder)
    batch = batch or due_letters(book, owner)
    ready = [sheet for sheet in batch.sheets if not sheet.fault]
    lacking = tuple(sheet for sheet in batch.sheets if sheet.fault)
    if recovered and not ready:
        return BatchResult(recovered[0].folder, 0, lacking, 0, recovered)
    _require_new(folder, recovered)
    if not ready:
        raise Refused(lacking[0].fault if lacking else "No letter is due today.")
    remove_left_over(folder.parent)
    placed: list[str] | None = None
    try:
        with act(book, "letters", "", dry_run=dry_run) as transaction:
            written_since = news_since(transaction.connection, batch)
            ready = [sheet for sheet in ready if sheet.account.id not in written_since]
            held = [each for each in batch.held if each[0] not in written_since]
            if not ready and recovered:
                return BatchResult(recovered[0].folder, 0, lacking, 0, recovered)
            if not ready:
                raise Refused("These letters have just been written; nothing was written again.")
            rows, new_ids = _recorded(transaction, batch, ready)
            for account_id, kind in held:
                insert_letter(transaction, account_id, None, str(kind), "", 0, held_out=True)
            result = BatchResult(folder, len(ready), lacking, len(held), recovered)
            transaction.sentence = f"{count(len(ready), 'letter')} written to {folder.name}"
            _put_in_place(
                book, folder, lambda fresh: _write_files(fresh, rows, lacking, file_of, to_print), dry_run
            )
            if not dry_run:
                placed = new_ids
                _put_on_disk(folder)
    except Exception:
        if placed is not None:
            take_back(book, folder, placed)
        raise
    if not dry_run:
        forget_folder(book)
    return result


def file_name(account: str, kind: str, account_id: str, ending: str) -> str:
    """The name of a letter's file on every system: the account in plain letters, the kind, and a part of the id."""
    plain = unicodedata.normalize("NFKC", account)
    words = re.sub(r"[^\w]+", "-", plain, flags=re.UNICODE).strip("-_")
    short = words.encode()[:60].decode(errors="ignore").rstrip("-") or "account"
    return f"{short}-{kind}-{account_id[-8:]}.{ending}"


def _recorded(
    transaction: Transaction, batch: DueBatch, ready: Sequence[LetterSheet]
) -> tuple[list[tuple[str, LetterSheet]], list[str]]:
    """Record the letters as written; each with its id, and the ids that the book did not have before."""
    waiting = waiting_letters(unsent_letters(transaction.connection)) if batch.asked_for else {}
    rows = [
        (record_written(transaction, sheet, waiting, new_id(transaction.now_ms + place)), sheet)
        for place, sheet in enumerate(ready)
    ]
    known = frozenset(waiting.values())
    return rows, [letter_id for letter_id, _ in rows if letter_id not in known]


def _put_in_place(book: Book, folder: Path, fill: Callable[[Path], None], dry_run: bool) -> None:
    """Write the folder, and let it appear complete; its place is noted before. Raises Refused."""
    with (
        _said_as_refused(folder),
        written_whole(folder, durable=not ALL_AT_ONCE, dry_run=dry_run) as fresh,
    ):
        fresh.mkdir(mode=0o700)
        fill(fresh)
        if not dry_run:
            remember_folder(book, folder)
            if ALL_AT_ONCE:
                os.sync()  # one wait for all files, where one a file would take minutes


def _put_on_disk(folder: Path) -> None:
    """Wait until the place of the folder is on the disk. Raises Refused."""
    with _said_as_refused(folder):
        put_on_disk(folder.parent)


@contextmanager
def _said_as_refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Refused(f"{folder} cannot be written: {fault.strerror or fault}.") from fault


def _write_files(
    folder: Path,
    rows: Sequence[tuple[str, LetterSheet]],
    lacking: Sequence[LetterSheet],
    file_of: Callable[[LetterSheet], BatchFile],
    to_print: Callable[[Sequence[LetterSheet]], bytes],
) -> None:
    lines: list[Sequence[object]] = [LIST_HEAD]
    for letter_id, sheet in rows:
        made = file_of(sheet)
        name = file_name(sheet.account.name, sheet.kind, sheet.account.id, made.ending)
        (folder / name).write_bytes(made.content)
        entry = (str(sheet.kind), sheet.draft.language, sheet.percent, name, sheet.mail, sheet.draft.subject)
        lines.append((letter_id, sheet.account.id, sheet.account.name, *entry))
    (folder / PRINT_FILE).write_bytes(to_print([sheet for _, sheet in rows]))
    _write_csv(folder / LIST_FILE, lines)
    if lacking:
        gaps = [
            (sheet.account.id, sheet.account.name, str(sheet.kind), *gap)
            for sheet in lacking
            for gap in (
                *((each.sentence, "") for each in sheet.held_by),
                *((each.field.words, each.field.where) for each in sheet.missing),
            )
        ]
        _write_csv(folder / MISSING_FILE, [("account_id", "account", "kind", "missing", "what_to_do"), *gaps])


def _write_csv(path: Path, lines: Sequence[Sequence[object]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(
        [[formula_guarded(cell) if isinstance(cell, str) else cell for cell in line] for line in lines]
    )
    path.write_text(text.getvalue(), "utf-8", newline="")


def _require_new(folder: Path, recovered: Sequence[Recovered]) -> None:
    if not folder.parent.is_dir():
        raise BadInput(f"There is no folder {folder.parent}; the letters cannot be written there.")
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        here = sum(each.letters for each in recovered if each.folder == folder.absolute())
        found = f" and holds {count(here, 'letter')}, now recorded" if here else ""
        raise Refused(f"{folder} already exists{found}; name a new folder.")
