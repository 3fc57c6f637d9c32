"""The columns of every table that people write to, with what a new row has where nothing is given.

The models in the `tables.py` of each noun define the tables, and the migrations follow them; importing them takes
0.4 s, which no command should pay for writing one row. So the same columns and defaults are repeated here as
plain values: a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Default(Enum):
    """A default of a column that is not a plain value."""

    REQUIRED = "must be given"
    NEW_ID = "a new id"


REQUIRED, NEW_ID = Default.REQUIRED, Default.NEW_ID

Value = str | int | float | bytes | None
"""The types a field of the book may hold; days and instants are stored as text or number."""


def _columns(*required: str, **defaults: Value | Default) -> Mapping[str, Value | Default]:
    return {**dict.fromkeys(required, REQUIRED), **defaults}


COLUMNS: Mapping[str, Mapping[str, Value | Default]] = {
    "rep": _columns("name", id=NEW_ID, email="", phone="", active=True),
    "segment": _columns("name", id=NEW_ID, fixed_days=None),
    "competitor": _columns("name", id=NEW_ID, note="", promises="", weak_points="", switching_cost=""),
    "rival_objection": _columns("competitor_id", "objection", id=NEW_ID, answer=""),
    "rival_assessment": _columns("competitor_id", "account_id", "on_day", "found", id=NEW_ID, rival_reply=""),
    "own_change": _columns(
        "on_day",
        "kind",
        "what",
        id=NEW_ID,
        segment="",
        affected="",
        new_target="",
        improved="",
        alternatives="",
    ),
    "joined_wording": _columns("wording", "stands_for", id=NEW_ID),
    "former_name": _columns("account_id", "name", id=NEW_ID, name_key=""),
    "account": _columns(
        "name",
        no=None,
        id=NEW_ID,
        name_key="",
        external_id="",
        source="",
        segment="",
        owner_id=None,
        currency="",
        phone="",
        email="",
        city="",
        note="",
        hunts_price=False,
        pays_badly=False,
        refers_others=False,
        reference_customer=False,
        gone_reason="",
        contract_ends_on="",
        welcome_ends_on="",
        linked_to=None,
        batch_no=None,
    ),
    "person": _columns(
        "account_id",
        "name",
        id=NEW_ID,
        role="",
        phone="",
        email="",
        decision_maker=False,
        left_on="",
        note="",
    ),
    "snooze": _columns("account_id", "set_on", "until_on", id=NEW_ID, reason="", by_id=None, ended_on=""),
    "complaint": _columns(
        "account_id", "on_day", "text", id=NEW_ID, severity=2, answered_on="", resolved_on=""
    ),
    "sales_order": _columns(
        "key",
        "account_no",
        "day",
        "amount",
        no=None,
        number="",
        currency="",
        margin=None,
        kind="order",
        note="",
        batch_no=None,
        version=0,
    ),
    "import_batch": _columns(
        "id",
        "file",
        "source",
        no=None,
        digest="",
        at=0,
        rows=0,
        new=0,
        same=0,
        changed=0,
        refused=0,
        skipped=0,
        told="",
    ),
    "loss_case": _columns(
        "account_id",
        "lost_on",
        "opened_on",
        id=NEW_ID,
        lost_by_id=None,
        responsible_id=None,
        note="",
        closed_on="",
        outcome="",
        closing_note="",
        same_day_order="",
    ),
    "interview": _columns(
        "case_id",
        "script",
        "started_at",
        id=NEW_ID,
        person="",
        interviewer_id=None,
        channel="",
        script_version=1,
        language="en",
        position="",
        finished_at=None,
    ),
    "answer": _columns("interview_id", "question", id=NEW_ID, value=""),
    "why_node": _columns(
        "interview_id",
        "question",
        id=NEW_ID,
        parent_id=None,
        ordinal=0,
        text="",
        stated=False,
        root=False,
        confidence=0,
    ),
    "cause": _columns(
        "case_id",
        "reason",
        id=NEW_ID,
        weight=100,
        text="",
        voice="customer",
        fixable=None,
        human=False,
        whom="",
        promise_broken="",
        competitor_id=None,
        found_on="",
    ),
    "fix": _columns("cause_id", "what", id=NEW_ID, owner_id=None, due_on="", done_on=""),
    "condition": _columns("case_id", id=NEW_ID, interview_id=None, term="", text="", met_on="", beyond=""),
    "decision": _columns(
        "case_id",
        "verdict",
        "decided_on",
        id=NEW_ID,
        reason="",
        wait_until="",
        review_on="",
        chance=None,
        value=None,
        cost=None,
        currency="",
        factors="{}",
        decided_by_id=None,
    ),
    "override": _columns("case_id", "rule", "reason", id=NEW_ID, made_on=""),
    "plan": _columns("case_id", "strategy", "made_on", id=NEW_ID, persistence=False, note=""),
    "step": _columns(
        "account_id",
        "on_day",
        id=NEW_ID,
        case_id=None,
        plan_id=None,
        channel="call",
        purpose="",
        owner_id=None,
        done_on="",
        dropped_on="",
        series="",
    ),
    "activity": _columns(
        "account_id",
        "at",
        "on_day",
        id=NEW_ID,
        case_id=None,
        step_id=None,
        person="",
        by_id=None,
        channel="call",
        outcome="",
        note="",
    ),
    "promise": _columns("account_id", "text", id=NEW_ID, case_id=None, due_on="", kept_on="", broken_on=""),
    "letter": _columns(
        "account_id",
        "kind",
        "written_on",
        id=NEW_ID,
        case_id=None,
        activity_id=None,
        language="en",
        percent=0,
        sent_on="",
        held_out=False,
    ),
    "letter_objection": _columns("account_id", "on_day", id=NEW_ID, note=""),
    "offer": _columns(
        "account_id",
        "kind",
        "made_on",
        id=NEW_ID,
        case_id=None,
        cost=0,
        currency="",
        deadline_on="",
        taken_on="",
        refused_on="",
        note="",
    ),
    "testimonial": _columns("account_id", "on_day", "text", id=NEW_ID, person=""),
    "setting": _columns("value", id=NEW_ID),
    "erasure": _columns("kind", "salt", "digest", id=NEW_ID),
}
"""Table -> column -> default."""
