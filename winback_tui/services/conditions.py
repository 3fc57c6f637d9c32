"""Conditions of return: what the customer asked for, when it is met, and what is out of our reach (playbook B9)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.conditions import parse, read
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line
from winback_tui.store.book import Book
from winback_tui.store.read.accounts_found import AccountRef
from winback_tui.store.read.case_file import ConditionRow, conditions_of
from winback_tui.store.tables import Condition
from winback_tui.store.write import Deed

from .doing import Done, doing, said_day
from .find import find_account
from .open_case import require_open_case
from .past_days import day_done
from .picking import picked


def add_condition(book: Book, ref: str, term: str, words: bool = False, dry_run: bool = False) -> Done:
    """Add a condition of return that can be checked, or with `words` as it was said.

    Raises BadInput with an example of the grammar for a term that cannot be checked.
    """
    account = find_account(book, ref)
    wish = read(term) if words else parse(term)
    with doing(book, "condition", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        row = Condition(case_id=head.id, term=str(wish) if wish.checkable else "", text=clean_line(term))
        deed.add(row)
        deed.sentence = f"Condition of {account.name}: {wish}"
    facts = {"term": row.term or None, "checkable": wish.checkable}
    return Done(deed.sentence, account.id, account.name, row.id, facts=facts)


def meet_condition(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> Done:
    """Note that we meet a condition since that day, today where none is given."""
    account = find_account(book, ref)
    with doing(book, "condition", account, dry_run=dry_run) as deed:
        row = _open_one(deed, account, which)
        day = day_done(on_day, deed.today, "Meeting a condition")
        condition = deed.get(Condition, row.id)
        condition.met_on, condition.beyond = day.isoformat(), ""
        deed.add(condition)
        deed.sentence = (
            f"Condition of {account.name} met since {said_day(day, deed.today)}: {row.text or row.term}"
        )
    return Done(deed.sentence, account.id, account.name, row.id, facts={"met_on": day.isoformat()})


def put_out_of_reach(book: Book, ref: str, which: str, reason: str, dry_run: bool = False) -> Done:
    """Say that a condition cannot be met, and why; an empty reason takes that back (playbook B9)."""
    account = find_account(book, ref)
    why = clean_line(reason)
    with doing(book, "condition", account, dry_run=dry_run) as deed:
        row = _open_one(deed, account, which)
        if not why and not row.beyond:
            raise BadInput(f"Say why '{row.text[:60] or row.term}' is out of our reach (B9).")
        condition = deed.get(Condition, row.id)
        condition.beyond = why
        deed.add(condition)
        state = f"out of our reach, {why}" if why else "within reach again"
        deed.sentence = f"Condition of {account.name} {state}: {row.text or row.term}"
    return Done(deed.sentence, account.id, account.name, row.id, facts={"beyond": why or None})


def _open_one(deed: Deed, account: AccountRef, which: str) -> ConditionRow:
    head = require_open_case(deed.connection, account)
    rows = [row for row in conditions_of(deed.connection, head.id) if row.met_on is None]
    if not rows:
        raise Refused(f"No condition of {account.name} is open.")
    return picked(
        rows, which, lambda row: row.id, lambda row: f"{row.text} {row.term}", f"condition of {account.name}"
    )
