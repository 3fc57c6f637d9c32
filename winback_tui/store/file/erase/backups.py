"""Erasing somebody from the backups too: each is rewritten without them and replaces the old one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import WinbackError
from winback_tui.files.whole_file import remove_left_over, written_whole
from winback_tui.store.file.backups.backup import verify
from winback_tui.store.file.backups.backup_files import VERIFIED, backup_folder, files_of_backups
from winback_tui.store.file.migrate import migrate_file
from winback_tui.store.file.open import SCHEMA_VERSION, connect_plain, connect_write, schema_version
from winback_tui.store.orders.batch import triggers_idle

from .belongings import belongings, let_go
from .erase import delete_rows, empty_log
from .redaction import mentions, names_of, redactor_for, replace_mentions

_HOLDING = (
    "SELECT 1 FROM account WHERE id = ?1"
    " UNION ALL SELECT 1 FROM change WHERE tbl = 'account' AND row = ?1 AND (value NOT NULL OR before NOT NULL)"
    " UNION ALL SELECT 1 FROM account_shelf WHERE json_extract(value, '$.id') = ?1"
    " UNION ALL SELECT 1 FROM import_original WHERE tbl = 'account' AND row = ?1 LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class BackupsWithout:
    """How many backups were rewritten without somebody, and how many could not be and were deleted."""

    rewritten: int = 0
    deleted: int = 0


def erase_in_backups(
    book_path: Path, account_ids: Collection[str], names: Collection[str] = ()
) -> BackupsWithout:
    """Remove these accounts, and all that depends on them, from every backup of the book, and `names` from its texts.

    A copy that was never verified, or cannot be rewritten (damaged, no room), is deleted: it would keep erased data.
    The book itself was erased from and backed up before. Raises OSError where a file can be neither rewritten nor
    deleted.
    """
    rewritten = deleted = 0
    if not account_ids and not names:
        return BackupsWithout()
    remove_left_over(backup_folder(book_path), 0)
    for path in files_of_backups(book_path):
        try:
            rewritten += path.suffix == VERIFIED and _rewritten(path, account_ids, names)
            keep = path.suffix == VERIFIED
        except (WinbackError, sqlite3.Error, OSError):
            keep = False
        if not keep:
            path.unlink(missing_ok=True)
            deleted += 1
    return BackupsWithout(rewritten, deleted)


def _rewritten(path: Path, account_ids: Collection[str], names: Collection[str]) -> bool:
    """Rewrite the backup without them and the names; returns whether it held any."""
    with written_whole(path) as fresh:
        shutil.copyfile(path, fresh)
        with closing(connect_plain(fresh)) as connection:
            older = schema_version(connection) < SCHEMA_VERSION
        if older:
            migrate_file(fresh)
        with closing(connect_write(fresh)) as connection:
            holding = [
                account_id
                for account_id in sorted(account_ids)
                if connection.execute(_HOLDING, (account_id,)).fetchone() is not None
            ]
            connection.row_factory = sqlite3.Row
            mentioned = (
                any(mentions(connection, redactor_for(connection, names, holding))) if names else False
            )
            if holding or mentioned:
                _erase(connection, holding, names)
        verify(fresh)
        return bool(holding) or mentioned


def _erase(connection: sqlite3.Connection, account_ids: Collection[str], names: Collection[str]) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    with triggers_idle(connection):
        for account_id in account_ids:
            doomed = belongings(connection, account_id)
            known = names_of(connection, account_id)
            let_go(connection, doomed)
            delete_rows(connection, doomed)
            connection.execute("DELETE FROM account_summary WHERE account_no NOT IN (SELECT no FROM account)")
            empty_log(connection, doomed, account_id, known)
        if names:
            redactor = redactor_for(connection, names)
            replace_mentions(connection, mentions(connection, redactor), redactor)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
