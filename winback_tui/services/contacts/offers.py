"""Offers to customers: made where the gates allow them, then taken or refused (playbook K3, T1, W)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.gates import GatedAct, require
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.offers import (
    SILENCE_DISCOUNTS,
    LedgerOffer,
    OfferKind,
    checked,
    cost_note,
    deadline_note,
    note,
    offer_kind,
    silence_table,
)
from winback_tui.domain.text import clean
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, open_case_of
from winback_tui.store.cases.decisions import decisions_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.offers import OfferRow, offers_of
from winback_tui.store.contacts.writes import answer_offer, insert_offer
from winback_tui.store.lists.standings import standings
from winback_tui.store.write import Transaction


def make_offer(
    book: Book,
    ref: str,
    kind: str,
    cost: Money | None = None,
    deadline_on: date | None = None,
    text: str = "",
    made_on: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Note an offer to the account; `cost` is what it costs us, in the account's currency.

    Raises Refused for each gate that blocks offers, BadInput for an unknown kind, a cost in another currency
    or impossible days. Revised terms of payment carry their terms in `text` (playbook B10).
    """
    account = find_account(book, ref)
    what = offer_kind(kind)
    with account_action(book, "offer", account, dry_run=dry_run) as transaction:
        currency = standings(transaction.connection, [account.no])[account.no].currency or (
            cost.currency if cost else ""
        )
        day = day_done(made_on, transaction.today, "An offer made")
        facts = checked(LedgerOffer(what, cost or Money(0, currency), day, deadline_on), currency)
        head = open_case_of(transaction.connection, account.id)
        if head is not None:
            act = GatedAct.REVISE_TERMS if what is OfferKind.REVISED_TERMS else GatedAct.OFFER
            require(gate_facts(transaction.connection, head, transaction.today), act)
        if (
            what is OfferKind.REVISED_TERMS
            and not account_flags(transaction.connection, account.id).pays_badly
        ):
            raise Refused(
                f"Revised terms are for accounts that pay badly, and {account.name} is not marked as one; offer"
                " something else, or mark the account first.",
                "B10",
            )
        offer_id = insert_offer(transaction, account.id, head.id if head else None, facts, clean(text))
        until = f", until {day_words(deadline_on, transaction.today)}" if deadline_on else ""
        transaction.sentence = f"Offer to {account.name}: {_kind_words(what)} for {facts.cost}{until}"
        notes = (note(what), deadline_note(facts), _cost_note(transaction, head, facts.cost))
        warnings = tuple(each for each in notes if each)
    values = {"kind": str(what), "cost": facts.cost.decimal, "currency": currency}
    return ActionResult(transaction.sentence, account.id, account.name, offer_id, warnings, values)


def take_offer(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that an offer was taken: M11 (only an order makes a return)."""
    return _answer(book, ref, which, on_day, dry_run, taken=True)


def refuse_offer(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that an offer was refused."""
    return _answer(book, ref, which, on_day, dry_run, taken=False)


def _answer(
    book: Book, ref: str, which: str, on_day: date | None, dry_run: bool, *, taken: bool
) -> ActionResult:
    account = find_account(book, ref)
    with account_action(book, "offer", account, dry_run=dry_run) as transaction:
        row = _open_one(transaction, account, which)
        word = "taken" if taken else "refused"
        day = day_done(on_day, transaction.today, f"An offer {word}", row.made_on)
        answer_offer(transaction, row.id, day, taken=taken)
        made = day_words(row.made_on, transaction.today)
        transaction.sentence = f"Offer {word} by {account.name}: {_kind_words(row.kind)} of {made}"
    warnings = ("Not a return yet: that takes an order.",) if taken else ()
    return ActionResult(transaction.sentence, account.id, account.name, row.id, warnings, {"answer": word})


def _open_one(transaction: Transaction, account: AccountRef, which: str) -> OfferRow:
    rows = [row for row in offers_of(transaction.connection, account.id) if row.open]
    if not rows:
        raise Refused(f"{account.name} has no open offer.")
    return resolve_row(
        rows,
        which,
        lambda row: row.id,
        lambda row: f"{row.kind} {row.made_on.isoformat()} {row.note}",
        f"open offer to {account.name}",
    )


def _cost_note(transaction: Transaction, head: CaseHead | None, cost: Money) -> str:
    """A warning where the offer costs more than the decision expects the return to bring."""
    valued = (
        [each for each in decisions_of(transaction.connection, head.id) if each.value is not None]
        if head
        else []
    )
    if not valued or not valued[0].currency:
        return ""
    decision = valued[0]
    return cost_note(cost, Money((decision.value or 0) + (decision.cost or 0), decision.currency))


def _kind_words(kind: str) -> str:
    return {"both": "discount and upgrade", "revised-terms": "revised terms"}.get(kind, kind)


SILENCE = "silence discounts"
_PAIR = re.compile(r"\s*(\d{1,4})\s*(?:d|days)?\s*[: ]\s*(\d{1,3})\s*%?\s*")


def offer_settings() -> Iterator[TeamSetting]:
    """The settings about offers."""
    yield TeamSetting(
        SILENCE,
        "Discount in percent by days without an order, such as 90 10, 180 15, 360 20.",
        [list(pair) for pair in SILENCE_DISCOUNTS],
        _read,
        _table_words,
    )


def _read(typed: str) -> list[list[int]]:
    pairs = []
    for part in re.split(r"[,;/]", typed):
        found = _PAIR.fullmatch(part)
        if found is None:
            raise BadInput(
                f"'{typed[:40]}' is not a table of discounts; write it as 90 10, 180 15, 360 20.", "T1"
            )
        pairs.append([int(found[1]), int(found[2])])
    return [list(pair) for pair in silence_table(pairs)]


def _table_words(table: Sequence[Sequence[int]]) -> str:
    return ", ".join(f"{days} {percent}" for days, percent in table)
