"""Everything that is due on a day: steps, fixes, promises, offers, reviews."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from winback_tui.domain.account.risk_sign import WEAK_SIGNS, SignKind, unpack_signs
from winback_tui.domain.account.signs import ORDERING
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.progress.stage_of import lacks_contact, stage_of
from winback_tui.domain.gates import GateFacts, held_until
from winback_tui.domain.wording.channels import Channel
from winback_tui.store.cases.cases_by_account import case_facts
from winback_tui.store.cases.gate_facts import contact_facts
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.contacts.contacts import CONTACTS_SQL
from winback_tui.store.plans.series import first_of_each_series
from winback_tui.store.plans.standing_steps import standing_sql
from winback_tui.store.read import Values, named_rows, plain_rows, to_record
from winback_tui.store.returns.returns import answers_of_returned
from winback_tui.store.summary.strong_signs import STRONG_SIGNS

REACHED_DAYS = 14
"""What a returned account has reached stays among the follow-ups for this many days (our own definition)."""
VOLUME_WORDS = "the former volume: thank them"
CLEAN_WORDS = "a clean year: ask for a testimonial"
ASK_AGAIN_DAYS = 365
"""Days after which an account let go without a written decision is asked again, as after a written one."""
ASKED_AGAIN_FOR_DAYS = 90
"""They stay among the follow-ups for this many days, so that old ones do not fill the list for ever (our own
definition).
"""


class FollowUpKind(StrEnum):
    """What is to be done on a day, apart from the signs of a coming loss."""

    STEP = "step"
    FIX = "fix"
    PROMISE = "promise"
    OFFER = "offer"
    REVIEW = "decision"
    CONDITION = "condition"
    REACHED = "reached"
    NOTHING = "no contact planned"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to do for an account. `on_day` is None for a promise without a day and for an open case without a
    next date.

    `kind` is a `SignKind` for a sign of a coming loss; a reminder of a quote is one too. `channel` is that of a step,
    else ''. `owner` does it: of the step or fix, else who leads the case, else the account's. `at_stake` in minor units
    of `currency`. `held`: what a contact waits for while a gate blocks it. `let_go_on`: when we let them go, of a
    review of that.
    """

    kind: FollowUpKind | SignKind
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
    held: str = ""
    let_go_on: date | None = None

    @property
    def step_id(self) -> str:
        """The id of the planned step, '' for anything else."""
        return self.id if self.channel else ""

    @property
    def gentle(self) -> bool:
        """Whether it is a weak sign that can wait for a quiet hour."""
        return self.kind in WEAK_SIGNS

    @property
    def on_top(self) -> bool:
        """Whether it comes first among those of its day: a complaint of an account that came back lately (M12)."""
        return self.fragile and self.kind is SignKind.COMPLAINT


_SELECT = (
    "SELECT {id} AS id, a.id AS account_id, a.name AS account, {on_day} AS on_day, {channel} AS channel,"
    " {text} AS text, coalesce(nullif({owner}, ''), lead.name, owns.name, '') AS owner,"
    " coalesce(m.status, '') AS status, coalesce(m.stage, '') AS stage, coalesce(m.fragile, 0) AS fragile,"
    " coalesce(m.at_stake, 0) AS at_stake, coalesce(m.currency, a.currency) AS currency,"
    " coalesce(c.id, '') AS case_id"
)
_JOINS = (
    " JOIN account a ON a.id = {account} AND a.gone_reason = ''"
    " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
    " LEFT JOIN account_summary m ON m.account_no = a.no"
)
_BACK = "coalesce(m.status, '') IN ('returned', 'recovered')"
_OF_CASE = f" FROM loss_case c{_JOINS.format(account='c.account_id')}"


def follow_ups(connection: sqlite3.Connection, today: date) -> list[FollowUp]:
    """All of them: `dated_follow_ups`, and then the open cases with no contact planned."""
    return _standing(connection, today, True, list(_without_contact(connection, today)))


def dated_follow_ups(connection: sqlite3.Connection, today: date, *, weak: bool = True) -> list[FollowUp]:
    """What has a day, the longest waiting first, and then promises without one. Without the `weak` signs, accounts
    that show no other are not even read: there may be thousands.

    A condition of return that is met is due on the day itself; a former volume regained and a clean year
    stay for two weeks from their day, until somebody has been in touch (playbook M11b). Whoever was let go is to be
    asked again for 90 days from the review day of that decision on, until somebody has been in touch (G-no).
    """
    return _standing(connection, today, weak, [])


def _standing(
    connection: sqlite3.Connection, today: date, weak: bool, idle: Sequence[FollowUp]
) -> list[FollowUp]:
    """What has a day, in its order, and then the `idle` cases; without what is left to fate."""
    steps = list(_open_steps(connection))
    found = [
        *_fixes(connection),
        *_promises(connection),
        *_offers(connection),
        *_reviews(connection),
        *_reached(connection, today),
        *_let_go(connection, today),
        *_signs(connection, today, weak),
        *_conditions(connection, today),
    ]
    gates = contact_facts(connection, today, {row.account_id for row in (*steps, *found, *idle)})
    dated = sorted([*_steps(connection, steps, gates), *found], key=lambda row: _order(row, today))
    return [row for row in (*dated, *idle) if not _left_to_fate(row, gates)]


def _left_to_fate(row: FollowUp, gates: Mapping[str, GateFacts]) -> bool:
    """Whether the account was lost twice and got its letter: nothing in its case is due any more (M13).

    Promises to it must still be kept, and complaints answered.
    """
    facts = gates.get(row.account_id)
    over = facts is not None and facts.times_lost > 1 and facts.repentance_sent_on is not None
    return over and row.kind not in (FollowUpKind.PROMISE, SignKind.COMPLAINT)


def _order(row: FollowUp, today: date) -> tuple[Any, ...]:
    """What is late, then what is for today, then day by day, the longest waiting first.

    A complaint of a recently returned account comes before everything, and after what is late or for today what can
    wait: the gentle signs (nobody in touch, a new customer, less volume).
    """
    day = row.on_day or date.max
    group = 0 if day < today else 1 if day == today else 3
    first = group < 2 and row.on_top
    return not first, 2 if row.gentle else group, day, -row.at_stake, row.account, row.id


def _signs(connection: sqlite3.Connection, today: date, weak: bool) -> Iterator[FollowUp]:
    """The signs of a coming loss, a row each; not those that a contact planned for these days answers."""
    sql = (
        _select("''")
        + ", m.signs FROM account_summary m JOIN account a ON a.no = m.account_no AND a.gone_reason = ''"
        " LEFT JOIN loss_case c ON c.account_id = a.id AND c.closed_on = ''"
        " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
        " WHERE " + ("m.signs <> ''" if weak else STRONG_SIGNS) + " GROUP BY m.account_no"
    )
    # Built by hand: many thousand accounts may show signs, and every start counts them.
    for row in plain_rows(connection, sql):
        _, account_id, account, _, _, _, owner, status, stage, fragile, at_stake, currency, case_id, signs = (
            row
        )
        ordering = Status(status) in ORDERING
        for sign in unpack_signs(signs):
            if not weak and sign.kind in WEAK_SIGNS:
                continue
            if sign.answered_by_plan(today) or (sign.kind.only_while_ordering and not ordering):
                continue
            yield FollowUp(
                sign.kind,
                sign.row or f"{account_id}:{sign.kind}:{sign.since}",
                account_id,
                account,
                sign.due,
                "",
                sign.task,
                owner,
                status,
                stage,
                bool(fragile),
                at_stake,
                currency,
                case_id,
            )


def _select(id: str, on_day: str = "''", text: str = "''", *, channel: str = "''", owner: str = "''") -> str:
    """The columns of a follow-up, by the SQL of those that differ from kind to kind."""
    return _SELECT.format(id=id, on_day=on_day, text=text, channel=channel, owner=owner)


def _read(
    connection: sqlite3.Connection, kind: FollowUpKind, sql: str, values: Values = ()
) -> Iterator[FollowUp]:
    return (
        to_record(FollowUp, row, kind=kind, held="", let_go_on=None)
        for row in named_rows(connection, sql, values)
    )


def _steps(
    connection: sqlite3.Connection, steps: Sequence[FollowUp], gates: Mapping[str, GateFacts]
) -> Iterator[FollowUp]:
    """The open steps; a contact that a gate blocks says what it waits for, so that nobody makes it too early."""
    first_reminders = first_of_each_series(connection)
    for step in steps:
        if not first_reminders.get(step.id, True):
            continue
        row = replace(step, kind=SignKind.QUOTE) if step.id in first_reminders else step
        facts = gates.get(row.account_id)
        if facts is None or row.channel == Channel.INTERNAL or row.on_day is None:
            yield row
        else:
            yield replace(row, held=held_until(facts, row.on_day))


def _open_steps(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    return _read(
        connection,
        FollowUpKind.STEP,
        _select("s.id", "s.on_day", "s.purpose", channel="s.channel", owner="does.name")
        + " FROM step s LEFT JOIN loss_case c ON c.id = s.case_id LEFT JOIN rep does ON does.id = s.owner_id"
        + _JOINS.format(account="s.account_id")
        + f" WHERE {standing_sql()}",
    )


def _fixes(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    return _read(
        connection,
        FollowUpKind.FIX,
        _select("f.id", "f.due_on", "f.what", owner="does.name")
        + " FROM fix f JOIN cause ON cause.id = f.cause_id JOIN loss_case c ON c.id = cause.case_id"
        + " LEFT JOIN rep does ON does.id = f.owner_id"
        + _JOINS.format(account="c.account_id")
        + " WHERE f.done_on = '' AND f.due_on <> '' AND c.closed_on = ''",
    )


def _promises(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    return _read(
        connection,
        FollowUpKind.PROMISE,
        _select("p.id", "p.due_on", "p.text")
        + " FROM promise p LEFT JOIN loss_case c ON c.id = p.case_id"
        + _JOINS.format(account="p.account_id")
        + " WHERE p.kept_on = '' AND p.broken_on = ''",
    )


def _offers(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    return _read(
        connection,
        FollowUpKind.OFFER,
        _select("offer.id", "offer.deadline_on", "offer.kind")
        + " FROM offer LEFT JOIN loss_case c ON c.id = offer.case_id"
        + _JOINS.format(account="offer.account_id")
        + " WHERE offer.taken_on = '' AND offer.refused_on = '' AND offer.deadline_on <> ''"
        + " AND coalesce(c.closed_on, '') = ''",
    )


def _reviews(connection: sqlite3.Connection) -> Iterator[FollowUp]:
    day = "coalesce(nullif(d.wait_until, ''), d.review_on)"
    return _read(
        connection,
        FollowUpKind.REVIEW,
        _select("d.id", day, "d.verdict")
        + " FROM decision d JOIN loss_case c ON c.id = d.case_id"
        + _JOINS.format(account="c.account_id")
        + f" WHERE c.closed_on = '' AND NOT {_BACK} AND {day} <> '' AND NOT EXISTS (SELECT 1 FROM decision later"
        + " WHERE later.case_id = d.case_id AND (later.decided_on, later.id) > (d.decided_on, d.id))",
    )


def _let_go(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    """A closed case that ended in letting go, once its review has come: G-no (a no of today may be regretted).

    Not for accounts that are back, gone for good, in a later case, or lost twice (M13).
    """
    verdict, review = (
        f"(SELECT {what} FROM decision d WHERE d.case_id = c.id ORDER BY d.decided_on DESC, d.id DESC LIMIT 1)"
        for what in ("d.verdict", "nullif(d.review_on, '')")
    )
    day = f"coalesce({review}, date(c.closed_on, '+{ASK_AGAIN_DAYS} days'))"
    found = _read(
        connection,
        FollowUpKind.REVIEW,
        _select("c.id", day, "c.closed_on")
        + _OF_CASE
        + f" WHERE c.closed_on <> '' AND (c.outcome = 'let go' OR {verdict} = 'let-go') AND {day} <= ?1"
        + f" AND {day} > date(?1, '-{ASKED_AGAIN_FOR_DAYS} days')"
        + f" AND NOT {_BACK} AND NOT coalesce(m.twice_lost, 0) AND NOT EXISTS (SELECT 1 FROM loss_case later"
        + " WHERE later.account_id = c.account_id AND (later.lost_on, later.id) > (c.lost_on, c.id))"
        + f" AND NOT EXISTS (SELECT 1 FROM {CONTACTS_SQL} WHERE account_id = a.id AND on_day >= {day})",
        (today.isoformat(),),
    )
    return (replace(row, text="", let_go_on=date.fromisoformat(row.text)) for row in found)


def _conditions(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    for met in met_conditions(connection, today):
        if not met.noted:
            yield from _read(
                connection,
                FollowUpKind.CONDITION,
                _select("?", "?", "?") + _OF_CASE + f" WHERE c.id = ? AND NOT {_BACK}",
                (met.condition_id, today.isoformat(), met.sentence, met.case_id),
            )


def _reached(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    first, last = (today - timedelta(days=REACHED_DAYS)).isoformat(), today.isoformat()
    for case_id, answer in answers_of_returned(connection):
        for day, words in ((answer.resumed_on, VOLUME_WORDS), (answer.clean_on, CLEAN_WORDS)):
            if answer.lost_again_on or not first <= day <= last:
                continue
            yield from _read(
                connection,
                FollowUpKind.REACHED,
                _select("c.id || ?", "?", "?")
                + _OF_CASE
                + f" WHERE c.id = ? AND NOT EXISTS (SELECT 1 FROM {CONTACTS_SQL}"
                + " WHERE account_id = a.id AND on_day >= ?)",
                (f":{words}", day, words, case_id, day),
            )


def _without_contact(connection: sqlite3.Connection, today: date) -> Iterator[FollowUp]:
    """The open cases in which no contact is planned, by the same rule as everywhere (`lacks_contact`)."""
    found = list(
        _read(
            connection,
            FollowUpKind.NOTHING,
            _select("c.id")
            + _OF_CASE
            + f" WHERE c.closed_on = '' AND NOT {_BACK}"
            + f" AND NOT EXISTS (SELECT 1 FROM step s WHERE s.account_id = a.id AND {standing_sql()})"
            + " ORDER BY coalesce(m.at_stake, 0) DESC, a.name",
        )
    )
    facts = case_facts(connection, today, [row.id for row in found]) if found else {}
    return (row for row in found if lacks_contact(stage_of(facts[row.id]).stage, facts[row.id].next_on))
