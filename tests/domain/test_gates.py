"""Each gate of playbook section 5 refuses, opens with what clears it, and an override leaves its mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.gates import (
    ATTEMPTS,
    CauseFact,
    FixFact,
    Gate,
    GatedAct,
    GateFacts,
    gates,
    holding,
    overridden,
    override_reason,
    price_hunter_until,
    require,
    rule_of,
)

TODAY = date(2026, 11, 22)
DONE = FixFact("Delivery checked at the gate", "Eva", date(2026, 11, 1), date(2026, 10, 30))
OPEN = replace(DONE, done_on=None)
CLEAR = GateFacts(
    account="Acme [/HQ]",
    today=TODAY,
    lost_on=date(2026, 10, 1),
    lost_by_id="rep-1",
    lost_by_name="Tom",
    responsible_id="rep-2",
    responsible_name="Ann",
    strategy="repair",
    step_owners={"rep-2": "Ann"},
    interviews_begun=1,
    interviews_finished=1,
    root_recorded=True,
    causes=(CauseFact("service", "Late deliveries", True, (DONE,)),),
)


def gate(facts: GateFacts, rule: str) -> Gate:
    return next(gate for gate in gates(facts) if gate.rule == rule)


def rules_holding(facts: GateFacts, act: GatedAct) -> set[str]:
    return {gate.rule for gate in holding(facts, act)}


def with_cause(**changes: Any) -> GateFacts:
    return replace(CLEAR, causes=(replace(CLEAR.causes[0], **changes),))


@pytest.mark.parametrize("act", list(GatedAct))
def test_a_case_in_order_passes_every_act(act: GatedAct) -> None:
    require(CLEAR, act)
    assert not any(gate.closed for gate in gates(CLEAR))


# rule, what brings the gate down, what must be named in the reason
HELD = [
    ("B6", replace(CLEAR, interviews_begun=0, interviews_finished=0), "Nobody has asked Acme [/HQ]"),
    ("B6", replace(CLEAR, interviews_finished=0), "is not finished"),
    ("B6", replace(CLEAR, root_recorded=False), "root cause"),
    ("B20", with_cause(fixes=(OPEN,)), "'Delivery checked at the gate' is not done by Eva, due 1 Nov 2026"),
    ("B20", with_cause(fixes=()), "no fix is recorded for 'Late deliveries'"),
    ("B20", with_cause(fixes=(DONE, OPEN)), "is not done"),
    ("B20", replace(CLEAR, causes=(CauseFact("market", "Recession", None, (OPEN,)),)), "is not done"),
    ("B7", replace(CLEAR, responsible_id="", responsible_name=""), "Nobody is responsible"),
    ("B7", replace(CLEAR, strategy=""), "Ann has no strategy"),
    ("M10", replace(CLEAR, responsible_id="rep-1"), "Tom lost Acme [/HQ] and should not lead"),
    ("M10", replace(CLEAR, step_owners={"rep-1": "Tom"}), "Tom lost Acme [/HQ] and should not take a step"),
    ("B9", replace(CLEAR, unmeetable=("price <= 1.00 EUR",)), "condition 'price <= 1.00 EUR'"),
    ("B9", with_cause(fixable=False, fixes=()), "cause 'Late deliveries'"),
    ("B10", replace(CLEAR, pays_badly=True), "pays badly and has no revised terms"),
    ("B16", replace(CLEAR, hunts_price=True), "hunts for the lowest price"),
    ("M13", replace(CLEAR, times_lost=2), "lost twice"),
]


@pytest.mark.parametrize(("rule", "facts", "named"), HELD, ids=[f"{r}-{n[:18]}" for r, _, n in HELD])
def test_gate_refuses_each_attempt_with_its_rule_and_names_the_thing(
    rule: str, facts: GateFacts, named: str
) -> None:
    found = gate(facts, rule)
    assert found.closed
    assert named in found.reason
    assert found.clears and found.clears in found.sentence
    for act in ATTEMPTS - {GatedAct.SAY_CHANGED}:
        assert rules_holding(facts, act) == {rule}
    with pytest.raises(Refused) as refusal:
        require(facts, GatedAct.CONTACT)
    assert refusal.value.rule == rule
    assert named in str(refusal.value) and rule not in str(refusal.value)


CLEARED = [
    ("B20", with_cause(fixes=(DONE, DONE)), "Removed: Late deliveries."),
    ("B20", replace(CLEAR, causes=(CauseFact("market", "Recession", None, (DONE,)),)), "Removed: Recession."),
    ("B9", with_cause(fixable=False), "Nothing Acme [/HQ] asks for"),
    ("B10", replace(CLEAR, pays_badly=True, revised_terms="half in advance"), "half in advance"),
    ("B16", replace(CLEAR, hunts_price=True, today=date(2026, 12, 30)), "has had time"),
    ("M10", replace(CLEAR, lost_by_id=""), "Nobody is recorded"),
    ("B20", replace(CLEAR, causes=(CauseFact("rival-persistence", "Rival"),)), "Nothing on our side"),
    ("B20", replace(CLEAR, causes=(CauseFact("objective-moved", "Moved"),)), "Nothing on our side"),
    ("B20", replace(CLEAR, causes=(CauseFact("lured-by-a-fair", "Met a rival"),)), "Nothing on our side"),
]


@pytest.mark.parametrize(("rule", "facts", "named"), CLEARED)
def test_gate_opens_with_what_clears_it(rule: str, facts: GateFacts, named: str) -> None:
    assert not gate(facts, rule).closed
    assert named in gate(facts, rule).reason
    require(facts, GatedAct.CONTACT)


def test_planning_needs_a_leader_who_did_not_lose_it_but_not_yet_the_fixes() -> None:
    fresh = replace(CLEAR, interviews_finished=0, root_recorded=False, causes=(), hunts_price=True)
    require(fresh, GatedAct.PLAN)
    assert rules_holding(replace(fresh, responsible_id="rep-1"), GatedAct.PLAN) == {"M10"}
    assert rules_holding(replace(fresh, responsible_id=""), GatedAct.PLAN) == {"B7"}
    assert rules_holding(replace(fresh, times_lost=2), GatedAct.PLAN) == {"M13"}


def test_we_changed_is_said_only_when_a_repair_is_behind_it() -> None:
    lured = replace(CLEAR, causes=(CauseFact("rival-persistence", "Rival"),))
    require(lured, GatedAct.LETTER)
    assert rules_holding(lured, GatedAct.SAY_CHANGED) == {"W5"}
    assert rules_holding(with_cause(fixes=(OPEN,)), GatedAct.SAY_CHANGED) == {"B20", "W5"}
    require(CLEAR, GatedAct.SAY_CHANGED)


LATER = replace(OPEN, what="Second shift", owner="", due_on=None)
SHIFT = replace(LATER, done_on=date(2026, 11, 3))


def test_we_changed_needs_every_fix_of_every_cause() -> None:
    assert [LATER.open, SHIFT.open] == [True, False]
    half = with_cause(fixes=(DONE, LATER))
    assert rules_holding(half, GatedAct.SAY_CHANGED) == {"B20", "W5"}
    beyond = with_cause(fixable=False, fixes=(DONE, LATER))
    assert rules_holding(beyond, GatedAct.SAY_CHANGED) == {"B9", "W5"}, (
        "one of two done is no change to speak of"
    )
    other = CauseFact("rival-persistence", "Rival", None, (LATER,))
    assert gate(replace(CLEAR, causes=(*CLEAR.causes, other)), "W5").closed
    whole = with_cause(fixes=(DONE, SHIFT))
    assert not gate(whole, "W5").closed
    assert gate(whole, "W5").reason == (
        "Changed for Acme [/HQ]: Delivery checked at the gate and Second shift."
    )
    assert gate(with_cause(fixes=()), "W5").closed


def test_removed_causes_are_listed_and_standing_ones_are_not_among_them() -> None:
    second = CauseFact("price", "Price list", True, (SHIFT,))
    beyond = CauseFact("quality", "Old machine", False, (LATER,))
    both = replace(CLEAR, causes=(*CLEAR.causes, second, beyond))
    assert gate(both, "B20").reason == "Removed: Late deliveries and Price list."
    standing = replace(CLEAR, causes=(replace(CLEAR.causes[0], fixes=(DONE, LATER)), second))
    assert gate(standing, "B20").reason == (
        "1 cause of the loss of Acme [/HQ] remains: 'Second shift' is not done."
    )
    two = replace(standing, causes=(standing.causes[0], replace(second, fixes=())))
    assert gate(two, "B20").reason == (
        "2 causes of the loss of Acme [/HQ] remain: 'Second shift' is not done"
        " and no fix is recorded for 'Price list'."
    )


def test_the_facts_of_a_case_that_nobody_described_are_cautious() -> None:
    bare = GateFacts(account="Acme", today=TODAY, lost_on=date(2026, 10, 1))
    assert rules_holding(bare, GatedAct.CONTACT) == {"B6", "B7"}
    assert gate(bare, "B6").reason == "Nobody has asked Acme why they left."
    assert (
        gate(replace(CLEAR, interviews_finished=2), "B6").reason == "2 interviews held, root cause recorded."
    )
    assert price_hunter_until(replace(bare, hunts_price=True)) == date(2026, 12, 30)


def test_every_open_gate_names_who_leads_and_who_lost_it() -> None:
    told = [
        (CLEAR, "Tom lost Acme [/HQ]; Ann leads."),
        (replace(CLEAR, responsible_name=""), "Tom lost Acme [/HQ]; Somebody else leads."),
        (replace(CLEAR, responsible_id="", responsible_name=""), "Tom lost it."),
        (replace(CLEAR, lost_by_name=""), "The same employee lost Acme [/HQ]; Ann leads."),
    ]
    for facts, sentence in told:
        assert (gate(facts, "M10").closed, gate(facts, "M10").reason) == (False, sentence)
    assert gate(CLEAR, "B7").reason == "Ann leads: repair."
    assert gate(replace(CLEAR, responsible_name=""), "B7").reason == "The responsible manager leads: repair."


def test_what_is_out_of_reach_is_counted_in_the_sentence() -> None:
    one, two = ("price <= 1.00 EUR",), ("price <= 1.00 EUR", "same driver")
    assert gate(replace(CLEAR, unmeetable=one), "B9").reason == (
        "For Acme [/HQ] the condition 'price <= 1.00 EUR' is out of reach."
    )
    assert gate(replace(CLEAR, unmeetable=two), "B9").reason == (
        "For Acme [/HQ] the condition 'price <= 1.00 EUR' and the condition 'same driver' are out of reach."
    )
    rival = CauseFact("rival-persistence", "Rival", False)
    assert not gate(replace(CLEAR, causes=(rival,)), "B9").closed, "a cause that no repair of ours removes"


def test_lost_twice_permits_exactly_one_letter_of_repentance() -> None:
    twice = replace(CLEAR, times_lost=2)
    open_acts = {act for act in GatedAct if not holding(twice, act)}
    assert open_acts == {GatedAct.REPENTANCE}
    sent = replace(twice, repentance_sent_on=date(2026, 11, 2))
    assert not {act for act in GatedAct if not holding(sent, act)}
    assert "2 Nov 2026" in gate(sent, "M13").reason
    assert "lost 3 times" in gate(replace(twice, times_lost=3), "M13").reason


def test_price_hunter_wait_ends_on_its_day_and_follows_the_setting() -> None:
    hunter = replace(CLEAR, hunts_price=True, price_hunter_wait=30)
    until = date(2026, 10, 31)
    assert price_hunter_until(hunter) == until
    assert price_hunter_until(CLEAR) is None
    assert not gate(replace(hunter, today=until), "B16").closed
    assert gate(replace(hunter, today=until - timedelta(days=1)), "B16").closed


@pytest.mark.parametrize("name", ["M10", "b8"])
def test_losing_employee_goes_only_with_a_written_reason_that_stays_visible(name: str) -> None:
    rule, reason = override_reason(name, "  Nobody else speaks Finnish\x1b[31m ")
    assert (rule, reason) == ("M10", "Nobody else speaks Finnish")
    loser = replace(CLEAR, responsible_id="rep-1", overrides={rule: reason})
    require(loser, GatedAct.CONTACT)
    assert [(gate.rule, gate.override) for gate in overridden(loser)] == [("M10", reason)]
    assert overridden(replace(CLEAR, overrides={rule: reason})) == ()


def test_only_the_gate_of_m10_can_be_overridden() -> None:
    assert override_reason("M10", "Nobody else") == ("M10", "Nobody else")


@pytest.mark.parametrize("reason", ["", "   ", "--", "ok", "ill", "because", "\x1b[2J"])
def test_override_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(BadInput, match="written reason"):
        override_reason("M10", reason)


@pytest.mark.parametrize("rule", ["B6", "B20", "W5", "B7", "M5", "B9", "B10", "B16", "M13"])
def test_other_gates_allow_no_override_and_ignore_one(rule: str) -> None:
    with pytest.raises(Refused, match="cannot be overridden") as refusal:
        override_reason(rule, "because I say so")
    assert refusal.value.rule == rule_of(rule)
    for held_rule, facts, _ in HELD:
        if held_rule == rule_of(rule):
            assert gate(replace(facts, overrides={rule: "because"}), held_rule).closed


@settings(max_examples=60, deadline=None)
@given(
    finished=st.integers(0, 2),
    root=st.booleans(),
    done=st.booleans(),
    leader=st.sampled_from(["", "rep-1", "rep-2"]),
    strategy=st.sampled_from(["", "repair"]),
    hunter=st.booleans(),
    bad=st.booleans(),
    lost=st.integers(1, 3),
)
def test_every_held_gate_says_what_and_how_and_never_asks_for_an_override_it_ignores(
    finished: int, root: bool, done: bool, leader: str, strategy: str, hunter: bool, bad: bool, lost: int
) -> None:
    facts = replace(
        CLEAR,
        interviews_finished=finished,
        root_recorded=root,
        causes=(CauseFact("quality", "Rust", None, (DONE if done else OPEN,)),),
        responsible_id=leader,
        strategy=strategy,
        hunts_price=hunter,
        pays_badly=bad,
        times_lost=lost,
    )
    for found in gates(facts):
        assert found.reason.endswith(".") and "\n" not in found.reason
        assert found.holds
        assert bool(found.clears) == found.closed
        assert found.closed or found.sentence == found.reason
