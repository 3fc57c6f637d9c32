"""Who works on what, and whose accounts are at risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import RepReview, is_compared
from winback_tui.domain.wording.wording import money_sums
from winback_tui.output.review.figures import NOTHING

from .panel import Panel, PanelTable, Worded, panel_table

_DUE = "Late + today is what is due, as in To do and 'winback due'; what is due this week or can wait is not in it."
_APART = (
    "Counted over all currencies. Their money stays apart and ranks nobody; once rates are set, as in"
    " winback config rates 'CHF 1.05 EUR', 'winback review --in EUR' adds it up."
)
_COMPARED = (
    "Counted over all currencies. Who owes as much is ordered by the money at risk, compared at your rates."
)
AT_RISK = "At risk is counted in profit where an account's margin is known, else in sales."


def team_panel(review: Review) -> Panel:
    """What each rep owes and has, over all currencies; the first columns are all that a small panel has room for.

    Where the review is of a segment or class, whose share of the work is not known, the work is left out.
    """
    worked = bool(review.facts.work)
    several = len({currency for each in review.team for currency in each.at_risk_money}) > 1
    money = [_COMPARED if is_compared(review.facts, review.team) else _APART] if several else []
    return Panel(
        "team",
        "Team, all currencies" if several else "Team",
        short="Team: due by rep" if worked else "Team",
        notes=[*([_DUE] if worked else []), AT_RISK, *money],
        tables=[_work(review.team, worked), _accounts(review.team, several), _contacts(review.team)],
    )


def _name(row: RepReview) -> str:
    return row.name or "nobody"


def _work(team: Sequence[RepReview], worked: bool) -> PanelTable:
    heaps, done = (("Late", "Today", "This week"), ("Contacts", "Kept", "Broken")) if worked else ((), ())
    rows = [
        (
            _name(each),
            *((each.late, each.today, each.this_week) if worked else ()),
            each.without_next_step,
            *((each.calls, each.promises_kept, each.promises_broken) if worked else ()),
        )
        for each in team
    ]
    return panel_table("Work", ("Rep", *heaps, "No contact", *done), rows)


def _accounts(team: Sequence[RepReview], several: bool) -> PanelTable:
    def worded(money: Mapping[str, int], number: int) -> Worded:
        return Worded(money_sums(money) or NOTHING, number if several else sum(money.values()))

    rows = [
        (
            _name(each),
            each.accounts,
            each.at_risk,
            worded(each.at_risk_money, each.at_risk),
            each.cases,
            each.credited,
            worded(each.credit, each.credited),
        )
        for each in team
    ]
    heading = ("Rep", "Accounts", "At risk", "At risk/yr", "Cases", "Returns", "Credit")
    return panel_table("Accounts and cases", heading, rows)


def _contacts(team: Sequence[RepReview]) -> PanelTable:
    rows = [
        (_name(each), *(Worded(NOTHING if one is None else f"{one}", one) for one in each.contact_days))
        for each in team
    ]
    title = "Days since the last contact with a customer of class A, B, C"
    return panel_table(title, ("Rep", "A", "B", "C"), rows)
