"""What an account was promised and offered, what it complained about, and how much to offer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winback_tui.domain.account.complaints import KOTLER_NOTE, Speed, compare_with_kotler, speed
from winback_tui.domain.gates import GatedAct, holding
from winback_tui.domain.plan.offers import (
    SILENCE_DISCOUNTS,
    Advice,
    OfferKind,
    discount_by_silence,
    note,
    silence_table,
    write_off,
)
from winback_tui.services.book.lookup import find_account
from winback_tui.services.contacts.offers import SILENCE
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import open_case_of, overrides_of_account
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.complaints import ComplaintRow, all_complaints, complaints_of
from winback_tui.store.contacts.offers import OfferRow, offers_of
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.lists.standings import standings
from winback_tui.store.orders.data_day import kept_data_day
from winback_tui.store.settings.settings import setting


@dataclass(frozen=True, slots=True)
class Dealings:
    """Promises, offers and complaints of one account, with how fast the complaints were answered.

    `team_speed` holds how fast the whole team answers, compared with what Kotler measured, with his date.
    `overrides`: of the open case, rule to reason.
    """

    account: AccountRef
    promises: tuple[PromiseRow, ...]
    offers: tuple[OfferRow, ...]
    complaints: tuple[ComplaintRow, ...]
    speed: Speed
    team_speed: tuple[str, ...]
    overrides: Mapping[str, str]

    @property
    def open_offers_notes(self) -> tuple[str, ...]:
        """What the playbook says about each kind of offer that is still open."""
        kinds = dict.fromkeys(OfferKind(row.kind) for row in self.offers if row.open)
        return tuple(text for kind in kinds if (text := note(kind)))


def dealings(book: Book, ref: str) -> Dealings:
    """Everything of these three kinds about an account."""
    account = find_account(book, ref)
    with book.read() as connection:
        complaints = tuple(complaints_of(connection, account.id))
        comparison = compare_with_kotler([row.complaint for row in all_complaints(connection)])
        return Dealings(
            account,
            tuple(promises_of(connection, account.id)),
            tuple(offers_of(connection, account.id)),
            complaints,
            speed([row.complaint for row in complaints]),
            (*comparison, KOTLER_NOTE) if comparison else (),
            overrides_of_account(connection, account.id),
        )


def offer_advice(book: Book, ref: str, delays: int = 0) -> tuple[Advice, ...]:
    """The discount by the account's silence (T1), and the write-off of its debts after `delays` late payments (W).

    They follow the gates that block an offer to the account now.
    """
    account = find_account(book, ref)
    with book.read() as connection:
        head = open_case_of(connection, account.id)
        closed = holding(gate_facts(connection, head, book.today), GatedAct.OFFER) if head else ()
        standing = standings(connection, [account.no])[account.no]
        until = kept_data_day(connection) or book.today
        table = silence_table(setting(connection, SILENCE, SILENCE_DISCOUNTS))
    held = (
        ()
        if standing.back
        else tuple(Advice(0, gate.rule, f"No offer yet: {gate.sentence}") for gate in closed)
    )
    first, last = standing.first_day, standing.last_day
    if first is None or last is None:
        return (*held, discount_by_silence(0, table), write_off(0, "", delays))
    years = (last - first).days / 365
    silence = max(0, (until - last).days)
    return (*held, discount_by_silence(silence, table), write_off(years, standing.abc, delays))
