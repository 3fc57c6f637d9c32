"""Opening a case with the day of the loss and who lost the account; naming who leads; closing it."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.plan.persistence import require_ended
from winback_tui.domain.plan.series import WATCH
from winback_tui.domain.text import clean, clean_line
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.accounts.reps import newcomers, optional_rep, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, case_head, cases_of
from winback_tui.store.cases.causes import causes_of
from winback_tui.store.cases.decisions import decisions_of
from winback_tui.store.cases.writes import close_case_row, insert_case, set_gone_reason
from winback_tui.store.lists.standings import standings
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.plans.series import stop_series
from winback_tui.store.plans.steps import steps_of_plan
from winback_tui.store.returns.returns import answer_to, returns_by_case
from winback_tui.store.write import Transaction

from .lead import assign_lead, led_on_override, require_other_than_loser
from .loss_day import require_proposed_loss, settle_loss_day
from .open_case import require_open_case

OUTCOMES = ("closed", "let go")
RETURNED_WORDS = ("returned", "return", "won back", "back", "recovered")
"""What people type when they try to mark an account as returned by hand."""


def open_case(
    book: Book,
    ref: str,
    lost_on: date | None,
    lost_by: str,
    responsible: str = "",
    override: str = "",
    note: str = "",
    dry_run: bool = False,
    same_day: str = "",
) -> ActionResult:
    """Open a case for the account's loss through the employee `lost_by`.

    Without `lost_on` the loss is the day that the account's own interval proposes; the sentence then says why. An
    order of that very day came `before` the loss or `after` it, which `same_day` says. A case whose loss was
    answered by an order is closed with it. Raises BadInput for a day that cannot be, NeedsHuman where nobody said on
    which side an order of the day lies, and Refused where a case is open already, the loss is still the same one, the
    account is gone for good, or the employee who lost the account would lead its return without a written
    `override`: M10 (the rep who lost the account must not lead).
    """
    account = find_account(book, ref)
    with account_action(book, "case open", account, dry_run=dry_run) as transaction:
        _require_not_gone(transaction, account)
        proposed = None if lost_on else require_proposed_loss(transaction, account)
        lost_on, side = settle_loss_day(transaction, account, proposed.day if proposed else lost_on, same_day)
        again = _close_answered_cases(transaction, account, lost_on)
        stop_series(transaction, account.id, WATCH)
        case_id = insert_case(
            transaction,
            account.id,
            lost_on,
            resolve_rep(transaction, lost_by),
            optional_rep(transaction, responsible),
            clean(note),
            side,
        )
        case = case_head(transaction.connection, case_id)
        assert case is not None
        require_other_than_loser(transaction, case, override)
        leads = f", {case.responsible} leads" if case.responsible else ""
        transaction.sentence = (
            f"Case opened for {account.name}: lost{' again' if again else ''} on"
            f" {day_words(lost_on, transaction.today)}{f' ({proposed.why})' if proposed else ''}"
            f" by {case.lost_by}{leads}"
            f"{' on a written reason' if led_on_override(case) else ''}"
        )
        warnings = (*newcomers(transaction), *_second_loss(transaction, account, again))
    facts = {"case_id": case.id, "lost_on": lost_on.isoformat(), "responsible": case.responsible or None}
    return ActionResult(transaction.sentence, account.id, account.name, case.id, warnings, facts)


def assign_case(
    book: Book, ref: str, responsible: str, override: str = "", dry_run: bool = False
) -> ActionResult:
    """Name who leads the return of the account. Raises Refused as `open_case` does (B7, M10)."""
    account = find_account(book, ref)
    with account_action(book, "case assign", account, dry_run=dry_run) as transaction:
        case_id = require_open_case(transaction.connection, account).id
        case = assign_lead(transaction, case_id, resolve_rep(transaction, responsible), override)
        transaction.sentence = (
            f"{case.responsible} leads the return of {account.name}"
            f"{' on a written reason' if led_on_override(case) else ''}"
        )
        warnings = newcomers(transaction)
    return ActionResult(
        transaction.sentence, account.id, account.name, case.id, warnings, {"responsible": case.responsible}
    )


def close_case(
    book: Book, ref: str, outcome: str = "closed", note: str = "", gone: str = "", dry_run: bool = False
) -> ActionResult:
    """Close the open case as `closed` or `let go`. Raises BadInput for M4b (who lets go says why).

    Raises Refused for G2: a persistence plan whose contacts were not made is not closed, unless the account is let go,
    gone for good, or back.

    What was still planned in it is dropped. `gone` says why the account is gone for good (playbook L2): it then
    leaves every list, also after imports.
    """
    outcome = clean_line(outcome, 40).lower().replace("-", " ")
    if outcome in RETURNED_WORDS:
        raise Refused(
            "Nobody can close a case as returned: only a new order after the loss counts as a return. Enter the order;"
            " the case is then answered by itself.",
            "M11",
        )
    if outcome not in OUTCOMES:
        raise BadInput(f"A case is closed as {' or '.join(OUTCOMES)}, not '{outcome}'.", "M11")
    account = find_account(book, ref)
    with account_action(book, "case close", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        written = clean(note)
        if outcome == "let go" and not written and not _let_go_decided(transaction, head.id):
            raise BadInput(f"Say in the note why we let {account.name} go, such as the margin.", "M4b")
        for_good = clean_line(gone)
        if outcome != "let go" and not for_good:
            _require_plan_ended(transaction, head)
        dropped = close_case_row(transaction, head.id, outcome, written)
        if for_good:
            set_gone_reason(transaction, account.id, for_good)
        transaction.sentence = closing_sentence(account.name, outcome, head.lost_on)
        if for_good:
            transaction.sentence += f"; gone for good: {for_good}"
        if dropped:
            transaction.sentence += f"; {count(dropped, 'planned step')} dropped"
    return ActionResult(transaction.sentence, account.id, account.name, head.id, facts={"outcome": outcome})


def closing_sentence(name: str, outcome: str, lost_on: date) -> str:
    """What the history says about a closed case."""
    lost = f"lost on {full_day(lost_on)}"
    return f"{name} let go, {lost}" if outcome == "let go" else f"Case closed for {name}, {lost}"


def _require_not_gone(transaction: Transaction, account: AccountRef) -> None:
    reason = account_flags(transaction.connection, account.id).gone_reason
    if reason:
        raise Refused(
            f"{account.name} is marked gone for good ({reason}); undo that before you open a case.", "L2"
        )


def _close_answered_cases(transaction: Transaction, account: AccountRef, lost_on: date) -> bool:
    """Close a case that an order has answered; whether the account was lost and back before."""
    cases = cases_of(transaction.connection, account.id)
    if not cases:
        return False
    returns = returns_by_case(transaction.connection, account.no, cases, transaction.today)
    back = answer_to(returns, cases)
    latest = cases[0]
    if latest.open and back is None:
        raise Refused(
            f"{account.name} already has an open case, lost on {full_day(latest.lost_on)}; use it or close it."
        )
    if lost_on <= latest.lost_on:
        raise BadInput(
            f"{account.name} was already lost on {full_day(latest.lost_on)}; give a day after that."
        )
    if back is None:
        raise Refused(
            f"{account.name} has not ordered since the loss of {full_day(latest.lost_on)}, so it is still the same"
            f" loss; if they did order, enter that order first, else 'winback case reopen {account.name}' goes on with"
            " its case.",
            "M13",
        )
    if lost_on < back.order.day:
        raise BadInput(
            f"{account.name} came back on {full_day(back.order.day)}; give a day of loss after that."
        )
    for case in cases:
        if case.open:
            close_case_row(
                transaction, case.id, "closed", f"Returned with the order of {full_day(back.order.day)}"
            )
    return bool(returns)


def _second_loss(transaction: Transaction, account: AccountRef, again: bool) -> tuple[str, ...]:
    """What to do about a second loss: ask if the reason is the same, then M13 (one letter of apology, no plan)."""
    if not again:
        return ()
    before = cases_of(transaction.connection, account.id)[1]
    labels = load_reasons("en", own_playbook()).labels
    causes = dict.fromkeys(
        labels.get(each.reason, each.reason) for each in causes_of(transaction.connection, before.id)
    )
    last = f" ({join_names(list(causes))})" if causes else ""
    return (f"Lost a second time: ask if the reason is the same{last}; then one letter, no plan.",)


def _require_plan_ended(transaction: Transaction, head: CaseHead) -> None:
    plan = plan_of(transaction.connection, head.id)
    if plan is None or not plan.persistence or _let_go_decided(transaction, head.id):
        return
    if not standings(transaction.connection, [head.account_no])[head.account_no].back:
        require_ended([row.step for row in steps_of_plan(transaction.connection, plan.id)], head.account)


def _let_go_decided(transaction: Transaction, case_id: str) -> bool:
    decisions = decisions_of(transaction.connection, case_id)
    return bool(decisions) and decisions[0].verdict == "let-go"
