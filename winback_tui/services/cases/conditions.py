"""Conditions of return: what the customer asks for, when it is met, and what is out of our reach (playbook B9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from winback_tui.domain.case.conditions import parse, read
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.wording.wording import count
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.book import Book
from winback_tui.store.cases.conditions import (
    CERTIFICATE,
    DELIVERY,
    PREFIX,
    PRICE,
    PRODUCT,
    ConditionRow,
    conditions_of,
)
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.cases.writes import insert_condition, set_condition_met, set_condition_out_of_reach
from winback_tui.store.write import Transaction, act

from .open_case import require_open_case


def add_condition(
    book: Book, ref: str, term: str, words: bool = False, dry_run: bool = False
) -> ActionResult:
    """Add a condition of return that can be checked, or with `words` as the customer put it.

    Raises BadInput with an example of the grammar for a term that cannot be checked.
    """
    account = find_account(book, ref)
    wish = read(term) if words else parse(term)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        checkable = str(wish) if wish.checkable else ""
        row_id = insert_condition(transaction, head.id, checkable, clean_line(term))
        transaction.sentence = f"Condition of {account.name}: {wish.in_words}"
    facts = {"term": checkable or None, "checkable": wish.checkable}
    return ActionResult(transaction.sentence, account.id, account.name, row_id, facts=facts)


def meet_condition(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Record that we meet a condition since that day, or today."""
    account = find_account(book, ref)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        row = _open_one(transaction, account, which)
        day = day_done(on_day, transaction.today, "Meeting a condition")
        set_condition_met(transaction, row.id, day)
        since = day_words(day, transaction.today)
        transaction.sentence = f"Condition of {account.name} met since {since}: {row.wish.in_words}"
    return ActionResult(
        transaction.sentence, account.id, account.name, row.id, facts={"met_on": day.isoformat()}
    )


def put_out_of_reach(book: Book, ref: str, which: str, reason: str, dry_run: bool = False) -> ActionResult:
    """Record why a condition cannot be met; an empty reason removes that: B9 (no attempt where one is impossible)."""
    account = find_account(book, ref)
    why = clean_line(reason)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        row = _open_one(transaction, account, which)
        if not why and not row.beyond:
            raise BadInput(f"Say why '{row.text[:60] or row.term}' is out of our reach.", "B9")
        set_condition_out_of_reach(transaction, row.id, why)
        state = f"out of our reach, {why}" if why else "within reach again"
        transaction.sentence = f"Condition of {account.name} {state}: {row.wish.in_words}"
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts={"beyond": why or None})


def _open_one(transaction: Transaction, account: AccountRef, which: str) -> ConditionRow:
    head = require_open_case(transaction.connection, account)
    rows = [row for row in conditions_of(transaction.connection, head.id) if row.met_on is None]
    if not rows:
        raise Refused(f"{account.name} has no open condition of return.")
    return resolve_row(
        rows, which, lambda row: row.id, lambda row: f"{row.text} {row.term}", f"condition of {account.name}"
    )


def record_price(book: Book, price: Money, product: str = "", dry_run: bool = False) -> ActionResult:
    """Record our price of a product, or our price in general. Raises BadInput for less than zero or no currency."""
    if price.minor < 0 or not price.currency:
        raise BadInput(f"Write a price as 12.50 EUR, not {price}: zero or more, with its currency.")
    what = clean_name(product)
    label = f"price of {what}" if what else "price"
    value = [price.minor, price.currency]
    return _record(book, PRICE + what.casefold(), value, f"Our {label} is {price}", dry_run)


def record_delivery(book: Book, days: int, dry_run: bool = False) -> ActionResult:
    """How many calendar days our delivery takes. Raises BadInput below 0."""
    if days < 0:
        raise BadInput(f"Delivery cannot take {days} days; give 0 or more.")
    return _record(book, DELIVERY, days, f"Our delivery takes {count(days, 'day')}", dry_run)


def record_product(book: Book, product: str, available: bool, dry_run: bool = False) -> ActionResult:
    """Whether a product is available. Raises BadInput without a name."""
    what = _required(product, "product")
    state = "is available" if available else "is not available"
    return _record(book, PRODUCT + what.casefold(), available, f"{what} {state}", dry_run)


def record_certificate(book: Book, name: str, valid: bool = True, dry_run: bool = False) -> ActionResult:
    """Whether we hold a certificate. Raises BadInput without a name."""
    what = _required(name, "certificate")
    sentence = f"We {'hold' if valid else 'do not hold'} {what}"
    return _record(book, CERTIFICATE + what, valid, sentence, dry_run)


def _record(book: Book, name: str, value: Any, sentence: str, dry_run: bool) -> ActionResult:
    with act(book, "terms", sentence, dry_run=dry_run) as transaction:
        before = {each.condition_id for each in met_conditions(transaction.connection, transaction.today)}
        write_setting(transaction, PREFIX + name, value)
        new = [
            each
            for each in met_conditions(transaction.connection, transaction.today)
            if each.condition_id not in before
        ]
        warnings = []
        for each in new:
            transaction.touch(each.account_id)
            name = account_flags(transaction.connection, each.account_id).name
            warnings.append(f"{name}: a condition of return is now met. {each.sentence}")
    return ActionResult(sentence, "", "", "", tuple(dict.fromkeys(warnings)), {"came_true": len(new)})


def _required(text: str, what: str) -> str:
    name = clean_name(text)
    if not name:
        raise BadInput(f"Name the {what}.")
    return name


def note_met_conditions(transaction: Transaction, case_id: str) -> tuple[str, ...]:
    """Mark every condition of the case that the facts now meet as met today; returns a sentence for each.

    Called by the next contact, decision or plan: the account then leaves the top of the list, and a condition met
    once stays met.
    """
    new = [
        each for each in met_conditions(transaction.connection, transaction.today, case_id) if not each.noted
    ]
    for each in new:
        set_condition_met(transaction, each.condition_id, transaction.today)
    return tuple(f"Condition met: {each.sentence}" for each in new)
