"""Money at risk as bars of text, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, Protocol

from winback_tui.domain.wording.wording import count, money_column

LONGEST = 20
"""How many cells the longest bar has."""
NAME = 18
"""How many cells a name has; longer ones are cut."""


class SummedStake(Protocol):
    """Some accounts in one currency: whose, how many, and minor units a year at risk."""

    @property
    def name(self) -> str: ...
    @property
    def accounts(self) -> int: ...
    @property
    def at_stake(self) -> int: ...
    @property
    def currency(self) -> str: ...


class Bar(NamedTuple):
    """One line: `Ann Lee    ▇▇▇▇▇▇▇▇▇▇▇▇   412,300 EUR   61 %   12 accounts`."""

    name: str
    bar: str
    words: str


def bars(sums: Iterable[SummedStake], none: str) -> Iterator[Bar]:
    """The lines of every currency, each scaled to its own greatest; `none` names those without a name."""
    for _currency, group in groupby(sums, key=lambda one: one.currency):
        accounts = list(group)
        greatest, whole = max(one.at_stake for one in accounts), sum(one.at_stake for one in accounts)
        for one in accounts:
            length = round(LONGEST * one.at_stake / greatest) if greatest else 0
            share = f"{one.at_stake / whole:4.0%}" if whole else "  –"
            money = money_column(one.at_stake, one.currency) if one.currency else "–"
            words = f"{money:>14}  {share}  {count(one.accounts, 'account')}"
            yield Bar((one.name or none)[:NAME], "▇" * (length or (1 if one.at_stake else 0)), words)


def page(sums: Iterable[SummedStake], none: str) -> str:
    """The lines as one text."""
    known = list(sums)
    lines = [*bars(known, none), *(totals(known) if len(known) > 1 else ())]
    return "\n".join(f"{one.name:{NAME}}  {one.bar:{LONGEST}}  {one.words}" for one in lines)


def totals(sums: Iterable[SummedStake]) -> Iterator[Bar]:
    """A line without a bar for each currency: all its money and accounts."""
    for currency, group in groupby(sums, key=lambda one: one.currency):
        accounts = list(group)
        whole = sum(one.at_stake for one in accounts)
        money = money_column(whole, currency) if currency else "–"
        number = count(sum(one.accounts for one in accounts), "account")
        yield Bar("Total", "", f"{money:>14}        {number}")
