"""Who looks after what, who owes what, and who is credited with returns.

M10 (the rep who lost the account must not lead) is why cases count for whoever leads them, accounts for their owner.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.days.medians import lower_median

from .account_sums import LastContact, OwnerSum
from .facts import RepWork, ReviewedAccount, ReviewedCase, ReviewFacts
from .period import Period


@dataclass(frozen=True, slots=True)
class RepReview:
    """One employee over all currencies; `name` '' gathers what belongs to nobody. Money in minor units by currency.

    `late`, `today`, `this_week`: follow-ups as To do counts them. `stages`: how many of the cases that they
    lead are at each stage. `contact_days`: the median number of days since the last contact with their accounts of each
    class, None where none was contacted. `without_next_step`: cases with no contact planned that they lead, or of their
    accounts where nobody leads. `credited`: returns of the period in cases that they lead; `credit`: their share of
    what these accounts bought since (M2).
    """

    name: str
    accounts: int
    at_risk: int
    at_risk_money: Mapping[str, int]
    stages: tuple[tuple[str, int], ...]
    late: int
    today: int
    this_week: int
    late_steps: int
    calls: int
    promises_kept: int
    promises_broken: int
    promises_late: int
    without_next_step: int
    contact_days: tuple[int | None, ...]
    credited: int
    credit: Mapping[str, int]

    @property
    def cases(self) -> int:
        """How many cases they lead that are neither closed nor answered."""
        return sum(number for _, number in self.stages)

    @property
    def owes(self) -> int:
        """What is to be done by today, and cases with no contact planned."""
        return self.late + self.today + self.without_next_step


def team_review(facts: ReviewFacts, period: Period) -> list[RepReview]:
    """A row for each employee who has accounts, cases or work, or only for the one that the facts are of; who owes the
    most first, nobody's last.

    Of those who owe as much, who has the most money at risk comes first, at the rates of the team where it is in
    several currencies; and where these cannot be compared, who has the most accounts at risk.
    """
    currencies = facts.currencies()
    accounts: dict[str, list[ReviewedAccount]] = defaultdict(list)
    for account in facts.accounts:
        accounts[account.owner].append(account)
    led: dict[str, list[ReviewedCase]] = defaultdict(list)
    for case in facts.team_cases:
        led[case.responsible].append(case)
    others: dict[str, list[tuple[str, OwnerSum]]] = defaultdict(list)
    contacts: dict[str, list[LastContact]] = defaultdict(list)
    for sums in facts.others:
        for owned in sums.owners:
            others[owned.owner].append((sums.currency or currencies[0], owned))
        for contact in sums.contacts:
            contacts[contact.owner].append(contact)
    for name, own in accounts.items():
        contacts[name] += [
            LastContact(name, one.abc, one.last_contact) for one in own if one.last_contact is not None
        ]
    work = {each.name: each for each in facts.work}
    idle = Counter(
        case.responsible or case.owner for case in facts.team_cases if case.lacks_contact and _runs(case)
    )
    running = {name for name, cases in led.items() if name or any(_runs(case) for case in cases)}
    rows = [
        _row(
            _owned(name, accounts[name], others[name], currencies),
            contacts[name],
            led[name],
            work.get(name, RepWork(name)),
            idle[name],
            period,
            facts.today,
            currencies,
        )
        for name in {*accounts, *others, *running, *work, *idle}
        if facts.rep in (None, name)
    ]
    worth = _worths(rows, facts)
    return sorted(
        rows,
        key=lambda row: (
            not row.name,
            -row.owes,
            -row.at_risk if worth is None else -worth[row.name],
            row.name.casefold(),
        ),
    )


def is_compared(facts: ReviewFacts, rows: Sequence[RepReview]) -> bool:
    """Whether money at risk in several currencies orders these rows, because there is a rate for each of them."""
    several = len({currency for row in rows for currency in row.at_risk_money}) > 1
    return several and _worths(rows, facts) is not None


def _worths(rows: Sequence[RepReview], facts: ReviewFacts) -> dict[str, int] | None:
    """By name what the money at risk is worth in one currency; None where a rate is missing."""
    currencies = {currency for row in rows for currency in row.at_risk_money}
    if len(currencies) < 2:
        return {row.name: sum(row.at_risk_money.values()) for row in rows}
    if facts.rates is None:
        return None
    day, found = facts.data_day.isoformat(), dict[str, int]()
    for row in rows:
        worths = [
            facts.rates.converted(minor, currency, facts.rates.base, day)
            for currency, minor in row.at_risk_money.items()
        ]
        if None in worths:
            return None
        found[row.name] = sum(each or 0 for each in worths)
    return found


def _runs(case: ReviewedCase) -> bool:
    return not case.closed and case.answer is None


class _Owned(NamedTuple):
    """The accounts of one employee, and those at risk with their money by currency."""

    name: str
    accounts: int
    at_risk: int
    at_risk_money: Mapping[str, int]


def _owned(
    name: str,
    own: Sequence[ReviewedAccount],
    others: Sequence[tuple[str, OwnerSum]],
    currencies: Sequence[str],
) -> _Owned:
    at_risk = [one for one in own if one.on_list]
    money = dict.fromkeys(currencies, 0)
    for one in at_risk:
        money[one.currency or currencies[0]] += one.at_stake
    for currency, each in others:
        money[currency] += each.at_risk_money
    return _Owned(
        name,
        len(own) + sum(each.accounts for _, each in others),
        len(at_risk) + sum(each.at_risk for _, each in others),
        {currency: minor for currency, minor in money.items() if minor},
    )


def _row(
    owned: _Owned,
    contacts: Sequence[LastContact],
    led: Sequence[ReviewedCase],
    done: RepWork,
    idle: int,
    period: Period,
    today: date,
    currencies: Sequence[str],
) -> RepReview:
    running = [case for case in led if _runs(case)]
    back = [
        (case.currency or currencies[0], case.answer.credit)
        for case in led
        if case.answer is not None and not case.repeats and period.holds(case.answer.on_day)
    ]
    credit = Counter[str]()
    for currency, minor in back if owned.name else ():
        credit[currency] += minor
    return RepReview(
        *owned,
        tuple(Counter(case.stage or "open" for case in running).items()),
        done.late,
        done.today,
        done.this_week,
        done.late_steps,
        done.calls,
        done.promises_kept,
        done.promises_broken,
        done.promises_late,
        idle,
        tuple(_contact_days(contacts, letter, today) for letter in CLASSES),
        len(back),
        {each: credit[each] for each in dict.fromkeys((*currencies, *credit)) if credit[each]},
    )


def _contact_days(contacts: Sequence[LastContact], letter: str, today: date) -> int | None:
    days = [(today - each.day).days for each in contacts if each.abc == letter]
    return lower_median(days) if days else None
