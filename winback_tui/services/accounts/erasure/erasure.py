"""Erasing an account: what will go, the erasing, and where else it is still named."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import count
from winback_tui.files.whole_file import remove_left_over
from winback_tui.services.book.after_commit import after_commit
from winback_tui.services.book.lookup import find_account
from winback_tui.services.book.opening import hold_book_lock
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.links import further_ids
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import back_up
from winback_tui.store.file.backups.backup_files import BEFORE_ERASE, backup_folder, files_of_backups
from winback_tui.store.file.erase.backups import BackupsWithout, erase_in_backups
from winback_tui.store.file.erase.belongings import Belongings, belongings
from winback_tui.store.file.erase.redaction import (
    LEAST,
    Mention,
    Redactor,
    mentions,
    names_of,
    redactor_for,
    replace_mentions,
)
from winback_tui.store.log.acts import ERASE
from winback_tui.store.write import act
from winback_tui.sync.merge.merge import Merged

from .erased_files import drop_drafts, drop_readings, playbook_files_naming

_COUNTED = {
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

_CALLED = {
    "sales_order": "order",
    "loss_case": "case",
    "activity": "contact",
    "why_node": "reason",
    "import_batch": "import",
    "own_change": "own change",
    "rep": "employee",
}


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """An account with what depends on it, in words, the backups that contain it too, and the texts about others."""

    account: AccountRef
    what: str
    backups: int
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What was erased, in one sentence; what else the user should know, one sentence each; and the erased ids."""

    sentence: str
    account_id: str
    left: tuple[str, ...]
    ids: frozenset[str] = frozenset()


def erasable(book: Book, ref: str, with_elsewhere: bool = True) -> ErasurePreview:
    """What erasing this account would take; texts about others only `with_elsewhere`: all of the book is searched.

    Raises NotFound or NeedsHuman, Refused in a book of the past.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to erase.")
    account = find_account(book, ref)
    with book.read() as connection:
        found = belongings(connection, account.id)
        elsewhere = _elsewhere(connection, account.id, found) if with_elsewhere else []
    return ErasurePreview(
        account,
        _words({table: len(names) for table, names in found.items()}),
        len(files_of_backups(book.path)),
        tuple(map(_sentence, elsewhere)),
    )


def _elsewhere(connection: Connection, account_id: str, found: Belongings) -> list[Mention]:
    own = {(table, name) for table, names in found.items() for name in names}
    redactor = redactor_for(connection, names_of(connection, account_id), {account_id})
    return [each for each in mentions(connection, redactor) if (each.table, each.row) not in own]


def erase_account(
    book: Book,
    ref: str,
    with_backups: bool = False,
    window_is_ours: bool = False,
    keep_backups: bool = False,
    everywhere: bool = False,
) -> ErasureReport:
    """Erase the account for good: rows, log, drafts, kept readings of files, and every byte of them in the file.

    The backups are rewritten without it, as on every laptop that receives the erasure; `with_backups` deletes them,
    `keep_backups` leaves them as they are and makes one before. `everywhere` takes the name out of texts about others
    too. Raises Refused while a window other than the caller's has the book open, since its drafts and lists would hold
    the account still.
    """
    from winback_tui.store.file.erase.erase import erase

    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to erase.")
    account = find_account(book, ref)
    with nullcontext(True) if window_is_ours else hold_book_lock(book.path) as ours:
        if not ours:
            raise Refused(f"{book.path} is open in another window; leave that first.")
        backup = back_up(book.path, BEFORE_ERASE, book.clock.now()) if keep_backups else None
        with book.read() as connection:
            ids = (*further_ids(connection, account.id), account.id)
            names = {name for each in ids for name in names_of(connection, each)}
            redactor = redactor_for(connection, names, set(ids))
        gone: set[str] = set()
        for each in ids:
            with after_commit(_still_beside(account.name) if gone else ""):
                done = erase(book, each)
            gone |= done.ids
        with after_commit(_still_beside(account.name)):
            drop_drafts(book.path, gone, redactor)
            readings = drop_readings(redactor)
            if everywhere:
                _take_out(book, names, dry_run=False)
            texts = names if everywhere else set()
            left = [] if keep_backups else _in_backups(book.path, ids, texts, with_backups)
    with after_commit(_still_beside(account.name)):
        left += [*_what_remains(book, account.name, redactor, backup), *readings]
    if not done.rewritten:
        left.append(
            "The file could not be rewritten for lack of space; 'winback check --repair' does it later."
        )
    return ErasureReport(
        f"Erased: {account.name}{_words(done.rows)}", account.id, tuple(left), frozenset(gone)
    )


def _still_beside(name: str) -> str:
    return f"{name} is erased from the book, but drafts, backups and other files may still hold the name."


def _what_remains(book: Book, name: str, redactor: Redactor, backup: Path | None) -> Iterator[str]:
    """Where the name still appears, in words; `kept`: the backup that was made before and is not touched."""
    if backup is not None:
        number = len(files_of_backups(book.path))
        yield (
            f"{count(number, 'backup')} in {backup.parent} still {'contains' if number == 1 else 'contain'} it;"
            " erase with --backups, or delete them."
        )
    with book.read() as connection:
        elsewhere = len(mentions(connection, redactor))
    if elsewhere:
        yield (
            f"The name still appears in {count(elsewhere, 'text')} about others;"
            f" 'winback erase \"{name}\" --mentions' shows them and takes it out."
        )
    for path in playbook_files_naming(redactor):
        yield f"{path} contains the name; change it yourself."


def texts_naming(book: Book, name: str) -> list[str]:
    """Every text about others that holds this name, a line each, whether or not there was such an account.

    Raises BadInput for a name of a few letters.
    """
    name = _long_enough(name)
    with book.read() as connection:
        return [_sentence(each) for each in mentions(connection, redactor_for(connection, [name]))]


def take_out_mentions(book: Book, name: str, dry_run: bool = False) -> ErasureReport:
    """Put `an erased account` in place of this name in texts about others. Not to be undone.

    What changes travels to the other laptops like any change. Raises BadInput for a name of a few letters, Refused
    while another window has the book open.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to erase.")
    name = _long_enough(name)
    with hold_book_lock(book.path) as ours:
        if not ours:
            raise Refused(f"{book.path} is open in another window; leave that first.")
        changed = _take_out(book, {name}, dry_run)
        left = () if dry_run else _in_backups(book.path, (), {name}, delete=False)
    return ErasureReport(f"Taken out of {count(changed, 'text')}: {name}", "", tuple(left))


def _take_out(book: Book, names: Collection[str], dry_run: bool) -> int:
    """Take these names out of texts about others; returns how many texts changed."""
    from winback_tui.store.file.erase.erase import rewrite

    with act(book, ERASE, "A name was taken out of texts", dry_run=dry_run) as transaction:
        connection = transaction.connection
        redactor = redactor_for(connection, names)
        changed = replace_mentions(connection, mentions(connection, redactor), redactor)
    if changed and not dry_run:
        rewrite(book)
    return changed


def _sentence(mention: Mention) -> str:
    """`contact of Beta, note: buys what Acme bought`."""
    what = _CALLED.get(mention.table, mention.table.replace("_", " "))
    about = f" of {mention.account}" if mention.account else ""
    return f"{what}{about}, {mention.column.replace('_', ' ')}: {clean_line(mention.text, 200)}"


def _long_enough(name: str) -> str:
    found = clean_line(name)
    if len(found) < LEAST:
        raise BadInput(f"'{found}' is too short to search texts for; write {LEAST} letters or more.")
    return found


def _in_backups(
    book_path: Path, account_ids: Collection[str], names: Collection[str], delete: bool
) -> list[str]:
    """Take the accounts, and the names in texts, out of the backups, or delete these; returns what to report."""
    if delete:
        _drop_backups(book_path)
        return []
    without = erase_in_backups(book_path, account_ids, names)
    lines = []
    if without.rewritten:
        lines.append(f"{count(without.rewritten, 'backup')} no longer {_contains(without.rewritten)} it.")
    if without.deleted:
        lines.append(
            f"{count(without.deleted, 'backup')} could not be rewritten without it and"
            f" {'was' if without.deleted == 1 else 'were'} deleted."
        )
    return lines


def _contains(number: int) -> str:
    return "contains" if number == 1 else "contain"


def erase_beside(book: Book, merged: Merged) -> BackupsWithout:
    """Take whoever a merge erased out of the files next to this book: drafts, saved readings of files, backups.

    Their name goes out of texts about others in the backups too, where the book itself holds none any more.
    """
    if not merged.erased_accounts:
        return BackupsWithout()
    with book.read() as connection:
        redactor = redactor_for(connection, merged.erased_names)
        left = bool(mentions(connection, redactor))
    drop_drafts(book.path, merged.erased_rows, redactor)
    drop_readings(redactor)
    return erase_in_backups(book.path, merged.erased_accounts, () if left else merged.erased_names)


def _words(rows: dict[str, int]) -> str:
    parts = [count(rows[table], one, many) for table, (one, many) in _COUNTED.items() if rows.get(table)]
    return f" with {', '.join(parts)}" if parts else ""


def _drop_backups(book_path: Path) -> None:
    remove_left_over(backup_folder(book_path), 0)
    for path in files_of_backups(book_path):
        path.unlink(missing_ok=True)
