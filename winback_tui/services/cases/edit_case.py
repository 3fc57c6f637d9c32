"""Correcting a case: the day of the loss, who lost the account, the note; reopening a closed one (playbook M6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.accounts.reps import newcomers, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, case_head, cases_of
from winback_tui.store.cases.writes import reopen_case_row, update_case
from winback_tui.store.returns.returns import returns_by_case
from winback_tui.store.write import Transaction

from .lead import require_other_than_loser
from .loss_day import settle_loss_day
from .open_case import no_case


def edit_case(
    book: Book,
    ref: str,
    lost_on: date | None = None,
    lost_by: str = "",
    note: str | None = None,
    same_day: str = "",
    override: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Correct the latest case of an account; what is left out stays.

    Status, returns, value before the loss and every date counted from the loss are adjusted. `same_day` says
    whether an order dated on the day of the loss came before or after it. Raises BadInput for an impossible day or
    where nothing is given, NeedsHuman and Refused as `open_case` does.
    """
    account = find_account(book, ref)
    with account_action(book, "case edit", account, dry_run=dry_run) as transaction:
        case = _latest(transaction, account)
        columns: dict[str, Any] = {}
        words = []
        if lost_on is not None or same_day.strip():
            day, side = settle_loss_day(transaction, account, lost_on or case.lost_on, same_day)
            _require_own_loss(transaction, account, day)
            columns |= {"lost_on": day, "same_day_order": side}
            words.append(
                f"lost on {day_words(day, transaction.today)}"
                + (", after the order of that day" if side else "")
            )
        if lost_by.strip():
            columns["lost_by_id"] = resolve_rep(transaction, lost_by)
        if note is not None:
            columns["note"] = clean(note)
            words.append("note changed" if columns["note"] else "note removed")
        if not columns:
            raise BadInput("Give what to correct: the day of the loss, who lost them, or the note.")
        update_case(transaction, case.id, **columns)
        now = case_head(transaction.connection, case.id)
        assert now is not None
        require_other_than_loser(transaction, now, override)
        if "lost_by_id" in columns:
            words.insert(1 if "lost_on" in columns else 0, f"lost by {now.lost_by}")
        transaction.sentence = f"Case of {account.name} corrected: {join_names(words)}"
        warnings = newcomers(transaction)
    facts = {"lost_on": now.lost_on.isoformat(), "lost_by": now.lost_by or None}
    return ActionResult(transaction.sentence, account.id, account.name, case.id, warnings, facts)


def reopen_case(book: Book, ref: str, dry_run: bool = False) -> ActionResult:
    """Go on with the latest case, which was closed. Raises Refused where it is open, or an order has answered it."""
    account = find_account(book, ref)
    with account_action(book, "case reopen", account, dry_run=dry_run) as transaction:
        case = _latest(transaction, account)
        if case.closed_on is None:
            raise Refused(f"The case of {account.name} is open already.")
        gone = account_flags(transaction.connection, account.id).gone_reason
        if gone:
            raise Refused(f"{account.name} is marked gone for good ({gone}); correct that first.", "L2")
        returns = returns_by_case(
            transaction.connection,
            account.no,
            cases_of(transaction.connection, account.id),
            transaction.today,
        )
        if any(found.loss.case_id == case.id for found in returns):
            raise Refused(f"{account.name} has returned since; open a new case for a new loss.", "M11")
        reopen_case_row(transaction, case.id)
        transaction.sentence = f"Case of {account.name} reopened, lost on {full_day(case.lost_on)}"
    return ActionResult(transaction.sentence, account.id, account.name, case.id)


def _latest(transaction: Transaction, account: AccountRef) -> CaseHead:
    cases = cases_of(transaction.connection, account.id)
    if not cases:
        raise Refused(no_case(account))
    return cases[0]


def _require_own_loss(transaction: Transaction, account: AccountRef, day: date) -> None:
    """Raises BadInput where the day is not after the previous loss and the order that answered it."""
    cases = cases_of(transaction.connection, account.id)
    if len(cases) < 2:
        return
    before = cases[1]
    if day <= before.lost_on:
        raise BadInput(
            f"{account.name} was already lost on {full_day(before.lost_on)}; give a day after that."
        )
    earlier = returns_by_case(transaction.connection, account.no, cases[1:], transaction.today)
    back = next((found for found in earlier if found.loss.case_id == before.id), None)
    if back is None or day < back.order.day:
        raise BadInput(
            f"A second loss needs an order in between: {account.name} had not ordered again by {full_day(day)}.",
            "M13",
        )
