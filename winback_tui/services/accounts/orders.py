"""Orders typed in by hand; the only act that can bring an account back (playbook M11)."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.account.order import OrderKind, is_real
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, decimal_string
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.text import clean, clean_line
from winback_tui.domain.wording.wording import full_day, money_words
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.plans.steps import end_answered_plans
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.links import numbers_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.orders.tables import SalesOrder
from winback_tui.store.returns.returns import answer_to, returns_by_case

TYPED = "typed"
"""The source of orders that no export brought."""

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

    `amount` is what the paper says, in minor units; credits may be given with or without a minus.
    Raises BadInput for an unknown kind, a day to come, no currency, an order below zero, or a number that the
    account has already.
    """
    account = find_account(book, ref)
    if kind not in set(OrderKind):
        raise BadInput(f"An order cannot be '{kind}'; take one of {', '.join(OrderKind)}.")
    if day > book.today:
        raise BadInput(f"{day} is still to come; enter the order when it is there, or plan a step for it.")
    if not amount.currency:
        raise BadInput(f"Name the currency, as in 'EUR {amount.decimal}': {account.name} has none yet.")
    if amount.minor < 0 and kind != OrderKind.CREDIT:
        raise BadInput(f"An amount below zero is a credit note; enter {amount} as one.")
    minor = -abs(amount.minor) if kind == OrderKind.CREDIT else amount.minor
    kept_number = clean_line(number, 100)
    with account_action(book, "order", account, dry_run=dry_run) as transaction:
        if (
            kept_number
            and transaction.run(
                "SELECT 1 FROM sales_order"
                f" WHERE account_no IN ({numbers_of(transaction.connection, account.no)}) AND number = ?",
                (kept_number,),
            ).fetchone()
        ):
            raise BadInput(f"{account.name} has an order {kept_number} already; each number counts once.")
        order = SalesOrder(
            key=f"{TYPED}:{account.id[-12:]}:{kept_number}" if kept_number else f"{TYPED}:{transaction.tx}",
            account_no=account.no,
            number=kept_number,
            day=day.isoformat(),
            amount=minor,
            currency=amount.currency,
            kind=kind,
            note=clean(note),
        )
        before = _answer(transaction.connection, account, transaction.today)
        transaction.add(order)
        back = _answer(transaction.connection, account, transaction.today)
        what = _NAMES.get(OrderKind(kind), "Order")
        told = money_words(abs(minor), amount.currency)
        transaction.sentence = (
            f"{what} of {told} on {day_words(day, transaction.today)} entered for {account.name}"
        )
        came_back = before is None and back is not None
        if came_back and back is not None:
            dropped = end_answered_plans(transaction, [back.loss.case_id])
            transaction.sentence += f": returned{f'; {dropped}' if dropped else ''}"
        warnings = (
            _why_no_return(transaction.connection, account, order) if back is None else _reached(before, back)
        )
    facts: dict[str, str | int | float | bool | None] = {
        "day": order.day,
        "amount": decimal_string(minor, amount.currency),
        "currency": amount.currency,
        "kind": str(kind),
        "returned": came_back,
    }
    return ActionResult(transaction.sentence, account.id, account.name, order.key, warnings, facts)


def _reached(before: Return | None, back: Return) -> tuple[str, ...]:
    """What this order made the account reach beside the return itself (playbook M11b)."""
    if back.resumed_on is None or (before is not None and before.resumed_on is not None):
        return ()
    return ("With it the former volume is reached (M11b).",)


def _why_no_return(connection: sqlite3.Connection, account: AccountRef, order: SalesOrder) -> tuple[str, ...]:
    """One sentence where somebody may have expected a return and none came of it (playbook M11)."""
    if not is_real(order.kind, order.amount):
        return ("Only an order of more than nothing makes a return (M11); this one is kept and makes none.",)
    lost_on = max((case.lost_on for case in cases_of(connection, account.id)), default=None)
    if lost_on is None:
        return ()
    return (
        f"{account.name} was lost on {full_day(lost_on)}: an order of that day or before makes no return (M11).",
    )


def _answer(connection: sqlite3.Connection, account: AccountRef, today: date) -> Return | None:
    cases = cases_of(connection, account.id)
    return answer_to(returns_by_case(connection, account.no, cases, today), cases)
