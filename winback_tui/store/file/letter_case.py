"""Letter case in SQL: SQLite's own NOCASE and LIKE handle only the 26 letters of ASCII."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def know_letters(connection: sqlite3.Connection) -> None:
    """Give the connection `folded(text)`: the case-folded text, in every alphabet."""
    connection.create_function("folded", 1, _folded, deterministic=True)


def same(column: str, text: str) -> tuple[str, list[str]]:
    """A condition in SQL, with its values: the column equals `text`, ignoring letter case."""
    if _ascii_will_do(text):
        return f"{column} = ? COLLATE NOCASE", [text]
    return f"folded({column}) = ?", [text.casefold()]


def holds(columns: Sequence[str], part: str) -> tuple[str, list[str]]:
    """A condition in SQL, with its values: one of these columns contains `part`, ignoring letter case."""
    if _ascii_will_do(part):
        pattern = "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        terms = " OR ".join(f"{each} LIKE ? ESCAPE '\\'" for each in columns)
        return f"({terms})", [pattern] * len(columns)
    text = " || char(10) || ".join(columns)
    return f"instr(folded({text}), ?)", [part.casefold()]


def _ascii_will_do(text: str) -> bool:
    """Whether SQLite's own, much quicker comparison is right: `ss` may also be a folded `ß`."""
    return text.isascii() and "ss" not in text.lower()


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()
