"""The next action of an account at every stage, from the first silence to the clean year and beyond."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from winback_tui.domain.account.alarms import Alarm
from winback_tui.domain.account.next_action import NextAct, NextAction, NextFacts, next_action
from winback_tui.domain.account.order import Order
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.progress.stage_of import CaseFacts, NextStep, stage_of
from winback_tui.domain.gates import GateFacts, gates
from winback_tui.domain.gates.facts import CauseFact, FixFact
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.domain.returns.returns import Loss, Return, ReturnStage

TODAY = date(2026, 11, 22)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


OVERDUE = NextFacts(
    TODAY, Status.OVERDUE, "Ana Silva", last_order=day(-63), expected_on=day(-42), contacted_on=day(-90)
)
CALL = PlanStep(day(3), "call", "ask for a trial order", id="s1")
TASK = PlanStep(day(-1), "internal", "find another carrier", id="s2")

ASKED = CaseFacts(TODAY, interviews_finished=1, root_known=True)
DECIDED = replace(ASKED, verdict="win-back")
UNFIXED = CauseFact("service", "late deliveries", None)
FIXING = replace(UNFIXED, fixes=(FixFact("new carrier", "Ben", day(2)),))
FIXED = replace(UNFIXED, fixes=(FixFact("new carrier", "Ben", day(-2), day(-2)),))
PLANNED = replace(
    DECIDED, causes=(FIXED,), responsible="Ben", planned=True, next_step=NextStep(CALL.on_day, "call")
)
CONTACTED = replace(PLANNED, contacted_on=day(-1))

GATES = GateFacts(
    "Acme",
    TODAY,
    day(-50),
    "bob",
    "Bob",
    "ben",
    "Ben",
    strategy="Admit",
    interviews_begun=1,
    interviews_finished=1,
    root_recorded=True,
)


def in_case(case: CaseFacts, gate_facts: GateFacts = GATES, **more: object) -> NextFacts:
    """An open case, with the gates that are closed in it."""
    status = Status.IN_WORK if case.root_known else Status.LOST
    closed = tuple(gate for gate in gates(replace(gate_facts, causes=case.causes)) if gate.closed)
    return replace(
        NextFacts(TODAY, status, "Ana Silva", case=case, stage=stage_of(case), blocked=closed),
        **more,  # type: ignore[arg-type]
    )


def back(stage: ReturnStage = ReturnStage.TRIAL, **more: object) -> NextFacts:
    """Returned ten weeks ago."""
    order = Order("o1", day(-70), 5000, "EUR")
    found = Return(
        Loss("c", day(-120)),
        order,
        50,
        stage,
        day(-20) if stage is not ReturnStage.TRIAL else None,
        day(-2) if stage is ReturnStage.CLEAN else day(295),
        None,
        day(-9),
    )
    return replace(
        NextFacts(TODAY, Status.RETURNED, "Ana Silva", back=found),
        **more,  # type: ignore[arg-type]
    )


TWICE = replace(GATES, times_lost=2)
SENT = replace(TWICE, repentance_sent_on=day(-4))
LOSER_LEADS = replace(GATES, responsible_id="bob", responsible_name="Bob")

STAGES = {
    "overdue": (OVERDUE, NextAct.CONTACT, "call Ana Silva and ask why they have not ordered"),
    "overdue, nobody known": (
        replace(OVERDUE, who=""),
        NextAct.CONTACT,
        "call them and ask why they have not ordered",
    ),
    "overdue, a call agreed": (
        replace(OVERDUE, planned=CALL, contacted_on=day(-1)),
        NextAct.CONTACT,
        "call Wed: ask for a trial order",
    ),
    "overdue, a call missed": (
        replace(OVERDUE, planned=replace(CALL, on_day=day(-2), purpose="")),
        NextAct.CONTACT,
        "call was due Fri 20 Nov",
    ),
    "overdue, spoken with, no order": (
        replace(OVERDUE, contacted_on=day(-10)),
        NextAct.ASK_WHY,
        "ask why they left: no order since the contact on Thu 12 Nov",
    ),
    "sleeping": (
        replace(OVERDUE, status=Status.SLEEPING),
        NextAct.CONTACT,
        "call Ana Silva and ask why they have not ordered",
    ),
    "one order": (
        NextFacts(TODAY, Status.SINGLE, "Ana", last_order=day(-20)),
        NextAct.CONTACT,
        "ask Ana how the first order went",
    ),
    "due": (
        NextFacts(TODAY, Status.DUE, "Ana", expected_on=day(-1)),
        NextAct.CONTACT,
        "remind Ana of the order due yesterday",
    ),
    "active": (
        NextFacts(TODAY, Status.ACTIVE, "Ana", expected_on=day(9)),
        NextAct.NOTHING,
        "nothing to do: next order expected Tue 1 Dec",
    ),
    "active, a sign": (
        NextFacts(TODAY, Status.ACTIVE, alarm=Alarm("B17", "Decision maker Ana left: talk to Tom now.")),
        NextAct.CONTACT,
        "Decision maker Ana left: talk to Tom now",
    ),
    "active, complained": (
        NextFacts(TODAY, Status.ACTIVE, complaint="late again"),
        NextAct.SETTLE,
        "answer the complaint “late again”",
    ),
    "new": (NextFacts(TODAY, Status.NEW), NextAct.NOTHING, "nothing to do: wait for the next order"),
    "a promise is due": (
        in_case(CONTACTED, promise=("a sample", day(0))),
        NextAct.SETTLE,
        "keep the promise “a sample”, due today",
    ),
    "lost": (in_case(CaseFacts(TODAY)), NextAct.ASK_WHY, "ask Ana Silva why they left"),
    "interview begun": (
        in_case(CaseFacts(TODAY, interview_begun=True, interview_with="Tom")),
        NextAct.ASK_WHY,
        "finish the interview with Tom",
    ),
    "no root": (
        in_case(CaseFacts(TODAY, interviews_finished=1)),
        NextAct.ASK_WHY,
        "mark the root cause in the interview",
    ),
    "decide": (in_case(ASKED), NextAct.DECIDE, "decide whether to win them back"),
    "decide, a complaint not resolved": (
        in_case(ASKED, unresolved=True),
        NextAct.DECIDE,
        "decide whether to win them back, then resolve the complaint",
    ),
    "decide, a complaint not answered": (
        in_case(ASKED, complaint="late again", unresolved=True),
        NextAct.DECIDE,
        "decide whether to win them back, then answer the complaint",
    ),
    "on hold": (
        in_case(replace(ASKED, verdict="wait", wait_until=day(3), wait_for="price <= 12 EUR")),
        NextAct.DECIDE,
        "wait: on hold until Wed for: price at most 12.00 EUR",
    ),
    "condition met": (
        in_case(replace(ASKED, verdict="wait", wait_over="delivery takes 4 days now.")),
        NextAct.DECIDE,
        "condition met, review the decision: delivery takes 4 days now",
    ),
    "out of reach": (
        in_case(DECIDED, replace(GATES, unmeetable=("half the price",))),
        NextAct.DECIDE,
        "find a way round what is out of reach, or let them go",
    ),
    "the loser leads": (
        in_case(replace(PLANNED, causes=()), LOSER_LEADS),
        NextAct.NAME_LEAD,
        "name somebody other than the rep who lost them",
    ),
    "cause without a fix": (
        in_case(replace(DECIDED, causes=(UNFIXED,))),
        NextAct.ADD_FIX,
        "add a fix for “late deliveries”",
    ),
    "fix under way": (
        in_case(replace(DECIDED, causes=(FIXING,))),
        NextAct.FINISH,
        "fix “new carrier”, Ben, due Tue",
    ),
    "fixed": (
        in_case(replace(DECIDED, causes=(FIXED,))),
        NextAct.MAKE_PLAN,
        "choose a strategy and who leads",
    ),
    "planned": (
        in_case(PLANNED, planned=CALL),
        NextAct.CONTACT,
        "call Wed: ask for a trial order",
    ),
    "an internal task first": (
        in_case(PLANNED, planned=TASK),
        NextAct.FINISH,
        "find another carrier (was due yesterday)",
    ),
    "pays badly": (
        in_case(PLANNED, replace(GATES, pays_badly=True), planned=CALL),
        NextAct.AGREE_TERMS,
        "agree revised terms of payment with them first",
    ),
    "hunts the lowest price": (
        in_case(PLANNED, replace(GATES, hunts_price=True), planned=CALL),
        NextAct.NOTHING,
        "wait until 1 Jan 2027",
    ),
    "hunts the lowest price, a call planned": (
        in_case(
            replace(PLANNED, next_step=NextStep(CALL.on_day, "call", "until 1 Jan 2027")),
            replace(GATES, hunts_price=True),
            planned=CALL,
        ),
        NextAct.NOTHING,
        "wait until 1 Jan 2027: the call planned Wed is on hold",
    ),
    "nothing planned": (
        in_case(CONTACTED),
        NextAct.PLAN_STEP,
        "plan the next contact: nothing is planned",
    ),
    "waiting for the order": (
        in_case(CONTACTED, planned=CALL),
        NextAct.ENTER_ORDER,
        "enter the order when it comes; call planned Wed",
    ),
    "contacted, the next call is due": (
        in_case(CONTACTED, planned=replace(CALL, on_day=TODAY)),
        NextAct.CONTACT,
        "call today: ask for a trial order",
    ),
    "back, nobody asked": (
        back(contacted_on=day(-80)),
        NextAct.CONTACT,
        "ask Ana Silva how the new order went",
    ),
    "back and late again": (
        back(contacted_on=day(-5), late_again=True),
        NextAct.CONTACT,
        "call Ana Silva now: late again, and fragile",
    ),
    "back and fragile": (
        back(contacted_on=day(-60)),
        NextAct.NOTHING,
        "watch until 13 Sep 2027: fragile for a year",
    ),
    "volume resumed": (
        back(ReturnStage.RESUMED, contacted_on=day(-60)),
        NextAct.CONTACT,
        "thank Ana Silva: the former volume is back",
    ),
    "clean year": (
        back(ReturnStage.CLEAN, contacted_on=day(-10)),
        NextAct.CONTACT,
        "a clean year: ask Ana Silva for a testimonial",
    ),
    "clean year, asked": (
        back(ReturnStage.CLEAN, contacted_on=day(0)),
        NextAct.NOTHING,
        "nothing to do: a clean year, a customer like any other",
    ),
    "lost twice": (
        in_case(CaseFacts(TODAY), TWICE),
        NextAct.CONTACT,
        "write one letter of apology, and nothing more",
    ),
    "lost twice, written": (
        in_case(CaseFacts(TODAY), SENT),
        NextAct.CLOSE,
        "close the case: the letter of apology has been sent",
    ),
    "let go decided": (
        in_case(replace(ASKED, verdict="let-go")),
        NextAct.CLOSE,
        "close the case: you decided to let them go",
    ),
    "let go": (
        NextFacts(TODAY, Status.LET_GO, closed_on=day(-9)),
        NextAct.NOTHING,
        "nothing to do: let go on 13 Nov 2026; a new order is noticed",
    ),
    "closed": (
        NextFacts(TODAY, Status.LOST, closed_on=day(-9)),
        NextAct.NOTHING,
        "nothing to do: case closed on 13 Nov 2026; a new order is noticed",
    ),
    "gone for good": (NextFacts(TODAY, Status.GONE), NextAct.NOTHING, "nothing to do: gone for good"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_one_next_action(stage: str) -> None:
    facts, act, text = STAGES[stage]
    found = next_action(facts)
    assert (found.act, found.text) == (act, text)


def test_every_act_is_reached() -> None:
    """But the costs, which only the page of the decision asks for."""
    assert {act for _, act, _ in STAGES.values()} == set(NextAct) - {NextAct.ASSUME}


def test_the_key_that_finishes_says_what() -> None:
    words = {kind: NextAction("", NextAct.FINISH, kind=kind).word for kind in ("fix", "step", "")}
    assert words == {"fix": "mark the fix done", "step": "mark the task done", "": "mark done"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_sentence_fits_a_line_and_has_no_end(stage: str) -> None:
    text = next_action(STAGES[stage][0]).text
    assert len(text) <= 80
    assert not text.endswith(".")


def test_facts_to_look_at_stand_on_a_page_but_a_step_of_the_plan_needs_none() -> None:
    pages = {name: next_action(facts).page for name, (facts, _, _) in STAGES.items()}
    assert (pages["decide"], pages["fix under way"], pages["cause without a fix"]) == (
        "decision",
        "causes",
        "causes",
    )
    assert not pages["an internal task first"]
    assert not pages["planned"]


def test_the_letter_of_apology_is_a_letter_and_the_step_is_named() -> None:
    assert next_action(STAGES["lost twice"][0]).channel == "letter"
    planned = next_action(STAGES["planned"][0])
    assert (planned.channel, planned.what, planned.kind, planned.on_day) == ("call", "s1", "step", day(3))
