"""The results of the team's offers: how often taken, and what the returns brought for their cost (playbook K3)."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.decision import effects
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.offers import LedgerOffer, OfferKind, TakeUp, take_up
from winback_tui.domain.returns.lives import profit_since
from winback_tui.domain.returns.returns import Return
from winback_tui.services.decisions.settings import own_effects
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.contacts.offers import BookOffer, all_offers
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.returns.returns import returns_by_case

__all__ = ["TakeUp", "offers_taken"]


def offers_taken(book: Book) -> tuple[TakeUp, ...]:
    """A row for each kind that was offered or that K3 gives figures for, the most offered first.

    An offer led to a return where it was taken and an order followed the loss on the day it was made or later; of
    several, the latest did.
    """
    with book.read() as connection:
        known = all_offers(connection)
        earned = _earned(connection, known, book.today)
    offers = [
        LedgerOffer(
            OfferKind(each.kind),
            Money(each.cost, each.currency),
            each.made_on,
            each.deadline_on,
            each.taken_on,
            each.refused_on,
            earned.get(each.id),
        )
        for each in known
    ]
    return take_up(offers, book.today)


def _earned(connection: sqlite3.Connection, known: list[BookOffer], today: date) -> dict[str, Money]:
    """The profit since the return, by the offer that led to it."""
    margin = effects(own_effects(connection))["margin"]
    led: dict[str, tuple[BookOffer, Return]] = {}
    for each in known:
        if each.taken_on is None or not each.case_id:
            continue
        returns = returns_by_case(connection, each.account_no, cases_of(connection, each.account_id), today)
        found = next((one for one in returns if one.loss.case_id == each.case_id), None)
        if found is not None and each.made_on <= found.order.day:
            led[each.case_id] = (each, found)
    orders = orders_of(connection, sorted({offer.account_no for offer, _ in led.values()}))
    return {
        offer.id: profit_since(orders[offer.account_no], found, today, margin)
        for offer, found in led.values()
    }
