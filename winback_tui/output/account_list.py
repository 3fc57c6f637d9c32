"""A list of accounts as a table and as data, by the columns that `domain.account.list_columns` defines."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from winback_tui.domain.account.list_columns import ACCOUNT_COLUMNS, AccountColumn, ColumnContent, values_of

from .tables.table import CellKind, Column
from .tables.values import as_data

if TYPE_CHECKING:
    from winback_tui.domain.account.risk_sign import RiskSign

_KINDS = {
    ColumnContent.TEXT: CellKind.TEXT,
    ColumnContent.COUNT: CellKind.INT,
    ColumnContent.DAYS: CellKind.INT,
    ColumnContent.GAP: CellKind.NUMBER,
    ColumnContent.DAY: CellKind.DATE,
    ColumnContent.RISK: CellKind.PERCENT,
    ColumnContent.MONEY: CellKind.MONEY,
}


def _column(column: AccountColumn) -> Column:
    return Column(
        column.key,
        column.title,
        _KINDS[column.content],
        shown=column.printed,
        wide=column.wide,
        leaves=column.leaves,
        names=column.names,
        phrase=column.phrase,
    )


COLUMNS = tuple(_column(column) for column in ACCOUNT_COLUMNS)
"""The columns for every writer."""


def list_cells(row: Any) -> tuple[object, ...]:
    """The cells of one row of a list, in the order of `COLUMNS`."""
    return values_of(row)


def list_facts(row: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """One row as JSON values by key, leaving out the keys `without`."""
    currency = row.account.currency
    return {
        column.key: as_data(column, wanted.value(row), currency)
        for column, wanted in zip(COLUMNS, ACCOUNT_COLUMNS, strict=True)
        if column.key not in without
    }


RISK_COLUMNS = (
    *(column._replace(shown=column.shown and column.key != "alarm") for column in COLUMNS),
    Column("signs", "Signs", CellKind.OBJECTS, wide=True),
)
"""The columns of the list of accounts at risk: every sign instead of the strongest."""


def risk_cells(row: Any) -> tuple[object, ...]:
    """The cells of one row of the list of accounts at risk, in the order of `RISK_COLUMNS`."""
    return (*list_cells(row), [sign_object(sign) for sign in row.signs])


def sign_object(sign: RiskSign) -> dict[str, str]:
    """A sign for scripts, and as `text` for a reader."""
    return {
        "kind": str(sign.kind),
        "since": sign.since.isoformat(),
        "due": sign.due.isoformat(),
        "action": sign.sentence,
        "text": sign.sentence,
    }
