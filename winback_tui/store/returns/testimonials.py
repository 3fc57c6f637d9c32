"""What returned customers let us tell others (playbook section 10)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records
from winback_tui.store.write import Transaction

_TESTIMONIALS = (
    "SELECT t.id, a.id AS account_id, a.name AS account, a.segment, t.on_day, t.text, t.person"
    " FROM testimonial t JOIN account a ON a.id = t.account_id"
)


@dataclass(frozen=True, slots=True)
class TestimonialRow:
    """A testimonial with the account, and its segment, which is its trade."""

    __test__ = False

    id: str
    account_id: str
    account: str
    segment: str
    on_day: date
    text: str
    person: str


def insert_testimonial(
    transaction: Transaction, account_id: str, on_day: date, text: str, person: str
) -> str:
    """Write a testimonial; returns its id."""
    return transaction.insert(
        "testimonial", account_id=account_id, on_day=on_day.isoformat(), text=text, person=person
    )


def testimonials_of(connection: sqlite3.Connection, account_id: str = "") -> list[TestimonialRow]:
    """Every testimonial, or those of one account, the latest first."""
    where = " WHERE t.account_id = ?" if account_id else ""
    values = (account_id,) if account_id else ()
    return records(
        connection, TestimonialRow, f"{_TESTIMONIALS}{where} ORDER BY t.on_day DESC, t.id DESC", values
    )


def testimonials_for(connection: sqlite3.Connection, account_id: str, most: int) -> list[TestimonialRow]:
    """M12c: testimonials that may persuade this account: from others, its own segment first, the latest first."""
    return records(
        connection,
        TestimonialRow,
        f"{_TESTIMONIALS} JOIN account own ON own.id = ? WHERE t.account_id <> own.id AND a.gone_reason = ''"
        " ORDER BY a.segment <> own.segment OR own.segment = '', t.on_day DESC, t.id DESC LIMIT ?",
        (account_id, most),
    )
