"""Recording what we can do now: prices, delivery time, products, certificates. Conditions are held against it."""

from __future__ import annotations

from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money import Money
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording import count
from winback_tui.store.book import Book
from winback_tui.store.read.came_true import came_true
from winback_tui.store.read.our_terms import CERTIFICATE, DELIVERY, PREFIX, PRICE, PRODUCT
from winback_tui.store.write import act

from .doing import Done
from .keeping import keep_setting


def record_price(book: Book, price: Money, product: str = "", dry_run: bool = False) -> Done:
    """Our price of a product, or the price as such. Raises BadInput below nothing or without a currency."""
    if price.minor < 0 or not price.currency:
        raise BadInput(f"A price is not below nothing and has a currency, such as 12.50 EUR, not {price}.")
    what = clean_name(product)
    named = f"price of {what}" if what else "price"
    value = [price.minor, price.currency]
    return _record(book, PRICE + what.casefold(), value, f"Our {named} is {price}", dry_run)


def record_delivery(book: Book, days: int, dry_run: bool = False) -> Done:
    """How many calendar days our delivery takes. Raises BadInput below 0."""
    if days < 0:
        raise BadInput(f"Delivery takes 0 days or more, not {days}.")
    return _record(book, DELIVERY, days, f"Our delivery takes {count(days, 'day')}", dry_run)


def record_product(book: Book, product: str, available: bool, dry_run: bool = False) -> Done:
    """Whether a product can be had. Raises BadInput without a name."""
    what = _needed(product, "product")
    state = "can be had" if available else "cannot be had"
    return _record(book, PRODUCT + what.casefold(), available, f"{what} {state}", dry_run)


def record_certificate(book: Book, name: str, held: bool = True, dry_run: bool = False) -> Done:
    """Whether we hold a certificate. Raises BadInput without a name."""
    what = _needed(name, "certificate")
    said = f"We {'hold' if held else 'do not hold'} {what}"
    return _record(book, CERTIFICATE + what, held, said, dry_run)


def _record(book: Book, name: str, value: Any, sentence: str, dry_run: bool) -> Done:
    with act(book, "terms", sentence, dry_run=dry_run) as deed:
        before = {each.condition_id for each in came_true(deed.connection, deed.today)}
        keep_setting(deed, PREFIX + name, value)
        new = [each for each in came_true(deed.connection, deed.today) if each.condition_id not in before]
        warnings = []
        for each in new:
            deed.touch(each.account_id)
            (account,) = deed.run("SELECT name FROM account WHERE id = ?", (each.account_id,)).fetchone()
            warnings.append(f"A condition of {account} has come true: {each.sentence}")
    return Done(sentence, "", "", "", tuple(dict.fromkeys(warnings)), {"came_true": len(new)})


def _needed(text: str, what: str) -> str:
    kept = clean_name(text)
    if not kept:
        raise BadInput(f"Name the {what}.")
    return kept
