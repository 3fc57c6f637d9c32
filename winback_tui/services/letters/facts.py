"""The facts that decide about letters, read from the book for one account or for all that may be due one."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from winback_tui.domain.account.status import Status
from winback_tui.domain.gates import PRICE_HUNTER_WAIT_DAYS
from winback_tui.domain.plan.fatigue import ContactLimit, overload
from winback_tui.domain.plan.letter import LetterFacts, Quote, WrittenLetter
from winback_tui.domain.plan.letter.due import FIRST_IMPRESSION_DAYS, QUOTE_DAYS
from winback_tui.services.plans.contact_limit import CONTACT_LIMIT
from winback_tui.store.accounts.snoozes import put_aside
from winback_tui.store.cases.cases import case_head
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.contacts import contact_days
from winback_tui.store.contacts.letters import (
    LetterSubject,
    last_replies,
    letters_by_account,
    may_be_due,
    open_quotes,
    return_days,
    unresolved_since,
)
from winback_tui.store.orders.data_day import kept_data_day
from winback_tui.store.settings.settings import setting, settings_under

from .settings import LetterSettings

QUOTES_BACK = 365
"""Days for which a letter written by hand still finds a quote without an order."""


def facts_of_one(
    connection: sqlite3.Connection, subject: LetterSubject, chosen: LetterSettings, today: date
) -> LetterFacts:
    """Everything about one account, with the gates of its open case."""
    quotes = open_quotes(connection, today - timedelta(days=QUOTES_BACK), today, subject.no)
    return _Gathered(
        connection,
        chosen,
        today,
        dict(letters_by_account(connection, subject.id)),
        last_replies(connection, subject.id),
        unresolved_since(connection, today, subject.id),
        quotes,
    ).facts(subject)


def facts_of_all(
    connection: sqlite3.Connection, chosen: LetterSettings, today: date
) -> list[tuple[LetterSubject, LetterFacts]]:
    """The accounts that a letter by date may be due to, in the order of their names; a few queries for all of them."""
    first = chosen.table[0][0] if chosen.table else 36_500
    new = (today - timedelta(days=FIRST_IMPRESSION_DAYS[1]), today - timedelta(days=FIRST_IMPRESSION_DAYS[0]))
    quoted = today - timedelta(days=QUOTE_DAYS)
    subjects = may_be_due(connection, today - timedelta(days=first), new, quoted)
    gathered = _Gathered(
        connection,
        chosen,
        today,
        dict(letters_by_account(connection)),
        last_replies(connection),
        unresolved_since(connection, today),
        open_quotes(connection, quoted, today),
    )
    return [(subject, gathered.facts(subject)) for subject in subjects]


class _Gathered:
    """The facts read once for all accounts; the gates are evaluated for each open case."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        chosen: LetterSettings,
        today: date,
        letters: dict[str, list[WrittenLetter]],
        replies: dict[str, date],
        complained: dict[str, date],
        quotes: dict[int, Quote],
    ) -> None:
        self._connection = connection
        self._chosen = chosen
        self._today = today
        self._letters = letters
        self._replies = replies
        self._quotes = quotes
        self._complained = complained
        self._until = min(kept_data_day(connection) or today, today)
        self._aside = put_aside(connection, today)
        self._limits = settings_under(connection, CONTACT_LIMIT)
        self._wait = setting(connection, "price hunter wait", PRICE_HUNTER_WAIT_DAYS)

    def facts(self, subject: LetterSubject) -> LetterFacts:
        """Those of one account."""
        head = case_head(self._connection, subject.case_id) if subject.case_id else None
        back = subject.status in (Status.RETURNED, Status.RECOVERED)
        returned = return_days(self._connection, [subject.no]) if back else {}
        return LetterFacts(
            subject.account,
            self._today,
            Status.GONE if subject.gone_reason else subject.status,
            subject.first_order,
            subject.last_order,
            subject.order_days,
            max(0, (self._until - subject.last_order).days) if subject.last_order else 0,
            subject.twice_lost,
            subject.hunts_price,
            self._wait,
            subject.pays_badly,
            subject.objected_on,
            self._complained.get(subject.id),
            max(filter(None, (subject.away_until, self._aside.get(subject.id))), default=None),
            self._replies.get(subject.id),
            self._quotes.get(subject.no),
            returned.get(subject.no),
            self._over_limit(subject.id),
            gate_facts(self._connection, head, self._today) if head else None,
            tuple(self._letters.get(subject.id, ())),
            self._chosen.table,
        )

    def _over_limit(self, account_id: str) -> str:
        """The limit of contacts that a letter today would break; '' where it breaks none."""
        if account_id not in self._limits:
            return ""
        limit = ContactLimit(*self._limits[account_id])
        days = contact_days(self._connection, account_id)
        new = set(overload([*days, self._today], limit)) - set(overload(days, limit))
        return str(limit) if new else ""
