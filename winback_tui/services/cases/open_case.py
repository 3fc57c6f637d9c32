"""The case that an act belongs to: the open one of the account."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import full_day
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.cases.cases import CaseHead, cases_of


def open_among(cases: Iterable[CaseHead]) -> CaseHead | None:
    """The open case of one account's cases, if there is one."""
    return next((case for case in cases if case.open), None)


def open_case_of(connection: sqlite3.Connection, account: AccountRef) -> CaseHead | None:
    """The open case of the account, if it has one."""
    return open_among(cases_of(connection, account.id))


def require_open_case(connection: sqlite3.Connection, account: AccountRef) -> CaseHead:
    """The open case of the account. Raises Refused, naming the closed one where there is only that."""
    cases = cases_of(connection, account.id)
    case = open_among(cases)
    if case is not None:
        return case
    if not cases:
        raise Refused(f"{account.name} has no case; open one with the day of the loss first.")
    closed = cases[0]
    assert closed.closed_on is not None
    how = f" as {closed.outcome}" if closed.outcome == "let go" else ""
    raise Refused(
        f"The case of {account.name} lost on {full_day(closed.lost_on)} was closed on"
        f" {full_day(closed.closed_on)}{how}; undo the closing, or open a new case for a new loss."
    )
