"""The letters that are due, written into a folder: one file an account, one for printing, what is missing."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.ids import new_id
from winback_tui.domain.text import typed_path
from winback_tui.domain.wording.wording import count
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import letters_known
from winback_tui.store.contacts.writes import insert_letter
from winback_tui.store.write import Transaction, act
from winback_tui.whole_file import written_whole

from .due import DueBatch, due_letters
from .sheet import LetterSheet

LIST_FILE, PRINT_FILE, MISSING_FILE = "letters.csv", "print.html", "missing.csv"
_LIST_HEAD = ("letter_id", "account_id", "account", "kind", "language", "percent", "file", "to", "subject")


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What one letter becomes: the ending of its file, and its content."""

    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of a batch: letters written to `folder`, those that lack something, accounts held out.

    `recovered` are letters from an interrupted run that were found in the folder and are recorded now.
    """

    folder: Path
    written: int
    lacking: tuple[LetterSheet, ...]
    held: int
    recovered: int = 0

    @property
    def sentence(self) -> str:
        """What was done."""
        if self.recovered:
            return f"{count(self.recovered, 'letter')} from an interrupted run found in {self.folder} and recorded"
        lacking = (
            f"; {count(len(self.lacking), 'letter')} not written because something is missing"
            if self.lacking
            else ""
        )
        held = f"; {count(self.held, 'account')} held out to compare" if self.held else ""
        return f"{count(self.written, 'letter')} written to {self.folder}{lacking}{held}"


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
    written twice; where a run was killed between the two, the next one finds the folder and records it. Raises Refused
    for a folder that holds anything else and where nothing is due, BadInput where it cannot be written.
    """
    folder = typed_path(typed_folder)
    recovered = 0 if dry_run else _record_interrupted(book, folder)
    batch = batch or due_letters(book, owner)
    ready = [sheet for sheet in batch.sheets if not sheet.fault]
    lacking = tuple(sheet for sheet in batch.sheets if sheet.fault)
    if recovered and not ready:
        return BatchResult(folder, 0, lacking, 0, recovered)
    _require_new(folder, recovered)
    if not ready:
        raise Refused(lacking[0].fault if lacking else "No letter is due today.")
    with act(book, "letters", "", dry_run=dry_run) as transaction:
        rows = [(new_id(transaction.now_ms + place), sheet) for place, sheet in enumerate(ready)]
        for letter_id, sheet in rows:
            _keep(transaction, letter_id, sheet)
        for account_id, kind in batch.held:
            insert_letter(transaction, account_id, None, str(kind), "", 0, held_out=True)
        result = BatchResult(folder, len(ready), lacking, len(batch.held))
        transaction.sentence = f"{count(len(ready), 'letter')} written to {folder.name}"
        try:
            with written_whole(folder, durable=False, dry_run=dry_run) as fresh:
                fresh.mkdir(mode=0o700)
                _write_files(fresh, rows, lacking, file_of, to_print)
            if not dry_run and hasattr(os, "sync"):
                os.sync()  # one wait for all files, where one a file would take minutes
        except OSError as fault:
            raise BadInput(f"{folder} cannot be written: {fault.strerror or fault}.") from fault
    return result


def file_name(account: str, kind: str, account_id: str, ending: str) -> str:
    """The name of a letter's file on every system: the account in plain letters, the kind, and a part of the id."""
    plain = unicodedata.normalize("NFKC", account)
    words = re.sub(r"[^\w]+", "-", plain, flags=re.UNICODE).strip("-_")
    short = words.encode()[:60].decode(errors="ignore").rstrip("-") or "account"
    return f"{short}-{kind}-{account_id[-8:]}.{ending}"


def _keep(transaction: Transaction, letter_id: str, sheet: LetterSheet) -> None:
    insert_letter(
        transaction,
        sheet.account.id,
        sheet.case_id or None,
        str(sheet.kind),
        sheet.draft.language,
        sheet.percent,
        letter_id,
    )


def _write_files(
    folder: Path,
    rows: Sequence[tuple[str, LetterSheet]],
    lacking: Sequence[LetterSheet],
    file_of: Callable[[LetterSheet], BatchFile],
    to_print: Callable[[Sequence[LetterSheet]], bytes],
) -> None:
    lines: list[Sequence[object]] = [_LIST_HEAD]
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
            (sheet.account.id, sheet.account.name, str(sheet.kind), each.field.words, each.field.where)
            for sheet in lacking
            for each in sheet.missing
        ]
        _write_csv(folder / MISSING_FILE, [("account_id", "account", "kind", "missing", "what_to_do"), *gaps])


def _write_csv(path: Path, lines: Sequence[Sequence[object]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([[_guarded(cell) for cell in line] for line in lines])
    path.write_text(text.getvalue(), "utf-8", newline="")


def _guarded(cell: object) -> object:
    """Put an apostrophe in front of a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _require_new(folder: Path, recovered: int) -> None:
    if not folder.parent.is_dir():
        raise BadInput(f"There is no folder {folder.parent}; the letters cannot be written there.")
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        found = f" and holds {count(recovered, 'letter')}, now recorded" if recovered else ""
        raise Refused(f"{folder} already exists{found}; name a new folder.")


def _record_interrupted(book: Book, folder: Path) -> int:
    """Record letters that a killed run put in place without recording them; returns how many."""
    listed = folder / LIST_FILE
    if not listed.is_file() or listed.is_symlink():
        return 0
    rows = list(csv.DictReader(listed.read_text("utf-8").splitlines()))
    if not rows or tuple(rows[0]) != _LIST_HEAD:
        return 0
    with book.read() as connection:
        known = letters_known(
            connection, [row["letter_id"] for row in rows], [row["account_id"] for row in rows]
        )
    lost = [
        row for row in rows if row["letter_id"] not in known.letters and row["account_id"] in known.accounts
    ]
    if not lost:
        return 0
    with act(book, "letters", f"{count(len(lost), 'letter')} written to {folder.name}") as transaction:
        for row in lost:
            insert_letter(
                transaction,
                row["account_id"],
                None,
                row["kind"],
                row["language"],
                int(row["percent"]),
                row["letter_id"],
            )
    return len(lost)
