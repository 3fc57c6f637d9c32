"""Whether a condition of return is met, by the facts of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.wording import count, full_day

from .model import Condition, Kind

_Value = TypeVar("_Value")


class State(StrEnum):
    """What the facts say about a condition."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """What we can do for one account on the day `today`; names are compared without case.

    `prices` maps a product to its price, '' to the price as such. `products` maps a product to whether it
    can be had. None, '' or a missing name means that nobody has recorded it. `met_on` is the day on which
    the condition was found or called met before.
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

    state: State
    sentence: str


def check(condition: Condition, facts: ConditionFacts) -> Checked:
    """Whether the condition is met, not met or unknown, with the sentence why.

    What was met once stays met: a promise kept in time is not undone by a later day. A deadline gone by
    without it is not met.
    """
    if facts.met_on and facts.met_on <= facts.today:
        return Checked(State.MET, f"Met since {full_day(facts.met_on)}: {condition}.")
    if condition.kind is Kind.DAY and condition.by:
        return _day(condition.by, facts.today)
    if condition.by and facts.today > condition.by:
        return Checked(State.NOT_MET, f"The deadline {full_day(condition.by)} has passed: {condition}.")
    match condition.kind:
        case Kind.PRICE:
            return _price(condition, facts)
        case Kind.DELIVERY:
            return _delivery(condition, facts)
        case Kind.PRODUCT:
            return _product(condition, facts)
        case Kind.PERSON:
            return _person(condition, facts)
        case Kind.CERTIFICATE:
            return _certificate(condition, facts)
    return Checked(State.UNKNOWN, f"Only a person can say whether this is met: {condition}.")


def _day(day: date, today: date) -> Checked:
    if today < day:
        return Checked(State.NOT_MET, f"{full_day(day)} is still {count((day - today).days, 'day')} ahead.")
    return Checked(State.MET, f"{full_day(day)} has come.")


def _price(condition: Condition, facts: ConditionFacts) -> Checked:
    most, price = condition.amount, _by_name(facts.prices, condition.name)
    what = f"price of {condition.name}" if condition.name else "price"
    if most is None or price is None:
        return Checked(State.UNKNOWN, f"No {what} is recorded to hold against {most}.")
    if price.currency != most.currency:
        return Checked(State.UNKNOWN, f"The {what} is {price}, the condition {most}: two currencies.")
    if price <= most:
        return Checked(State.MET, f"The {what} is {price}, at most {most} was asked.")
    return Checked(State.NOT_MET, f"The {what} is {price}, more than the {most} asked.")


def _delivery(condition: Condition, facts: ConditionFacts) -> Checked:
    asked = count(condition.days, "day")
    if facts.delivery_days is None:
        return Checked(State.UNKNOWN, f"No delivery time is recorded to hold against {asked}.")
    takes = count(facts.delivery_days, "day")
    if facts.delivery_days <= condition.days:
        return Checked(State.MET, f"Delivery takes {takes}, at most {asked} was asked.")
    return Checked(State.NOT_MET, f"Delivery takes {takes}, longer than the {asked} asked.")


def _product(condition: Condition, facts: ConditionFacts) -> Checked:
    there = _by_name(facts.products, condition.name)
    if there is None:
        return Checked(State.UNKNOWN, f"Nobody has recorded whether {condition.name} can be had.")
    if there:
        return Checked(State.MET, f"{condition.name} is back.")
    return Checked(State.NOT_MET, f"{condition.name} cannot be had yet.")


def _person(condition: Condition, facts: ConditionFacts) -> Checked:
    if not facts.contact_person.strip():
        return Checked(State.UNKNOWN, "No contact person is recorded.")
    if _key(facts.contact_person) == _key(condition.name):
        return Checked(State.NOT_MET, f"{facts.contact_person} is still the contact person.")
    return Checked(State.MET, f"{facts.contact_person} is the contact person now, not {condition.name}.")


def _certificate(condition: Condition, facts: ConditionFacts) -> Checked:
    if facts.certificates is None:
        return Checked(
            State.UNKNOWN, f"Nobody has recorded which certificates we hold; {condition.name} is asked."
        )
    if _key(condition.name) in {_key(name) for name in facts.certificates}:
        return Checked(State.MET, f"We hold {condition.name}.")
    return Checked(State.NOT_MET, f"We do not hold {condition.name}.")


def _by_name(known: Mapping[str, _Value], name: str) -> _Value | None:
    wanted = _key(name)
    return next((value for each, value in known.items() if _key(each) == wanted), None)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
