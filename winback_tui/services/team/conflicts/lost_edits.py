"""Own edits that a colleague decided against: shown to whoever made them, who can restore them in one act."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.services.team.membership import or_blank
from winback_tui.store.book import Book
from winback_tui.store.file.site import kept_about
from winback_tui.store.log.rows import current_row
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act
from winback_tui.sync.conflicts.disputes import DELETED
from winback_tui.sync.conflicts.lost_values import LostValue, lost_values, put_back

from .conflict import DELETED_VALUE
from .field_words import field_name
from .value_words import ValueWords


@dataclass(frozen=True, slots=True)
class LostEdit:
    """An own edit that a colleague decided against: what it was, the current value, who decided and when."""

    account_id: str
    account: str
    what: str
    field: str
    mine: str
    now: str
    by: str
    at: datetime
    lost: LostValue

    @property
    def key(self) -> str:
        """The change that was lost."""
        return "{}:{}".format(*self.lost.change)

    @property
    def id(self) -> str:
        """A short id by which a command names it."""
        return derived_id("lost", self.key)[-8:]

    @property
    def sentence(self) -> str:
        """What happened, for people."""
        whose = f"{self.by}'s decision stands" if self.by else "A decision stands"
        return f"{whose} for {self.where}: {self.now or 'empty'}; yours was {self.mine or 'empty'}"

    @property
    def where(self) -> str:
        """The account, the row and the field."""
        what = self.what if not self.account or self.account in self.what else f"{self.account}, {self.what}"
        return f"{what}, {self.field}"


def lost_edits(book: Book) -> list[LostEdit]:
    """Edits of the acting person that colleagues decided against, the newest first, until acknowledged."""
    acknowledged = _acknowledged(book)
    with or_blank(book).read() as connection:
        return [
            _in_words(connection, each)
            for each in lost_values(connection, book.actor)
            if "{}:{}".format(*each.change) not in acknowledged
        ]


def find_lost(book: Book, edit_id: str) -> LostEdit:
    """The lost edit with this id, or whose id begins with it. Raises NotFound."""
    wanted = edit_id.strip().casefold()
    found = next((each for each in lost_edits(book) if wanted and each.id.startswith(wanted)), None)
    if found is None:
        raise NotFound(f"There is no edit '{edit_id}' of yours that was decided against.")
    return found


def take_back_lost(book: Book, edit: LostEdit, dry_run: bool = False) -> str:
    """Restore one's own value; where the row was deleted, open the conflict again. Returns the sentence.

    Raises Refused where the row has changed since, or the deletion cannot be undone.
    """
    lost = edit.lost
    if lost.deleted:
        return undo(book, lost.decision, dry_run)
    with act(book, "edit", "", edit.account_id or None, dry_run=dry_run) as transaction:
        now = current_row(transaction.connection, lost.table, lost.row)
        if now is None or now.get(lost.column) != lost.now:
            raise Refused(f"{edit.where} has changed since; look at it again.")
        put_back(transaction.connection, lost)
        if not edit.account_id:
            transaction.touch_everything()
        transaction.sentence = f"Own value put back: {edit.where}: {edit.mine or 'empty'}"
    return transaction.sentence


def acknowledge_lost(book: Book, edit: LostEdit) -> None:
    """Agree with the decision: it is not shown again on this laptop. Raises Refused where that cannot be saved."""
    record = _record(book)
    keys = sorted({*_acknowledged(book), edit.key})
    try:
        make_private_folder(record.parent)
        save_text(record, "".join(f"{key}\n" for key in keys))
    except OSError as fault:
        raise Refused(
            f"{record.parent} cannot be written: {fault.strerror}; it will be shown again."
        ) from fault


def _record(book: Book) -> Path:
    return kept_about(book.path, "acknowledged")


def _acknowledged(book: Book) -> set[str]:
    with suppress(OSError):
        return set(_record(book).read_text("ascii").split())
    return set()


def _in_words(connection: sqlite3.Connection, lost: LostValue) -> LostEdit:
    words = ValueWords(connection)
    now = current_row(connection, lost.table, lost.row) or {}
    account_id = words.account_of(lost.table, lost.row, now)
    currency = words.currency(account_id, now)
    whole = lost.column == "*"
    return LostEdit(
        account_id,
        words.account(account_id),
        words.row(lost.table, lost.row, now),
        field_name(lost.table, DELETED if whole else lost.column),
        "" if whole else words.shown(lost.table, lost.column, lost.value, currency),
        DELETED_VALUE if lost.deleted else words.shown(lost.table, lost.column, lost.now, currency),
        lost.by,
        datetime.fromtimestamp(lost.at / 1000).astimezone(),
        lost,
    )
