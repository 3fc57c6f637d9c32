"""Values in words: names for ids, money, days, yes and no; look-ups are cached for the next conflict."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import Any

from winback_tui.domain.wording.wording import full_day, money_exact, percent
from winback_tui.store.accounts.find import account_names
from winback_tui.store.log.install import declared_types
from winback_tui.store.log.rows import current_row, name_of_row
from winback_tui.store.settings.settings import usual_currency

from .field_words import DAYS, MINOR, MOMENTS, NAME_COLUMNS, ROWS, SHARES, YES_NO, FieldKind

_PARENTS = (("case_id", "loss_case"), ("interview_id", "interview"), ("cause_id", "cause"))


class ValueWords:
    """The words within one read of the book: valid while the connection sees one snapshot."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._types: dict[str, Mapping[str, str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._accounts: dict[str, tuple[str, str]] = {}

    def kind(self, table: str, column: str) -> FieldKind:
        """What the field holds."""
        if column in NAME_COLUMNS:
            return FieldKind.EMPLOYEE if NAME_COLUMNS[column] == "rep" else FieldKind.ROW
        if column.endswith("_id") and column != "external_id":
            return FieldKind.ROW
        if table not in self._types:
            self._types[table] = declared_types(self._connection, table)
        declared = self._types[table].get(column, "VARCHAR")
        if column in YES_NO or declared == "BOOLEAN":
            return FieldKind.YES_NO
        if column in SHARES:
            return FieldKind.SHARE
        if column in MOMENTS:
            return FieldKind.MOMENT
        if declared == "INTEGER":
            return FieldKind.MONEY if column in MINOR else FieldKind.NUMBER
        return FieldKind.DAY if column.endswith("_on") or column in DAYS else FieldKind.TEXT

    def currency(self, account_id: str, values: Mapping[str, Any]) -> str:
        """The currency of a row's amounts: its own, else the account's, else that of most accounts."""
        if values.get("currency"):
            return str(values["currency"])
        return (self._account(account_id)[1] if account_id else "") or self._usual_currency

    def account(self, account_id: str) -> str:
        """The name of the account; '' where it is not in the book."""
        return self._account(account_id)[0] if account_id else ""

    def row(self, table: str, row: str, values: Mapping[str, Any]) -> str:
        """A row in words: plan step "Call about the new carrier"."""
        word, column = ROWS.get(table, (table, "id"))
        title = row if column == "id" else self.shown(table, column, values.get(column))
        return f'{word} "{title}"' if title else word

    def shown(self, table: str, column: str, value: Any, currency: str = "") -> str:
        """A value in words: names for ids, yes and no, amounts with their decimals and currency."""
        if value is None or value == "":
            return ""
        if column in NAME_COLUMNS:
            return self._name(NAME_COLUMNS[column], value) or str(value)
        if column in YES_NO:
            return "yes" if value else "no"
        if column in MINOR and isinstance(value, int):
            return money_exact(value, currency)
        if column in SHARES and isinstance(value, int):
            return percent(value / 10_000)
        if column in MOMENTS and isinstance(value, int):
            return f"{datetime.fromtimestamp(value / 1000).astimezone():%Y-%m-%d %H:%M}"
        if table == "setting" and column == "value":
            return _setting_words(value)
        return str(value)

    def in_sentence(self, table: str, column: str, value: Any, currency: str = "") -> str:
        """As `shown`, but a day as people write it."""
        text = self.shown(table, column, value, currency)
        if self.kind(table, column) is FieldKind.DAY:
            with suppress(ValueError):
                return full_day(date.fromisoformat(text))
        return text

    def account_of(self, table: str, row: str, values: Mapping[str, Any]) -> str:
        """The id of the account that a row is about; '' for none."""
        if table == "account":
            return row
        for column in ("account_id", "account_no"):
            if values.get(column):
                return str(values[column])
        for column, parent in _PARENTS:
            if values.get(column):
                above = current_row(self._connection, parent, values[column])
                return self.account_of(parent, values[column], above) if above else ""
        return ""

    @cached_property
    def _usual_currency(self) -> str:
        return usual_currency(self._connection)

    def _account(self, account_id: str) -> tuple[str, str]:
        """Name and currency."""
        if account_id not in self._accounts:
            name = account_names(self._connection, {account_id}).get(account_id, "")
            row = current_row(self._connection, "account", account_id) if name else None
            self._accounts[account_id] = name, str((row or {}).get("currency") or "")
        return self._accounts[account_id]

    def _name(self, table: str, row: str) -> str:
        if (table, row) not in self._names:
            self._names[table, row] = name_of_row(self._connection, table, row) or ""
        return self._names[table, row]


def _setting_words(value: str) -> str:
    try:
        content = json.loads(value)
    except ValueError:
        return str(value)
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
