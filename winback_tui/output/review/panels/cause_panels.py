"""Why accounts were lost: root causes, and our own changes next to the losses."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.case.own_changes import QUESTIONS
from winback_tui.domain.review.causes.causes import CauseTotal
from winback_tui.domain.review.causes.own_changes import DiaryEntry
from winback_tui.domain.review.review import Review
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, money_column
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot, PlotKind

from .loss_panels import lost_in_month, year_label
from .panel import Amount, Panel, PanelTable, Worded, number_words, panel_table

_ORDERED = (
    "Ordered by profit lost. Weighted counts it by how bad the loss was for the customer, a fifth for each step of"
    " severity: of two causes that cost about the same, mend the one that weighs more first."
)


def causes_panel(review: Review) -> Panel:
    rows = review.causes
    known = [each for each in rows if each.reason]
    whole = sum(each.profit for each in rows)
    running = [each.running or 0 for each in known] if known and not known[0].why else []
    stated = [(each.stated, each.root, each.accounts) for each in review.stated_against_root]
    return Panel(
        "causes",
        "Root causes by profit lost",
        review.fixable,
        [
            Plot(
                "Root causes by profit lost; ◆ and the last % add up from the top"
                if running
                else "Root causes by profit lost",
                PlotKind.BARS,
                [each.label for each in known],
                [each.profit for each in known],
                [_note(each, each.running, review.currency) for each in known],
                running=running,
            )
        ],
        [
            panel_table(
                "Causes",
                ("Root cause", "Accounts", "Profit lost", "Weighted", "Severity", "Fixable"),
                [
                    (
                        each.label,
                        each.accounts,
                        Amount(each.profit, review.currency),
                        Amount(each.profit_severity, review.currency),
                        Worded(number_words(each.severity_mean), each.severity_mean),
                        {True: "yes", False: "no", None: NOTHING}[each.fixable],
                    )
                    for each in rows
                ],
            ),
            panel_table(
                "Reason first given, and root cause", ("They said", "Root cause", "Accounts"), stated
            ),
        ],
        [
            *_unknown_note(review),
            *([rows[0].why] if rows and rows[0].why else []),
            *_other_order(known),
            *([_ORDERED] if known else []),
        ],
        below=_below(review),
        short=f"Root causes by profit lost: {money_column(whole, review.currency)} with a case"
        if rows
        else "",
        small=Plot(
            "Root causes by profit lost",
            PlotKind.BARS,
            [each.label for each in known],
            [each.profit for each in known],
            [_note(each, each.share, review.currency) for each in known],
        ),
    )


def _unknown_note(review: Review) -> list[str]:
    """How much is lost for reasons that nobody knows yet; it has no bar, for it is not a cause."""
    return [
        f"Not known yet, and not among the bars: {money_column(each.profit, review.currency)} a year of"
        f" {count(each.accounts, 'account')}; interview them{' first' if _is_greatest(each, review) else ''}."
        for each in review.causes
        if not each.reason
    ]


def _is_greatest(unknown: CauseTotal, review: Review) -> bool:
    """Whether more is lost for reasons that nobody knows than for any known one."""
    return unknown.profit > max((each.profit for each in review.causes if each.reason), default=0)


def _below(review: Review) -> list[str]:
    """What changes the order of work that the bars show: an unknown that is greater than each of them, and the order by
    severity where another cause is first in it.
    """
    known = [each for each in review.causes if each.reason]
    lines = [
        f"Not known yet, {money_column(each.profit, review.currency)}: interview {count(each.accounts, 'account')}"
        for each in review.causes
        if not each.reason and _is_greatest(each, review)
    ]
    place, heavier, _ = _first_other(known)
    return [*lines, f"By severity {heavier} comes first"] if place == 1 else lines


def _other_order(rows: Sequence[CauseTotal]) -> list[str]:
    """The same as a note."""
    place, heavier, row = _first_other(rows)
    if not place:
        return []
    if place == 1:
        return [f"By severity “{heavier}” comes first, before “{row}”."]
    return [f"By severity the order differs from number {place} on: “{heavier}” before “{row}”."]


def _first_other(rows: Sequence[CauseTotal]) -> tuple[int, str, str]:
    """Where the order by weighted profit first differs from that of the rows, the cause that is there then, and the one
    that is there now; 0 where the order is the same. Causes without a mark of severity do not count.
    """
    marked = [each for each in rows if each.severity_mean is not None]
    weighed = sorted(marked, key=lambda each: -each.profit_severity)
    for place, (row, heavier) in enumerate(zip(marked, weighed, strict=True), 1):
        if row is not heavier and heavier.profit_severity > row.profit_severity:
            return place, heavier.label, row.label
    return 0, "", ""


def _note(row: CauseTotal, share: float | None, currency: str) -> str:
    note = money_column(row.profit, currency)
    return note if share is None else f"{note}  {exact_percent(share):>5}"


def changes_panel(review: Review, *, with_answers: bool = True) -> Panel:
    """Lost per month with our own changes below; losses before and after each, and its four questions (A-iso)."""
    months = review.loss.months
    places = {(each.start.year, each.start.month): at for at, each in enumerate(months)}
    marks = sorted({places[each.row.on_day.year, each.row.on_day.month] for each in review.changes})
    changes = [_change_cells(each) for each in review.changes]
    return Panel(
        "changes",
        "Lost per month · ▲ a change of ours",
        plots=[
            Plot(
                "Lost per month · ▲ a change of ours",
                PlotKind.LINE,
                [year_label(at, each) for at, each in enumerate(months)],
                [each.lost for each in months],
                [lost_in_month(each) for each in months],
                marks=marks,
            )
        ],
        tables=[
            panel_table(
                f"Own changes, {review.currency} accounts lost with a case in the 90 days before and from then on"
                if review.currency
                else "Own changes, lost with a case in the 90 days before and from then on",
                ("Change", "Day", "Kind", "Segment", "Before", "After"),
                changes,
                () if with_answers else (4, 5),
            ),
            *(_questions(each) for each in review.changes if with_answers),
        ],
        notes=()
        if review.changes
        else ("No changes of ours are recorded for these months; 'winback change add' records one.",),
    )


def _questions(entry: DiaryEntry) -> PanelTable:
    rows = [
        (question, getattr(entry.row, name) or "not answered yet") for name, question in QUESTIONS.items()
    ]
    return panel_table(entry.row.what, ("Question", "Answer"), [*rows, ("What follows", entry.outcome)])


def _change_cells(entry: DiaryEntry) -> tuple[object, ...]:
    row = entry.row
    return (
        row.what,
        Worded(row.on_day.isoformat(), row.on_day.toordinal(), left=True),
        row.kind,
        row.segment or "everybody",
        entry.lost_before,
        Worded(lost_after_words(entry), entry.lost_after),
    )


def lost_after_words(entry: DiaryEntry) -> str:
    """`5`, or `5 so far` while the 90 days run."""
    return f"{entry.lost_after}" if entry.complete else f"{entry.lost_after} so far"
