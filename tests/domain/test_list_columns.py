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


def test_ids_and_what_a_sentence_says_anyway_are_only_in_the_data() -> None:
    assert [column.key for column in ACCOUNT_COLUMNS if not column.printed] == [
        *(
            "account_id",
            "segment",
            "orders",
            "chance_180",
            "chance_own",
            "yearly_value",
            "sentence",
            "data_until",
        )
    ]


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


def test_a_first_sort_puts_the_greatest_number_on_top() -> None:
    for column in ACCOUNT_COLUMNS:
        if column.screen is not None:
            assert column.screen.falling == (column.content is not ColumnContent.TEXT), column.key


def test_what_says_least_leaves_a_narrow_table_first() -> None:
    printed = [column for column in ACCOUNT_COLUMNS if column.printed and column.leaves]
    assert [column.key for column in sorted(printed, key=lambda each: -each.leaves)] == [
        "alarm",
        "class",
        "last_order",
        "owner",
        "status",
        "rhythm_days",
        "silence_days",
        "late_days",
    ]
    assert len({column.leaves for column in printed}) == len(printed), "two leave together"
    assert {column.key: column.screen.leaves for column in ACCOUNT_COLUMNS if column.screen} == {
        "owner": 9,
        "rhythm_days": 8,
        "class": 7,
        "late_days": 6,
        "chance_90": 3,
        "silence_days": 2,
        "next_step": 2,
        "status": 1,
        "account": 0,
        "at_stake": 0,
    }
