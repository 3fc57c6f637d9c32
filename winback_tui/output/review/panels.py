"""The panels of the review: each a heading, its figures, perhaps a plot, and the table behind it.

Text, the HTML file and the screen draw the same panels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from winback_tui.domain.review.causes import CauseTotal
from winback_tui.domain.review.figure import Figure
from winback_tui.domain.review.loss import MonthLoss
from winback_tui.domain.review.meeting import MeetingItem, MeetingSection
from winback_tui.domain.review.period import month_words
from winback_tui.domain.review.review import Review
from winback_tui.domain.review.win_back import ReturnOnCost
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import capitalised, money_column
from winback_tui.playbook.references import references_about

from .figures import NOTHING, value_words
from .plots import Plot, PlotKind


@dataclass(frozen=True, slots=True)
class PanelTable:
    """Rows of words under a heading; `sorts` holds for each cell what it is sorted by. `numbers`: right columns."""

    title: str
    heading: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[bool]
    sorts: Sequence[Sequence[float | str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page. `key` names it for keys and links. `references`: what others have measured."""

    key: str
    title: str
    figures: Sequence[Figure] = ()
    plots: Sequence[Plot] = ()
    tables: Sequence[PanelTable] = ()
    notes: Sequence[str] = ()
    references: Sequence[str] = ()


_CUSTOMERS = (
    "customers_start",
    "customers_lost",
    "lost_by_case",
    "lost_silent",
    "lost_since_start",
    "customers_lost_percent",
    "customers_lost_yearly_percent",
)


_STEPS = ("Lost", "Asked", "Decided", "Planned", "Contacted", "Back", "Volume", "Clean year")
"""The steps of the funnel as heads of columns."""


def panels(review: Review) -> list[Panel]:
    """The panels of one review in their order; where nothing can be said of the period, one that says why."""
    if review.why:
        return [Panel("loss", "Loss", notes=[review.why])]
    made = [
        _customers(review),
        _money(review),
        _causes(review),
        _win_back(review),
        _team(review),
        _map(review),
        Panel("complaints", "Complaints", review.complaints),
    ]
    if not review.facts.settings.references:
        return made
    return [replace(each, references=references_about(each.key)) for each in made]


def _customers(review: Review) -> Panel:
    months = review.loss.months
    labels = [_year(at, each) for at, each in enumerate(months)]
    rows = [
        (
            _Worded(_month_words(each), each.start.toordinal(), left=True),
            each.customers,
            each.by_case,
            each.silent,
            _Money(each.sales, review.currency),
            _Money(each.profit, review.currency),
        )
        for each in months
    ]
    compared = [
        (
            each.now.label,
            _Worded(value_words(each.now), each.now.value),
            _Worded(value_words(each.before), each.before.value),
            _Worded(value_words(each.year_before), each.year_before.value),
        )
        for each in review.comparisons
    ]
    return Panel(
        "customers",
        "Customers",
        [review.loss.figure(key) for key in _CUSTOMERS],
        [Plot("Lost per month", PlotKind.COLUMNS, labels, [each.lost for each in months])],
        [
            _table("Compared", ("Figure", "Now", "Period before", "A year earlier"), compared),
            _table(
                "Months", ("Month", "Customers", "Lost, case", "Silent", "Sales lost", "Profit lost"), rows
            ),
        ],
        [f"{capitalised(review.loss.band)}."] if review.loss.band else (),
    )


def _month_words(month: MonthLoss) -> str:
    return f"{month_words(month.start)} so far" if month.partial else month_words(month.start)


def _year(place: int, month: MonthLoss) -> str:
    """The year under its January, and under the first month where the next January leaves room."""
    january = month.start.month == 1
    return f"{month.start.year}" if january or (place == 0 and month.start.month < 10) else ""


def _money(review: Review) -> Panel:
    segments = [
        (
            each.segment or "no segment",
            each.customers,
            each.lost,
            _Worded(_number(each.orders_a_year), each.orders_a_year),
            _Money(each.average_order, review.currency),
            _Money(each.value, review.currency),
            _Money(each.discounted, review.currency),
            _Money(each.lost_value, review.currency),
        )
        for each in review.loss.segments
    ]
    return Panel(
        "money",
        "Money",
        [each for each in review.loss.figures if each.key not in _CUSTOMERS],
        tables=[
            _table(
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
            )
        ],
    )


def _causes(review: Review) -> Panel:
    known = review.causes
    stated = [(each.stated, each.root, each.accounts) for each in review.stated_against_root]
    return Panel(
        "causes",
        "Root causes by profit lost",
        review.fixable,
        [
            Plot(
                "Root causes by profit lost",
                PlotKind.BARS,
                [each.label for each in known],
                [each.profit for each in known],
                [_cause_note(each, review.currency) for each in known],
            )
        ],
        [
            _table(
                "Causes",
                ("Root cause", "Accounts", "Profit lost", "Weighted", "Severity", "Fixable"),
                [
                    (
                        each.label,
                        each.accounts,
                        _Money(each.profit, review.currency),
                        _Money(each.profit_severity, review.currency),
                        _Worded(_number(each.severity_mean), each.severity_mean),
                        {True: "yes", False: "no", None: NOTHING}[each.fixable],
                    )
                    for each in known
                ],
            ),
            _table("Reason first given, and root cause", ("They said", "Root cause", "Accounts"), stated),
        ],
        [known[0].why] if known and known[0].why else (),
    )


def _cause_note(row: CauseTotal, currency: str) -> str:
    note = money_column(row.profit, currency)
    return note if row.running is None else f"{note}  {exact_percent(row.running):>5}"


def _win_back(review: Review) -> Panel:
    found = review.win_back
    steps = found.funnel.steps()
    cohorts = [(each.name, *(number for _, number in each.steps())) for each in found.cohorts]
    tables = [_table("By month of the loss", ("Month", *_STEPS), cohorts)]
    for title, rows in (
        ("By root cause", found.by_cause),
        ("By strategy", found.by_strategy),
        ("By offer taken", found.by_offer),
        ("By who led", found.by_leader),
    ):
        tables.append(
            _table(
                title,
                (title.removeprefix("By ").capitalize(), "Cases", "Returned", "Profit", "Cost", "ROMI"),
                [_return_cells(each, review.currency) for each in rows],
            )
        )
    return Panel(
        "win-back",
        f"Win-back of those lost in {review.period.words}",
        found.figures,
        [
            Plot(
                "Funnel",
                PlotKind.BARS,
                [name for name, _ in steps],
                [number for _, number in steps],
                [f"{number:,}" for _, number in steps],
            )
        ],
        tables,
    )


def _return_cells(row: ReturnOnCost, currency: str) -> tuple[object, ...]:
    romi = _Worded(NOTHING if row.romi is None else f"{row.romi:.2f}", row.romi)
    return row.name, row.cases, row.returned, _Money(row.profit, currency), _Money(row.cost, currency), romi


def _team(review: Review) -> Panel:
    names = [each.name or "nobody" for each in review.team]
    accounts = [
        (
            name,
            each.accounts,
            each.at_risk,
            _Money(each.at_risk_money, review.currency),
            each.cases,
            each.without_next_step,
            each.credited,
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    work = [
        (
            name,
            each.late_steps,
            each.promises_late,
            each.calls,
            each.promises_kept,
            each.promises_broken,
            *(_Worded(NOTHING if one is None else f"{one}", one) for one in each.contact_days),
        )
        for name, each in zip(names, review.team, strict=True)
    ]
    return Panel(
        "team",
        "Team",
        tables=[
            _table(
                "Accounts and cases",
                ("Rep", "Accounts", "At risk", "At risk/yr", "Cases", "No next step", "Returns"),
                accounts,
            ),
            _table(
                "Work; A, B, C: days since the last contact with a customer of the class",
                ("Rep", "Late steps", "Late promises", "Contacts", "Kept", "Broken", "A", "B", "C"),
                work,
            ),
        ],
    )


def _map(review: Review) -> Panel:
    rows = [
        (
            each.abc,
            each.readiness.value,
            each.accounts,
            each.likely,
            _Money(each.yearly, review.currency),
            _Money(each.at_stake, review.currency),
        )
        for each in review.map
    ]
    heading = ("Class", "Ready to leave", "Accounts", "Likely to answer", "Profit/yr", "At risk/yr")
    return Panel("map", "Who is worth an offer", tables=[_table("Map", heading, rows)])


@dataclass(frozen=True, slots=True)
class _Money:
    minor: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class _Worded:
    text: str
    value: float | None
    left: bool = False


def _table(title: str, heading: Sequence[str], rows: Sequence[Sequence[object]]) -> PanelTable:
    cells = [[_cell(each) for each in row] for row in rows]
    numbers = [bool(rows) and _right(rows[0][place]) for place in range(len(heading))]
    return PanelTable(
        title,
        heading,
        [[text for text, _ in row] for row in cells],
        numbers,
        [[value for _, value in row] for row in cells],
    )


def _right(value: object) -> bool:
    return not (isinstance(value, str) or (isinstance(value, _Worded) and value.left))


def _cell(value: object) -> tuple[str, float | str]:
    match value:
        case _Money(minor=None):
            return NOTHING, float("-inf")
        case _Money(minor=minor, currency=currency):
            return money_column(round(minor or 0), currency), float(minor or 0)
        case _Worded(text=text, value=number):
            return text, float("-inf") if number is None else float(number)
        case int():
            return f"{value:,}", float(value)
        case _:
            return str(value), str(value)


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def tables_of(panel: Panel) -> Iterator[PanelTable]:
    """The tables of a panel that have rows."""
    return (each for each in panel.tables if each.rows)


def table_of_items(title: str, items: Sequence[MeetingItem]) -> PanelTable:
    """The lines of one part of the Monday meeting."""
    if items and not items[0].account:
        return _table(title, ("Who", "What"), [(each.who or NOTHING, each.what) for each in items])
    rows = [
        (each.account, _Money(each.amount, each.currency), each.who or NOTHING, _whole(each))
        for each in items
    ]
    return _table(title, ("Account", "A year", "Who", "What"), rows)


def _whole(item: MeetingItem) -> str:
    """What is printed: the short form of the accounts that matter, so that all fit on one page."""
    if not item.sentence or item.section is MeetingSection.MATTERS:
        return item.what
    return f"{item.what}. {item.sentence}"
