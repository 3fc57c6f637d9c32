"""A batch of letters that was stopped between putting its folder in place and recording it: found and settled.

The folder gets its place before the letters are recorded, as letters that are recorded and lost would never be written
again. What was stopped in between is recognised by the list in the folder, wherever the next batch is written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.plan.letter import LetterKind
from winback_tui.domain.wording.wording import count
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.playbook.words import is_language
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import letters_known
from winback_tui.store.contacts.writes import insert_letter
from winback_tui.store.file.site import kept_about
from winback_tui.store.write import act

LIST_FILE = "letters.csv"
LIST_HEAD = ("letter_id", "account_id", "account", "kind", "language", "percent", "file", "to", "subject")
MOST_BYTES = 64 << 20
"""A larger list is none of ours: 64 MB are several hundred thousand letters."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Letters of an interrupted batch that were recorded now, and the folder that holds them."""

    folder: Path
    letters: int


def remember_folder(book: Book, folder: Path) -> None:
    """Note where letters are about to be put. Where that cannot be noted, only the same folder is looked at again."""
    note = kept_about(book.path, "letters")
    with suppress(OSError):
        make_private_folder(note.parent)
        save_text(note, f"{folder.absolute()}\n", durable=False)


def forget_folder(book: Book) -> None:
    """Delete the note: the letters are recorded, or the folder is gone again."""
    with suppress(OSError):
        kept_about(book.path, "letters").unlink(missing_ok=True)


def record_interrupted(book: Book, folder: Path) -> tuple[Recovered, ...]:
    """Record the letters that an interrupted batch put into `folder`, or into the folder it noted."""
    noted = _noted(book)
    places = dict.fromkeys(each for each in (noted, folder.absolute()) if each is not None)
    found = [Recovered(each, _recorded(book, each)) for each in places]
    forget_folder(book)
    return tuple(each for each in found if each.letters)


def take_back(book: Book, folder: Path, new_ids: Sequence[str]) -> None:
    """Remove the folder that was just put in place, where the book did not take its letters: by those that it did not
    have before. One that was waiting is in it either way, and is written again.

    Where nobody can say now whether it did, or the folder cannot be removed, its note stays, and the next batch
    settles it.
    """
    try:
        with book.read() as connection:
            recorded = letters_known(connection, new_ids, ()).letters
    except WinbackError:
        return
    if not recorded:
        rmtree(folder, ignore_errors=True)
        if not folder.exists():
            forget_folder(book)


def _noted(book: Book) -> Path | None:
    with suppress(OSError, UnicodeDecodeError):
        text = kept_about(book.path, "letters").read_text("utf-8").rstrip("\n")
        return Path(text) if text else None
    return None


def _recorded(book: Book, folder: Path) -> int:
    rows = _listed(folder / LIST_FILE)
    if not rows:
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


def _listed(file: Path) -> list[dict[str, str]]:
    """The letters of a list as we write it; none of a file that is anything else."""
    with suppress(OSError, UnicodeDecodeError, csv.Error):
        if not file.is_file() or file.is_symlink() or file.stat().st_size > MOST_BYTES:
            return []
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))
        return rows if all(_as_we_write(row) for row in rows) else []
    return []


def _as_we_write(row: dict[str, str]) -> bool:
    return (
        tuple(row) == LIST_HEAD
        and all(isinstance(cell, str) for cell in row.values())
        and all(_is_id(row[name]) for name in ("letter_id", "account_id"))
        and row["kind"] in list(LetterKind)
        and is_language(row["language"])
        and row["percent"].isascii()
        and row["percent"].isdigit()
        and int(row["percent"]) <= 100
    )


def _is_id(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
