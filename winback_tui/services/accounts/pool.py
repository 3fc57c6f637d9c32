"""The pool: accounts with no owner, or no order for a long time, assigned in bulk to one rep (playbook M2b)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.flags import active_employees
from winback_tui.store.accounts.pool import PoolRow, pool_rows, set_owner
from winback_tui.store.book import Book
from winback_tui.store.lists.in_pool import LAPSED_DAYS
from winback_tui.store.write import act

from .reps import newcomers, resolve_rep
from .reps import rep_name as name_of

_MOST_LISTED = 3

__all__ = ["LAPSED_DAYS", "PoolRow", "assign_from_pool", "pool", "takers"]


def pool(book: Book, lapsed_days: int = LAPSED_DAYS, segment: str = "") -> list[PoolRow]:
    """The accounts that nobody works on, the most valuable first. Raises BadInput below one day."""
    if lapsed_days < 1:
        raise BadInput(
            "An account lapses after 1 day or more without an order; give a number of days.", "M2b"
        )
    with book.read() as connection:
        return pool_rows(connection, book.today, lapsed_days, clean_name(segment))


def takers(book: Book) -> tuple[str, ...]:
    """The reps who could take accounts from the pool, by name."""
    with book.read() as connection:
        return active_employees(connection)


def assign_from_pool(
    book: Book,
    to: str,
    refs: Sequence[str] = (),
    lapsed_days: int = LAPSED_DAYS,
    segment: str = "",
    most: int = 0,
    dry_run: bool = False,
    numbers: Collection[int] = (),
) -> ActionResult:
    """Make `to` the owner of these accounts in the pool, or of its first `most` (0: all); history stays (M2b).

    Which: `refs` as people type them, or the `numbers` of rows of a list; with neither, the whole pool.
    An account goes neither to the rep who lost it (M10) nor to the one who owns it already; those are left out and
    named in the warnings. Raises Refused where an account is not in the pool or nothing is left to assign.
    """
    if not clean_name(to):
        raise BadInput("Name the rep who takes the accounts.", "M2b")
    rows = _chosen(book, pool(book, lapsed_days, segment), refs, set(numbers))
    with act(book, "assign", "", dry_run=dry_run) as transaction:
        rep_id = resolve_rep(transaction, to)
        rep = name_of(transaction, rep_id)
        fitting = [row for row in rows if rep_id not in (row.lost_by_id, row.owner_id)]
        taken = fitting[: most or None]
        lost = [row.name for row in rows if row.lost_by_id == rep_id]
        if not taken and lost:
            raise Refused(f"No account from the pool can go to {rep}, who lost {_named(lost)}.", "M10")
        if not taken:
            raise Refused(
                f"No account from the pool can go to {rep}; the pool is empty, or they are already theirs.",
                "M2b",
            )
        set_owner(transaction, [row.id for row in taken], rep_id)
        whose = _named([row.name for row in taken])
        transaction.sentence = f"{count(len(taken), 'account')} from the pool assigned to {rep}: {whose}"
        warnings = newcomers(transaction)
    if lost:
        warnings = (*warnings, f"Left out because {rep} lost them: {_named(lost)}.")
    only = taken[0] if len(taken) == 1 else None
    return ActionResult(
        transaction.sentence,
        only.id if only else "",
        only.name if only else "",
        "",
        warnings,
        {"assigned": len(taken), "to": rep},
    )


def _chosen(book: Book, rows: list[PoolRow], refs: Sequence[str], marked: set[int]) -> list[PoolRow]:
    """Those of the rows that people typed and that are marked. Raises Refused where one of them is not in the pool."""
    if refs:
        wanted = {find_account(book, ref).id: ref for ref in refs}
        outside = [ref for account_id, ref in wanted.items() if account_id not in {row.id for row in rows}]
        if outside:
            raise Refused(
                f"{join_names(outside)} is not in the pool; 'winback pool list' shows who is.", "M2b"
            )
        rows = [row for row in rows if row.id in wanted]
    if marked:
        rows = [row for row in rows if row.no in marked]
        if len(rows) < len(marked):
            raise Refused(
                "Some of these accounts have left the pool in the meantime; mark them again.", "M2b"
            )
    return rows


def _named(names: Sequence[str]) -> str:
    shown = list(names[:_MOST_LISTED])
    return (
        join_names([*shown, f"{len(names) - _MOST_LISTED} more"])
        if len(names) > _MOST_LISTED
        else join_names(shown)
    )
