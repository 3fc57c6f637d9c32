"""One figure of the review: its value with what it is made of, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from winback_tui.domain.plan.offers.take_up import wilson
from winback_tui.domain.wording.wording import count

FEW = 30
"""With fewer cases than this, counts are given but no percentages (our own definition)."""


class Unit(StrEnum):
    """What a value is: minor units for MONEY, 0 to 1 for SHARE; PACE is a share a year, which may exceed 1."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    PACE = "pace"
    DAYS = "days"
    FACTOR = "factor"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its formula, what it was divided by, and the rule of the playbook that it comes from.

    `value` is None where it cannot be said; `why` then says why. `low` and `high`: a share is 95 % sure between them.
    `meaning`: what the value says, in words; `tone`: `good` or `bad` where it is one of the two.
    """

    key: str
    label: str
    unit: Unit
    value: float | None
    formula: str
    rule: str
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""
    currency: str = ""
    shown: str = ""
    """The value in words, where the bare number is a riddle to a reader; data keep the number."""
    meaning: str = ""
    tone: str = ""
    short: str = ""
    """The meaning where there is room for few words; what follows its last comma goes first, then what follows `;`."""
    of: str = ""
    """What follows `25 of 97`, where the whole is not the one that a reader expects."""


def count_figure(key: str, label: str, value: int | None, formula: str, rule: str, why: str = "") -> Figure:
    """A number of accounts, cases or the like; None needs its `why`."""
    return Figure(key, label, Unit.COUNT, value, formula, rule, why=why)


def money_figure(
    key: str, label: str, minor: int | None, currency: str, formula: str, rule: str, why: str = ""
) -> Figure:
    """Money in minor units; None needs its `why`."""
    return Figure(key, label, Unit.MONEY, minor, formula, rule, why=why, currency=currency)


def share_figure(
    key: str,
    label: str,
    part: int,
    whole: int,
    formula: str,
    rule: str,
    what: str = "case",
    of: str = "",
) -> Figure:
    """`part` of `whole` counted things, with the range in which the true share likely lies; none for too few."""
    reason = few_reason(whole, what)
    if reason:
        return Figure(key, label, Unit.SHARE, None, formula, rule, part, whole, why=reason, of=of)
    low, high = wilson(part, whole)
    return Figure(key, label, Unit.SHARE, part / whole, formula, rule, part, whole, low, high, of=of)


def ratio_figure(
    key: str,
    label: str,
    unit: Unit,
    part: float | None,
    whole: float | None,
    formula: str,
    rule: str,
    why: str = "",
) -> Figure:
    """`part` by `whole`; none where either is unknown or there is nothing to divide by, for the reason in `why`."""
    if part is None or not whole:
        return Figure(
            key, label, unit, None, formula, rule, part, whole, why=why or "There is nothing to divide by."
        )
    return Figure(key, label, unit, part / whole, formula, rule, part, whole, why=why)


def few_reason(number: int, what: str = "case") -> str:
    """Why there is no percentage for so few; '' where there are enough."""
    if number >= FEW:
        return ""
    if not number:
        return f"There is no {what} to take a share of."
    return (
        f"{count(number, what)} {'is' if number == 1 else 'are'} too few for a percentage; {FEW} are needed."
    )


def without_values(figures: Iterable[Figure], reason: str) -> tuple[Figure, ...]:
    """The figures as they are, or all without a value where a `reason` says that nothing can be worked out."""
    if not reason:
        return tuple(figures)
    return tuple(
        replace(each, value=None, numerator=None, denominator=None, low=None, high=None, why=reason, shown="")
        for each in figures
    )


def split_whole(total: int, weights: list[int]) -> list[int]:
    """`total` split into whole parts by their weights, adding up to it exactly; equal parts where no weight is
    above zero."""
    if not weights:
        return []
    if sum(weights) <= 0:
        weights = [1] * len(weights)
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in rest[: total - sum(parts)]:
        parts[at] += 1
    return parts
