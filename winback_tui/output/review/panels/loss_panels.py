"""What was lost, in customers and in money."""

from __future__ import annotations

from datetime import timedelta

from winback_tui.domain.review.figure import Figure
from winback_tui.domain.review.loss import MonthLoss, band_parts
from winback_tui.domain.review.period import Period, month_words
from winback_tui.domain.review.review import PeriodComparison, Review
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, money_column
from winback_tui.output.review.figures import may_still_order, value_words
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .panel import Amount, Panel, PanelTable, Worded, number_words, panel_table

_A_YEAR = 365
"""For so many days a book knows but few of the customers that there were."""
_TIMES = 2
"""From this ratio on, more is said as `3.1 times`, below in percent."""
_CUSTOMERS = (
    "customers_start",
    "customers_lost",
    "lost_by_case",
    "lost_silent",
    "lost_silent_overdue",
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
        [
            Plot(
                "Lost per month",
                PlotKind.COLUMNS,
                labels,
                [each.lost for each in months],
                [lost_in_month(each) for each in months],
            )
        ],
        [
            _compared_table(review),
            panel_table(
                "Months",
                ("Month", "Customers", "With a case", "Stopped", "Sales lost", "Profit lost"),
                rows,
                (2, 3),
            ),
        ],
        [*_opposite_note(review), *_pace_note(review)],
        brief=("customers_lost", "customers_lost_percent"),
        compared=_compared(review),
        parts=_parts(review),
    )


def _opposite_note(review: Review) -> list[str]:
    """Where fewer were lost than a year earlier but more money, or more but less: the size of the accounts changed."""
    rows = {each.key: (each.now.value, each.year_before.value) for each in review.comparisons}
    (lost, lost_then), (sales, sales_then) = (
        rows.get(key, (None, None)) for key in ("customers_lost", "sales_lost")
    )
    if lost is None or sales is None or not lost_then or not sales_then:
        return []
    if (lost - lost_then) * (sales - sales_then) >= 0:
        return []
    ratio = sales / sales_then
    words = f"{exact_percent(abs(ratio - 1))} {'more' if ratio > 1 else 'less'} in sales"
    if ratio >= _TIMES:
        words = f"{ratio:.1f} times the sales"
    fewer, larger = ("fewer", "larger") if lost < lost_then else ("more", "smaller")
    return [
        f"Against {_dates(review.compared[1])}: {fewer} lost ({lost:,.0f}, not {lost_then:,.0f}), but"
        f" {words}: {larger} accounts."
    ]


def _pace_note(review: Review) -> list[str]:
    """What the share of lost customers means, in one sentence."""
    share, pace = (
        review.loss.figure(key) for key in ("customers_lost_percent", "customers_lost_yearly_percent")
    )
    if share.value is None or not review.loss.band:
        return []
    begun = review.facts.first_day
    young = [
        f"The book was young when {_dates(each)} began: the customers at its start are those known by then."
        for each in dict.fromkeys(review.compared)
        if begun is not None and begun <= each.start < begun + timedelta(days=_A_YEAR)
    ]
    return [
        *young,
        f"{value_words(share)} lost {review.period.phrase}, {value_words(pace)} a year at this pace;"
        f" {review.loss.band}.",
    ]


def _parts(review: Review) -> dict[str, str]:
    """What the headline figures of the customers are made of, and what the others are a part of."""
    by_case, silent, overdue, ours, start = (
        round(review.loss.figure(key).value or 0)
        for key in (
            "lost_by_case",
            "lost_silent",
            "lost_silent_overdue",
            "lost_since_start",
            "customers_start",
        )
    )
    of_lost = f"of the {by_case + silent:,} lost"
    parts = (f"{count(by_case, 'case')} + {silent:,} stopped ordering", may_still_order(overdue, silent))
    return {
        "customers_lost": "; ".join(filter(None, parts)),
        **dict.fromkeys(("lost_by_case", "lost_silent", "lost_since_start"), of_lost),
        "lost_silent_overdue": f"of the {silent:,} who stopped; overdue in the list"
        + (", the others are asleep" if overdue < silent else ""),
        "customers_lost_percent": "; ".join(
            each for each in (_band_words(review), f"{ours:,} of {start:,} at start") if each
        ),
    }


def _band_words(review: Review) -> str:
    """`act: 36 % a year, from 20 %`; '' where there are too few customers for a share."""
    pace = review.loss.figure("customers_lost_yearly_percent")
    if pace.value is None:
        return ""
    verdict, limits = band_parts(pace.value)
    return f"{verdict}: {value_words(pace)} a year, {limits}"


def _compared_table(review: Review) -> PanelTable:
    """Each earlier period under its dates; for a year, the period before is also the one a year ago: they share a
    column."""
    rows = [
        (each.now.label, *(Worded(value_words(figure), figure.value) for _, figure in _columns(review, each)))
        for each in review.comparisons
    ]
    first = next(iter(review.comparisons), None)
    heading = ("Figure", *(name for name, _ in _columns(review, first))) if first else ("Figure",)
    title = "Compared with the same days earlier" if review.period.running else "Compared"
    return panel_table(title, heading, rows, range(1, len(heading)))


def _columns(review: Review, each: PeriodComparison) -> list[tuple[str, Figure]]:
    before, year_before, *whole = review.compared
    found = [("Now", each.now), (_dates(before), each.before)]
    if (before.start, before.end) != (year_before.start, year_before.end):
        found.append((_dates(year_before), each.year_before))
    if whole and each.whole is not None:
        found.append((f"{whole[0].name} whole", each.whole))
    return found


def _dates(period: Period) -> str:
    """`2025` for a whole year, quarter or month, the dates of any other period."""
    whole = period.months and " " not in period.name
    return period.name if whole else period.dates


def _compared(review: Review) -> dict[str, str]:
    return {
        each.key: ", ".join(f"{name}: {value_words(figure)}" for name, figure in _columns(review, each)[1:3])
        for each in review.comparisons
        if each.before.value is not None or each.year_before.value is not None
    }


def _month_words(month: MonthLoss) -> str:
    return f"{month_words(month.start)} so far" if month.partial else month_words(month.start)


def lost_in_month(month: MonthLoss) -> str:
    """`Sep 2026 10`."""
    return f"{_month_words(month)} {month.lost:,}"


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
                [
                    f"{_month_words(each)} {money_column(each.sales, review.currency)}"
                    for each in review.loss.months
                ],
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
