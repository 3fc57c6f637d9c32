"""Who looks after what, who owes what, and who is credited with returns.

M10 (the rep who lost the account must not lead) is why cases count for whoever leads them, accounts and their money
for their owner.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.account.status import Status
from winback_tui.domain.days.medians import lower_median

from .account_sums import LastContact, OwnerSum
from .facts import RepWork, ReviewedAccount, ReviewedCase, ReviewFacts
from .period import Period


@dataclass(frozen=True, slots=True)
class RepReview:
    """One employee over all currencies; `name` '' gathers what belongs to nobody. Money in minor units by currency.

    `at_risk`: their overdue accounts; `case_accounts`: ids of the others with an open case and not back, whoever leads
    it. The money a year of the two, `at_risk_money` and `in_cases_money`, adds up to `together`. `late`, `today`,
    `this_week`: follow-ups as To do counts them. `stages`: how many of the cases that they lead are at each stage.
    `contact_days`: the median number of days since the last contact with their accounts of each class, None where none
    was contacted. `without_next_step`: cases with no contact planned that they lead, or of their accounts where nobody
    leads. `credited`: returns of the period in cases that they lead; `credit`: their share of what these accounts
    bought since (M2).
    """

    name: str
    accounts: int
    at_risk: int
    at_risk_money: Mapping[str, int]
    case_accounts: tuple[str, ...]
    in_cases_money: Mapping[str, int]
    together: Mapping[str, int]
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
    def in_cases(self) -> int:
        """How many of their accounts are in an open case and not overdue."""
        return len(self.case_accounts)

    @property
    def owes(self) -> int:
        """What is to be done by today, and cases with no contact planned."""
        return self.late + self.today + self.without_next_step


@dataclass(frozen=True, slots=True)
class MoneyRanking:
    """Employees by their money at risk, nobody's last; by name where it cannot be compared.

    `currencies`: those that they have any in. `unrated`: of several those without a rate; then nobody is ranked.
    `worths`: by name minor units of `currency`; empty where nobody is ranked.
    """

    rows: Sequence[RepReview]
    currencies: Sequence[str]
    unrated: Sequence[str]
    worths: Mapping[str, int]
    currency: str


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
        case.responsible or case.owner for case in facts.team_cases if case.lacks_contact and case.runs
    )
    in_work = {case.account_id for case in facts.cases if case.runs}
    running = {name for name, cases in led.items() if name or any(case.runs for case in cases)}
    rows = [
        _row(
            _owned(name, accounts[name], others[name], in_work, currencies),
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
    worths = money_ranking(facts, rows).worths
    return sorted(
        rows,
        key=lambda row: (
            not row.name,
            -row.owes,
            -worths.get(row.name, row.at_risk),
            row.name.casefold(),
        ),
    )


def money_ranking(facts: ReviewFacts, rows: Sequence[RepReview]) -> MoneyRanking:
    """Who has the most money at risk, overdue and in open cases together, at the rates of the last day with data."""
    currencies = list(dict.fromkeys(currency for row in rows for currency in row.together))
    rates, day = facts.rates, facts.data_day.isoformat()
    currency, unrated = (currencies or [""])[0], list[str]()
    if len(currencies) > 1:
        currency = rates.base if rates is not None else currency
        unrated = [each for each in currencies if rates is None or rates.worth(each, day) is None]
    worths = dict[str, int]()
    for row in () if unrated else rows:
        worths[row.name] = sum(
            minor if rates is None else rates.converted(minor, each, currency, day) or 0
            for each, minor in row.together.items()
        )
    ranked = sorted(rows, key=lambda row: (not row.name, -worths.get(row.name, 0), row.name.casefold()))
    return MoneyRanking(ranked, currencies, unrated, worths, currency)


class _Owned(NamedTuple):
    """The accounts of one employee, and those overdue and in open cases with their money by currency."""

    name: str
    accounts: int
    at_risk: int
    at_risk_money: Mapping[str, int]
    case_accounts: tuple[str, ...]
    in_cases_money: Mapping[str, int]
    together: Mapping[str, int]


def _owned(
    name: str,
    own: Sequence[ReviewedAccount],
    others: Sequence[tuple[str, OwnerSum]],
    in_work: Collection[str],
    currencies: Sequence[str],
) -> _Owned:
    at_risk = [one for one in own if one.on_list]
    in_cases = [
        one for one in own if one.id in in_work and not one.on_list and one.status != Status.GONE.value
    ]
    overdue, worked = Counter[str](), Counter[str]()
    for counted, accounts in ((overdue, at_risk), (worked, in_cases)):
        for one in accounts:
            counted[one.currency or currencies[0]] += one.at_stake
    for currency, each in others:
        overdue[currency] += each.at_risk_money
    together = overdue + worked
    return _Owned(
        name,
        len(own) + sum(each.accounts for _, each in others),
        len(at_risk) + sum(each.at_risk for _, each in others),
        _in_order(overdue, currencies),
        tuple(one.id for one in in_cases),
        _in_order(worked, currencies),
        _in_order(together, currencies),
    )


def _in_order(money: Mapping[str, int], currencies: Sequence[str]) -> dict[str, int]:
    return {currency: money[currency] for currency in currencies if money.get(currency)}


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
    running = [case for case in led if case.runs]
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
