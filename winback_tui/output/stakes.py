"""Money at risk as bars of text, readable without colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from winback_tui.domain.money.group_sums import GroupSums
from winback_tui.domain.wording.wording import count, money_sums

LONGEST = 20
"""How many cells the longest bar has."""
NAME = 18
"""How many cells a name has; longer ones are cut."""
APART = (
    "Money of several currencies is neither added up nor ranked: the bars count accounts.\n"
    "To compare it, set rates, as in: winback config rates 'CHF 1.05 EUR'"
)


class Bar(NamedTuple):
    """One line: `Ann Lee    ▇▇▇▇▇▇▇▇▇▇▇▇   412,300 EUR   61 %   12 accounts`."""

    name: str
    bar: str
    words: str


def bars(sums: GroupSums, none: str) -> Iterator[Bar]:
    """The lines, by money where it can be compared, else by accounts; `none` names those without a name."""
    greatest = max((one.worth for one in sums.groups), default=0)
    whole = sum(one.worth for one in sums.groups)
    money = [money_sums(one.money) or "–" for one in sums.groups]
    width = max(14, *map(len, money)) if money else 14
    for one, amount in zip(sums.groups, money, strict=True):
        length = round(LONGEST * one.worth / greatest) if greatest else 0
        share = f"{one.worth / whole:4.0%}" if whole else "  –"
        accounts = count(one.accounts, "account")
        # A share stands behind what it is a share of: of the accounts where money cannot be compared.
        of_what = f"{share}  {accounts}" if sums.compared else f"{accounts:>11}, {share.strip()}"
        words = f"{amount:>{width}}  {of_what}"
        yield Bar((one.name or none)[:NAME], "▇" * (length or (1 if one.worth else 0)), words)


def page(sums: GroupSums, none: str) -> str:
    """The lines as one text, all of them added up, and why they are not ranked by money where they are not."""
    lines = [*bars(sums, none), *([_total(sums)] if len(sums.groups) > 1 else [])]
    text = "\n".join(f"{one.name:{NAME}}  {one.bar:{LONGEST}}  {one.words}" for one in lines)
    return text if sums.compared else f"{text}\n{APART}"


def _total(sums: GroupSums) -> Bar:
    """All money and accounts, without a bar."""
    money: dict[str, int] = {}
    for one in sums.groups:
        for currency, minor in one.money.items():
            money[currency] = money.get(currency, 0) + minor
    number = count(sum(one.accounts for one in sums.groups), "account")
    return Bar("Total", "", f"{money_sums(money) or '–':>14}  {number}")
