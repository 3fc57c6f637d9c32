"""What was lost, in customers and in money."""

from __future__ import annotations

from winback_tui.domain.review.loss import MonthLoss
from winback_tui.domain.review.period import month_words
from winback_tui.domain.review.review import PeriodComparison, Review
from winback_tui.domain.wording.wording import capitalised, count
from winback_tui.output.review.figures import value_words
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, PanelTable, Worded, number_words, panel_table

_CUSTOMERS = (
    "customers_start",
    "customers_lost",
    "lost_by_case",
    "lost_silent",
    "lost_since_start",
    "customers_lost_percent",
    "customers_lost_yearly_percent",
)


def customers_panel(review: Review) -> Panel:
    months = review.loss.months
    labels = [year_label(at, each) for at, each in enumerate(months)]
    rows = [
        (
            Worded(_month_words(each), each.start.toordinal(), left=True),
            each.customers,
            each.by_case,
            each.silent,
            Amount(each.sales, review.currency),
            Amount(each.profit, review.currency),
        )
        for each in months
    ]
    return Panel(
        "customers",
        "Customers",
        [review.loss.figure(key) for key in _CUSTOMERS],
        [Plot("Lost per month", PlotKind.COLUMNS, labels, [each.lost for each in months])],
        [
            _compared_table(review),
            panel_table(
                "Months",
                ("Month", "Customers", "With a case", "Stopped", "Sales lost", "Profit lost"),
                rows,
                (2, 3),
            ),
        ],
        [f"{capitalised(review.loss.band)}."] if review.loss.band else (),
        brief=("customers_lost", "customers_lost_percent"),
        compared=_compared(review),
        parts=_parts(review),
    )


def _parts(review: Review) -> dict[str, str]:
    """What the headline figures of the customers are made of, and what the others are a part of."""
    by_case, silent, ours, start = (
        review.loss.figure(key).value or 0
        for key in ("lost_by_case", "lost_silent", "lost_since_start", "customers_start")
    )
    of_lost = f"of the {by_case + silent:,.0f} lost"
    return {
        "customers_lost": f"{count(round(by_case), 'case')} + {silent:,.0f} stopped ordering",
        **dict.fromkeys(("lost_by_case", "lost_silent", "lost_since_start"), of_lost),
        "customers_lost_percent": f"{ours:,.0f} of {start:,.0f} at start",
    }


def _compared_table(review: Review) -> PanelTable:
    """For a year, the period before is also the one a year ago: they share a column."""
    same = all(each.before == each.year_before for each in review.comparisons)
    rows = [
        (each.now.label, *(Worded(value_words(figure), figure.value) for figure in figures))
        for each in review.comparisons
        for figures in [(each.now, *(() if same else (each.before,)), each.year_before)]
    ]
    heading = ("Figure", "Now", *(() if same else ("Period before",)), "A year earlier")
    title = "Compared with the same days earlier" if review.period.running else "Compared"
    return panel_table(title, heading, rows, range(1, len(heading)))


def _compared(review: Review) -> dict[str, str]:
    return {
        each.key: _earlier_words(each)
        for each in review.comparisons
        if each.before.value is not None or each.year_before.value is not None
    }


def _earlier_words(each: PeriodComparison) -> str:
    """For a year, the period before is also the one a year ago, so it is given only once."""
    year_ago = f"a year ago {value_words(each.year_before)}"
    return year_ago if each.before == each.year_before else f"before {value_words(each.before)}, {year_ago}"


def _month_words(month: MonthLoss) -> str:
    return f"{month_words(month.start)} so far" if month.partial else month_words(month.start)


def year_label(place: int, month: MonthLoss) -> str:
    """The year under its January, and under the first month where the next January leaves room."""
    january = month.start.month == 1
    return f"{month.start.year}" if january or (place == 0 and month.start.month < 10) else ""


def money_panel(review: Review) -> Panel:
    segments = [
        (
            each.segment or "no segment",
            each.customers,
            each.lost,
            Worded(number_words(each.orders_a_year), each.orders_a_year),
            Amount(each.average_order, review.currency),
            Amount(each.value, review.currency),
            Amount(each.discounted, review.currency),
            Amount(each.lost_value, review.currency),
        )
        for each in review.loss.segments
    ]
    return Panel(
        "money",
        "Money",
        [each for each in review.loss.figures if each.key not in _CUSTOMERS],
        [
            Plot(
                "Yearly sales lost per month",
                PlotKind.COLUMNS,
                [year_label(at, each) for at, each in enumerate(review.loss.months)],
                [each.sales for each in review.loss.months],
            )
        ],
        tables=[
            panel_table(
                "Lifetime value",
                (
                    "Segment",
                    "Customers",
                    "Lost",
                    "Orders/yr",
                    "Average",
                    "Lifetime",
                    "Discounted",
                    "Lost value",
                ),
                segments,
                (2,),
            )
        ],
        brief=("sales_lost", "profit_lost", "sales_lost_percent", "lifetime_lost", "months_of_salaries"),
        compared=_compared(review),
    )
