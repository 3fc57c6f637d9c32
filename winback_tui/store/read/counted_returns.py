"""Which losses were answered by an order, with the order that proves each (playbook M11)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.returns import Return

from .cases import cases_of
from .losses import returns_by_case


@dataclass(frozen=True, slots=True)
class CountedReturn:
    """A return with the account it belongs to and who was responsible for the case."""

    account_no: int
    account_id: str
    account: str
    responsible: str
    found: Return


def counted_returns(
    connection: sqlite3.Connection, today: date, account_ids: Collection[str] | None = None
) -> Iterator[CountedReturn]:
    """Every return known on `today`, account by account and oldest first; of these accounts only when given."""
    accounts = connection.execute(
        "SELECT DISTINCT account.no, account.id, account.name FROM account"
        " JOIN loss_case ON account_id = account.id ORDER BY account.name, account.id"
    ).fetchall()
    for number, account_id, name in accounts:
        if account_ids is not None and account_id not in account_ids:
            continue
        cases = cases_of(connection, account_id)
        responsible = {case.id: case.responsible for case in cases}
        for found in returns_by_case(connection, number, cases, today):
            yield CountedReturn(number, account_id, name, responsible[found.loss.case_id], found)
