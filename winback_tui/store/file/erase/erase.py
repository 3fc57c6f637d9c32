"""The erasure itself: rows, log, sentences and free pages."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b

from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.domain.ids import new_id
from winback_tui.store.accounts.links import links
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.log.acts import ERASE, ERASED
from winback_tui.store.log.chain import empty_values
from winback_tui.store.log.logged_tables import row_name
from winback_tui.store.log.undoing.before_undo import forget_summaries
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.summary.past.kept_days import forget_past_days
from winback_tui.store.write import act

from .belongings import Belongings, belongings, let_go, numbers_of
from .erasures import remember
from .redaction import Redactor, names_of, redact_acts, redact_imports, redactor_for

SENTENCE = "An account was erased"
_CACHE = -2_000
"""In kibibytes. Each page is written once, in order: what a writing connection holds else costs a fifth more time."""
EMPTIED = "About an account that was erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: rows by table, and whether the file was rewritten without its old bytes."""

    rows: dict[str, int]
    ids: frozenset[str]
    rewritten: bool


def erase(book: Book, account_id: str) -> Erased:
    """Delete an account with all that depends on it, empty its traces in the log, and rewrite the file.

    This cannot be undone. The account is remembered by a salted digest only, so that no import brings it back.
    """
    with act(book, ERASE, SENTENCE) as transaction:
        connection = transaction.connection
        connection.execute("PRAGMA secure_delete = ON")
        transaction.defer_references()
        numbers, linked = numbers_of(connection, account_id), links(connection)
        doomed = erase_rows(connection, account_id)
        if doomed.get("loss_case"):
            transaction.touch_everything()  # what became of its returns is part of what all others are judged by
        else:
            transaction.touch_numbers({*numbers, *(linked[no] for no in numbers if no in linked)})
    rows = {table: len(found) for table, found in doomed.items() if found}
    ids = frozenset(name for found in doomed.values() for name in found)
    return Erased(rows, ids, rewrite(book))


def erase_rows(connection: sqlite3.Connection, account_id: str) -> Belongings:
    """The erasure within an act: rows, log, sentences. Returns what was erased, by table. The caller defers
    references.
    """
    doomed = belongings(connection, account_id)
    remember(connection, account_id)
    let_go(connection, doomed)
    names = names_of(connection, account_id)
    with triggers_idle(connection):
        delete_rows(connection, doomed)
    empty_log(connection, doomed, account_id, names)
    _mark(connection, account_id)
    return doomed


def delete_rows(connection: sqlite3.Connection, doomed: Belongings) -> None:
    """Delete these rows, also among shelved orders and originals. The caller switches the triggers off.

    Their summaries are removed when the caller recomputes the affected ones.
    """
    numbers = [(number,) for number in numbers_of(connection, doomed["account"][0])]
    for table, names in reversed(doomed.items()):
        connection.executemany(
            f'DELETE FROM "{table}" WHERE {row_name(table)} = ?', ((name,) for name in names)
        )
    for shelf, column in (("order_shelf", "account_no"), ("account_shelf", "no")):
        connection.executemany(f"DELETE FROM {shelf} WHERE {column} = ?", numbers)
    connection.execute(
        "DELETE FROM import_original WHERE tbl = 'account' AND row = ?1"
        " OR tbl = 'sales_order' AND json_extract(value, '$.account_no') = ?1",
        (doomed["account"][0],),
    )


def empty_log(connection: sqlite3.Connection, doomed: Belongings, account_id: str, names: list[str]) -> None:
    """Remove values from the log but keep that something was written; an order's key is the customer's data too."""
    gone = {(table, name) for table, found in doomed.items() for name in found}
    gone |= _deleted_before(connection, gone)
    lines = [
        (site, seq, table, row, tx)
        for site, seq, table, row, tx in connection.execute("SELECT site, seq, tbl, row, tx FROM change")
        if (table, row) in gone
    ]
    people = _people(connection, gone)
    empty_values(connection, ((site, seq) for site, seq, *_ in lines))
    connection.executemany(
        "UPDATE change SET row = ? WHERE site = ? AND seq = ?",
        ((unreadable_key(row), site, seq) for site, seq, table, row, _ in lines if table == "sales_order"),
    )
    connection.executemany("DELETE FROM cell WHERE tbl = ? AND row = ?", gone)
    touched = {tx for *_, tx in lines}
    _empty_acts(connection, account_id, touched, Redactor([*names, *people]))
    redactor = redactor_for(connection, names, {account_id})
    redact_acts(connection, redactor)
    redact_imports(connection, redactor)
    forget_past_days(connection)
    forget_summaries(connection)


def _deleted_before(connection: sqlite3.Connection, gone: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Rows that belonged to the account and were deleted earlier: the log still holds them."""
    ids = {name for _, name in gone}
    found = set()
    for table, row, value, before in connection.execute(
        "SELECT tbl, row, value, before FROM change WHERE col IN ('*', '-')"
    ):
        text = str(value if value is not None else before)
        if (table, row) not in gone and not ids.isdisjoint(text.split('"')):
            found.add((table, row))
    return found | _deleted_before(connection, gone | found) if found else found


def _people(connection: sqlite3.Connection, gone: set[tuple[str, str]]) -> set[str]:
    """The present and former names of the people among the rows to be erased."""
    found = set()
    for row in (row for table, row in gone if table == "person"):
        for column, value, before in connection.execute(
            "SELECT col, value, before FROM change WHERE tbl = 'person' AND row = ? AND col IN ('name', '*', '-')",
            (row,),
        ):
            for text in (value, before):
                if text is not None:
                    found.add(str(text) if column == "name" else str(json.loads(text).get("name", "")))
    return found


def _empty_acts(
    connection: sqlite3.Connection, account_id: str, touched: set[str], redactor: Redactor
) -> None:
    """Empty the acts about the account, and take it and its people out of the sentences of those that touched it."""
    for no, tx, about, sentence in connection.execute(
        "SELECT no, tx, account_id, sentence FROM act WHERE verb <> ?", (ERASE,)
    ).fetchall():
        if about == account_id:
            connection.execute(
                "UPDATE act SET verb = ?, sentence = ?, account_id = NULL, grain = '' WHERE no = ?",
                (ERASED, EMPTIED, no),
            )
        elif tx in touched:
            connection.execute(
                "UPDATE act SET sentence = ?, grain = '' WHERE no = ?", (redactor.without(sentence), no)
            )


def _mark(connection: sqlite3.Connection, account_id: str) -> None:
    """Write the one change that tells the other copies of the book."""
    connection.execute("INSERT INTO logging VALUES ('account', ?, '!', NULL, NULL)", (account_id,))


def unreadable_key(key: str) -> str:
    return f"erased:{blake2b(key.encode(), key=new_id().encode(), digest_size=12).hexdigest()}"


def rewrite(book: Book) -> bool:
    """Rewrite the whole file; False where the disk has no room for that now."""
    try:
        with explained(book.path), closing(connect_write(book.path)) as connection:
            connection.execute(f"PRAGMA cache_size = {_CACHE}")
            connection.execute("VACUUM")
    except (BookUnavailable, Refused):
        return False
    return True
