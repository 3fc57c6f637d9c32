"""No contact is planned into closed time unmarked, whatever the facts of the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import (
    CauseFact,
    FixFact,
    GatedAct,
    GateFacts,
    gate_on,
    held_until,
    holding,
    price_hunter_until,
    require_contact,
)
from winback_tui.domain.gates.contacts import contacts_from

TODAY = date(2026, 11, 22)
DAYS = st.integers(-60, 120).map(lambda days: TODAY + timedelta(days=days))
FIXES = st.builds(
    FixFact, st.just("New carrier"), st.just("Eva"), st.none() | DAYS, st.none() | st.just(TODAY)
)
CAUSES = st.builds(
    CauseFact,
    st.sampled_from(["delivery", "market", "lured-price", "quality"]),
    st.just("late deliveries"),
    st.sampled_from([None, True, False]),
    st.lists(FIXES, max_size=2).map(tuple),
)
FACTS = st.builds(
    GateFacts,
    account=st.just("Acme"),
    today=st.just(TODAY),
    lost_on=st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days)),
    interviews_finished=st.integers(0, 1),
    causes=st.lists(CAUSES, max_size=3).map(tuple),
    hunts_price=st.booleans(),
    price_hunter_wait=st.integers(0, 365),
)


@settings(max_examples=500)
@given(FACTS, st.integers(0, 200), st.sampled_from(["call", "mail", "visit", "letter"]))
def test_what_is_planned_is_open_or_marked_as_held(facts: GateFacts, ahead: int, channel: str) -> None:
    day = TODAY + timedelta(days=ahead)
    closed = {gate.rule for gate in holding(facts, GatedAct.CONTACT)}
    until = price_hunter_until(facts)
    try:
        require_contact(facts, day, channel)
    except Refused as refusal:
        assert refusal.rule in ("B16", "B20") and gate_on(facts, day) is not None
        return
    assert until is None or day >= until
    if "B20" in closed and facts.interviews_finished:
        assert day > TODAY and held_until(facts, day), "planned, and marked as held"
    else:
        assert held_until(facts, day) == ""


@settings(max_examples=300)
@given(FACTS, st.integers(0, 200))
def test_what_is_held_opens_when_its_cause_is_removed_and_its_day_has_come(
    facts: GateFacts, ahead: int
) -> None:
    day = TODAY + timedelta(days=ahead)
    done = replace(
        facts,
        hunts_price=False,
        causes=tuple(replace(cause, fixes=(FixFact("done", done_on=TODAY),)) for cause in facts.causes),
    )
    assert gate_on(done, day) is None and held_until(done, day) == ""


@pytest.mark.parametrize(
    ("due", "day", "open_"),
    [
        (None, TODAY, False),
        (None, TODAY + timedelta(days=1), True),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=8), False),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=9), True),
    ],
)
def test_a_day_is_closed_until_the_last_repair_is_due(due: date | None, day: date, open_: bool) -> None:
    cause = CauseFact("delivery", "late deliveries", None, (FixFact("New carrier", due_on=due),))
    facts = GateFacts("Acme", TODAY, TODAY - timedelta(days=50), interviews_finished=1, causes=(cause,))
    assert (gate_on(facts, day) is None) is open_
    assert held_until(facts, day) == "until 'New carrier' is done"


@pytest.mark.parametrize(("waited", "closed"), [(29, True), (30, False), (31, False)])
def test_a_price_hunter_may_be_called_from_the_last_day_of_the_wait_on(waited: int, closed: bool) -> None:
    facts = GateFacts("Acme", TODAY, TODAY - timedelta(days=waited), hunts_price=True, price_hunter_wait=30)
    assert contacts_from(facts) == (TODAY + timedelta(days=30 - waited) if closed else None)
