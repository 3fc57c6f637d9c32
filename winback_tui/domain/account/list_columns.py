"""The columns of the lists of accounts, defined once: the command line, its data forms and the screen follow them.

A new column is an entry here, and its SQL in `store/lists/columns.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Any, NamedTuple

AT_RISK_MEANING = (
    "Risk times what they bring in a year: profit where the margin is known, else sales. Amounts of several currencies"
    " are sorted by their numbers, not converted."
)
"""What money at risk means, wherever a list shows it."""
GAP_PLACES = 1
"""Decimals of a usual interval in days."""


class ColumnContent(StrEnum):
    """What a column holds. RISK is stored in basis points and given as a share of 1; MONEY is in minor units."""

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    GAP = "gap"
    DAY = "day"
    RISK = "risk"
    MONEY = "money"


class ScreenColumn(NamedTuple):
    """How the screen shows a column: its widths in cells, `least` the smallest.

    Columns with the greatest `leaves` are dropped first. `title` and `meaning`: its heading and its help; `short`:
    the heading where space is short; `falling`: its first sort puts the greatest on top.
    """

    title: str
    width: int
    least: int = 0
    leaves: int = 0
    meaning: str = ""
    falling: bool = False
    sorts: bool = True
    short: str = ""


class AccountColumn(NamedTuple):
    """One column. `key` is its name in data and its sort key; `path` leads from a row of a list to the value.

    `title` heads the printed table, which drops the column with the greatest `leaves` first on a narrow terminal;
    `phrase` words a value where rows are lines of words. Not `printed`: only in data. Without `screen`: not on the
    screen.
    """

    key: str
    title: str
    path: str
    content: ColumnContent = ColumnContent.TEXT
    phrase: str = ""
    leaves: int = 0
    printed: bool = True
    wide: bool = False
    names: bool = False
    screen: ScreenColumn | None = None

    @property
    def holder(self) -> str:
        """The attribute of a row that holds the value, `''` where the row itself does."""
        return self.path.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        """The name of the value where it is held."""
        return self.path.rpartition(".")[2]

    def value(self, row: Any) -> Any:
        """The value in a row of a list, None where there is none."""
        owner = self.holder
        holder = getattr(row, owner) if owner else row
        return self.in_form(None if holder is None else getattr(holder, self.attribute))

    def in_form(self, found: Any) -> Any:
        """What its attribute holds, as the lists give it."""
        form = _FORMS.get(self.content)
        return found if form is None else form(found)


_FORMS: dict[ColumnContent, Callable[[Any], Any]] = {
    ColumnContent.RISK: lambda found: None if found is None else found / 10_000,
    ColumnContent.GAP: lambda found: None if found is None else round(found, GAP_PLACES),
}
"""Where a list gives a value in another form than its attribute holds."""


ACCOUNT_COLUMNS: tuple[AccountColumn, ...] = (
    AccountColumn("account_id", "Id", "account.id", printed=False),
    AccountColumn("account", "Account", "account.name", names=True, screen=ScreenColumn("Account", 26, 20)),
    AccountColumn(
        "owner", "Owner", "account.owner", phrase="owner {}", leaves=5, screen=ScreenColumn("Owner", 10, 6, 9)
    ),
    AccountColumn("segment", "Segment", "account.segment", printed=False),
    AccountColumn(
        "class",
        "Class",
        "account.abc",
        phrase="class {}",
        leaves=7,
        screen=ScreenColumn(
            "Class", 5, leaves=7, meaning="A, B or C by yearly value; A: the few accounts worth the most."
        ),
    ),
    AccountColumn(
        "status",
        "Status",
        "account.status",
        phrase="{}",
        leaves=4,
        screen=ScreenColumn("Status", 16, 11, leaves=1),
    ),
    AccountColumn("orders", "Orders", "account.order_days", ColumnContent.COUNT, printed=False),
    AccountColumn("last_order", "Last order", "account.last_day", ColumnContent.DAY, leaves=6),
    AccountColumn(
        "silence_days",
        "Days since",
        "silence_days",
        ColumnContent.DAYS,
        phrase="no order for {} days",
        leaves=2,
        screen=ScreenColumn(
            "Last order",
            10,
            leaves=2,
            meaning="Time from their last order to the last day with data, named above the list.",
            falling=True,
            short="Last",
        ),
    ),
    AccountColumn(
        "rhythm_days",
        "Usual days",
        "account.expected_gap",
        ColumnContent.GAP,
        phrase="orders every {} days",
        leaves=3,
        screen=ScreenColumn("Usual", 8, 6, 8, "How often they usually order.", falling=True),
    ),
    AccountColumn(
        "late_days",
        "Days late",
        "account.late_days",
        ColumnContent.DAYS,
        phrase="{} days late",
        leaves=1,
        screen=ScreenColumn(
            "Late by",
            8,
            7,
            6,
            "How long their next order has been overdue, by their usual interval.",
            falling=True,
            short="Late",
        ),
    ),
    AccountColumn(
        "chance_90",
        "Risk",
        "account.gone_90",
        ColumnContent.RISK,
        phrase="{} likely lost",
        screen=ScreenColumn(
            "Risk", 6, 5, 3, "Risk that they order nothing in the next 90 days.", falling=True
        ),
    ),
    AccountColumn("chance_180", "Risk 180", "account.gone_180", ColumnContent.RISK, printed=False),
    AccountColumn("chance_own", "Risk own", "account.gone_own", ColumnContent.RISK, printed=False),
    AccountColumn("yearly_value", "Value/yr", "account.yearly_value", ColumnContent.MONEY, printed=False),
    AccountColumn(
        "at_stake",
        "At risk/yr",
        "account.at_stake",
        ColumnContent.MONEY,
        phrase="{} a year at risk",
        screen=ScreenColumn(
            "At risk/yr",
            12,
            11,
            meaning=AT_RISK_MEANING,
            falling=True,
            short="At risk",
        ),
    ),
    AccountColumn("currency", "Cur", "account.currency"),
    AccountColumn(
        "next_step", "Next step", "next_step", phrase="next step {}", screen=ScreenColumn("Next", 16, 13, 2)
    ),
    AccountColumn("sentence", "Why", "sentence", printed=False),
    AccountColumn("alarm", "Alarm", "alarm.text", leaves=8, wide=True),
    AccountColumn("data_until", "Data up to", "data_until", ColumnContent.DAY, printed=False),
)
"""All columns, in the order of the command line and its data."""

_ALWAYS = ("", "account")
"""What every row has; not every row has an alarm."""
_DIRECT = attrgetter(*(each.path if each.holder in _ALWAYS else each.holder for each in ACCOUNT_COLUMNS))
_OF_A_HOLDER = tuple(
    (place, attrgetter(each.attribute))
    for place, each in enumerate(ACCOUNT_COLUMNS)
    if each.holder not in _ALWAYS
)
_IN_A_FORM = tuple(
    (place, _FORMS[each.content]) for place, each in enumerate(ACCOUNT_COLUMNS) if each.content in _FORMS
)


def values_of(row: Any) -> tuple[Any, ...]:
    """The values of all columns in a row of a list, in their order: what each one's `value` gives."""
    found = list(_DIRECT(row))
    for place, held in _OF_A_HOLDER:
        if found[place] is not None:
            found[place] = held(found[place])
    for place, in_form in _IN_A_FORM:
        found[place] = in_form(found[place])
    return tuple(found)
