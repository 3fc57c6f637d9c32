"""Who works on what, and whose accounts are at risk."""

from __future__ import annotations

from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import is_compared
from winback_tui.domain.wording.wording import money_sums
from winback_tui.output.review.figures import NOTHING

from .panel import Panel, Worded, panel_table

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
    names = [each.name or "nobody" for each in review.team]
    several = len({currency for each in review.team for currency in each.at_risk_money}) > 1
    due = [
        (
            name,
            *((each.late, each.today, each.this_week) if worked else ()),
            each.without_next_step,
            *((each.calls, each.promises_kept, each.promises_broken) if worked else ()),
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    accounts = [
        (
            name,
            each.accounts,
            each.at_risk,
            Worded(
                money_sums(each.at_risk_money) or NOTHING,
                each.at_risk if several else sum(each.at_risk_money.values()),
            ),
            each.cases,
            each.credited,
            Worded(
                money_sums(each.credit) or NOTHING, each.credited if several else sum(each.credit.values())
            ),
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    contacted = [
        (name, *(Worded(NOTHING if one is None else f"{one}", one) for one in each.contact_days))
        for name, each in zip(names, review.team, strict=True)
    ]
    heaps, done = (("Late", "Today", "This week"), ("Contacts", "Kept", "Broken")) if worked else ((), ())
    money = [_COMPARED if is_compared(review.facts, review.team) else _APART] if several else []
    notes = [*([_DUE] if worked else []), AT_RISK, *money]
    return Panel(
        "team",
        "Team, all currencies" if several else "Team",
        short="Team: due by rep" if worked else "Team",
        notes=notes,
        tables=[
            panel_table("Work", ("Rep", *heaps, "No contact", *done), due),
            panel_table(
                "Accounts and cases",
                ("Rep", "Accounts", "At risk", "At risk/yr", "Cases", "Returns", "Credit"),
                accounts,
            ),
            panel_table(
                "Days since the last contact with a customer of class A, B, C",
                ("Rep", "A", "B", "C"),
                contacted,
            ),
        ],
    )
