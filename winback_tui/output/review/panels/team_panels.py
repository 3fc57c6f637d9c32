"""Who works on what, and which customers are worth an offer."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import is_compared
from winback_tui.domain.wording.wording import count, money_column, money_sums
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, Worded, panel_table

_DUE = "Late + today is what is due, as in To do and 'winback due'; what is due this week or can wait is not in it."
_APART = (
    "Counted over all currencies. Their money stays apart and ranks nobody; once rates are set, as in"
    " winback config rates 'CHF 1.05 EUR', 'winback review --in EUR' adds it up."
)
_COMPARED = (
    "Counted over all currencies. Who owes as much is ordered by the money at risk, compared at your rates."
)
_AT_RISK = "At risk is counted in profit where an account's margin is known, else in sales."


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
    notes = [*([_DUE] if worked else []), _AT_RISK, *money]
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


def map_panel(review: Review) -> Panel:
    """Class against readiness to leave as nine cells, and the risk in each tenth of the customers (C-seg)."""
    cells = review.map
    rows = [
        (
            each.abc,
            each.readiness.value,
            each.accounts,
            each.likely,
            Amount(each.yearly, review.currency),
            Amount(each.at_stake, review.currency),
        )
        for each in cells
    ]
    heading = ("Class", "Ready to leave", "Accounts", "Likely to answer", "Profit/yr", "At risk/yr")
    tenths = [
        (
            Worded(f"{each.number}", each.number, left=True),
            each.accounts,
            Amount(each.yearly, review.currency),
            Amount(each.at_stake, review.currency),
            sum(each.by_risk[5:]),
        )
        for each in review.deciles
    ]
    plots = [
        Plot(
            "Class, and how ready to leave",
            PlotKind.CELLS,
            list(dict.fromkeys(f"class {each.abc}" for each in cells)),
            [each.at_stake for each in cells],
            [
                f"{count(each.accounts, 'account')}\n{money_column(each.at_stake, review.currency)} at risk\n"
                f"{each.likely} likely to answer"
                for each in cells
            ],
            columns=list(dict.fromkeys(f"{each.readiness.value} risk" for each in cells)),
        )
    ]
    if review.deciles:
        bands = range(len(review.deciles[0].by_risk) - 1, -1, -1)
        plots.append(
            Plot(
                "Risk (up) in each tenth of the customers by profit, the best tenth first",
                PlotKind.SCATTER,
                [f"{10 * band:>2}-{10 * band + 10} %" for band in bands],
                [each.by_risk[band] for band in bands for each in review.deciles],
                columns=[f"{each.number}" for each in review.deciles],
            )
        )
    return Panel(
        "map",
        "Who is worth an offer",
        short=f"Worth an offer: {review.currency or 'money'} a year at risk",
        plots=plots,
        notes=[_AT_RISK],
        small=replace(
            plots[0],
            notes=[money_column(each.at_stake, "") if each.at_stake else NOTHING for each in cells],
        ),
        tables=[
            panel_table("Map", heading, rows, (2,)),
            panel_table(
                "Tenths by profit",
                ("Tenth", "Accounts", "Profit/yr", "At risk/yr", "Risk 50 % and up"),
                tenths,
            ),
        ],
    )
