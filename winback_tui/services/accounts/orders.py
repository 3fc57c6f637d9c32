"""Orders typed in by hand; the only act that can bring an account back (playbook M11)."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.account.order import OrderKind, is_real
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, decimal_string
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.text import clean, clean_line
from winback_tui.domain.wording.wording import count, full_day, money_words
from winback_tui.services.accounts.reps import rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.plans.series import plan_reminders, plan_watch
from winback_tui.services.plans.steps import end_answered_plans
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.orders.orders import has_order_number
from winback_tui.store.plans.series import stop_answered_reminders
from winback_tui.store.returns.returns import answer_to, returns_by_case
from winback_tui.store.returns.smallest import smallest_return
from winback_tui.store.write import Transaction

TYPED = "typed"
"""The source of orders entered by hand."""

_NAMES = {
    OrderKind.CREDIT: "Credit note",
    OrderKind.CANCELLED: "Cancelled order",
    OrderKind.PENDING: "Pending order",
    OrderKind.QUOTE: "Quote",
    OrderKind.UNCLEAR: "Order of unclear state",
}


def enter_order(
    book: Book,
    ref: str,
    day: date,
    amount: Money,
    kind: str = OrderKind.ORDER,
    number: str = "",
    note: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Write one order, credit note, cancelled order or quote of an account into the book.

    `amount` is as on the document, in minor units; credits may be given with or without a minus.
    Raises BadInput for an unknown kind, a day to come, no currency, an order below zero, or a number that the
    account has already.
    """
    account = find_account(book, ref)
    _require_possible(book, account, day, amount, kind)
    credit = kind == OrderKind.CREDIT
    minor = -abs(amount.minor) if credit else amount.minor
    order_number = clean_line(number, 100)
    with account_action(book, "order", account, dry_run=dry_run) as transaction:
        _require_new_number(transaction, account, order_number, credit)
        before = _answer(transaction.connection, account, transaction.today)
        key = transaction.insert(
            "sales_order",
            key=_key(account, order_number, credit) if order_number else f"{TYPED}:{transaction.tx}",
            account_no=account.no,
            number=order_number,
            day=day.isoformat(),
            amount=minor,
            currency=amount.currency,
            kind=kind,
            note=clean(note),
        )
        back = _answer(transaction.connection, account, transaction.today)
        what = _NAMES.get(OrderKind(kind), "Order")
        money = money_words(abs(minor), amount.currency)
        transaction.sentence = (
            f"{what} of {money} on {day_words(day, transaction.today)} entered for {account.name}"
            f"{_settle_return(transaction, account, before, back)}"
        )
        reminded = _reminders(transaction, book, account, day, kind, minor)
        warnings: tuple[str, ...] = (
            _why_no_return(transaction.connection, account, kind, minor, day)
            if back is None
            else _reached(before, back)
        )
        warnings = (*warnings, *reminded)
    facts: dict[str, str | int | float | bool | None] = {
        "day": day.isoformat(),
        "amount": decimal_string(minor, amount.currency),
        "currency": amount.currency,
        "kind": str(kind),
        "returned": before is None and back is not None,
    }
    return ActionResult(transaction.sentence, account.id, account.name, key, warnings, facts)


def _require_possible(book: Book, account: AccountRef, day: date, amount: Money, kind: str) -> None:
    if kind not in set(OrderKind):
        raise BadInput(f"An order cannot be '{kind}'; choose one of {', '.join(OrderKind)}.")
    if day > book.today:
        raise BadInput(f"{day} is in the future; enter the order once it is placed, or plan a step for it.")
    if not amount.currency:
        raise BadInput(f"Name the currency, as in 'EUR {amount.decimal}': {account.name} has none yet.")
    if amount.minor < 0 and kind != OrderKind.CREDIT:
        raise BadInput(f"An amount below zero is a credit note; enter {amount} as one.")


def _require_new_number(transaction: Transaction, account: AccountRef, number: str, credit: bool) -> None:
    if number and has_order_number(transaction.connection, account.no, number, credit):
        what = "a credit note" if credit else "an order"
        raise BadInput(f"{account.name} already has {what} {number}; each number counts once.")


def _settle_return(
    transaction: Transaction, account: AccountRef, before: Return | None, back: Return | None
) -> str:
    """Where the account is back through the order, end its plans and plan the watch.

    Returns how the sentence of the act goes on then, or where the account is no longer back; else ''.
    """
    if before is not None and back is None:
        return (
            f": the order from {day_words(before.order.day, transaction.today)} is credited in full, so"
            f" {account.name} no longer counts as returned"
        )
    if before is None and back is not None:
        dropped = end_answered_plans(transaction, [back.loss.case_id])
        watch = plan_watch(transaction, account, back)
        return ": " + "; ".join(filter(None, ("returned", dropped, watch)))
    return ""


def _key(account: AccountRef, number: str, credit: bool) -> str:
    """The key of the order; a credit note has another than the order of the same number."""
    return f"{TYPED}:{account.id[-12:]}:{number}{':credit' if credit else ''}"


def _reminders(
    transaction: Transaction, book: Book, account: AccountRef, day: date, kind: str, minor: int
) -> tuple[str, ...]:
    """Plan the reminders about a quote; an order ends them."""
    if kind == OrderKind.QUOTE:
        planned = plan_reminders(transaction, account, day, "quote", rep_of_actor(transaction, book))
        return (f"{planned}.",) if planned else ()
    stopped = stop_answered_reminders(transaction) if is_real(kind, minor) else 0
    return (f"{count(stopped, 'reminder')} about the quote dropped: they ordered.",) if stopped else ()


def _reached(before: Return | None, back: Return) -> tuple[str, ...]:
    """What else this order made the account reach (playbook M11b, the former volume regained)."""
    if back.resumed_on is None or (before is not None and before.resumed_on is not None):
        return ()
    return ("They are back at their former volume.",)


def _why_no_return(
    connection: sqlite3.Connection, account: AccountRef, kind: str, minor: int, day: date
) -> tuple[str, ...]:
    """A sentence where the order looks like a return but does not count as one (playbook M11)."""
    if not is_real(kind, minor):
        return ("Saved, but only an order above zero counts as a return.",)
    lost_on = max((case.lost_on for case in cases_of(connection, account.id)), default=None)
    if lost_on is None:
        return ()
    smallest = smallest_return(connection)
    if day > lost_on and smallest is not None and minor < smallest.minor:
        return (
            f"Saved, but an order below {money_words(smallest.minor, smallest.currency)} does not count as a return.",
        )
    return (f"{account.name} was lost on {full_day(lost_on)}: only a later order counts as a return.",)


def _answer(connection: sqlite3.Connection, account: AccountRef, today: date) -> Return | None:
    cases = cases_of(connection, account.id)
    return answer_to(returns_by_case(connection, account.no, cases, today), cases)
