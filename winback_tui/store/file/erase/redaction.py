"""Removing the name of an erased account from texts about others: sentences of acts, imports, filters, notes."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from winback_tui.store.file.letter_case import holds, know_letters
from winback_tui.store.log.acts import ERASE
from winback_tui.store.log.chain import value_digest
from winback_tui.store.log.logged_tables import LOGGED_TABLES, row_name
from winback_tui.store.orders.batch import triggers_idle

LEAST = 4
"""Names shorter than this many letters would match by chance."""

INSTEAD = "an erased account"

_FILTERS = "filter."
"""The prefix of the ids of saved filters."""

_OWN_NAMES = frozenset({("account", "name"), ("former_name", "name")})
_CODES = frozenset({("sales_order", "day"), ("sales_order", "currency"), ("sales_order", "kind")})
"""Columns of the largest table whose texts the program writes itself; a customer called Order is not named there."""
_LETTER = r"[^\W\d_]"


class Redactor:
    """Finds names as whole words, ignoring letter case, and replaces them.

    A name that is part of another customer's longer name (`Mill` in `Mill & Sons`) stays there: it is theirs.
    """

    def __init__(self, names: Iterable[str], others: Iterable[str] = ()) -> None:
        """`names` to be found, except those of fewer than `LEAST` letters; `others`: names of others that contain
        one.
        """
        self.names = tuple(sorted({name for name in names if len(name) >= LEAST}, key=len, reverse=True))
        forms = [form for name in self.names for form in _forms(name)]
        longer = [form for name in sorted(others, key=len, reverse=True) for form in _forms(name)]
        pattern = f"(?<!{_LETTER})(?:{_any_of(longer)}(?P<found>{_any_of(forms, '')}))(?!{_LETTER})"
        self._pattern = re.compile(pattern, re.IGNORECASE) if forms else None

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return self._pattern is not None

    def finds(self, text: object) -> bool:
        """Whether the text holds a name."""
        return isinstance(text, str) and self.without(text) != text

    def without(self, text: str) -> str:
        """The text with `an erased account` for each name."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: found[0] if found["found"] is None else INSTEAD, text)


def names_of(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """The name of an account and those it had, longest first."""
    rows = connection.execute(
        "SELECT name FROM account WHERE id = ?1"
        " UNION SELECT value FROM change WHERE tbl = 'account' AND row = ?1 AND col = 'name'"
        " UNION SELECT before FROM change WHERE tbl = 'account' AND row = ?1 AND col = 'name'"
        " UNION SELECT name FROM former_name WHERE account_id = ?1",
        (account_id,),
    )
    return sorted((str(row[0]) for row in rows if row[0]), key=len, reverse=True)


def redactor_for(
    connection: sqlite3.Connection, names: Collection[str], gone: Collection[str] = ()
) -> Redactor:
    """A redactor for these names that skips the longer names of other accounts; `gone` are the ids of those erased."""
    others = set()
    for name in names:
        if len(name) >= LEAST:
            condition, values = holds(["name"], name)
            others |= {
                row[1]
                for row in connection.execute(f"SELECT id, name FROM account WHERE {condition}", values)
                if row[0] not in gone and row[1].casefold() != name.casefold()
            }
    return Redactor(names, others)


@dataclass(frozen=True, slots=True)
class Mention:
    """A text about somebody else that contains the name: its place, and the account it is about, '' for none."""

    table: str
    row: str
    column: str
    text: str
    account: str


def mentions(connection: sqlite3.Connection, redactor: Redactor) -> list[Mention]:
    """Every text in the book's tables that contains one of the names; accounts and people with that name keep it."""
    return [
        Mention(table, str(row), column, text, _account_of(connection, table, row))
        for table in LOGGED_TABLES
        if table != "erasure"
        for row, column, text in _texts_with(connection, table, redactor)
        if (table, column) not in _OWN_NAMES and not column.endswith("_key")
    ]


def replace_mentions(connection: sqlite3.Connection, found: Iterable[Mention], redactor: Redactor) -> int:
    """Remove the names from these texts, logged like any change, then from the log. Returns how many texts changed."""
    connection.execute("PRAGMA secure_delete = ON")
    changed = 0
    for mention in found:
        changed += connection.execute(
            f'UPDATE "{mention.table}" SET "{mention.column}" = ? WHERE {row_name(mention.table)} = ?',
            (redactor.without(mention.text), mention.row),
        ).rowcount
    redact_log(connection, redactor)
    return changed


def redact_what_was_taken_out(connection: sqlite3.Connection, redactor: Redactor) -> None:
    """Remove the names from the log's entries of rows that no longer contain them.

    Whoever erased them everywhere has removed them from texts about others, on their own laptop from the log too;
    the others only receive the new texts.
    """
    holding = {
        (table, row) for table in LOGGED_TABLES for row, _, _ in _texts_with(connection, table, redactor)
    }
    redact_log(connection, redactor, but=holding)


def filters_naming(connection: sqlite3.Connection, redactor: Redactor) -> list[str]:
    """The ids of saved filters that search for one of the names, or are named after one."""
    rows = connection.execute("SELECT id, value FROM setting WHERE id LIKE ?", (f"{_FILTERS}%",))
    return [row[0] for row in rows if redactor.finds(row[0].removeprefix(_FILTERS)) or redactor.finds(row[1])]


def redact_imports(connection: sqlite3.Connection, redactor: Redactor) -> None:
    """Remove the names from the file names and reports of imports, in the log too.

    Every copy of the book that receives the erasure does the same, so the change itself is not logged.
    """
    if not redactor:
        return
    with triggers_idle(connection):
        for row, column, text in list(_texts_with(connection, "import_batch", redactor)):
            connection.execute(
                f'UPDATE import_batch SET "{column}" = ? WHERE id = ?', (redactor.without(text), row)
            )
    redact_log(connection, redactor, {"import_batch"})


def redact_acts(connection: sqlite3.Connection, redactor: Redactor) -> None:
    """Take the names out of the sentences of all acts."""
    for name in redactor.names:
        condition, values = holds(["sentence"], name)
        _replace(
            connection,
            f"SELECT no, sentence FROM act WHERE {condition} AND verb <> ?",
            [*values, ERASE],
            "UPDATE act SET sentence = ?, grain = '' WHERE no = ?",
            redactor.without,
        )


def redact_log(
    connection: sqlite3.Connection,
    redactor: Redactor,
    tables: Collection[str] | None = None,
    but: Collection[tuple[str, str]] = (),
) -> None:
    """Remove the names from the log, for all tables or these; the proof of the former values stays.

    The rows `but`, by table and name, are left alone.
    """
    chosen = f" AND tbl IN ({', '.join('?' * len(tables))})" if tables is not None else ""
    for name in (form for each in redactor.names for form in _forms(each)):
        condition, values = holds(["coalesce(value, '')", "coalesce(before, '')"], name)
        found = connection.execute(
            f"SELECT site, seq, tbl, row, col, value, before, proof FROM change WHERE {condition}{chosen}",
            [*values, *(tables or ())],
        ).fetchall()
        for site, seq, table, row, column, value, before, proof in found:
            fresh = [_logged_without(table, column, text, redactor) for text in (value, before)]
            if fresh != [value, before] and (table, row) not in but:
                digest = value_digest(table, row, value, before, proof) or None
                connection.execute(
                    "UPDATE change SET value = ?, before = ?, proof = ? WHERE site = ? AND seq = ?",
                    (*fresh, digest, site, seq),
                )


def _logged_without(table: str, column: str, value: Any, redactor: Redactor) -> Any:
    """A value of the log without the names; of a whole row, as JSON, the columns keep their names and their codes."""
    if not isinstance(value, str) or (table, column) in _CODES:
        return value
    if column not in ("*", "-"):
        return redactor.without(value)
    row = json.loads(value)
    fresh = {
        name: redactor.without(cell) if isinstance(cell, str) and (table, name) not in _CODES else cell
        for name, cell in row.items()
    }
    return value if fresh == row else json.dumps(fresh, ensure_ascii=False, separators=(",", ":"))


def redact_data(data: Any, redactor: Redactor) -> Any:
    """JSON data with the names removed from every text; entries whose key is one of them are dropped."""
    if isinstance(data, str):
        return redactor.without(data)
    if isinstance(data, list):
        return [redact_data(each, redactor) for each in data]
    if isinstance(data, dict):
        return {key: redact_data(each, redactor) for key, each in data.items() if not redactor.finds(key)}
    return data


def _texts_with(
    connection: sqlite3.Connection, table: str, redactor: Redactor
) -> Iterator[tuple[str, str, str]]:
    """Row name, column and text of each text in the table that holds one of the names."""
    know_letters(connection)
    columns = [
        row[1]
        for row in connection.execute(f'PRAGMA main.table_info("{table}")')
        if row[2].upper() not in ("INTEGER", "BOOLEAN", "BIGINT")
        and row[1] not in ("id", "key")
        and (table, row[1]) not in _CODES
    ]
    seen = set()
    for name in redactor.names:
        condition, values = holds([f"coalesce(\"{column}\", '')" for column in columns], name)
        listed = ", ".join(f'"{column}"' for column in columns)
        for row in connection.execute(
            f'SELECT {row_name(table)}, {listed} FROM main."{table}" WHERE {condition}', values
        ).fetchall():
            for column, text in zip(columns, tuple(row)[1:], strict=True):
                if redactor.finds(text) and (row[0], column) not in seen:
                    seen.add((row[0], column))
                    yield row[0], column, text


def _account_of(connection: sqlite3.Connection, table: str, row: str) -> str:
    columns = {each[1] for each in connection.execute(f'PRAGMA main.table_info("{table}")')}
    ways = {
        "account_id": 'SELECT a.name FROM "{t}" r JOIN account a ON a.id = r.account_id',
        "account_no": 'SELECT a.name FROM "{t}" r JOIN account a ON a.no = r.account_no',
        "case_id": (
            'SELECT a.name FROM "{t}" r JOIN loss_case c ON c.id = r.case_id JOIN account a ON a.id = c.account_id'
        ),
        "interview_id": (
            'SELECT a.name FROM "{t}" r JOIN interview i ON i.id = r.interview_id'
            " JOIN loss_case c ON c.id = i.case_id JOIN account a ON a.id = c.account_id"
        ),
    }
    if table == "account":
        ways = {"name": 'SELECT r.name FROM "{t}" r'}
    for column, query in ways.items():
        if column in columns:
            found = connection.execute(
                f"{query.format(t=table)} WHERE r.{row_name(table)} = ?", (row,)
            ).fetchone()
            if found is not None:
                return str(found[0])
    return ""


def _replace(
    connection: sqlite3.Connection, query: str, values: list[Any], update: str, fresh: Callable[[str], str]
) -> None:
    rows = connection.execute(query, values).fetchall()
    connection.executemany(update, [(fresh(row[1]), row[0]) for row in rows if fresh(row[1]) != row[1]])


def _forms(name: str) -> list[str]:
    """The forms of the name in a text, inside JSON, and inside JSON nested in the log's JSON."""
    found = {name: None}
    for _ in range(2):
        for form in list(found):
            found |= {json.dumps(form, ensure_ascii=False)[1:-1]: None, json.dumps(form)[1:-1]: None}
    return list(found)


def _any_of(texts: Iterable[str], end: str = "|") -> str:
    escaped = "|".join(re.escape(text) for text in texts)
    return f"{escaped}{end}" if escaped else ""
