"""Where letters lie that are written from the screen, so that a letter takes no typing of paths."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from platformdirs import user_documents_path

from winback_tui.domain.errors import BadInput

from .batch import file_name
from .sheet import LetterSheet

FOLDER = "Winback letters"


def letters_folder() -> Path:
    """The folder of letters among the user's documents, made where it is not there. Raises BadInput."""
    folder = user_documents_path() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise BadInput(
            f"{folder} cannot be made: {fault.strerror or fault}; save the letter elsewhere."
        ) from fault
    return folder


def letter_file(sheet: LetterSheet, ending: str) -> Path:
    """The file of one letter in that folder; the same letter written again takes the same place."""
    return letters_folder() / file_name(sheet.account.name, sheet.kind, sheet.account.id, ending)


def batch_folder(today: date) -> Path:
    """A folder that is not there yet for the letters of a day: `2026-11-29`, `2026-11-29 (2)`."""
    folder = letters_folder()
    number = 1
    while True:
        found = folder / (today.isoformat() if number == 1 else f"{today.isoformat()} ({number})")
        if not found.exists():
            return found
        number += 1
