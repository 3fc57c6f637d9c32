"""Steps land on working days, in order, and say why they moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.days.work_calendar import Leave, WorkCalendar
from winback_tui.domain.errors import BadInput
from winback_tui.domain.plan.schedule import schedule, shift_steps
from winback_tui.domain.plan.steps import PlanStep, StepTemplate
from winback_tui.domain.wording.channels import Channel

MONDAY = date(2026, 11, 23)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})


def template(day: int, channel: Channel = Channel.CALL) -> StepTemplate:
    return StepTemplate(day, channel, f"step of day {day}")


def days(steps: tuple[PlanStep, ...]) -> list[str]:
    return [step.on_day.isoformat() for step in steps]


def test_steps_keep_their_days_when_everybody_works() -> None:
    steps = schedule([template(0), template(3), template(9)], MONDAY, "ann", WorkCalendar())
    assert days(steps) == ["2026-11-23", "2026-11-26", "2026-12-02"]
    assert {step.owner_id for step in steps} == {"ann"}
    assert {step.moved for step in steps} == {""}


@pytest.mark.parametrize(
    ("offset", "on_day", "why"),
    [
        (5, "2026-11-30", "moved from 28 Nov 2026: weekend"),
        (32, "2026-12-28", "moved from 25 Dec 2026: holiday"),
        (15, "2026-12-14", "moved from 8 Dec 2026: leave"),
    ],
)
def test_a_step_waits_for_the_next_working_day(offset: int, on_day: str, why: str) -> None:
    leave = (Leave("ann", date(2026, 12, 7), date(2026, 12, 11)), Leave("tom", MONDAY, date(2027, 6, 1)))
    (step,) = schedule([template(offset)], MONDAY, "ann", WorkCalendar(CHRISTMAS, leave))
    assert (step.on_day.isoformat(), step.moved) == (on_day, why)


def test_contacts_of_different_days_do_not_meet_on_one_day() -> None:
    leave = (Leave("ann", MONDAY, date(2026, 12, 4)),)
    steps = schedule([template(0), template(3), template(4)], MONDAY, "ann", WorkCalendar(leave=leave))
    assert days(steps) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert (
        "the contact before it"
        in schedule([template(4), template(5), template(7)], MONDAY, "", WorkCalendar())[2].moved
    )


def test_contacts_wait_for_the_first_day_allowed_and_keep_their_distance_but_inner_work_does_not() -> None:
    templates = [template(0, Channel.INTERNAL), template(2), template(9)]
    steps = schedule(templates, MONDAY, "ann", WorkCalendar(), not_before=date(2026, 12, 14))
    assert days(steps) == ["2026-11-23", "2026-12-14", "2026-12-21"]
    assert schedule(templates, MONDAY, "ann", WorkCalendar(), not_before=MONDAY) == schedule(
        templates, MONDAY, "ann", WorkCalendar()
    )


def test_leave_entered_later_shifts_only_open_steps_of_that_person() -> None:
    calendar = WorkCalendar(leave=(Leave("ann", MONDAY, MONDAY + timedelta(days=4)),))
    hers = PlanStep(MONDAY, "call", "ask", "ann", "1")
    steps = [
        hers,
        PlanStep(MONDAY, "call", "done", "ann", "2", done_on=MONDAY),
        PlanStep(MONDAY, "call", "dropped", "ann", "3", dropped_on=MONDAY),
        PlanStep(MONDAY, "call", "his", "tom", "4"),
    ]
    (moved,) = shift_steps(steps, calendar)
    assert (moved.id, moved.on_day) == ("1", date(2026, 11, 30))
    assert "leave" in moved.moved


def test_leave_that_ends_before_it_begins_and_endless_leave_are_refused() -> None:
    with pytest.raises(BadInput, match="The leave ends on 22 Nov 2026 but begins on 23 Nov 2026"):
        Leave("ann", MONDAY, MONDAY - timedelta(days=1))
    with pytest.raises(BadInput, match="No working day in the two years"):
        WorkCalendar(leave=(Leave("ann", MONDAY, date(2040, 1, 1)),)).working_day(MONDAY, "ann")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 120), st.sampled_from(list(Channel))), min_size=1, max_size=8),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 20)), max_size=3),
    st.integers(-20, 60),
)
def test_every_step_stays_is_worked_and_never_comes_early(
    wanted: list[tuple[int, Channel]], start_offset: int, away: list[tuple[int, int]], wait: int
) -> None:
    start = MONDAY + timedelta(days=start_offset)
    leave = tuple(
        Leave("ann", start + timedelta(days=first), start + timedelta(days=first + long))
        for first, long in away
    )
    calendar = WorkCalendar(CHRISTMAS, leave)
    templates = [template(day, channel) for day, channel in wanted]
    not_before = start + timedelta(days=wait)
    steps = schedule(templates, start, "ann", calendar, not_before)
    assert sorted(step.purpose for step in steps) == sorted(each.purpose for each in templates)
    assert list(steps) == sorted(steps, key=lambda step: step.on_day)
    for step in steps:
        assert not calendar.day_off(step.on_day, "ann")
        assert step.on_day >= start + timedelta(days=int(step.purpose.split()[-1]))
        assert not step.contact or step.on_day >= not_before
    contacts = [(int(step.purpose.split()[-1]), step.on_day) for step in steps if step.contact]
    assert all(a[1] != b[1] for a in contacts for b in contacts if a[0] != b[0])
    assert shift_steps(steps, calendar) == ()
