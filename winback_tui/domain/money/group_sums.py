"""Money of several groups, such as people, added up over all currencies and ranked only where it can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .rates import Rates


class OneCurrencySum(Protocol):
    """Some accounts of a group in one currency; minor units a year at risk."""

    @property
    def name(self) -> str: ...
    @property
    def accounts(self) -> int: ...
    @property
    def at_stake(self) -> int: ...
    @property
    def currency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class GroupSum:
    """One group over all currencies. `money`: minor units by currency, the most accounts first.

    `worth`: what it is ranked by: minor units of one currency, or its number of accounts.
    """

    name: str
    accounts: int
    money: dict[str, int]
    worth: int


@dataclass(frozen=True, slots=True)
class GroupSums:
    """The groups in their order. `compared`: by their money, else by their accounts, as a rate is missing."""

    groups: tuple[GroupSum, ...]
    compared: bool


def group_sums(sums: Sequence[OneCurrencySum], rates: Rates | None, day: str) -> GroupSums:
    """The sums of each group in one, the most first: by money where it is in one currency or has rates on that day."""
    of_name: dict[str, list[OneCurrencySum]] = defaultdict(list)
    for one in sums:
        of_name[one.name].append(one)
    currencies = {one.currency for one in sums if one.at_stake}
    worth = {name: _worth(own, currencies, rates, day) for name, own in of_name.items()}
    compared = None not in worth.values()
    groups = [
        GroupSum(
            name,
            sum(one.accounts for one in own),
            _by_currency(own),
            (worth[name] or 0) if compared else sum(one.accounts for one in own),
        )
        for name, own in of_name.items()
    ]
    groups.sort(key=lambda group: (-group.worth, group.name))
    return GroupSums(tuple(groups), compared)


def _by_currency(own: Iterable[OneCurrencySum]) -> dict[str, int]:
    money: dict[str, int] = {}
    for one in sorted(own, key=lambda one: (-one.accounts, one.currency)):
        money[one.currency] = money.get(one.currency, 0) + one.at_stake
    return money


def _worth(own: Iterable[OneCurrencySum], currencies: set[str], rates: Rates | None, day: str) -> int | None:
    """The money of a group in one currency; None where a rate is missing."""
    if len(currencies) < 2:
        return sum(one.at_stake for one in own)
    if rates is None:
        return None
    found = [
        rates.converted(one.at_stake, one.currency, rates.base, day) if one.at_stake else 0 for one in own
    ]
    return None if None in found else sum(each or 0 for each in found)
