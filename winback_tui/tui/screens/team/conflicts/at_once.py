"""Several conflicts decided alike: which ways there are, in words that say whose values, where and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.wording.wording import count

from .rows import AnyRow, ConflictRow, possessive


@dataclass(frozen=True, slots=True)
class WayAtOnce:
    """Several conflicts decided alike: the values of `person`, or what is in the book where nobody is named."""

    words: str
    person: str = ""
    account_id: str = ""


def ways_at_once(rows: Sequence[AnyRow], row: AnyRow | None) -> list[WayAtOnce]:
    """The ways to decide more than the conflict of `row`: what is in the book at its account, then the values of each
    of its persons at the account, then everywhere.
    """
    if not isinstance(row, ConflictRow):
        return []
    conflicts = [each.conflict for each in rows if isinstance(each, ConflictRow)]
    here = [each for each in conflicts if row.conflict.account_id == each.account_id]
    account, name = row.conflict.account_id, row.conflict.account
    ways: list[WayAtOnce] = []
    persons = dict.fromkeys(each.person for each in row.conflict.values if each.person)
    if account and len(here) > 1:
        ways.append(WayAtOnce(f"what is in the book, in all {len(here)} of {name}", "", account))
        for person in persons:
            number = sum(person in each.persons for each in here)
            ways += _way(person, row.me, number, f" of {name}", account)
    if len(conflicts) > len(here) or not account:
        for person in persons:
            ways += _way(person, row.me, sum(person in each.persons for each in conflicts), "", "")
    return ways


def _way(person: str, me: str, number: int, where: str, account: str) -> list[WayAtOnce]:
    if number < 2:
        return []
    conflicts = count(number, "conflict") if not where else f"{number:,}"
    return [WayAtOnce(f"{possessive(person, me)} in all {conflicts}{where}", person, account)]
