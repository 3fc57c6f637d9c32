"""Which customers are worth an offer: class against readiness to leave, and the risk in each tenth of them (C-seg)."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.review.review import Review
from winback_tui.domain.wording.wording import count, money_column
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, PanelTable, Worded, panel_table
from .team_panel import AT_RISK


def map_panel(review: Review) -> Panel:
    """The nine cells and the tenths, each as a plot with its table."""
    boxes = _boxes(review)
    return Panel(
        "map",
        "Who is worth an offer",
        short=f"Worth an offer: {review.currency or 'money'} a year at risk",
        plots=[boxes, *([_dots(review)] if review.deciles else [])],
        notes=[AT_RISK],
        small=replace(
            boxes,
            notes=[money_column(each.at_stake, "") if each.at_stake else NOTHING for each in review.map],
        ),
        tables=[_cells(review), _tenths(review)],
    )


def _boxes(review: Review) -> Plot:
    return Plot(
        "Class, and how ready to leave",
        PlotKind.CELLS,
        list(dict.fromkeys(f"class {each.abc}" for each in review.map)),
        [each.at_stake for each in review.map],
        [
            f"{count(each.accounts, 'account')}\n{money_column(each.at_stake, review.currency)} at risk\n"
            f"{each.likely} likely to answer"
            for each in review.map
        ],
        columns=list(dict.fromkeys(f"{each.readiness.value} risk" for each in review.map)),
    )


def _dots(review: Review) -> Plot:
    bands = range(len(review.deciles[0].by_risk) - 1, -1, -1)
    return Plot(
        "Risk (up) in each tenth of the customers by profit, the best tenth first",
        PlotKind.SCATTER,
        [f"{10 * band:>2}-{10 * band + 10} %" for band in bands],
        [each.by_risk[band] for band in bands for each in review.deciles],
        columns=[f"{each.number}" for each in review.deciles],
    )


def _cells(review: Review) -> PanelTable:
    return panel_table(
        "Map",
        ("Class", "Ready to leave", "Accounts", "Likely to answer", "Profit/yr", "At risk/yr"),
        [
            (
                each.abc,
                each.readiness.value,
                each.accounts,
                each.likely,
                Amount(each.yearly, review.currency),
                Amount(each.at_stake, review.currency),
            )
            for each in review.map
        ],
        (2,),
    )


def _tenths(review: Review) -> PanelTable:
    return panel_table(
        "Tenths by profit",
        ("Tenth", "Accounts", "Profit/yr", "At risk/yr", "Risk 50 % and up"),
        [
            (
                Worded(f"{each.number}", each.number, left=True),
                each.accounts,
                Amount(each.yearly, review.currency),
                Amount(each.at_stake, review.currency),
                sum(each.by_risk[5:]),
            )
            for each in review.deciles
        ],
    )
