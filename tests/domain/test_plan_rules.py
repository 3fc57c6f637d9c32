"""What holds a plan together: persistence, the fatigue guard, the hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.plan.fatigue import ContactLimit, guard
from winback_tui.domain.plan.handover import hand_over
from winback_tui.domain.plan.persistence import contacts, keep_contacts, keep_persistence
from winback_tui.domain.plan.steps import PlanStep

DAY = date(2026, 11, 23)
PLAN = tuple(
    PlanStep(DAY + timedelta(days=7 * n), channel, f"step {n}", "ann", str(n))
    for n, channel in enumerate(["call", "mail", "internal", "meeting"])
)


def test_a_persistence_plan_gains_contacts_and_moves_them() -> None:
    more = (*PLAN, PlanStep(DAY, "call", "one more"))
    moved = tuple(replace(step, on_day=step.on_day + timedelta(days=3), channel="visit") for step in PLAN)
    without_inner_work = tuple(step for step in PLAN if step.channel != "internal")
    done = (replace(PLAN[0], done_on=DAY), *PLAN[1:])
    for after in (PLAN, more, moved, without_inner_work, done):
        keep_contacts(PLAN, after)
    assert (contacts(PLAN), contacts(more)) == (3, 4)


@pytest.mark.parametrize(
    "after",
    [
        PLAN[1:],
        (replace(PLAN[0], dropped_on=DAY), *PLAN[1:]),
        (replace(PLAN[0], channel="internal"), *PLAN[1:]),
        (*PLAN[1:], PlanStep(DAY, "call", "another instead", "ann", "new")),
        (),
    ],
    ids=["removed", "dropped", "made internal", "exchanged", "emptied"],
)
def test_a_persistence_plan_never_loses_a_contact(after: tuple[PlanStep, ...]) -> None:
    with pytest.raises(Refused, match="the call on 23 Nov 2026 may be moved but not removed") as refusal:
        keep_contacts(PLAN, after)
    assert refusal.value.rule == "G2"
    keep_contacts(PLAN, after, persistence=False)


def test_contacts_not_yet_kept_are_counted() -> None:
    fresh = tuple(replace(step, id="") for step in PLAN)
    with pytest.raises(Refused, match="plan with 3 contacts; the changed one would have 2"):
        keep_contacts(fresh, fresh[1:])


def test_persistence_is_not_switched_off_while_steps_are_open() -> None:
    with pytest.raises(Refused, match="2 steps still open") as refusal:
        keep_persistence(before=True, after=False, steps_open=2)
    assert refusal.value.rule == "G2"
    keep_persistence(before=True, after=False, steps_open=0)
    keep_persistence(before=True, after=True, steps_open=2)
    keep_persistence(before=False, after=False, steps_open=2)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 3)), st.integers(0, 3))
def test_persistence_passes_exactly_when_all_contacts_are_kept(kept: set[int], added: int) -> None:
    after = [PLAN[n] for n in kept] + [PlanStep(DAY, "call", "new") for _ in range(added)]
    if {0, 1, 3} <= kept:
        keep_contacts(PLAN, after)
    else:
        with pytest.raises(Refused):
            keep_contacts(PLAN, after)


def test_no_more_contacts_than_promised() -> None:
    limit = ContactLimit(2, 30)
    first, second = DAY, DAY + timedelta(days=10)
    guard([], [first, second], limit, "Acme [/HQ]")
    guard([], [first, second, DAY + timedelta(days=30)], limit, "Acme")
    guard([], [first] * 9, None, "Acme")
    with pytest.raises(Refused) as refusal:
        guard([first, second], [DAY + timedelta(days=29), first, second], limit, "Acme [/HQ]")
    assert refusal.value.rule == "A5"
    assert "Acme [/HQ] was promised at most 2 contacts in 30 days" in str(refusal.value)
    assert "22 Dec 2026" in str(refusal.value)


def test_a_limit_that_is_broken_already_holds_back_only_what_makes_it_worse() -> None:
    limit = ContactLimit(1, 30)
    near, far = [DAY, DAY + timedelta(days=3)], [DAY, DAY + timedelta(days=90)]
    guard(near, near, limit, "Acme")
    guard(near, far, limit, "Acme")
    guard(near, [DAY, DAY + timedelta(days=9)], limit, "Acme")
    for worse in ([*near, DAY], [DAY, *far[1:] * 2]):
        with pytest.raises(Refused):
            guard(near, worse, limit, "Acme")


def test_one_of_two_broken_places_may_move_a_little() -> None:
    """Near one of them is enough: the other one is far from it by its nature."""
    limit = ContactLimit(1, 30)

    def at(*days: int) -> list[date]:
        return [DAY + timedelta(days=day) for day in days]

    guard(at(0, 5, 100, 105), at(0, 5, 100, 110), limit, "Acme")
    with pytest.raises(Refused, match="one too many"):
        guard(at(0, 5, 100, 105), at(0, 5, 200, 205), limit, "Acme")


@pytest.mark.parametrize(("contacts_", "days"), [(0, 30), (2, 0), (-1, 5)])
def test_a_limit_below_one_is_refused(contacts_: int, days: int) -> None:
    with pytest.raises(BadInput, match="at least 1 contact"):
        ContactLimit(contacts_, days)


def test_hand_over_moves_open_steps_to_the_other_specialist() -> None:
    steps = (replace(PLAN[0], done_on=DAY), *PLAN[1:])
    changed = hand_over(steps, "eva", "Eva", lost_by_id="tom")
    assert [(step.id, step.owner_id) for step in changed] == [("1", "eva"), ("2", "eva"), ("3", "eva")]


def test_hand_over_to_the_loser_needs_a_written_reason() -> None:
    with pytest.raises(Refused, match="Tom lost this account") as refusal:
        hand_over(PLAN, "tom", "Tom", lost_by_id="tom")
    assert refusal.value.rule == "M10"
    assert len(hand_over(PLAN, "tom", "Tom", lost_by_id="tom", override="Only one left")) == 4


def test_hand_over_to_the_same_specialist_is_refused() -> None:
    with pytest.raises(Refused, match="already Ann's") as refusal:
        hand_over(PLAN, "ann", "Ann")
    assert refusal.value.rule == "G2"
