"""What a file says about accounts besides their name: filled in where new, brought up to date where known."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from winback_tui.domain.ids import derived_id
from winback_tui.intake.rows.records import AccountSeen
from winback_tui.services.accounts.reps import get_or_create_rep
from winback_tui.store.accounts.account_details import people_names
from winback_tui.store.accounts.matching import DETAILS, AccountIntake, Match
from winback_tui.store.log.acts import written_by
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.write import Transaction


@dataclass(frozen=True, slots=True)
class AccountsMet:
    """Numbers of the accounts that a file names, by what the import did to them."""

    new: Set[int]
    same: Set[int]
    changed: Set[int]


def write_details(
    transaction: Transaction, source: str, accounts: AccountIntake, accounts_read: Sequence[AccountSeen]
) -> AccountsMet:
    """Write owners, segments, phones and people; returns how many accounts were new, the same, changed.

    What a person corrected in the book is not overwritten by an export.
    """
    matched = {match.no: (match, accounts_read[position]) for position, match in accounts.matches.items()}
    owner_names = dict.fromkeys(account.owner for _, account in matched.values() if account.owner)
    owners = {owner: get_or_create_rep(transaction, owner) for owner in owner_names}
    new = {no: pair for no, pair in matched.items() if pair[0].new}
    with triggers_idle(transaction.connection):
        accounts.fill_new((no, _values(source, account, owners)) for no, (_, account) in new.items())
    changed = {
        no
        for no, (match, account) in matched.items()
        if not match.new and _update(transaction, match, _values(source, account, owners))
    }
    for match, account in matched.values():
        if account.people and _add_people(transaction, match, account) and not match.new:
            changed.add(match.no)
    return AccountsMet(set(new), set(matched) - set(new) - changed, changed)


def _values(source: str, account: AccountSeen, owners: dict[str, str]) -> list[str | None]:
    return [
        account.external_id,
        source if account.external_id else "",
        account.segment,
        owners.get(account.owner),
        account.email,
        account.phone,
        account.city,
        account.currency,
        account.note,
    ]


def _update(transaction: Transaction, match: Match, values: Sequence[str | None]) -> bool:
    given = {column: value for column, value in zip(DETAILS, values, strict=True) if value}
    if not given:
        return False
    row = transaction.get("account", match.id)
    differing = [column for column, value in given.items() if row[column] != value]
    fresh = {column: given[column] for column in differing if not _by_hand(transaction, match.id, column)}
    transaction.update("account", match.id, **fresh)
    return bool(fresh)


def _by_hand(transaction: Transaction, account_id: str, column: str) -> bool:
    """Whether the present value was entered by a person and not by an import."""
    return written_by(transaction.connection, "account", account_id, column) not in (None, "import")


def _add_people(transaction: Transaction, match: Match, account: AccountSeen) -> bool:
    known = {name.casefold() for name in people_names(transaction.connection, match.id)}
    added = False
    for person in account.people:
        if not person.name or person.name.casefold() in known:
            continue
        known.add(person.name.casefold())
        own = derived_id("person", match.id, person.name.casefold())
        if transaction.find("person", own) is not None:
            continue  # the same person, whose name or account was corrected since
        transaction.insert(
            "person",
            id=own,
            account_id=match.id,
            name=person.name,
            role=person.role,
            phone=person.phone,
            email=person.email,
        )
        added = True
    return added
