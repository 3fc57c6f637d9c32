"""Conditions of return: what the customer asked for, when it is met, and what is out of our reach (playbook B9)."""

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
from winback_tui.store.cases.tables import Condition
from winback_tui.store.write import Transaction, act

from .open_case import require_open_case


def add_condition(
    book: Book, ref: str, term: str, words: bool = False, dry_run: bool = False
) -> ActionResult:
    """Add a condition of return that can be checked, or with `words` as it was said.

    Raises BadInput with an example of the grammar for a term that cannot be checked.
    """
    account = find_account(book, ref)
    wish = read(term) if words else parse(term)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        row = Condition(case_id=head.id, term=str(wish) if wish.checkable else "", text=clean_line(term))
        transaction.add(row)
        transaction.sentence = f"Condition of {account.name}: {wish}"
    facts = {"term": row.term or None, "checkable": wish.checkable}
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts=facts)


def meet_condition(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that we meet a condition since that day, today where none is given."""
    account = find_account(book, ref)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        row = _open_one(transaction, account, which)
        day = day_done(on_day, transaction.today, "Meeting a condition")
        condition = transaction.get(Condition, row.id)
        condition.met_on, condition.beyond = day.isoformat(), ""
        transaction.add(condition)
        since = day_words(day, transaction.today)
        transaction.sentence = f"Condition of {account.name} met since {since}: {row.text or row.term}"
    return ActionResult(
        transaction.sentence, account.id, account.name, row.id, facts={"met_on": day.isoformat()}
    )


def put_out_of_reach(book: Book, ref: str, which: str, reason: str, dry_run: bool = False) -> ActionResult:
    """Say that a condition cannot be met, and why; an empty reason takes that back (playbook B9)."""
    account = find_account(book, ref)
    why = clean_line(reason)
    with account_action(book, "condition", account, dry_run=dry_run) as transaction:
        row = _open_one(transaction, account, which)
        if not why and not row.beyond:
            raise BadInput(f"Say why '{row.text[:60] or row.term}' is out of our reach (B9).")
        condition = transaction.get(Condition, row.id)
        condition.beyond = why
        transaction.add(condition)
        state = f"out of our reach, {why}" if why else "within reach again"
        transaction.sentence = f"Condition of {account.name} {state}: {row.text or row.term}"
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts={"beyond": why or None})


def _open_one(transaction: Transaction, account: AccountRef, which: str) -> ConditionRow:
    head = require_open_case(transaction.connection, account)
    rows = [row for row in conditions_of(transaction.connection, head.id) if row.met_on is None]
    if not rows:
        raise Refused(f"No condition of {account.name} is open.")
    return resolve_row(
        rows, which, lambda row: row.id, lambda row: f"{row.text} {row.term}", f"condition of {account.name}"
    )


def record_price(book: Book, price: Money, product: str = "", dry_run: bool = False) -> ActionResult:
    """Our price of a product, or the price as such. Raises BadInput below nothing or without a currency."""
    if price.minor < 0 or not price.currency:
        raise BadInput(f"A price is not below nothing and has a currency, such as 12.50 EUR, not {price}.")
    what = clean_name(product)
    named = f"price of {what}" if what else "price"
    value = [price.minor, price.currency]
    return _record(book, PRICE + what.casefold(), value, f"Our {named} is {price}", dry_run)


def record_delivery(book: Book, days: int, dry_run: bool = False) -> ActionResult:
    """How many calendar days our delivery takes. Raises BadInput below 0."""
    if days < 0:
        raise BadInput(f"Delivery takes 0 days or more, not {days}.")
    return _record(book, DELIVERY, days, f"Our delivery takes {count(days, 'day')}", dry_run)


def record_product(book: Book, product: str, available: bool, dry_run: bool = False) -> ActionResult:
    """Whether a product can be had. Raises BadInput without a name."""
    what = _needed(product, "product")
    state = "can be had" if available else "cannot be had"
    return _record(book, PRODUCT + what.casefold(), available, f"{what} {state}", dry_run)


def record_certificate(book: Book, name: str, held: bool = True, dry_run: bool = False) -> ActionResult:
    """Whether we hold a certificate. Raises BadInput without a name."""
    what = _needed(name, "certificate")
    said = f"We {'hold' if held else 'do not hold'} {what}"
    return _record(book, CERTIFICATE + what, held, said, dry_run)


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
            (account,) = transaction.run(
                "SELECT name FROM account WHERE id = ?", (each.account_id,)
            ).fetchone()
            warnings.append(f"A condition of {account} has come true: {each.sentence}")
    return ActionResult(sentence, "", "", "", tuple(dict.fromkeys(warnings)), {"came_true": len(new)})


def _needed(text: str, what: str) -> str:
    kept = clean_name(text)
    if not kept:
        raise BadInput(f"Name the {what}.")
    return kept
