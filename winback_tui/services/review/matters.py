"""The accounts that a team talks about on Monday: the most money at risk, overdue or in an open case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.account.status import Status
from winback_tui.domain.money.rates import Rates, rates_of
from winback_tui.domain.review.meeting import MATTER
from winback_tui.services.lists.overdue import USUAL, ListRow, rows
from winback_tui.store.book import Book
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.lists.stakes import ListedStake, listed_stakes
from winback_tui.store.settings.settings import setting

_GONE = (Status.LOST, Status.IN_WORK)
"""Of the accounts with an open case those that are not back yet."""


@dataclass(frozen=True, slots=True)
class AccountsThatMatter:
    """The rows in their order. `apart`: they are in several currencies, each ranked by itself as no rates are set."""

    rows: list[ListRow]
    apart: bool


def accounts_that_matter(book: Book) -> AccountsThatMatter:
    """The ten with the most money at risk a year; before all, those with a condition of their return met."""
    with book.read() as connection:
        found = {each.account_no: each for each in listed_stakes(connection, USUAL)}
        for each in listed_stakes(connection, ListQuery(View.WORK)):
            if each.status in _GONE:
                found[each.account_no] = each
        rates = rates_of(setting(connection, "rates"))
    numbers, apart = most_at_risk(list(found.values()), rates, book.today.isoformat())
    return AccountsThatMatter(rows(book, numbers), apart)


def most_at_risk(found: Sequence[ListedStake], rates: Rates | None, day: str) -> tuple[list[int], bool]:
    """The numbers of at most `MATTER` accounts, and whether their currencies stand apart.

    Amounts are compared at the rates of the day. Currencies without one are never compared: each is ranked by itself,
    that of most accounts first; the others have at least one place each, if there are places.
    """
    worth = dict[int, int]()
    of_currency: dict[str, list[ListedStake]] = defaultdict(list)
    for each in found:
        converted = None
        if rates is not None:
            converted = rates.converted(each.at_stake, each.currency, rates.base, day)
        of_currency[each.currency if rates is None or converted is None else rates.base].append(each)
        worth[each.account_no] = each.at_stake if converted is None else converted
    groups = sorted(of_currency.items(), key=lambda group: (-len(group[1]), group[0]))
    ranked = [
        sorted(own, key=lambda one: (-one.raised, -worth[one.account_no], one.account_no))
        for _, own in groups
    ]
    chosen = list[int]()
    for place, own in enumerate(ranked):
        kept_free = len(ranked) - place - 1
        chosen += [one.account_no for one in own[: max(1, MATTER - len(chosen) - kept_free)]]
    return chosen[:MATTER], len({key for key, _ in groups}) > 1
