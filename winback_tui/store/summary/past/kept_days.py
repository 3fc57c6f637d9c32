"""What was worked out for past days, kept in the book while nothing is written that those days show.

Of the days looked at last the context for scoring; of the day for which somebody last asked what was due also the
summaries behind that. An act of today changes no past day, so what is kept stays. After an import, a merge or an
erasure it no longer holds; nor where an account went or came again, as that gives it another number.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from winback_tui import __version__
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.log.acts import ERASE, ERASED
from winback_tui.store.log.past import end_of
from winback_tui.store.summary.compose import as_texts, of_texts

_DAYS, _DUE = "past_days", "past_due"
_DAYS_KEPT = 8
_ROWS_KEPT = 50_000
"""So many summaries are kept at most, 600 bytes each; they are read back in a tenth of the time of computing them."""

SummaryRow = tuple[Any, ...]


_ONCE_GONE = "SELECT row FROM main.change WHERE tbl = 'account' AND col = '-'"

_SEEN = "seen_version"
"""A temp table: how far the book was written when the connection began to show a past day."""


class _Version(NamedTuple):
    """How far the book was written. `changes`: of everybody, up to `seq` of this site's own."""

    day: str
    program: str
    site: str
    batches: int
    acts: int
    last_act: int
    changes: int
    seq: int


def note_version(connection: sqlite3.Connection, day: date) -> None:
    """Remember what a view of `day` is made from; called before anything is copied for it.

    Others may write while it is made, or while it is looked at: what it finds then is mixed, and not kept.
    """
    connection.execute(
        f"CREATE TEMP TABLE {_SEEN} AS SELECT ? AS version", (json.dumps(_version(connection, day)),)
    )


def kept_facts(connection: sqlite3.Connection, day: date) -> dict[str, str]:
    """The rows of `derived` that describe how accounts were scored as of `day`; empty where none are kept."""
    for stored in _stored(connection, _DAYS, []):
        if stored["of"][0] == day.isoformat() and _holds(connection, _Version(*stored["of"]), day):
            return dict(stored["facts"])
    return {}


def kept_models(connection: sqlite3.Connection, fit_day: date) -> Iterator[tuple[date, str]]:
    """The models, as text, that were fitted to orders up to `fit_day` for a look at a day, with that day."""
    for stored in _stored(connection, _DAYS, []):
        day = date.fromisoformat(stored["of"][0])
        if stored["facts"]["fit_day"] == fit_day.isoformat() and _holds(
            connection, _Version(*stored["of"]), day
        ):
            yield day, stored["facts"]["model"]


def keep_facts(connection: sqlite3.Connection, path: Path, day: date) -> None:
    """Keep what the temp table `derived` holds, where the book can be written and nobody else wrote to it meanwhile."""
    if not _unchanged(connection, day):
        return
    facts = dict(connection.execute("SELECT name, value FROM temp.derived").fetchall())
    others = [each for each in _stored(connection, _DAYS, []) if each["of"][0] != day.isoformat()]
    _store(path, _DAYS, [{"of": _version(connection, day), "facts": facts}, *others[: _DAYS_KEPT - 1]])


def kept_due(connection: sqlite3.Connection, day: date) -> list[SummaryRow] | None:
    """The summaries behind what was due on `day`, in the order of `COLUMNS`; None where none are kept."""
    stored = _stored(connection, _DUE, {})
    if (
        not stored
        or stored["of"][0] != day.isoformat()
        or not _holds(connection, _Version(*stored["of"]), day)
    ):
        return None
    return [of_texts(row) for row in stored["rows"]]


def keep_due(connection: sqlite3.Connection, path: Path, day: date, rows: Iterable[SummaryRow]) -> None:
    """Keep these summaries, where they are not too many; else as `keep_facts`."""
    if not _unchanged(connection, day):
        return
    packed = [as_texts(row) for row in rows]
    if len(packed) <= _ROWS_KEPT:
        _store(path, _DUE, {"of": _version(connection, day), "rows": packed})


def forget_past_days(connection: sqlite3.Connection) -> None:
    """Remove all that is kept: names of people stand in it. The caller commits."""
    connection.execute("DELETE FROM derived WHERE name IN (?, ?)", (_DAYS, _DUE))


def _stored(connection: sqlite3.Connection, name: str, otherwise: Any) -> Any:
    row = connection.execute("SELECT value FROM main.derived WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else otherwise


def _store(path: Path, name: str, value: object) -> None:
    with suppress(BookUnavailable, Refused), explained(path), closing(connect_write(path)) as writing:
        writing.execute(
            "INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (name, json.dumps(value))
        )


def _version(connection: sqlite3.Connection, day: date) -> _Version:
    row = connection.execute(
        "SELECT site, (SELECT count(*) FROM main.import_batch), (SELECT count(*) FROM main.act),"
        " (SELECT coalesce(max(no), 0) FROM main.act), (SELECT count(*) FROM main.change), seq FROM main.state"
    ).fetchone()
    return _Version(day.isoformat(), __version__, *row)


def _unchanged(connection: sqlite3.Connection, day: date) -> bool:
    (seen,) = connection.execute(f"SELECT version FROM {_SEEN}").fetchone()
    return _Version(*json.loads(seen)) == _version(connection, day)


def _holds(connection: sqlite3.Connection, was: _Version, day: date) -> bool:
    """Whether all that was written since are acts on this laptop which were recorded after `day` and moved no order.

    Whatever is not understood counts as a change of that day.
    """
    now = _version(connection, day)
    if now == was:
        return True
    if now[:4] != was[:4]:
        return False
    older, foreign = connection.execute(
        "SELECT count(*) FILTER (WHERE no <= ?1),"
        " count(*) FILTER (WHERE no > ?1 AND (received OR batch_no IS NOT NULL OR verb IN (?2, ?3))) FROM main.act",
        (was.last_act, ERASE, ERASED),
    ).fetchone()
    own, shown = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE wall <= ? OR tbl IN ('sales_order', 'import_batch', 'erasure')"
        f" OR tbl = 'account' AND row IN ({_ONCE_GONE})) FROM main.change WHERE site = ? AND seq > ?",
        (end_of(day), was.site, was.seq),
    ).fetchone()
    return (older, foreign, shown, own) == (was.acts, 0, 0, now.changes - was.changes)
