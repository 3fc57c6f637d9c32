"""Fixes: what removes each cause, who does it, by when: B20 (no contact before every cause is removed)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.case.fixes import checked_fix
from winback_tui.domain.case.progress.stage_of import causes_to_fix
from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_name
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.cases_by_account import case_facts
from winback_tui.store.cases.causes import FixRow, fixes_of
from winback_tui.store.cases.writes import insert_fix, set_fix_done
from winback_tui.store.write import Transaction

from .causes import resolve_cause
from .open_case import require_open_case


def add_fix(
    book: Book,
    ref: str,
    what: str,
    cause: str = "",
    owner: str = "",
    due_on: date | None = None,
    done_on: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Record what removes a cause (its number, id or words; the only one where empty), who does it and by when.

    Raises Refused where no cause is known, BadInput for no words or impossible days.
    """
    account = find_account(book, ref)
    with account_action(book, "fix", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        row = resolve_cause(transaction, account, head, cause)
        found = row.found_on or head.lost_on
        facts = checked_fix(what, found, transaction.today, owner, due_on, done_on)
        owner_id = optional_rep(transaction, owner)
        fix_id = insert_fix(transaction, row.id, facts.what, owner_id, due_on, done_on)
        who = rep_name(transaction, owner_id)
        due = f", due {day_words(due_on, transaction.today)}" if due_on else ""
        state = f", done on {day_words(done_on, transaction.today)}" if done_on else due
        transaction.sentence = f"Fix for {account.name}: {facts.what}{f' ({who})' if who else ''}{state}"
        warnings = newcomers(transaction)
    return ActionResult(
        transaction.sentence, account.id, account.name, fix_id, warnings, {"due_on": iso(due_on) or None}
    )


def finish_fix(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Record the day on which a fix was done: W5 (nobody says that we changed before it is true)."""
    account = find_account(book, ref)
    with account_action(book, "fix", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        rows = [row for row in fixes_of(transaction.connection, head.id) if row.done_on is None]
        if not rows:
            raise Refused(f"{account.name} has no open fix.")
        row: FixRow = resolve_row(
            rows, which, lambda row: row.id, lambda row: row.what, f"open fix for {account.name}"
        )
        day = on_day or transaction.today
        checked_fix(row.what, row.cause_found_on or head.lost_on, transaction.today, done_on=day)
        set_fix_done(transaction, row.id, day)
        transaction.sentence = (
            f"Fixed for {account.name}: {row.what}; {_left(transaction, head, len(rows) - 1)}"
        )
    return ActionResult(
        transaction.sentence, account.id, account.name, row.id, facts={"done_on": day.isoformat()}
    )


def _left(transaction: Transaction, head: CaseHead, open_fixes: int) -> str:
    """What is still in the way of the case: fixes to do, or causes without a fix."""
    if open_fixes:
        return f"{open_fixes} more to do"
    standing, causes = causes_to_fix(
        case_facts(transaction.connection, transaction.today, [head.id])[head.id]
    )
    if standing:
        return f"{count(len(standing), 'cause')} of {len(causes)} still without a fix"
    return "all fixes are done"
