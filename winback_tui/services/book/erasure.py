"""Erasing an account: what will go, the erasing, and what still holds it elsewhere."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import count
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.links import further_ids
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import back_up
from winback_tui.store.file.backups.backup_files import backup_folder, files_of_backups
from winback_tui.store.file.erase.backups import BackupsWithout, erase_in_backups
from winback_tui.store.file.erase.belongings import mentions
from winback_tui.sync.merge.merge import Merged
from winback_tui.whole_file import remove_left_over, save_text

from .lookup import find_account
from .opening import hold_book_lock

BEFORE = "before erase"

_TOLD = {
    "sales_order": ("order", ""),
    "person": ("person", "people"),
    "loss_case": ("case", ""),
    "interview": ("interview", ""),
    "activity": ("contact", ""),
    "step": ("step", ""),
    "offer": ("offer", ""),
    "promise": ("promise", ""),
    "complaint": ("complaint", ""),
    "testimonial": ("testimonial", ""),
    "snooze": ("day put aside", "days put aside"),
}


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """An account with what hangs on it, in words, and the backups that hold it too."""

    account: AccountRef
    what: str
    backups: int


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What was erased, in one sentence, what is left to know, one sentence each, and the ids that are gone."""

    sentence: str
    account_id: str
    left: tuple[str, ...]
    ids: frozenset[str] = frozenset()


def erasable(book: Book, ref: str) -> ErasurePreview:
    """What erasing this account would take. Raises NotFound or NeedsHuman, Refused in a book of the past."""
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to erase.")
    from winback_tui.store.file.erase.belongings import belongings

    account = find_account(book, ref)
    with book.read() as connection:
        found = belongings(connection, account.id)
    return ErasurePreview(
        account,
        _words({table: len(names) for table, names in found.items()}),
        len(files_of_backups(book.path)),
    )


def erase_account(
    book: Book, ref: str, with_backups: bool = False, window_is_ours: bool = False
) -> ErasureReport:
    """Erase the account for good: rows, log, drafts, and every byte of them in the file.

    A backup is made before; with `with_backups` none is, and the earlier ones are deleted. Raises Refused while a
    window other than the caller's has the book open, since its drafts and lists would hold the account still.
    """
    from winback_tui.store.file.erase.erase import erase

    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to erase.")
    account = find_account(book, ref)
    with nullcontext(True) if window_is_ours else hold_book_lock(book.path) as ours:
        if not ours:
            raise Refused(f"{book.path} is open in another window; leave that first.")
        kept = None if with_backups else back_up(book.path, BEFORE, book.clock.now())
        with book.read() as connection:
            names = further_ids(connection, account.id)
        for each in (*names, account.id):
            done = erase(book, each)
            drop_drafts(book.path, done.ids)
        if with_backups:
            _drop_backups(book.path)
    with book.read() as connection:
        elsewhere = sum(mentions(connection, account.name).values())
    left = []
    if kept is not None:
        number = len(files_of_backups(book.path))
        left.append(
            f"{count(number, 'backup')} in {kept.parent} still {'contains' if number == 1 else 'contain'} it;"
            " erase with --backups, or delete them."
        )
    if elsewhere:
        left.append(f"The name still appears in {count(elsewhere, 'row')} about others; search for it.")
    if not done.rewritten:
        left.append(
            "The file could not be rewritten for lack of space; 'winback check --repair' does it later."
        )
    return ErasureReport(f"Erased: {account.name}{_words(done.rows)}", account.id, tuple(left), done.ids)


def erase_beside(book: Book, merged: Merged) -> BackupsWithout:
    """Take whoever a merge erased out of the drafts and the backups of this book."""
    if not merged.erased_accounts:
        return BackupsWithout()
    drop_drafts(book.path, merged.erased_rows)
    return erase_in_backups(book.path, merged.erased_accounts)


def erasure_note(without: BackupsWithout) -> str:
    """What a sync says about it, in one sentence."""
    told = ["Somebody was erased, and is gone from this book"]
    if without.rewritten:
        told.append(f" and from {count(without.rewritten, 'backup')}")
    if without.deleted:
        told.append(f"; {count(without.deleted, 'backup')} could not be rewritten and went with them")
    return f"{''.join(told)}."


def _words(rows: dict[str, int]) -> str:
    told = [count(rows[table], one, many) for table, (one, many) in _TOLD.items() if rows.get(table)]
    return f" with {', '.join(told)}" if told else ""


def drop_drafts(book_path: Path, ids: Collection[str]) -> None:
    """Take what was typed about the account, and not saved, out of the drafts beside the book."""
    path = book_path.with_name(f"{book_path.name}.drafts")
    remove_left_over(path.parent, 0)
    if not path.exists():
        return
    try:
        drafts = json.loads(path.read_text("utf-8"))
        kept = {name: draft for name, draft in drafts.items() if name.rpartition(" ")[2] not in ids}
    except (OSError, ValueError, AttributeError):
        kept = {}
    save_text(path, json.dumps(kept, ensure_ascii=False))


def _drop_backups(book_path: Path) -> None:
    remove_left_over(backup_folder(book_path), 0)
    for path in files_of_backups(book_path):
        path.unlink(missing_ok=True)
