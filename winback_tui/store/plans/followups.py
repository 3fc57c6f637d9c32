"""Everything with a day that somebody has to keep: steps, fixes, promises, offers, reviews."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from winback_tui.domain.returns.returns import ReturnStage
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.read import day_or_none
from winback_tui.store.returns.returns import counted_returns

TOLD_DAYS = 14
"""For so long what a returned account has reached stands among the follow-ups (our own definition)."""
VOLUME_WORDS = "the former volume; thank them (M11b)"
CLEAN_WORDS = "a clean year; ask for a testimonial (M11b)"


class FollowUpKind(StrEnum):
    """What is to be done on the day."""

    STEP = "step"
    FIX = "fix"
    PROMISE = "promise"
    OFFER = "offer"
    REVIEW = "review"
    CONDITION = "condition"
    REACHED = "reached"
    NOTHING = "no next step"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to do for an account. `on_day` is None for a promise without a day and for an open case without a
    next date.

    `channel` is that of a step, else ''. `owner` does it: of the step or fix, else who leads the case, else
    the account's. `at_stake` in minor units of `currency`.
    """

    kind: FollowUpKind
    id: str
    account_id: str
    account: str
    on_day: date | None
    channel: str
    text: str
    owner: str
    status: str
    stage: str
    fragile: bool
    at_stake: int
    currency: str
    case_id: str


_ACCOUNT = (
    " coalesce(nullif({owner}, ''), lead.name, owns.name, ''), coalesce(m.status, ''), coalesce(m.stage, ''),"
    " coalesce(m.fragile, 0), coalesce(m.at_stake, 0), coalesce(m.currency, a.currency), coalesce(c.id, '')"
)
_JOINS = (
    " JOIN account a ON a.id = {account} AND a.gone_reason = ''"
    " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
    " LEFT JOIN account_summary m ON m.account_no = a.no"
)
_BACK = "coalesce(m.status, '') IN ('returned', 'recovered')"


def follow_ups(connection: sqlite3.Connection, today: date) -> list[FollowUp]:
    """All of them, the longest waiting first; promises without a day and open cases without a next date
    stand at the end.

    A condition of return that has come true is due on the day itself; a former volume regained and a clean year
    stand two weeks from their day, until somebody has been in touch (playbook M11b).
    """
    found = [*_steps(connection), *_fixes(connection), *_promises(connection), *_offers(connection)]
    found += [*_reviews(connection), *_conditions(connection, today), *_reached(connection, today)]
    dated = sorted(found, key=lambda row: (row.on_day or date.max, -row.at_stake, row.account, row.id))
    return [*dated, *_without_next_step(connection)]


def _steps(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        f"SELECT s.id, a.id, a.name, s.on_day, s.channel, s.purpose,{_ACCOUNT.format(owner='does.name')}"
        " FROM step s LEFT JOIN loss_case c ON c.id = s.case_id LEFT JOIN rep does ON does.id = s.owner_id"
        f"{_JOINS.format(account='s.account_id')}"
        " WHERE s.done_on = '' AND s.dropped_on = '' AND coalesce(c.closed_on, '') = ''"
    )
    yield from (_row(FollowUpKind.STEP, row) for row in rows)


def _fixes(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        f"SELECT f.id, a.id, a.name, f.due_on, '', f.what,{_ACCOUNT.format(owner='does.name')}"
        " FROM fix f JOIN cause ON cause.id = f.cause_id JOIN loss_case c ON c.id = cause.case_id"
        f" LEFT JOIN rep does ON does.id = f.owner_id{_JOINS.format(account='c.account_id')}"
        " WHERE f.done_on = '' AND f.due_on <> '' AND c.closed_on = ''"
    )
    yield from (_row(FollowUpKind.FIX, row) for row in rows)


def _promises(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        f"SELECT p.id, a.id, a.name, p.due_on, '', p.text,{_ACCOUNT.format(owner=repr(''))}"
        f" FROM promise p LEFT JOIN loss_case c ON c.id = p.case_id{_JOINS.format(account='p.account_id')}"
        " WHERE p.kept_on = '' AND p.broken_on = ''"
    )
    yield from (_row(FollowUpKind.PROMISE, row) for row in rows)


def _offers(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        f"SELECT o.id, a.id, a.name, o.deadline_on, '', o.kind,{_ACCOUNT.format(owner=repr(''))}"
        f" FROM offer o LEFT JOIN loss_case c ON c.id = o.case_id{_JOINS.format(account='o.account_id')}"
        " WHERE o.taken_on = '' AND o.refused_on = '' AND o.deadline_on <> '' AND coalesce(c.closed_on, '') = ''"
    )
    yield from (_row(FollowUpKind.OFFER, row) for row in rows)


def _reviews(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        "SELECT d.id, a.id, a.name, coalesce(nullif(d.wait_until, ''), d.review_on), '', d.verdict,"
        f"{_ACCOUNT.format(owner=repr(''))} FROM decision d JOIN loss_case c ON c.id = d.case_id"
        f"{_JOINS.format(account='c.account_id')} WHERE c.closed_on = '' AND NOT {_BACK}"
        " AND coalesce(nullif(d.wait_until, ''), d.review_on) <> '' AND NOT EXISTS (SELECT 1 FROM decision later"
        " WHERE later.case_id = d.case_id AND (later.decided_on, later.id) > (d.decided_on, d.id))"
    )
    yield from (_row(FollowUpKind.REVIEW, row) for row in rows)


def _conditions(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    for true in met_conditions(connection, today):
        if true.noted:
            continue
        row = connection.execute(
            f"SELECT ?, a.id, a.name, ?, '', ?,{_ACCOUNT.format(owner=repr(''))} FROM loss_case c"
            f"{_JOINS.format(account='c.account_id')} WHERE c.id = ? AND NOT {_BACK}",
            (true.condition_id, today.isoformat(), true.sentence, true.case_id),
        ).fetchone()
        if row is not None:
            yield _row(FollowUpKind.CONDITION, row)


def _reached(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    back = {
        row[0]
        for row in connection.execute(
            "SELECT a.id FROM account_summary m JOIN account a ON a.no = m.account_no"
            " WHERE m.status IN ('returned', 'recovered')"
        )
    }
    for each in counted_returns(connection, today, back):
        found = each.found
        clean_on = found.clean_on if found.stage is ReturnStage.CLEAN else None
        for day, words in ((found.resumed_on, VOLUME_WORDS), (clean_on, CLEAN_WORDS)):
            if day is None or found.lost_again_on or not 0 <= (today - day).days <= TOLD_DAYS:
                continue
            row = connection.execute(
                f"SELECT c.id || ?, a.id, a.name, ?, '', ?,{_ACCOUNT.format(owner=repr(''))} FROM loss_case c"
                f"{_JOINS.format(account='c.account_id')} WHERE c.id = ? AND NOT EXISTS (SELECT 1 FROM activity"
                " WHERE account_id = a.id AND channel <> 'internal' AND on_day >= ?)",
                (f":{words}", day.isoformat(), words, found.loss.case_id, day.isoformat()),
            ).fetchone()
            if row is not None:
                yield _row(FollowUpKind.REACHED, row)


def _without_next_step(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    rows = connection.execute(
        f"SELECT c.id, a.id, a.name, '', '', '',{_ACCOUNT.format(owner=repr(''))} FROM loss_case c"
        f"{_JOINS.format(account='c.account_id')} WHERE c.closed_on = '' AND NOT {_BACK}"
        " AND NOT EXISTS (SELECT 1 FROM step s WHERE s.account_id = a.id AND s.done_on = '' AND s.dropped_on = '')"
        " AND coalesce((SELECT verdict FROM decision d WHERE d.case_id = c.id ORDER BY decided_on DESC, id DESC"
        " LIMIT 1), '') NOT IN ('wait', 'let-go') ORDER BY coalesce(m.at_stake, 0) DESC, a.name"
    )
    yield from (_row(FollowUpKind.NOTHING, row) for row in rows)


def _row(kind: FollowUpKind, row: Sequence[Any]) -> FollowUp:
    return FollowUp(
        kind,
        row[0],
        row[1],
        row[2],
        day_or_none(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        bool(row[9]),
        row[10],
        row[11],
        row[12],
    )
