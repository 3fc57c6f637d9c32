"""Everything that a review is computed from, gathered by whoever asks the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from winback_tui.domain.account.complaints import ComplaintRecord
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.own_changes import DatedChange
from winback_tui.domain.money.rates import Rates
from winback_tui.domain.plan.letter_results import LetterOutcome

from .account_sums import AccountSums

CUSTOMER_YEARS = 5.0
"""How long a customer stays, for the lifetime value, unless the team says otherwise (the example of M1b)."""
DISCOUNT_RATE = 0.10
"""How much less money is worth a year later, for the discounted lifetime value (our own definition)."""


class Spell(NamedTuple):
    """One stay as a customer, in proleptic ordinals: from its first order to the day of the loss, if any.

    `case_id` is the case of the loss; '' where it only stopped ordering. `start` is None without an order.
    """

    start: int | None
    lost: int | None
    case_id: str = ""


class ReviewedAccount(NamedTuple):
    """One account. Money in minor units of `currency` a year; `gone_90` in basis points.

    `spells`: its stays as a customer, the oldest first; none for one that ordered on a single day and has no case.
    `orders_a_year`: by its usual interval, None where it has none. `back`: whether an order has answered a loss.
    """

    no: int
    id: str
    name: str
    owner: str
    segment: str
    abc: str
    currency: str
    spells: tuple[Spell, ...]
    yearly_sales: int
    yearly_profit: int
    orders_a_year: float | None
    status: str
    at_stake: int
    gone_90: int | None
    on_list: bool
    hunts_price: bool
    refers_others: bool
    complaint_open: bool
    last_contact: date | None


def is_overdue(account: ReviewedAccount) -> bool:
    """Whether the lists show it as overdue, also again after a return, though its silence counts as a loss."""
    return account.status == Status.OVERDUE or (account.on_list and account.status in _BACK)


_BACK = (Status.RETURNED, Status.RECOVERED)
LEFT = frozenset(each.value for each in (Status.LOST, Status.IN_WORK, Status.LET_GO, Status.GONE))
"""Who has left already: their readiness to leave is no longer a question. Asleep is not gone (M0)."""


def still_here(accounts: Sequence[ReviewedAccount]) -> list[ReviewedAccount]:
    """The accounts with a risk that have not left."""
    return [each for each in accounts if each.gone_90 is not None and each.status not in LEFT]


class CaseCause(NamedTuple):
    """A cause of one case. `voice`: rep, customer or data; `stated` marks what the customer said first (M9).

    `weight` in percent; `fixable` None where nobody has judged it; `label` the reason in words, `text` as it was
    said.
    """

    reason: str
    label: str
    voice: str
    weight: int = 100
    stated: bool = False
    fixable: bool | None = None
    human: bool = False
    promise_broken: bool = False
    rival: str = ""
    text: str = ""


class CaseReturn(NamedTuple):
    """The return that answers a case: the day of the order, days after the loss, how far it came (M11b).

    `clean_on` only once it is reached. `profit`: of the second life so far; `yearly_after`: its sales a year.
    `credit`: the share of what was sold since that goes to whoever led the case (M2).
    """

    on_day: date
    days: int
    resumed_on: date | None
    clean_on: date | None
    lost_again_on: date | None
    profit: int
    yearly_after: int | None
    credit: int = 0


class ReviewedCase(NamedTuple):
    """One loss with all that was done about it. Money in minor units of `currency`.

    `repeats`: the account was lost already, so that this case is not another loss. `yearly_sales`, `yearly_profit`:
    what it brought a year before the loss. `severity` 0 where nobody was asked. `lacks_contact`: it is open, and nobody
    planned what comes next, though something should. Of the costs `offers` is what was spent, `time` and `fixes` what
    was assumed in the decision; None where nobody said.
    """

    id: str
    account_no: int
    account_id: str
    account: str
    owner: str
    segment: str
    abc: str
    currency: str
    lost_on: date
    opened_on: date
    lost_by: str = ""
    responsible: str = ""
    stage: str = ""
    closed: bool = False
    repeats: bool = False
    yearly_sales: int = 0
    yearly_profit: int = 0
    interviewed: bool = False
    decided: bool = False
    verdict: str = ""
    planned: bool = False
    contacted: bool = False
    lacks_contact: bool = False
    strategy: str = ""
    severity: int = 0
    causes: tuple[CaseCause, ...] = ()
    offers: int | None = None
    offer_kinds: tuple[str, ...] = ()
    time: int | None = None
    fixes: int | None = None
    answer: CaseReturn | None = None

    @property
    def runs(self) -> bool:
        """Whether it is open, and no order has answered it."""
        return not self.closed and self.answer is None

    @property
    def cost(self) -> int | None:
        """All that winning it back cost; None where no cost is on record."""
        known = [each for each in (self.offers, self.time, self.fixes) if each is not None]
        return sum(known) if known else None

    def roots(self) -> list[CaseCause]:
        """The customer's root causes that have any weight."""
        return [
            each for each in self.causes if each.voice == "customer" and not each.stated and each.weight > 0
        ]


@dataclass(frozen=True, slots=True)
class RepWork:
    """What one employee did and owes: `calls` and kept and broken promises in the period, the rest as of today.

    `late`, `today`, `this_week`: follow-ups as To do counts them; `late_steps` and
    `promises_late` are the late ones that are planned steps and promises.
    """

    name: str
    late: int = 0
    today: int = 0
    this_week: int = 0
    late_steps: int = 0
    calls: int = 0
    promises_kept: int = 0
    promises_broken: int = 0
    promises_late: int = 0


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """The team's own figures. `monthly`: minor units a month by what they pay for ('rent', 'salaries').

    `margin`: share of sales that is profit where none is recorded for an account. `referrals`: how many further
    customers each lost one puts off, counted at a customer's worth; 0 switches that figure off (L4: a dissatisfied
    buyer tells eleven people). `references`: whether published figures are shown next to ours.
    """

    margin: float
    years: float = CUSTOMER_YEARS
    discount: float = DISCOUNT_RATE
    monthly: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    referrals: float = 0.0
    references: bool = True


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """All of a book, or one currency or group of it. `data_day`: the last day that the orders cover.

    `first_day`: the first day that the book knows of, or an early one before the end of every period compared.

    `accounts` are those that are read one by one: with `others` only the ones of which more is known than their
    orders, and then the lists behind figures are incomplete.

    `rates`: between currencies, for orders that compare them; the money itself stays apart.

    `rep`: the only one whose work is shown, None for everybody; `all_cases` then has also those that they lead with
    accounts of others.
    """

    today: date
    data_day: date
    first_day: date | None
    currency: str
    accounts: Sequence[ReviewedAccount]
    cases: Sequence[ReviewedCase]
    complaints: Sequence[tuple[str, ComplaintRecord]] = ()
    work: Sequence[RepWork] = ()
    settings: ReviewSettings = field(default_factory=lambda: ReviewSettings(0.3))
    changes: Sequence[DatedChange] = ()
    letters: Sequence[LetterOutcome] = ()
    others: Sequence[AccountSums] = ()
    rates: Rates | None = None
    rep: str | None = None
    all_cases: Sequence[ReviewedCase] = ()

    @property
    def team_cases(self) -> Sequence[ReviewedCase]:
        """The cases that count for who leads them."""
        return self.cases if self.rep is None else self.all_cases

    def only(self, wanted: Callable[[ReviewedAccount | ReviewedCase], bool]) -> ReviewFacts:
        """The same facts for the accounts and cases that are wanted; `others` stay as they are."""
        accounts = [each for each in self.accounts if wanted(each)]
        ids = {each.id for each in accounts}
        return replace(
            self,
            accounts=accounts,
            cases=[each for each in self.cases if wanted(each)],
            complaints=[each for each in self.complaints if each[0] in ids],
            letters=[each for each in self.letters if each.account_id in ids],
        )

    def narrowed(self, owner: str = "", segment: str = "", abc: str = "") -> ReviewFacts:
        """The same facts for one account owner, segment and class, where given; the work is the owner's only.

        `others` must be the sums of just these.
        """
        if not (owner or segment or abc):
            return self
        found = self.only(
            lambda one: owner in ("", one.owner) and segment in ("", one.segment) and abc in ("", one.abc)
        )
        only_rep = bool(owner) and not (segment or abc)
        return replace(
            found,
            work=[each for each in self.work if each.name == owner] if only_rep else [],
            rep=owner if only_rep else None,
            all_cases=self.cases if only_rep else (),
            changes=[each for each in self.changes if not segment or each.segment in ("", segment)],
        )

    def by_currency(self) -> list[ReviewFacts]:
        """One part for each currency, that of most accounts first; an account without a currency goes with that one.

        The work of the team has no currency and stays in every part.
        """
        known = self.currencies()
        if len(known) == 1:
            return [replace(self, currency=known[0])]
        return [replace(self._of_currency(each, known[0]), currency=each) for each in known]

    def currencies(self) -> list[str]:
        """Those of the accounts and cases, that of most accounts first; '' alone where there is none."""
        counts: dict[str, int] = {}
        for account in self.accounts:
            counts[account.currency] = counts.get(account.currency, 0) + 1
        for sums in self.others:
            counts[sums.currency] = counts.get(sums.currency, 0) + sums.accounts
        for case in self.cases:
            counts.setdefault(case.currency, 0)
        return sorted((each for each in counts if each), key=lambda each: (-counts[each], each)) or [""]

    def _of_currency(self, currency: str, most: str) -> ReviewFacts:
        found = self.only(lambda one: (one.currency or most) == currency)
        return replace(found, others=[each for each in self.others if (each.currency or most) == currency])


GROUPS: Mapping[str, Callable[[ReviewedAccount | ReviewedCase], str]] = {
    "rep": lambda one: one.owner,
    "segment": lambda one: one.segment,
    "class": lambda one: one.abc,
}
"""What a review can be grouped by: each gives the group of an account and of a case, '' for none."""


def grouped(facts: ReviewFacts, by: str) -> list[tuple[str, ReviewFacts]]:
    """The facts of each group by one of `GROUPS`, those without a group last; together they are the whole.

    `others` must have been added up by the same grouping.
    """
    key = GROUPS[by]
    names = {key(account) for account in facts.accounts} | {key(case) for case in facts.cases}
    names |= {sums.group for sums in facts.others}
    return [
        (
            name,
            replace(
                facts.only(partial(_belongs, key, name)),
                others=[each for each in facts.others if each.group == name],
                work=[each for each in facts.work if by == "rep" and each.name == name],
                rep=name if by == "rep" else None,
                all_cases=facts.team_cases if by == "rep" else (),
                changes=[each for each in facts.changes if by != "segment" or each.segment in ("", name)],
            ),
        )
        for name in sorted(names, key=lambda each: (not each, each.casefold(), each))
    ]


def _belongs(
    key: Callable[[ReviewedAccount | ReviewedCase], str], name: str, one: ReviewedAccount | ReviewedCase
) -> bool:
    return key(one) == name


def spells_of(
    first: int | None,
    returns: Sequence[tuple[str, int]],
    losses: Sequence[tuple[str, int]],
    silent: int | None,
) -> tuple[tuple[Spell, ...], frozenset[str]]:
    """Every stay as a customer of an account with cases, and the ids of cases of an account lost already.

    `first`: the first order day; `losses`: case and day, the oldest first; `returns`: the case answered and the day
    of the order; `silent`: the day on which its silence passed its limit after the last return, if it did.
    """
    answered = dict(returns)
    spells, repeats = list[Spell](), set[str]()
    start = first
    lost = False
    for case_id, day in losses:
        if lost:
            repeats.add(case_id)
        else:
            begun = start if start is not None and start <= day else None
            spells.append(Spell(begun, day, case_id))
            lost = True
        if case_id in answered:
            start, lost = answered[case_id], False
    if not lost and start is not None:
        spells.append(Spell(start, silent if silent is not None and silent > start else None))
    return tuple(spells), frozenset(repeats)
