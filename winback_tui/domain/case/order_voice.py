"""What the orders before a loss say: gaps, amounts, credit notes, the last order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.domain.days.medians import median
from winback_tui.domain.wording.wording import count, full_day, money_words, percent

from .loss_facts import LossFacts
from .voices import DataSentence

RECENT = 3
"""How many gaps and orders count as the last ones."""
EARLIER = 4
"""At least this many earlier gaps or orders to compare the last ones with."""
YEAR_DAYS = 365
STRETCHED = 1.5
"""The last gaps count as stretched at this many times the earlier median gap."""
FALLEN = 0.25
"""Amounts count as fallen when at least this share of the earlier amount is missing."""


def order_voice(facts: LossFacts) -> list[DataSentence]:
    """What the orders up to the loss show, including that there was no warning (B1: most leave silently)."""
    orders = [each for each in facts.orders if each.day <= facts.lost_on]
    change = [*_gaps(orders), *_amounts(orders)]
    one_currency = len({each.currency for each in orders if each.real}) == 1
    if not change and one_currency and len(_order_days(orders)) > RECENT + EARLIER:
        text = "Before the last order, gaps did not clearly grow and amounts did not fall: the orders gave no warning."
        change.append(DataSentence(text, "B1"))
    return [*_credits(facts, orders), *change, *_silence(facts, orders)]


def _credits(facts: LossFacts, orders: Sequence[Order]) -> Iterator[DataSentence]:
    year_ago = facts.lost_on - timedelta(days=YEAR_DAYS)
    credits = [each for each in orders if each.kind == OrderKind.CREDIT and each.day > year_ago]
    for currency in sorted({each.currency for each in credits}):
        of_it = [abs(each.amount) for each in credits if each.currency == currency]
        notes = count(len(of_it), "credit note")
        text = f"{notes} in the last year before the loss, {money_words(sum(of_it), currency)} in all."
        yield DataSentence(text, "F1", ("quality", "delivery", "service"))


def _order_days(orders: Sequence[Order]) -> list[date]:
    return sorted({each.day for each in orders if each.real})


def _gaps(orders: Sequence[Order]) -> Iterator[DataSentence]:
    days = _order_days(orders)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    last, before = gaps[-RECENT:], gaps[:-RECENT]
    if len(before) >= EARLIER and median(last) >= STRETCHED * median(before):
        listed = ", ".join(str(gap) for gap in last[:-1])
        text = (
            f"The last {RECENT} gaps between orders were {listed} and {last[-1]} days; "
            f"half of the earlier ones were {median(before):g} days or less."
        )
        yield DataSentence(text, "B3")


def _amounts(orders: Sequence[Order]) -> Iterator[DataSentence]:
    real = sorted((each for each in orders if each.real), key=lambda each: (each.day, each.key))
    if not real:
        return
    currency = real[-1].currency
    amounts = [each.amount for each in real if each.currency == currency]
    which = "orders" if len(amounts) == len(real) else f"orders in {currency}"
    last, before = amounts[-RECENT:], amounts[:-RECENT]
    if len(before) < EARLIER:
        return
    late, early = sum(last) / len(last), sum(before) / len(before)
    if late <= (1 - FALLEN) * early:
        text = (
            f"The last {RECENT} {which} averaged {money_words(round(late), currency)}, "
            f"the {len(before)} before them {money_words(round(early), currency)}: "
            f"{percent(1 - late / early)} less."
        )
        yield DataSentence(text, "B3")


def _silence(facts: LossFacts, orders: Sequence[Order]) -> Iterator[DataSentence]:
    days = _order_days(orders)
    if not days:
        yield DataSentence("No order before the loss is on record.", "M6b")
    else:
        silent = count((facts.lost_on - days[-1]).days, "day")
        yield DataSentence(f"The last order came on {full_day(days[-1])}, {silent} before the loss.", "M6")
