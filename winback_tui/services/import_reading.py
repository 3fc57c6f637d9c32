"""Understanding a file before it is taken in: what the user told, what the book uses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..domain.errors import BadInput
from ..domain.text import clean_line
from ..intake import Choices, Understanding, inspect
from ..store.book import Book
from ..store.read.currencies import usual_currency

PIPE = "-"


def understand(
    book: Book,
    file: str,
    maps: Sequence[str] = (),
    source: str = "",
    currency: str = "",
    progress: Callable[[int], None] | None = None,
) -> Understanding:
    """What a file holds. `maps` are `COLUMN=FIELD`; `currency` is used where the file names none, else the book's.

    Raises BadInput for what is no table, or an unknown column or field.
    """
    choices = Choices(source=clean_line(source, 60), columns=dict(_mapped(each) for each in maps))
    usual = _currency(currency) or (usual_currency(book) if book.exists() else "")
    if file == PIPE:
        return inspect(
            sys.stdin.buffer.read(), name="the pipe", choices=choices, currency=usual, progress=progress
        )
    return inspect(Path(file), choices=choices, currency=usual, progress=progress)


def _mapped(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise BadInput(f"'{text[:60]}' maps nothing; write it as --map 'Customer no=account_id'.")
    return column.strip(), field.strip()


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise BadInput(f"'{text[:20]}' is no currency; write its three letters, as in EUR.")
    return code
