"""Whether a condition of return is met, by the facts of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.wording import capitalised, count, full_day

from .model import ConditionKind, ReturnCondition

_Value = TypeVar("_Value")


class ConditionState(StrEnum):
    """What the facts say about a condition."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """What we can do for one account on the day `today`; names are compared without case.

    `prices` maps a product to its price, '' to the general price. `products` maps a product to whether it can be
    had. None, '' or a missing name means that nobody has recorded it. `met_on` is the day on which the condition
    was found met, or somebody called it met.
    """

    today: date
    prices: Mapping[str, Money] = field(default_factory=dict)
    delivery_days: int | None = None
    products: Mapping[str, bool] = field(default_factory=dict)
    contact_person: str = ""
    certificates: frozenset[str] | None = None
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The state of a condition and the sentence why."""

    state: ConditionState
    sentence: str


def check(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    """Whether the condition is met, not met or unknown, with the sentence why.

    What was met once stays met: a promise kept in time is not undone by a later day. Once its deadline has passed
    unmet, it is not met.
    """
    if facts.met_on and facts.met_on <= facts.today:
        since = f"since {full_day(facts.met_on)}"
        return Checked(ConditionState.MET, f"{capitalised(condition.as_met)} ({since}).")
    if condition.kind is ConditionKind.DAY and condition.by:
        return _day(condition.by, facts.today)
    if condition.by and facts.today > condition.by:
        return Checked(
            ConditionState.NOT_MET, f"The deadline {full_day(condition.by)} has passed: {condition.in_words}."
        )
    match condition.kind:
        case ConditionKind.PRICE:
            return _price(condition, facts)
        case ConditionKind.DELIVERY:
            return _delivery(condition, facts)
        case ConditionKind.PRODUCT:
            return _product(condition, facts)
        case ConditionKind.PERSON:
            return _person(condition, facts)
        case ConditionKind.CERTIFICATE:
            return _certificate(condition, facts)
    return Checked(
        ConditionState.UNKNOWN, f"Only a person can say whether this is met: {condition.in_words}."
    )


def _day(day: date, today: date) -> Checked:
    if today < day:
        return Checked(
            ConditionState.NOT_MET, f"{full_day(day)} is still {count((day - today).days, 'day')} away."
        )
    return Checked(ConditionState.MET, f"{full_day(day)} has come.")


def _price(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    most, price = condition.amount, _by_name(facts.prices, condition.name)
    what = f"price of {condition.name}" if condition.name else "price"
    if most is None or price is None:
        return Checked(ConditionState.UNKNOWN, f"No {what} is recorded to compare with {most}.")
    if price.currency != most.currency:
        return Checked(
            ConditionState.UNKNOWN,
            f"The {what} is {price}, the condition says {most}: the currencies differ.",
        )
    if price <= most:
        return Checked(ConditionState.MET, f"The {what} is {price}, they asked for at most {most}.")
    return Checked(ConditionState.NOT_MET, f"The {what} is {price}, more than the {most} they asked for.")


def _delivery(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    wanted = count(condition.days, "day")
    if facts.delivery_days is None:
        return Checked(ConditionState.UNKNOWN, f"No delivery time is recorded to compare with {wanted}.")
    takes = count(facts.delivery_days, "day")
    if facts.delivery_days <= condition.days:
        return Checked(ConditionState.MET, f"Delivery takes {takes}, they asked for at most {wanted}.")
    return Checked(
        ConditionState.NOT_MET, f"Delivery takes {takes}, longer than the {wanted} they asked for."
    )


def _product(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    there = _by_name(facts.products, condition.name)
    if there is None:
        return Checked(ConditionState.UNKNOWN, f"Nobody has recorded whether {condition.name} is available.")
    if there:
        return Checked(ConditionState.MET, f"{condition.name} is back.")
    return Checked(ConditionState.NOT_MET, f"{condition.name} is not available yet.")


def _person(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    if not facts.contact_person.strip():
        return Checked(ConditionState.UNKNOWN, "No contact person is recorded.")
    if _key(facts.contact_person) == _key(condition.name):
        return Checked(ConditionState.NOT_MET, f"{facts.contact_person} is still the contact person.")
    return Checked(
        ConditionState.MET, f"{facts.contact_person} is the contact person now, not {condition.name}."
    )


def _certificate(condition: ReturnCondition, facts: ConditionFacts) -> Checked:
    if facts.certificates is None:
        return Checked(
            ConditionState.UNKNOWN,
            f"Nobody has recorded which certificates we hold; they ask for {condition.name}.",
        )
    if _key(condition.name) in {_key(name) for name in facts.certificates}:
        return Checked(ConditionState.MET, f"We hold {condition.name}.")
    return Checked(ConditionState.NOT_MET, f"We do not hold {condition.name}.")


def _by_name(known: Mapping[str, _Value], name: str) -> _Value | None:
    wanted = _key(name)
    return next((value for each, value in known.items() if _key(each) == wanted), None)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
