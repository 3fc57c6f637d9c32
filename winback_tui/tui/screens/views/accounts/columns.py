"""The columns of the lists of accounts on the screen, by `domain.account.list_columns`; their ids are sort keys."""

from __future__ import annotations

from collections.abc import Callable

from winback_tui.domain.account.list_columns import (
    ACCOUNT_COLUMNS,
    AccountColumn,
    ColumnContent,
    ScreenColumn,
)
from winback_tui.domain.account.month_levels import levels_until
from winback_tui.domain.case.stage import Stage, stage_in_words
from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import (
    column_day,
    duration_short,
    money_column,
    near_day,
    percent_short,
)
from winback_tui.output.order_strips import spark
from winback_tui.tui.drawing.columns import Cell, ListColumn

from .rows import AccountListRow, over

STATUS_TONES = {
    "lost": "warn",
    "returned": "good",
    "recovered": "good",
    "sleeping": "muted",
    "let go": "muted",
    "gone for good": "faint",
}
HIGH_RISK = 8_000
"""Basis points from which a risk is shown in red."""


def _name(row: AccountListRow) -> Cell:
    name = row.account.name
    return (f"{RowMark.MET} {name}", "good") if row.account.raised else name


def _class(row: AccountListRow) -> Cell:
    return row.account.abc or ("–", "muted")


def _last_order(row: AccountListRow) -> Cell:
    days = row.line.silence_days
    return ("–", "muted") if days is None else duration_short(days)


def _usual(row: AccountListRow) -> Cell:
    gap = row.account.expected_gap
    return "–" if gap is None else duration_short(gap), "muted"


def _late(row: AccountListRow) -> Cell:
    days = row.account.late_days
    return duration_short(days) if days else ("–", "muted")


def _risk(row: AccountListRow) -> Cell:
    chance = row.account.gone_90
    if over(row.account):
        return "lost", "muted"
    if chance is None:
        return "–", "muted"
    return percent_short(chance / 10_000), "bad" if chance >= HIGH_RISK else ""


def _stake(row: AccountListRow) -> Cell:
    account = row.account
    if account.at_stake <= 0:
        return "–", "muted"
    text = money_column(account.at_stake, account.currency)
    if account.currency == row.shown.currency:
        text = text.removesuffix(account.currency).rstrip()
    return (text, "muted") if over(account) else text


def _status(row: AccountListRow) -> Cell:
    account = row.account
    if row.done:
        return "✓ done today", "good"
    if account.aside_until is not None:
        return f"◌ aside until {near_day(account.aside_until, row.shown.today)}", "muted"
    tone = (
        "bad" if account.twice_lost else "warn" if account.fragile else STATUS_TONES.get(account.status, "")
    )
    words = "fragile" if account.fragile else row.line.standing
    return f"{row.line.glyph} {words}", tone


def _months(row: AccountListRow) -> Cell:
    account = row.account
    if account.last_day is None or row.line.data_until is None:
        return "", ""
    return spark(levels_until(account.months, account.last_day, row.line.data_until)), "accent"


def _also(row: AccountListRow) -> Cell:
    return (row.alarm.word, "warn") if row.alarm else ""


def _by_stage(text: str) -> str:
    """What to do now that a condition is met, by the stage of the case; nothing more for who was lost twice (M13)."""
    stage = stage_in_words(text)
    if stage is Stage.FATE:
        return ""
    begun = stage is not None and stage.value.startswith("to ")
    return f": {stage.value.removeprefix('to ')}" if stage and begun else ": contact"


def _next(row: AccountListRow) -> Cell:
    """What is planned, or what the most pressing sign asks for where that is due no later; that a condition of return
    is met, and nobody has acted on it yet, comes before what is not late."""
    account = row.account
    if account.raised and (account.next_on is None or account.next_on >= row.shown.today):
        return f"{RowMark.MET} met{_by_stage(account.stage)}", "good"
    if account.risk:
        from winback_tui.domain.account.risk_sign import unpack_signs

        sign = unpack_signs(account.signs)[0]
        if sign.comes_before(account.next_on, row.shown.today):
            return sign.short_task, "warn"
    if account.next_on is None:
        return "–", "muted"
    # Here, since it loads the plans, which the first frame seldom needs.
    from winback_tui.domain.wording.channels import channel_words

    late = account.next_on < row.shown.today
    how = channel_words(account.next_channel).removeprefix("internal ")
    text = f"{how} {column_day(account.next_on, row.shown.today)}"
    if account.next_held:
        return f"on hold: {text}", "muted"
    return (f"▲ {text}", "bad") if late else text


_CELLS: dict[str, Callable[[AccountListRow], Cell]] = {
    "account": _name,
    "class": _class,
    "owner": lambda row: (row.account.owner or "–", "muted"),
    "silence_days": _last_order,
    "rhythm_days": _usual,
    "late_days": _late,
    "chance_90": _risk,
    "at_stake": _stake,
    "status": _status,
    "next_step": _next,
}
"""Cells with a tone or a sign of their own; any other column is drawn by what it holds."""
_ORDER = (
    "account",
    "class",
    "owner",
    "silence_days",
    "rhythm_days",
    "late_days",
    "chance_90",
    "at_stake",
    "months",
    "status",
)
"""From the left; then the alarm, any further column, and the next step."""
_LAST = "next_step"
ALARM: ListColumn[AccountListRow] = ListColumn(
    "also",
    "Alarm",
    _also,
    7,
    leaves=8,
    sorts=False,
    means="The most urgent other warning sign: quote or contact forgotten, volume or class down, decision"
    " maker left, contract ending. The details say what to do.",
)


MONTHS_COLUMN: ListColumn[AccountListRow] = ListColumn(
    "months",
    "12 months",
    _months,
    12,
    leaves=5,
    sorts=False,
    means="Orders in each of the last twelve months, up to the last month with data; the best of them is a full bar.",
)


def _plain_cell(column: AccountColumn) -> Callable[[AccountListRow], Cell]:
    """How a column without a cell of its own is drawn."""

    def cell(row: AccountListRow) -> Cell:
        value = column.value(row.line)
        if value is None or value == "":
            return "–", "muted"
        match column.content:
            case ColumnContent.DAYS | ColumnContent.GAP:
                return duration_short(value)
            case ColumnContent.DAY:
                return near_day(value, row.shown.today)
            case ColumnContent.RISK:
                return percent_short(value)
            case ColumnContent.MONEY:
                return money_column(value, row.account.currency)
            case ColumnContent.COUNT:
                return f"{value:,}"
            case _:
                return str(value)

    return cell


def _on_screen(column: AccountColumn, screen: ScreenColumn) -> ListColumn[AccountListRow]:
    return ListColumn(
        column.key,
        screen.title,
        _CELLS.get(column.key) or _plain_cell(column),
        screen.width,
        screen.least,
        right=column.content not in (ColumnContent.TEXT, ColumnContent.DAY),
        leaves=screen.leaves,
        grows=column.names,
        sorts=screen.sorts,
        falling=screen.falling,
        means=screen.meaning,
        short=screen.short,
    )


def _columns(
    status_least: int, status_leaves: int, late_leaves: int
) -> tuple[ListColumn[AccountListRow], ...]:
    found = {each.key: _on_screen(each, each.screen) for each in ACCOUNT_COLUMNS if each.screen}
    found["status"] = found["status"]._replace(least=status_least, leaves=status_leaves)
    found["months"] = MONTHS_COLUMN
    found["late_days"] = found["late_days"]._replace(leaves=late_leaves)
    further = [column for key, column in found.items() if key not in (*_ORDER, _LAST)]
    return (*(found[key] for key in _ORDER), ALARM, *further, found[_LAST])


OVERDUE_COLUMNS = _columns(status_least=11, status_leaves=3, late_leaves=6)
"""Nearly all of them are overdue: how late, and what comes next, matter more than the word."""
COLUMNS = _columns(status_least=15, status_leaves=1, late_leaves=7)
"""Everybody stands somewhere else: the word matters more than how late."""
