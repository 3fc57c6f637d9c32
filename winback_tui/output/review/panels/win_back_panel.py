"""Which of those who were lost came back, and what it cost."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.review.period import Period, month_words
from winback_tui.domain.review.review import Review
from winback_tui.domain.review.win_back.cost import ReturnOnCost, brought_back
from winback_tui.domain.review.win_back.funnel import Funnel
from winback_tui.domain.review.win_back.win_back import WinBackReview
from winback_tui.domain.wording.wording import full_day
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, Worded, panel_table

_REACHED = {
    "interviewed": "an interview",
    "decided": "a decision",
    "planned": "a plan",
    "contacted": "a contact",
    "returned": "a return",
    "volume resumed": "the former volume",
}
"""What a case has that reached a step."""
_STEPS = ("Cases", "Asked", "Decided", "Planned", "Contacted", "Back", "Volume", "Clean year")
"""The steps of the funnel as heads of columns."""

_PASSED_OVER = "planned"
"""The step left out where there is room for few bars: who was contacted nearly always had a plan."""


def win_back_panel(review: Review) -> Panel:
    found = review.win_back
    steps = [(step_words(name), number) for name, number in found.funnel.steps()]
    few = [(name, number) for name, number in steps if name != _PASSED_OVER]
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
                "How many of these cases reached each step",
                PlotKind.BARS,
                [name for name, _ in steps],
                [number for _, number in steps],
                [f"{number:,}" for _, number in steps],
            )
        ],
        tables,
        [*_skipped_note(found.funnel), *_judged_note(found, review.period)],
        brief=("returned_in_period", "romi"),
        small=Plot(
            "How many of these cases reached each step",
            PlotKind.BARS,
            [name for name, _ in few],
            [number for _, number in few],
            [f"{number:,}" for _, number in few],
        ),
        parts={
            "returned": f"of {found.funnel.lost:,} lost with a case",
            "lost_again": _again_words(found),
        },
        short=f"Win-back of {found.funnel.lost:,} lost with a case",
    )


def step_words(name: str) -> str:
    """A step of the funnel as readers see it: its first one is all the cases, while "lost" are all losses."""
    return "cases" if name == "lost" else name


def _skipped_note(funnel: Funnel) -> list[str]:
    """Why a step may count more cases than the one before it."""
    skipped = [f"{number:,} {step} without {_REACHED[before]}" for step, number, before in funnel.skipping()]
    return [f"Each step counts all cases that reached it: {', '.join(skipped)}."] if skipped else []


def _judged_note(found: WinBackReview, period: Period) -> list[str]:
    """Of which year of loss the cost and the return can be judged, where it is too early for one that is shown."""
    young = [each for each in found.by_year if each.young_until is not None]
    if not young or found.judged is None:
        return []
    year, on_day, _ = found.judged
    if any(each.name == f"{year}" for each in young):
        return [f"No year of loss can be judged yet; {year} is the first, from {full_day(on_day)}."]
    too_early = ", ".join(
        f"{period.name if period.months else each.name} from {full_day(each.young_until)}"
        for each in young
        if each.young_until
    )
    return [
        f"The latest year of loss whose cost can be judged is {year}, since {full_day(on_day)}; {too_early}."
    ]


def _again_words(found: WinBackReview) -> str:
    """The reasons of those lost again, which add up to all of them."""
    keys = {
        "lost_again_same": "same reason",
        "lost_again_other": "another",
        "lost_again_unknown": "not known",
    }
    numbers = {words: found.figure(key).value or 0 for key, words in keys.items()}
    return " + ".join(f"{number:,.0f} {words}" for words, number in numbers.items() if number)


def _month_cell(name: str) -> Worded:
    """`Sep 2026` for `2026-09`, in the order of the months."""
    start = date.fromisoformat(f"{name}-01")
    return Worded(month_words(start), start.toordinal(), left=True)


def _return_cells(row: ReturnOnCost, currency: str) -> tuple[object, ...]:
    romi = Worded(NOTHING if row.romi is None else brought_back(row.romi, ""), row.romi)
    if row.young_until is not None:
        romi = Worded("too early", row.romi)
    return row.name, row.cases, row.returned, Amount(row.profit, currency), Amount(row.cost, currency), romi
