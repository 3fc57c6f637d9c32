"""A review of several currencies converted to one, by the team's own rates; amounts without a rate stay apart."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.money.rates import Rates

from .facts import CaseReturn, ReviewedAccount, ReviewedCase, ReviewFacts


def in_one_currency(facts: ReviewFacts, rates: Rates, to: str) -> ReviewFacts:
    """The same facts with all money in `to`, at the rates of the data day; each amount is rounded by itself."""
    day = facts.data_day.isoformat()
    cases = (*facts.cases, *facts.all_cases)
    used = {each.currency for each in facts.accounts} | {each.currency for each in cases}
    known = {each for each in used if each and rates.converted(1, each, to, day) is not None}
    table = _Converter(rates, to, day)
    return replace(
        facts,
        accounts=[table.account(each) if each.currency in known else each for each in facts.accounts],
        cases=[table.case(each) if each.currency in known else each for each in facts.cases],
        all_cases=[table.case(each) if each.currency in known else each for each in facts.all_cases],
    )


class _Converter:
    """Money of a known currency as money of another on one day."""

    def __init__(self, rates: Rates, to: str, day: str) -> None:
        self._rates, self._to, self._day = rates, to, day

    def money(self, minor: int, currency: str) -> int:
        """Minor units of the one as minor units of the other."""
        found = self._rates.converted(minor, currency, self._to, self._day)
        assert found is not None, "only currencies with a rate come here"
        return found

    def optional(self, minor: int | None, currency: str) -> int | None:
        """The same for an amount that may be unknown."""
        return None if minor is None else self.money(minor, currency)

    def account(self, one: ReviewedAccount) -> ReviewedAccount:
        """An account with its money."""
        return one._replace(
            currency=self._to,
            yearly_sales=self.money(one.yearly_sales, one.currency),
            yearly_profit=self.money(one.yearly_profit, one.currency),
            at_stake=self.money(one.at_stake, one.currency),
        )

    def case(self, one: ReviewedCase) -> ReviewedCase:
        """A case with its money."""
        return one._replace(
            currency=self._to,
            yearly_sales=self.money(one.yearly_sales, one.currency),
            yearly_profit=self.money(one.yearly_profit, one.currency),
            offers=self.optional(one.offers, one.currency),
            time=self.optional(one.time, one.currency),
            fixes=self.optional(one.fixes, one.currency),
            answer=None if one.answer is None else self._answer(one.answer, one.currency),
        )

    def _answer(self, one: CaseReturn, currency: str) -> CaseReturn:
        return one._replace(
            profit=self.money(one.profit, currency),
            yearly_after=self.optional(one.yearly_after, currency),
            credit=self.money(one.credit, currency),
        )
