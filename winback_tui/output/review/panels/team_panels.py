"""Who works on what, and which customers are worth an offer."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.review.review import Review
from winback_tui.domain.wording.wording import count, money_column
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, Worded, panel_table

_LATE = "Late: follow-ups, as in To do. They and the contacts are counted here for all currencies together."
_AT_RISK = "At risk is counted in profit where an account's margin is known, else in sales."


def team_panel(review: Review) -> Panel:
    """Each rep's accounts and work; the first columns are all that a small panel has room for.

    Work has no currency: where it is counted in the review of another one, its columns are left out.
    """
    worked = bool(review.facts.work)
    names = [each.name or "nobody" for each in review.team]
    accounts = [
        (
            name,
            each.at_risk,
            Amount(each.at_risk_money, review.currency),
            *((each.late,) if worked else ()),
            each.accounts,
            each.cases,
            each.credited,
            Amount(each.credit, review.currency),
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    work = [
        (
            name,
            each.without_next_step,
            *((each.calls, each.promises_kept, each.promises_broken) if worked else ()),
            *(Worded(NOTHING if one is None else f"{one}", one) for one in each.contact_days),
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    late, done = (("Late",), ("Contacts", "Kept", "Broken")) if worked else ((), ())
    return Panel(
        "team",
        "Team",
        short=f"Team: {review.currency} accounts" if review.currency else "",
        notes=[_AT_RISK, _LATE] if worked else [_AT_RISK],
        tables=[
            panel_table(
                "Accounts and cases",
                ("Rep", "At risk", "At risk/yr", *late, "Accounts", "Cases", "Returns", "Credit"),
                accounts,
            ),
            panel_table(
                "Work; A, B, C: days since the last contact with a customer of the class",
                ("Rep", "No contact planned", *done, "A", "B", "C"),
                work,
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
