"""Importing an exported book: an empty book becomes equal to it; rows that already exist stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_name
from winback_tui.intake.open.book_export import BookTable, is_whole_book, read_whole_book
from winback_tui.store.book import Book
from winback_tui.store.log.logged_tables import BULK_TABLES, LOGGED_TABLES, row_name
from winback_tui.store.log.rows import current_row, put_row
from winback_tui.store.orders.batch import next_batch_no, own_batch, triggers_idle
from winback_tui.store.write import Transaction, act

from .backups import back_up_before

__all__ = ["BookImportReport", "import_book", "is_whole_book"]


@dataclass(frozen=True, slots=True)
class BookImportReport:
    """How many rows were new, and how many already existed unchanged."""

    file: str
    new: int
    same: int

    @property
    def sentence(self) -> str:
        """What history keeps."""
        return f"Book {self.file} imported: {self.new:,} new rows, {self.same:,} already there"


def import_book(book: Book, place: Path, dry_run: bool = False) -> BookImportReport:
    """Import an exported book as one act; a book that was written to since its last backup is backed up first.

    Raises BadInput for an incomplete export or one with impossible values, Refused when a row of the same id
    differs here, in which case nothing is imported.
    """
    tables = {table.name: table for table in read_whole_book(place)}
    if "setting" in tables:
        _check_settings(place, tables["setting"])
    unknown = sorted(set(tables) - set(LOGGED_TABLES))
    if unknown:
        raise BadInput(
            f"'{place.name}' contains tables that this version does not know: {', '.join(unknown)}."
        )
    if not dry_run:
        back_up_before(book, "import")
    with _readable(place), act(book, "import", "", dry_run=dry_run) as transaction:
        number = next_batch_no(transaction.connection)
        transaction.batch_no = number
        new = same = 0
        transaction.defer_references()  # a why may name a parent that comes after it
        for name in LOGGED_TABLES:
            if name in tables:
                added, known = _take(transaction, tables[name], number, place.name)
                new, same = new + added, same + known
        transaction.require_references()
        report = BookImportReport(place.name, new, same)
        if not new:
            return report
        transaction.insert(
            "import_batch",
            no=number,
            id=own_batch(transaction.tx),
            file=place.name,
            source="winback",
            at=transaction.now_ms,
            rows=new + same,
            new=new,
            same=same,
        )
        transaction.touch_everything()
        transaction.sentence = report.sentence
        return report


@contextmanager
def _readable(place: Path) -> Iterator[None]:
    """Turn errors from invalid days, missing columns or orphaned rows into one refusal."""
    try:
        yield
    except (ValueError, KeyError, TypeError, sqlite3.IntegrityError) as fault:
        raise BadInput(
            f"'{place.name}' contains values that are impossible in a book ({type(fault).__name__}); export it again."
        ) from fault


def _check_settings(place: Path, table: BookTable) -> None:
    # here, as it takes 60 ms, and the import of any file loads this module
    from winback_tui.services.settings.choices import TEAM_SETTINGS

    for row in table.rows:
        setting = dict(zip(table.columns, row, strict=True))
        name = str(setting.get("id"))
        known = TEAM_SETTINGS.get(name)
        try:
            value = json.loads(str(setting.get("value")))
            if known is not None and known.reads(known.says(value)) != value:
                raise ValueError
        except (ValueError, TypeError, BadInput) as fault:
            raise BadInput(
                f"'{place.name}' contains an unknown or invalid setting '{clean_name(name)}'; export it again."
            ) from fault


def _take(transaction: Transaction, table: BookTable, number: int, file: str) -> tuple[int, int]:
    new = same = 0
    key = table.columns.index(row_name(table.name))
    for place, row in enumerate(table.rows, 1):
        there = current_row(transaction.connection, table.name, str(row[key]))
        if there is None:
            _put(transaction, table, row, number, place)
            new += 1
        elif [there.get(column) for column in table.columns] == list(row):
            same += 1
        else:
            raise Refused(
                f"{file} and this book differ in {table.name.replace('_', ' ')} {row[key]};"
                " import it into an empty book."
            )
    return new, same


def _put(transaction: Transaction, table: BookTable, row: Sequence[Any], number: int, place: int) -> None:
    logged = json.dumps(dict(zip(table.columns, row, strict=True)))
    if table.name in BULK_TABLES:
        with triggers_idle(transaction.connection):
            put_row(transaction.connection, table.name, logged, batch_no=number)
    else:
        home = {"no": number + place} if table.name == "import_batch" else {}
        put_row(transaction.connection, table.name, logged, **home)
