"""Who works on what, and whose accounts are at risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import MoneyRanking, RepReview, money_ranking
from winback_tui.domain.wording.wording import money_column, money_sums, whole_units
from winback_tui.output.review.figures import NOTHING

from .panel import Panel, PanelTable, Worded, panel_table

_DUE = "Late + today is what is due, as in To do and 'winback due'; what is due this week or can wait is not in it."
_WHOSE = (
    "Money at risk is that of the accounts a rep owns, overdue or with an open case, whoever leads it. What is both"
    " counts as overdue, so the columns add up."
)
AT_RISK = "At risk is counted in profit where an account's margin is known, else in sales."


def team_panel(review: Review) -> Panel:
    """What each rep owes and has, over all currencies.

    Where the review is of a segment or class, whose share of the work is not known, the work is left out.
    """
    worked = bool(review.facts.work)
    ranking = money_ranking(review.facts, review.team)
    several = len(ranking.currencies) > 1
    order = [words] if (words := order_words(ranking)) else []
    return Panel(
        "team",
        "Team, all currencies" if several else "Team",
        short="Team: due and at risk by rep" if worked else "Team: at risk by rep",
        notes=[*([_DUE] if worked else []), _WHOSE, AT_RISK, *order],
        tables=[
            _work(review.team, worked),
            _money(ranking),
            _led(review.team),
            _contacts(review.team),
        ],
        small_table=_small(review.team, worked, ranking),
    )


def order_words(ranking: MoneyRanking) -> str:
    """Whether money in several currencies ranks the reps, and what would make it do so; '' for one currency."""
    if len(ranking.currencies) < 2:
        return ""
    if not ranking.unrated:
        return f"Ranked by all their money at risk, in {ranking.currency} at your rates."
    return (
        f"Not ranked: {', '.join(ranking.unrated)}; set rates to compare, as in"
        " winback config rates 'CHF 1.05 EUR'."
    )


def rep_name(row: RepReview) -> str:
    """The name, or nobody's."""
    return row.name or "nobody"


def _work(team: Sequence[RepReview], worked: bool) -> PanelTable:
    due, done = (("Late", "Today", "This week"), ("Contacts", "Kept", "Broken")) if worked else ((), ())
    rows = [
        (
            rep_name(each),
            *((each.late, each.today, each.this_week) if worked else ()),
            each.without_next_step,
            *((each.calls, each.promises_kept, each.promises_broken) if worked else ()),
        )
        for each in team
    ]
    return panel_table("Work", ("Rep", *due, "No contact", *done), rows)


def _money(ranking: MoneyRanking) -> PanelTable:
    """Each rep's money at risk a year, the most first where it can be compared."""
    compared = len(ranking.currencies) > 1 and not ranking.unrated
    rows = [
        (
            rep_name(each),
            each.at_risk,
            _sums(each.at_risk_money, each.at_risk, ranking),
            each.in_cases,
            _sums(each.in_cases_money, each.in_cases, ranking),
            _together(each, ranking),
            *([_worth(each, ranking)] if compared else []),
        )
        for each in ranking.rows
    ]
    heading = ("Rep", "Overdue", "Overdue/yr", "In cases", "In cases/yr", "Together/yr")
    title = "Money at risk by account owner"
    return panel_table(title, (*heading, *([f"In {ranking.currency}"] if compared else [])), rows)


def _small(team: Sequence[RepReview], worked: bool, ranking: MoneyRanking) -> PanelTable:
    """What fits beside other panels: what is due, then the money, then the rest."""

    def money(row: RepReview) -> Worded:
        """In one currency where it can be."""
        if len(ranking.currencies) > 1 and ranking.worths:
            return _worth(row, ranking)
        return _together(row, ranking)

    rows = [
        (
            rep_name(each),
            *((each.late, each.today) if worked else ()),
            money(each),
            *((each.this_week,) if worked else ()),
        )
        for each in team
    ]
    due, more = (("Late", "Today"), ("This week",)) if worked else ((), ())
    return panel_table("Work", ("Rep", *due, "At risk", *more), rows)


def _sums(money: Mapping[str, int], accounts: int, ranking: MoneyRanking) -> Worded:
    """Amounts side by side; several currencies sort by the number of accounts."""
    several = len(ranking.currencies) > 1
    return Worded(money_sums(money) or NOTHING, accounts if several else sum(money.values()))


def _worth(row: RepReview, ranking: MoneyRanking) -> Worded:
    """All of it in the currency of the ranking: the same words as the sum of a rep who has no other."""
    worth = ranking.worths[row.name]
    converted = money_column(worth, ranking.currency) if worth else NOTHING
    return Worded(together_words(row) if list(row.together) == [ranking.currency] else converted, worth)


def _together(row: RepReview, ranking: MoneyRanking) -> Worded:
    return replace(
        _sums(row.together, row.at_risk + row.in_cases, ranking), text=together_words(row) or NOTHING
    )


def together_words(row: RepReview) -> str:
    """All money at risk of a rep: the sum of its two parts in whole units, as a reader would add them up."""
    parts = (row.at_risk_money, row.in_cases_money)
    return money_sums(
        {
            currency: sum(whole_units(money.get(currency, 0), currency) for money in parts) or minor
            for currency, minor in row.together.items()
        }
    )


def _led(team: Sequence[RepReview]) -> PanelTable:
    rows = [
        (
            rep_name(each),
            each.accounts,
            each.cases,
            each.credited,
            Worded(money_sums(each.credit) or NOTHING, each.credited),
        )
        for each in team
    ]
    heading = ("Rep", "Accounts", "Cases led", "Returns", "Credit")
    return panel_table("Accounts owned, cases led", heading, rows)


def _contacts(team: Sequence[RepReview]) -> PanelTable:
    rows = [
        (rep_name(each), *(Worded(NOTHING if one is None else f"{one}", one) for one in each.contact_days))
        for each in team
    ]
    title = "Days since the last contact with a customer of class A, B, C"
    return panel_table(title, ("Rep", "A", "B", "C"), rows)
