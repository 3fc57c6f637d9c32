"""Which losses were answered by an order, with the order that proves each (playbook M11)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.returns.loss_figures import AnsweredLoss, unpack_losses
from winback_tui.domain.returns.returns import Loss, Return, answers_of, latest_return, returns_of
from winback_tui.domain.returns.second_orders import SecondOrders, second_orders
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.cases.cases import CaseHead, cases_of
from winback_tui.store.orders.orders import orders_after, orders_of
from winback_tui.store.read import plain_rows, records

from .smallest import smallest_return


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


def returns_answering(
    connection: sqlite3.Connection, today: date, case_ids: Collection[str]
) -> list[CountedReturn]:
    """The returns that answer these cases."""
    if not case_ids:
        return []
    rows = connection.execute(
        "SELECT account_id FROM loss_case WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(case_ids)),),
    )
    accounts = {row[0] for row in rows}
    found = counted_returns(connection, today, accounts)
    return [each for each in found if each.found.loss.case_id in case_ids]


def second_orders_known(connection: sqlite3.Connection, today: date, until: date) -> SecondOrders:
    """How many of the book's returns were followed by a second order; `until`: the data day."""
    trials = []
    found = list(counted_returns(connection, today))
    orders = orders_of(connection, sorted({each.account_no for each in found})) if found else {}
    for each in found:
        first, end = each.found.order.day, each.found.lost_again_on or until
        days = [
            order.day for order in orders.get(each.account_no, []) if order.real and first <= order.day <= end
        ]
        trials.append((first, days))
    return second_orders(trials, until)


def returns_by_case(
    connection: sqlite3.Connection, account_no: int, cases: list[CaseHead], today: date
) -> tuple[Return, ...]:
    """Every return of the account as known on `today`, oldest first."""
    orders = orders_of(connection, [account_no]).get(account_no, [])
    complaints = connection.execute(
        "SELECT on_day FROM complaint JOIN account ON account.id = account_id WHERE account.no = ?",
        (account_no,),
    )
    losses = [Loss(case.id, case.lost_on) for case in cases]
    days = [date.fromisoformat(day) for (day,) in complaints]
    return returns_of(orders, losses, today, days, smallest_return(connection))


def answers_by_case(
    connection: sqlite3.Connection, account_nos: Collection[int], today: date
) -> dict[str, date]:
    """The day of the order that answers each loss of these accounts, by its case; what became of it is not asked."""
    losses: dict[int, list[Loss]] = defaultdict(list)
    rows = plain_rows(
        connection,
        "SELECT a.no, c.id, c.lost_on FROM loss_case c JOIN account a ON a.id = c.account_id"
        " WHERE a.no IN (SELECT value FROM json_each(?))",
        (json.dumps(list(account_nos)),),
    )
    for number, case_id, lost_on in rows:
        losses[number].append(Loss(case_id, date.fromisoformat(lost_on)))
    first = {number: min(loss.lost_on for loss in own) for number, own in losses.items()}
    orders, smallest = orders_after(connection, first), smallest_return(connection)
    found: dict[str, date] = {}
    for number, own in losses.items():
        found |= answers_of(orders.get(number, ()), own, today, smallest)
    return found


def answers_of_all(connection: sqlite3.Connection, today: date) -> dict[str, tuple[str, date]]:
    """As `answers_by_case` for every account that was ever lost, with its name."""
    cases = connection.execute(
        "SELECT c.id, a.no, a.name FROM loss_case c JOIN account a ON a.id = c.account_id"
    ).fetchall()
    names = {case_id: name for case_id, _, name in cases}
    found = answers_by_case(connection, {number for _, number, _ in cases}, today)
    return {case_id: (names[case_id], day) for case_id, day in found.items()}


def answer_to(returns: tuple[Return, ...], cases: list[CaseHead]) -> Return | None:
    """The return that answers the latest of these losses; None while the account is not back."""
    return latest_return(returns, [case.lost_on for case in cases])


def accounts_back(connection: sqlite3.Connection) -> list[AccountRef]:
    """The accounts whose latest loss an order has answered."""
    return records(
        connection,
        AccountRef,
        "SELECT a.id, a.no, a.name FROM account_summary s JOIN account a ON a.no = s.account_no"
        " WHERE s.status IN ('returned', 'recovered')",
    )


def answers_of_returned(connection: sqlite3.Connection) -> Iterator[tuple[str, AnsweredLoss]]:
    """For the same accounts, each loss that an order has answered, by its case, as stored in their summaries."""
    summaries = plain_rows(
        connection, "SELECT losses FROM account_summary WHERE status IN ('returned', 'recovered')"
    )
    for (packed,) in summaries:
        for loss in unpack_losses(packed):
            if loss.answer is not None:
                yield loss.case_id, loss.answer


def silent_again(connection: sqlite3.Connection) -> set[int]:
    """The numbers of accounts that are back, fragile, and late by their usual interval (playbook M12)."""
    rows = connection.execute("SELECT account_no FROM account_summary WHERE fragile AND on_list")
    return {number for (number,) in rows}
