"""Cases begin and end: opened with the day of the loss and who lost them, led by somebody else, closed."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean, clean_line
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_name, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.cases.causes import causes_of
from winback_tui.store.cases.tables import Case
from winback_tui.store.returns.returns import answer_to, first_order_day, returns_by_case
from winback_tui.store.write import Transaction

from .lead import require_other_than_loser
from .open_case import require_open_case

OUTCOMES = ("closed", "let go")


def open_case(
    book: Book,
    ref: str,
    lost_on: date,
    lost_by: str,
    responsible: str = "",
    override: str = "",
    note: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Open a case for the account's loss on `lost_on` through the employee `lost_by`.

    A case whose loss was answered by an order is closed with it. Raises BadInput for a day that cannot be, and
    Refused where a case is open already, the account is gone for good, or the employee who lost the account
    would lead its return without a written `override` (playbook M10).
    """
    account = find_account(book, ref)
    with account_action(book, "case open", account, dry_run=dry_run) as transaction:
        _not_gone(transaction, account)
        _possible_day(transaction, account, lost_on)
        again = _make_room(transaction, account, lost_on)
        lost_by_id = resolve_rep(transaction, lost_by)
        case = Case(
            account_id=account.id,
            lost_on=lost_on.isoformat(),
            lost_by_id=lost_by_id,
            responsible_id=optional_rep(transaction, responsible),
            note=clean(note),
            opened_on=transaction.today.isoformat(),
        )
        transaction.add(case)
        passed = require_other_than_loser(transaction, account.name, case, override)
        leads = rep_name(transaction, case.responsible_id)
        transaction.sentence = (
            f"Case opened for {account.name}: lost{' again' if again else ''} on"
            f" {day_words(lost_on, transaction.today)} by {rep_name(transaction, lost_by_id)}"
            f"{f', {leads} leads' if leads else ''}{' on a written reason' if passed else ''}"
        )
        warnings = (*newcomers(transaction), *_relapse(transaction, account, again))
    facts = {"case_id": case.id, "lost_on": lost_on.isoformat(), "responsible": leads or None}
    return ActionResult(transaction.sentence, account.id, account.name, case.id, warnings, facts)


def assign_case(
    book: Book, ref: str, responsible: str, override: str = "", dry_run: bool = False
) -> ActionResult:
    """Name who leads the return of the account. Raises Refused as `open_case` does (playbook B7, M10)."""
    account = find_account(book, ref)
    with account_action(book, "case assign", account, dry_run=dry_run) as transaction:
        case = transaction.get(Case, require_open_case(transaction.connection, account).id)
        case.responsible_id = resolve_rep(transaction, responsible)
        transaction.add(case)
        passed = require_other_than_loser(transaction, account.name, case, override)
        leads = rep_name(transaction, case.responsible_id)
        transaction.sentence = (
            f"{leads} leads the return of {account.name}{' on a written reason' if passed else ''}"
        )
        warnings = newcomers(transaction)
    return ActionResult(
        transaction.sentence, account.id, account.name, case.id, warnings, {"responsible": leads}
    )


def close_case(
    book: Book, ref: str, outcome: str = "closed", note: str = "", gone: str = "", dry_run: bool = False
) -> ActionResult:
    """Close the open case as `closed` or `let go`. Raises BadInput when a letting go has no reason (M4b).

    What was still planned in it is dropped. `gone` says why the account is gone for good (playbook L2): it then
    leaves every list, also after imports.
    """
    if outcome not in OUTCOMES:
        raise BadInput(
            f"A case ends {' or '.join(OUTCOMES)}, not '{outcome[:40]}'; only an order returns it."
        )
    account = find_account(book, ref)
    with account_action(book, "case close", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        written = clean(note)
        if outcome == "let go" and not written and not _let_go_decided(transaction, head.id):
            raise BadInput(f"Letting {account.name} go needs its reason in a note, such as the margin (M4b).")
        dropped = _close(transaction, head.id, outcome, written)
        for_good = clean_line(gone)
        if for_good:
            transaction.run("UPDATE account SET gone_reason = ? WHERE id = ?", (for_good, account.id))
        lost = f"lost on {full_day(head.lost_on)}"
        transaction.sentence = (
            f"{account.name} let go, {lost}"
            if outcome == "let go"
            else f"Case closed for {account.name}, {lost}"
        )
        if for_good:
            transaction.sentence += f"; gone for good: {for_good}"
        if dropped:
            transaction.sentence += f"; {count(dropped, 'planned step')} dropped"
    return ActionResult(transaction.sentence, account.id, account.name, head.id, facts={"outcome": outcome})


def _not_gone(transaction: Transaction, account: AccountRef) -> None:
    (reason,) = transaction.run("SELECT gone_reason FROM account WHERE id = ?", (account.id,)).fetchone()
    if reason:
        raise Refused(
            f"{account.name} is gone for good ({reason}); take that back before opening a case.", "L2"
        )


def _possible_day(transaction: Transaction, account: AccountRef, lost_on: date) -> None:
    if lost_on > transaction.today:
        raise BadInput(
            f"{account.name} cannot have been lost on {full_day(lost_on)}, which is still to come;"
            " give the day of the loss."
        )
    first = first_order_day(transaction.connection, account.no)
    if first is not None and lost_on < first:
        raise BadInput(
            f"{account.name} cannot have been lost on {full_day(lost_on)}, before its first order on"
            f" {full_day(first)}; give a later day."
        )


def _make_room(transaction: Transaction, account: AccountRef, lost_on: date) -> bool:
    """Closes a case that an order has answered; whether the account was lost and back before."""
    cases = cases_of(transaction.connection, account.id)
    if not cases:
        return False
    returns = returns_by_case(transaction.connection, account.no, cases, transaction.today)
    back = answer_to(returns, cases)
    latest = cases[0]
    if latest.open and back is None:
        raise Refused(
            f"{account.name} has an open case, lost on {full_day(latest.lost_on)}; go on with that one, or close"
            " it first."
        )
    if lost_on <= latest.lost_on:
        raise BadInput(
            f"{account.name} was lost on {full_day(latest.lost_on)} already; a new loss comes after that day."
        )
    if back is not None and lost_on < back.order.day:
        raise BadInput(
            f"{account.name} came back on {full_day(back.order.day)}; a new loss comes after that day."
        )
    for case in cases:
        if case.open and back is not None:
            _close(transaction, case.id, "closed", f"Returned with the order of {full_day(back.order.day)}")
    return bool(returns)


def _relapse(transaction: Transaction, account: AccountRef, again: bool) -> tuple[str, ...]:
    """What a second loss asks: the same reason or another (playbook M13)."""
    if not again:
        return ()
    before = cases_of(transaction.connection, account.id)[1]
    labels = load_reasons("en", own_playbook()).labels
    causes = dict.fromkeys(
        labels.get(each.reason, each.reason) for each in causes_of(transaction.connection, before.id)
    )
    last = f" ({join_names(list(causes))})" if causes else ""
    return (
        f"Ask whether it is the reason of the last time{last} or another; then one letter, no plan (M13).",
    )


def _close(transaction: Transaction, case_id: str, outcome: str, note: str) -> int:
    """Closes the case with what was still planned in it; how many steps that were."""
    case = transaction.get(Case, case_id)
    case.closed_on, case.outcome, case.closing_note = transaction.today.isoformat(), outcome, note
    transaction.add(case)
    return transaction.run(
        "UPDATE step SET dropped_on = ? WHERE case_id = ? AND done_on = '' AND dropped_on = ''",
        (transaction.today.isoformat(), case_id),
    ).rowcount


def _let_go_decided(transaction: Transaction, case_id: str) -> bool:
    latest = transaction.run(
        "SELECT verdict FROM decision WHERE case_id = ? ORDER BY decided_on DESC, id DESC LIMIT 1", (case_id,)
    ).fetchone()
    return latest is not None and latest[0] == "let-go"
