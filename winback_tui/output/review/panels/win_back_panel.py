"""Which of those who were lost came back, and what it cost."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.review.period import month_words
from winback_tui.domain.review.review import Review
from winback_tui.domain.review.win_back import ReturnOnCost, brought_back
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, Worded, panel_table

_STEPS = ("Cases", "Asked", "Decided", "Planned", "Contacted", "Back", "Volume", "Clean year")
"""The steps of the funnel as heads of columns."""


def win_back_panel(review: Review) -> Panel:
    found = review.win_back
    steps = [(step_words(name), number) for name, number in found.funnel.steps()]
    cohorts = [(_month_cell(each.name), *(number for _, number in each.steps())) for each in found.cohorts]
    back = f"Back/{review.currency or 'unit'}"
    tables = [panel_table("By month of the loss", ("Month", *_STEPS), cohorts)]
    for title, rows in (
        ("By year of loss", found.by_year),
        ("By root cause", found.by_cause),
        ("By strategy", found.by_strategy),
        ("By offer taken", found.by_offer),
        ("By who led", found.by_leader),
    ):
        tables.append(
            panel_table(
                title,
                (title.removeprefix("By ").capitalize(), "Cases", "Returned", "Profit", "All costs", back),
                [_return_cells(each, review.currency) for each in rows],
                (2, 4),
            )
        )
    return Panel(
        "win-back",
        f"Win-back of those lost {review.period.phrase}",
        (*found.figures, *review.letters),
        [
            Plot(
                "How far these cases came, with or without the step before",
                PlotKind.BARS,
                [name for name, _ in steps],
                [number for _, number in steps],
                [f"{number:,}" for _, number in steps],
            )
        ],
        tables,
        brief=("returned_in_period", "romi"),
        parts={"returned": f"of {found.funnel.lost:,} lost with a case"},
        short=f"Win-back of {found.funnel.lost:,} lost with a case",
    )


def step_words(name: str) -> str:
    """A step of the funnel as readers see it: its first one is all the cases, while "lost" are all losses; who was
    contacted at all need not have been planned, so that there may be more of them.
    """
    return {"lost": "cases", "contacted": "contacted at all"}.get(name, name)


def _month_cell(name: str) -> Worded:
    """`Sep 2026` for `2026-09`, in the order of the months."""
    start = date.fromisoformat(f"{name}-01")
    return Worded(month_words(start), start.toordinal(), left=True)


def _return_cells(row: ReturnOnCost, currency: str) -> tuple[object, ...]:
    romi = Worded(NOTHING if row.romi is None else brought_back(row.romi, ""), row.romi)
    if row.young:
        romi = Worded("too early", row.romi)
    return row.name, row.cases, row.returned, Amount(row.profit, currency), Amount(row.cost, currency), romi
