"""Putting an account aside until a day: it leaves the work list and comes back by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.accounts.reps import rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.snooze_writes import end_snoozes, insert_snooze
from winback_tui.store.accounts.snoozes import SnoozeRow, snooze_of
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act

LONGEST_YEARS = 2
"""An account can be put aside for at most this many years; longer is a decision to let it go."""


def put_aside(book: Book, ref: str, until: date, reason: str, dry_run: bool = False) -> ActionResult:
    """Take the account off the work list until that day; a day given later replaces this one.

    Raises BadInput without a reason, for a day not in the future, or one more than two years away.
    """
    account = find_account(book, ref)
    why = _reason(reason, account.name)
    with account_action(book, "snooze", account, dry_run=dry_run) as transaction:
        row_id = _aside(transaction, [account.id], until, why, rep_of_actor(transaction, book))
        transaction.sentence = f"{account.name} put aside until {day_words(until, transaction.today)}: {why}"
    facts = {"until_on": until.isoformat(), "reason": why}
    return ActionResult(transaction.sentence, account.id, account.name, row_id, facts=facts)


def put_aside_several(book: Book, account_ids: Sequence[str], until: date, reason: str) -> ActionResult:
    """Take all these accounts off the work list until that day, in one act that one undo takes back.

    Raises as `put_aside` does.
    """
    number = count(len(account_ids), "account")
    why = _reason(reason, f"these {number}")
    with act(book, "snooze", "") as transaction:
        row_id = _aside(transaction, account_ids, until, why, rep_of_actor(transaction, book))
        transaction.sentence = f"{number} put aside until {day_words(until, transaction.today)}: {why}"
    facts = {"until_on": until.isoformat(), "reason": why}
    return ActionResult(transaction.sentence, "", "", row_id, facts=facts)


def _reason(typed: str, who: str) -> str:
    why = clean_line(typed)
    if not why:
        raise BadInput(f"Say in a few words why {who} can wait.")
    return why


def _aside(
    transaction: Transaction, account_ids: Sequence[str], until: date, why: str, by_id: str | None
) -> str:
    """The id of the first row written."""
    today = transaction.today
    if until <= today:
        raise BadInput(f"{full_day(until)} is not in the future; give tomorrow or a later day.")
    if (until - today).days > LONGEST_YEARS * 366:
        raise BadInput(
            f"{full_day(until)} is more than two years away; to give an account up, decide to let it go."
        )
    rows = []
    for account_id in account_ids:
        transaction.touch(account_id)
        end_snoozes(transaction, account_id)
        rows.append(insert_snooze(transaction, account_id, until, why, by_id))
    return rows[0]


def bring_back(book: Book, ref: str, dry_run: bool = False) -> ActionResult:
    """Put the account back on the work list now, if it belongs there. Raises Refused where it is not put aside."""
    account = find_account(book, ref)
    with account_action(book, "snooze", account, dry_run=dry_run) as transaction:
        row = snooze_of(transaction.connection, account.id, transaction.today)
        if row is None:
            raise Refused(f"{account.name} is not put aside.")
        end_snoozes(transaction, account.id)
        transaction.sentence = f"{account.name} is no longer put aside"
    facts = {"until_on": None, "reason": None}
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts=facts)


def aside_of(book: Book, ref: str) -> SnoozeRow | None:
    """Until when, why and by whom the account is put aside today; None where it is not."""
    account = find_account(book, ref)
    with book.read() as connection:
        return snooze_of(connection, account.id, book.today)
