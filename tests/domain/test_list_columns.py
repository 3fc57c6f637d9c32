"""The columns of the lists: what one entry gives to data, to the printed table and to the screen."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from winback_tui.domain.account.list_columns import ACCOUNT_COLUMNS, AccountColumn, ColumnContent, values_of
from winback_tui.output.account_list import COLUMNS, list_cells
from winback_tui.store.lists.columns import SORTS
from winback_tui.tui.screens.views.accounts.columns import COLUMNS as SCREEN_COLUMNS
from winback_tui.tui.screens.views.accounts.columns import OVERDUE_COLUMNS

ROW = SimpleNamespace(
    account=SimpleNamespace(gone_90=6_234, expected_gap=21.46, last_day=date(2026, 9, 20), name="Acme"),
    alarm=None,
)


@pytest.mark.parametrize(
    ("path", "content", "value"),
    [
        ("account.gone_90", ColumnContent.RISK, 0.6234),
        ("account.expected_gap", ColumnContent.GAP, 21.5),
        ("account.last_day", ColumnContent.DAY, date(2026, 9, 20)),
        ("account.name", ColumnContent.TEXT, "Acme"),
        ("alarm.text", ColumnContent.TEXT, None),
    ],
)
def test_a_value_is_found_along_its_path(path: str, content: ColumnContent, value: object) -> None:
    assert AccountColumn("key", "Title", path, content).value(ROW) == value


def test_data_table_and_screen_have_the_same_columns() -> None:
    keys = [column.key for column in ACCOUNT_COLUMNS]
    assert [column.key for column in COLUMNS] == keys and len(set(keys)) == len(keys)
    on_screen = {column.key for column in ACCOUNT_COLUMNS if column.screen}
    for columns in (SCREEN_COLUMNS, OVERDUE_COLUMNS):
        assert {column.id for column in columns} - {"also", "months"} == on_screen
        assert {column.id for column in columns if column.sorts} <= set(SORTS)
    assert set(SORTS) <= set(keys)


def test_every_cell_is_in_the_place_of_its_column() -> None:
    account = SimpleNamespace(
        **{column.path.removeprefix("account."): place for place, column in enumerate(ACCOUNT_COLUMNS)}
    )
    row = SimpleNamespace(account=account, alarm=SimpleNamespace(text="x"))
    for name in ("silence_days", "next_step", "sentence", "data_until"):
        setattr(row, name, getattr(account, name))
    plain = (ColumnContent.RISK, ColumnContent.GAP)
    for place, (column, cell) in enumerate(zip(ACCOUNT_COLUMNS, list_cells(row), strict=True)):
        assert column.content in plain or column.key == "alarm" or cell == place


def test_all_values_at_once_are_those_of_each_column() -> None:
    account = SimpleNamespace(
        **{column.path.removeprefix("account."): place for place, column in enumerate(ACCOUNT_COLUMNS)}
    )
    for alarm in (SimpleNamespace(text="x"), None):
        row = SimpleNamespace(
            account=account, alarm=alarm, silence_days=3, next_step="", sentence="Why.", data_until=None
        )
        assert values_of(row) == tuple(column.value(row) for column in ACCOUNT_COLUMNS)
