"""The columns of the lists of accounts; their ids are the sort keys of the services."""

from __future__ import annotations

from winback_tui.domain.wording.wording import duration_short, money_column, near_day, percent_short
from winback_tui.tui.drawing.columns import Cell, ListColumn

from .rows import AccountListRow

STATUS_TONES = {
    "lost": "warn",
    "returned": "good",
    "recovered": "good",
    "sleeping": "muted",
    "let go": "muted",
    "gone for good": "faint",
}
STAKE_MEANS = "Risk times what they are worth a year: the margin where it is known, else sales."
HIGH_RISK = 8_000
"""Basis points from which a risk is shown in red."""


def _name(row: AccountListRow) -> Cell:
    name = row.account.name
    return (f"✦ {name}", "good") if row.account.raised else name


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
    if chance is None:
        return "–", "muted"
    return percent_short(chance / 10_000), "bad" if chance >= HIGH_RISK else ""


def _stake(row: AccountListRow) -> Cell:
    account = row.account
    if account.at_stake <= 0:
        return "–", "muted"
    text = money_column(account.at_stake, account.currency)
    return text.removesuffix(account.currency).rstrip() if account.currency == row.shown.currency else text


def _status(row: AccountListRow) -> Cell:
    account = row.account
    tone = (
        "bad" if account.twice_lost else "warn" if account.fragile else STATUS_TONES.get(account.status, "")
    )
    words = "fragile" if account.fragile else row.line.standing
    return f"{row.line.glyph} {words}", tone


def _also(row: AccountListRow) -> Cell:
    return (row.alarm.word, "warn") if row.alarm else ""


def _next(row: AccountListRow) -> Cell:
    account = row.account
    if account.next_on is None:
        return "–", "muted"
    # Here, since it loads the plans, which the first frame seldom needs.
    from winback_tui.domain.plan.steps import channel_words

    late = account.next_on < row.shown.today
    text = f"{channel_words(account.next_channel)} {near_day(account.next_on, row.shown.today)}"
    return (f"▲ {text}", "bad") if late else text


LATE_MEANS = "How long the next order is overdue, by their usual interval."
LATE_BY: ListColumn[AccountListRow] = ListColumn(
    "late_days", "Late by", _late, 8, 7, right=True, leaves=6, falling=True, means=LATE_MEANS
)


def _columns(
    late_by: ListColumn[AccountListRow], status_least: int
) -> tuple[ListColumn[AccountListRow], ...]:
    return (
        ListColumn("account", "Account", _name, 30, 15, grows=True),
        ListColumn(
            "class",
            "Class",
            _class,
            5,
            leaves=7,
            means="A, B or C by yearly value: A are the few worth most.",
        ),
        ListColumn("owner", "Owner", lambda row: (row.account.owner or "–", "muted"), 10, 6, leaves=9),
        ListColumn(
            "silence_days",
            "Last order",
            _last_order,
            10,
            right=True,
            leaves=2,
            falling=True,
            means="Time from their last order to the last day with data, which the line above the list names.",
        ),
        ListColumn(
            "rhythm_days",
            "Usual",
            _usual,
            8,
            6,
            right=True,
            leaves=8,
            falling=True,
            means="How often they usually order.",
        ),
        late_by,
        ListColumn(
            "chance_90",
            "Risk",
            _risk,
            6,
            5,
            right=True,
            leaves=3,
            falling=True,
            means="Risk that they order nothing in the next 90 days.",
        ),
        ListColumn("at_stake", "At risk/yr", _stake, 12, 11, right=True, falling=True, means=STAKE_MEANS),
        ListColumn("status", "Status", _status, 16, status_least, leaves=1),
        ListColumn(
            "also",
            "Alarm",
            _also,
            7,
            leaves=5,
            sorts=False,
            means="The most urgent other warning sign: quote or contact forgotten, volume or class down, decision"
            " maker left, contract ending. The details say what to do.",
        ),
        ListColumn("next_step", "Next", _next, 18, 9, leaves=7),
    )


OVERDUE_COLUMNS = _columns(LATE_BY, status_least=11)
"""Nearly all of them are overdue: how late matters more than the word."""
COLUMNS = _columns(LATE_BY._replace(leaves=7), status_least=15)
"""Everybody stands somewhere else: the word matters more than how late."""
