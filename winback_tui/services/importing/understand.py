"""Understanding a file before it is imported, from what the user typed, what was decided last time, and the book."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.text import clean_line, typed_path
from winback_tui.intake import (
    FIELDS,
    AccountRow,
    ImportChoices,
    ImportQuestion,
    OrderRow,
    RuleBook,
    Understanding,
    currency_question,
    explain,
    inspect,
)
from winback_tui.intake import answer as read_answered
from winback_tui.intake import revise as read_otherwise
from winback_tui.intake.understanding import column_name
from winback_tui.services.importing.reading_again import older_readings
from winback_tui.services.settings.own_settings import own_folder
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import usual_currency

__all__ = [
    "FIELDS",
    "AccountRow",
    "ImportChoices",
    "ImportQuestion",
    "OrderRow",
    "Understanding",
    "answer",
    "column_name",
    "currency_notes",
    "explain",
    "own_rules",
    "own_systems",
    "remember",
    "revise",
    "understand",
]

PIPE = "-"
MOST_PIPED = 512 << 20
"""Bytes that a pipe may bring: it is kept in memory while it is read."""


def own_systems() -> Path:
    """The folder of a user's own descriptions of exports, one TOML file each; they win over the program's."""
    return own_folder() / "systems"


def own_rules() -> RuleBook:
    """The folder of the decisions about files, one readable file for each source."""
    return RuleBook(own_folder() / "imports")


def understand(
    book: Book,
    file: str,
    maps: Sequence[str] = (),
    source: str = "",
    currency: str = "",
    answers: Sequence[str] = (),
    rules: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Understanding:
    """What a file holds, given last time's decisions for files of this layout.

    `maps` are `COLUMN=FIELD`, `answers` are `QUESTION=VALUE`; `currency` is used where the file names none, else
    the book's; `rules` is a rules file to follow instead of the kept ones.
    Raises BadInput for what is not a table, or an unknown column, field or answer, NotFound for a missing file.
    """
    answered = [_parted(each, "--answer") for each in answers]
    chosen = ImportChoices(
        source=clean_line(source, 60) or _source_of_older_reading(book, file),
        columns=dict(_parted(each, "--map") for each in maps),
        what=next((value for name, value in answered if name == "what"), ""),
    )
    usual = currency_code(currency) or _currency_of_book(book)
    if rules is not None:
        _there(str(rules))
    remembered = RuleBook(rules) if rules else own_rules()
    place = _piped() if file == PIPE else _there(file)
    known = inspect(
        place,
        name="the pipe" if file == PIPE else None,
        choices=chosen,
        currency=usual,
        systems=[own_systems()],
        rules=remembered,
        progress=progress,
    )
    for name, value in answered:
        known = read_answered(known, name, value)
    return _with_currency_noted(known)


def answer(known: Understanding, question: str, value: str) -> Understanding:
    """The file after a question got its answer; raises BadInput for an unknown one."""
    return _with_currency_noted(read_answered(known, question, value))


def revise(known: Understanding, choices: ImportChoices) -> Understanding:
    """The same file read under other decisions."""
    return _with_currency_noted(read_otherwise(known, choices))


def _with_currency_noted(known: Understanding) -> Understanding:
    """The file with the question and the note about a currency that it does not name."""
    return replace(
        known,
        questions=(*known.questions, *currency_question(known)),
        notes=(*known.notes, *currency_notes(known)),
    )


def currency_notes(known: Understanding) -> list[str]:
    """Which currency was used for a file that names none, or for a sign of several, and how to choose another."""
    if known.what != "orders" or "amount" not in known.columns or known.choices.amounts == "none":
        return []
    if known.unknown_sign:
        return [
            f"'{known.unknown_sign}' may be several currencies; 'winback config currency CODE' says which."
        ]
    if known.currency_from != "default" or "currency" in known.columns:
        return []
    if known.currency:
        return [f"It names no currency; {known.currency}, the usual one, was used."]
    return ["It names no currency; 'winback config currency EUR' sets one."]


def remember(known: Understanding) -> None:
    """Keep what was decided, so that the next file of this layout asks nothing.

    Raises Refused where that cannot be written: the import itself is in the book by then.
    """
    try:
        own_rules().keep(known)
    except OSError as fault:
        raise Refused(
            f"The import is in the book, but how {known.name} is read could not be remembered:"
            f" {own_rules().place}: {fault.strerror}."
        ) from fault


def _source_of_older_reading(book: Book, file: str) -> str:
    """The source under which an older reader read the same file, so that its orders are found again; '' for none."""
    older = older_readings(book, typed_path(file)) if file != PIPE else []
    return older[0].source if older else ""


def _currency_of_book(book: Book) -> str:
    if not book.exists():
        return ""
    with book.read() as connection:
        return usual_currency(connection)


def _there(file: str) -> Path:
    place = typed_path(file)
    if not place.exists():
        near = (
            sorted(each.name for each in place.parent.glob(f"*{place.suffix}"))
            if place.parent.is_dir()
            else []
        )
        raise NotFound(f"There is no file {file}.", near[:3])
    return place


def _piped() -> bytes:
    """Everything that comes through the pipe. Raises BadInput for one that goes on and on."""
    raw = sys.stdin.buffer.read(MOST_PIPED + 1)
    if len(raw) > MOST_PIPED:
        raise BadInput(f"The pipe brings more than {MOST_PIPED >> 20} MB; save it to a file and import that.")
    return raw


def _parted(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInput(f"'{text[:60]}' is not NAME=VALUE; write it as {option} 'Customer=account'.")
    return name.strip(), value.strip()
