"""The stage of an open case and what it waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from winback_tui.domain.case.progress.stage_of import CaseFacts, NextStep, stage_of
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.gates.facts import CauseFact, FixFact

TODAY = date(2026, 11, 22)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


NEW = CaseFacts(TODAY)
ASKED = replace(NEW, interviews_finished=1, root_known=True)
DECIDED = replace(ASKED, verdict="win-back")
LED = replace(DECIDED, responsible="Ann", planned=True, next_step=NextStep(day(2), "call"))
LATE = CauseFact("service", "late deliveries", True, (FixFact("new carrier", due_on=day(5)),))
RUDE = CauseFact("service", "a rude guard", None, (FixFact("talk", done_on=day(-3)),))
LURED = CauseFact("nicer-specialist", "a nicer specialist")
BEYOND = CauseFact("price", "half the price", False)


@pytest.mark.parametrize(
    ("case", "stage", "waits_for"),
    [
        (NEW, Stage.INTERVIEW, "nobody has asked the customer why"),
        (
            replace(NEW, interview_begun=True, interview_with="Ana Silva"),
            Stage.INTERVIEW,
            "the interview with Ana Silva is not finished",
        ),
        (replace(NEW, interviews_finished=1), Stage.INTERVIEW, "no why is marked as the root cause"),
        (ASKED, Stage.DECIDE, "nobody has decided whether to win them back"),
        (
            replace(ASKED, verdict="wait", wait_until=day(0)),
            Stage.DECIDE,
            "the hold ended today: review the decision",
        ),
        (replace(ASKED, verdict="wait"), Stage.WAITING, "on hold with no date"),
        (replace(ASKED, verdict="wait", wait_until=day(3)), Stage.WAITING, "on hold until Wed"),
        (replace(NEW, verdict="let-go"), Stage.CLOSE, "decided to let go; close the case"),
        (DECIDED, Stage.PLAN, "no responsible manager is named"),
        (replace(DECIDED, responsible="Ann"), Stage.PLAN, "no steps are planned"),
        (LED, Stage.PLANNED, "next: call Tue"),
        (
            replace(LED, next_step=NextStep(day(2), "call", "until 1 Dec 2026")),
            Stage.PLANNED,
            "next: call Tue (on hold until 1 Dec 2026)",
        ),
        (
            replace(LED, next_step=NextStep(day(-2), "call")),
            Stage.PLANNED,
            "next: call was due Fri 20 Nov",
        ),
        (replace(LED, next_step=None), Stage.PLANNED, "no contact planned"),
        (
            replace(LED, contacted_on=day(-1)),
            Stage.CONTACTED,
            "contacted yesterday; next: call Tue",
        ),
    ],
)
def test_each_stage_says_what_it_waits_for(case: CaseFacts, stage: Stage, waits_for: str) -> None:
    assert stage_of(case).stage is stage
    assert stage_of(case).waits_for == waits_for


def test_every_repairable_cause_must_be_removed_before_planning() -> None:
    view = stage_of(replace(LED, causes=(LATE, RUDE, LURED, BEYOND)))
    assert (view.stage, view.text, view.rule) == (Stage.FIX, "to fix 1 of 2", "B20")
    assert view.waits_for == "1 cause of 2 still to fix: late deliveries, due Fri"
    done = replace(LATE, fixes=(FixFact("new carrier", done_on=TODAY),))
    assert stage_of(replace(LED, causes=(done, RUDE, LURED, BEYOND))).stage is Stage.PLANNED


def test_a_cause_without_a_fix_and_a_late_fix_are_named_as_such() -> None:
    bare = replace(LED, causes=(CauseFact("service", "late deliveries"),))
    assert stage_of(bare).text == "to fix 1 of 1"
    assert stage_of(replace(LED, causes=(LATE, *bare.causes, RUDE))).text == "to fix 2 of 3"
    assert stage_of(bare).waits_for == "1 cause of 1 still to fix: late deliveries, no fix recorded"
    late = replace(LATE, fixes=(FixFact("new carrier", due_on=day(-9)),))
    assert stage_of(replace(LED, causes=(late,))).waits_for.endswith("late deliveries, was due Fri 13 Nov")


def test_a_plan_made_too_early_does_not_hide_what_is_missing() -> None:
    assert stage_of(replace(LED, root_known=False)).stage is Stage.INTERVIEW
    assert stage_of(replace(LED, verdict="", contacted_on=TODAY)).stage is Stage.DECIDE
