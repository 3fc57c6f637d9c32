"""Where letters written from the screen are saved, so that nobody has to type paths."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from platformdirs import user_documents_path

from winback_tui.domain.errors import Refused
from winback_tui.files.whole_file import make_private_folder

from .batch import file_name
from .sheet import LetterSheet

FOLDER = "Winback letters"


def letters_folder() -> Path:
    """The folder of letters among the user's documents, created if missing. Raises Refused."""
    folder = user_documents_path() / FOLDER
    try:
        make_private_folder(folder)
    except OSError as fault:
        raise Refused(
            f"{folder} cannot be made: {fault.strerror or fault}; save the letter elsewhere."
        ) from fault
    return folder


def letter_file(sheet: LetterSheet, ending: str) -> Path:
    """The file of one letter in that folder; writing the same letter again overwrites it."""
    return letters_folder() / file_name(sheet.account.name, sheet.kind, sheet.account.id, ending)


def suggested_file(sheet: LetterSheet, ending: str) -> Path:
    """The file to suggest for a letter: in that folder, or in the current one where that folder cannot be."""
    try:
        return letter_file(sheet, ending)
    except Refused:
        return Path.cwd() / file_name(sheet.account.name, sheet.kind, sheet.account.id, ending)


def batch_folder(today: date) -> Path:
    """A new folder for the letters of a day: `2026-11-29`, `2026-11-29 (2)`."""
    folder = letters_folder()
    number = 1
    while True:
        found = folder / (today.isoformat() if number == 1 else f"{today.isoformat()} ({number})")
        if not found.exists():
            return found
        number += 1
