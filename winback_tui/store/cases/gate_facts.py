"""The facts that the gates need about one case, read from the book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from winback_tui.domain.gates import PRICE_HUNTER_WAIT_DAYS, GateFacts
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.contacts.contacts import first_written_contact
from winback_tui.store.contacts.offers import revised_terms
from winback_tui.store.interviews.interviews import interviews_made
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.plans.steps import owners_of_open_contacts
from winback_tui.store.read import named_rows
from winback_tui.store.returns.returns import returns_by_case
from winback_tui.store.settings.settings import setting

from .cases import CaseHead, cases_of, overrides_of
from .cases_by_account import case_facts, cases_with_root, causes_by_case
from .conditions import conditions_of


def gate_facts(connection: sqlite3.Connection, head: CaseHead, today: date) -> GateFacts:
    """Everything that the gates need to know about this case."""
    begun, finished = interviews_made(connection, head.id)
    cases = cases_of(connection, head.account_id)
    # Who has one case only was not lost again, whatever was ordered since.
    returns = returns_by_case(connection, head.account_no, cases, today) if cases[1:] else ()
    times_lost = 1 + sum(found.lost_again_on is not None for found in returns)
    flags = account_flags(connection, head.account_id)
    plan = plan_of(connection, head.id)
    return GateFacts(
        account=head.account,
        today=today,
        lost_on=head.lost_on,
        lost_by_id=head.lost_by_id,
        lost_by_name=head.lost_by,
        responsible_id=head.responsible_id,
        responsible_name=head.responsible,
        strategy=plan.strategy if plan else "",
        step_owners=owners_of_open_contacts(connection, head.id),
        interviews_begun=int(begun > 0),
        interviews_finished=finished,
        root_recorded=bool(cases_with_root(connection, [head.id])),
        causes=causes_by_case(connection, [head.id]).get(head.id, ()),
        unmeetable=tuple(row.wish.in_words for row in conditions_of(connection, head.id) if row.beyond),
        pays_badly=flags.pays_badly,
        revised_terms=revised_terms(connection, head.id),
        hunts_price=flags.hunts_price,
        price_hunter_wait=setting(connection, "price hunter wait", PRICE_HUNTER_WAIT_DAYS),
        times_lost=times_lost,
        repentance_sent_on=first_written_contact(connection, head.id) if times_lost > 1 else None,
        overrides=overrides_of(connection, head.id),
    )


def contact_facts(
    connection: sqlite3.Connection, today: date, account_ids: Collection[str]
) -> dict[str, GateFacts]:
    """What closes a day to contacts (B16, B20), for each of these accounts with an open case that is not back."""
    rows = named_rows(
        connection,
        "SELECT c.id, c.account_id, a.name, c.lost_on, a.hunts_price FROM loss_case c"
        " JOIN account a ON a.id = c.account_id AND a.gone_reason = ''"
        " LEFT JOIN account_summary m ON m.account_no = a.no"
        " WHERE c.closed_on = '' AND coalesce(m.status, '') NOT IN ('returned', 'recovered')"
        " AND +c.account_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(account_ids)),),
    ).fetchall()
    known = case_facts(connection, today, [row["id"] for row in rows])
    wait = setting(connection, "price hunter wait", PRICE_HUNTER_WAIT_DAYS)
    return {
        row["account_id"]: GateFacts(
            row["name"],
            today,
            date.fromisoformat(row["lost_on"]),
            interviews_finished=known[row["id"]].interviews_finished,
            causes=known[row["id"]].causes,
            hunts_price=bool(row["hunts_price"]),
            price_hunter_wait=wait,
            times_lost=2 if known[row["id"]].twice_lost else 1,
            repentance_sent_on=known[row["id"]].letter_sent_on,
        )
        for row in rows
    }


def with_lead(
    facts: GateFacts, responsible: tuple[str, str], strategy: str, step_owners: Mapping[str, str]
) -> GateFacts:
    """The facts as they would be with this leader (id, name), strategy and owners of steps (id to name)."""
    return replace(
        facts,
        responsible_id=responsible[0],
        responsible_name=responsible[1],
        strategy=strategy,
        step_owners=step_owners,
    )
