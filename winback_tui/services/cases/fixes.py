"""Fixes: what removes each cause, who does it, by when; nobody goes out before they are done (playbook B20)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.case.fixes import checked_fix
from winback_tui.domain.errors import Refused
from winback_tui.services.accounts.reps import named_rep, newcomers, optional_rep
from winback_tui.services.book.account_action import Done, doing, iso, said_day
from winback_tui.services.book.lookup import find_account, picked
from winback_tui.store.book import Book
from winback_tui.store.cases.case_file import FixRow, fixes_of
from winback_tui.store.cases.tables import Fix

from .causes import cause_meant
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
) -> Done:
    """Note what removes a cause (its number, id or words; the only one where empty), who does it and by when.

    Raises Refused where no cause is known, BadInput for no words or impossible days.
    """
    account = find_account(book, ref)
    with doing(book, "fix", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        row = cause_meant(deed, account, head, cause)
        found = row.found_on or head.lost_on
        facts = checked_fix(what, found, deed.today, owner, due_on, done_on)
        fix = Fix(
            cause_id=row.id,
            what=facts.what,
            owner_id=optional_rep(deed, owner),
            due_on=iso(due_on),
            done_on=iso(done_on),
        )
        deed.add(fix)
        who = named_rep(deed, fix.owner_id)
        due = f", due {said_day(due_on, deed.today)}" if due_on else ""
        state = f", done on {said_day(done_on, deed.today)}" if done_on else due
        deed.sentence = f"Fix for {account.name}: {facts.what}{f' ({who})' if who else ''}{state}"
        warnings = newcomers(deed)
    return Done(deed.sentence, account.id, account.name, fix.id, warnings, {"due_on": iso(due_on) or None})


def finish_fix(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> Done:
    """Record the day on which a fix was done: only then may anyone say that we changed (playbook W5)."""
    account = find_account(book, ref)
    with doing(book, "fix", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        rows = [row for row in fixes_of(deed.connection, head.id) if row.done_on is None]
        if not rows:
            raise Refused(f"No fix for {account.name} is open.")
        row: FixRow = picked(
            rows, which, lambda row: row.id, lambda row: row.what, f"open fix for {account.name}"
        )
        fix = deed.get(Fix, row.id)
        (found,) = deed.run("SELECT found_on FROM cause WHERE id = ?", (row.cause_id,)).fetchone()
        day = on_day or deed.today
        checked_fix(row.what, date.fromisoformat(found) if found else head.lost_on, deed.today, done_on=day)
        fix.done_on = day.isoformat()
        deed.add(fix)
        still = len(rows) - 1
        left = f"; {still} more to do" if still else "; all fixes are done"
        deed.sentence = f"Fixed for {account.name}: {row.what}{left}"
    return Done(deed.sentence, account.id, account.name, row.id, facts={"done_on": day.isoformat()})
