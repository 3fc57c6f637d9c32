"""What a file says about accounts besides their name: filled in where new, brought up to date where known."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from winback_tui.domain.ids import derived_id
from winback_tui.intake.rows.records import AccountSeen
from winback_tui.services.accounts.reps import get_or_create_rep
from winback_tui.store.accounts.account_details import people_names
from winback_tui.store.accounts.matching import DETAILS, AccountIntake
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
    owners = {
        owner: get_or_create_rep(transaction, owner)
        for owner in dict.fromkeys(accounts_read[match.position].owner for match in accounts.matched_once())
        if owner
    }
    with triggers_idle(transaction.connection):
        accounts.fill_new(
            (match.no, _values(source, accounts_read[match.position], owners))
            for match in accounts.matched_once()
            if match.new
        )
    new, same, changed = set[int](), set[int](), set[int]()
    for match in accounts.matched_once():
        account = accounts_read[match.position]
        values = () if match.new else _values(source, account, owners)
        updated = any(values) and _update(transaction, accounts.id_of(match), values)
        joined = bool(account.people) and _add_people(transaction, accounts.id_of(match), account)
        (new if match.new else changed if updated or joined else same).add(match.no)
    return AccountsMet(new, same, changed)


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


def _update(transaction: Transaction, account_id: str, values: Sequence[str | None]) -> bool:
    given = {column: value for column, value in zip(DETAILS, values, strict=True) if value}
    row = transaction.get("account", account_id)
    differing = [column for column, value in given.items() if row[column] != value]
    fresh = {column: given[column] for column in differing if not _by_hand(transaction, account_id, column)}
    transaction.update("account", account_id, **fresh)
    return bool(fresh)


def _by_hand(transaction: Transaction, account_id: str, column: str) -> bool:
    """Whether the present value was entered by a person and not by an import."""
    return written_by(transaction.connection, "account", account_id, column) not in (None, "import")


def _add_people(transaction: Transaction, account_id: str, account: AccountSeen) -> bool:
    known = {name.casefold() for name in people_names(transaction.connection, account_id)}
    added = False
    for person in account.people:
        if not person.name or person.name.casefold() in known:
            continue
        known.add(person.name.casefold())
        own = derived_id("person", account_id, person.name.casefold())
        if transaction.find("person", own) is not None:
            continue  # the same person, whose name or account was corrected since
        transaction.insert(
            "person",
            id=own,
            account_id=account_id,
            name=person.name,
            role=person.role,
            phone=person.phone,
            email=person.email,
        )
        added = True
    return added
