"""The one thing to do next for an account, from the first silence to the clean year and beyond."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from winback_tui.domain.case.progress.stage_of import CaseFacts, StageView, causes_to_fix
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.gates import Gate, GatedAct
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.domain.returns.returns import Return, ReturnStage
from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.domain.wording.wording import due_words, full_day, near_day

from .alarms import Alarm
from .status import Status


class NextAct(StrEnum):
    """What is done next, by the id of the command that does it; `NOTHING` where only waiting helps.

    `ASSUME` only the page of the decision asks for: it alone knows which costs are not set.
    """

    NOTHING = ""
    CONTACT = "contact.log"
    ASK_WHY = "interview.hold"
    ASSUME = "decision.assume"
    DECIDE = "decision.decide"
    ADD_FIX = "fix.add"
    FINISH = "step.finish"
    MAKE_PLAN = "plan.make"
    PLAN_STEP = "step.add"
    NAME_LEAD = "case.assign"
    CLOSE = "case.close"
    ENTER_ORDER = "order.enter"
    SETTLE = "dealings.show"
    AGREE_TERMS = "offer.add"


WORDS = {
    NextAct.CONTACT: "contact",
    NextAct.ASK_WHY: "interview",
    NextAct.ASSUME: "enter the costs",
    NextAct.DECIDE: "decide",
    NextAct.ADD_FIX: "add a fix",
    NextAct.FINISH: "mark done",
    NextAct.MAKE_PLAN: "make a plan",
    NextAct.PLAN_STEP: "plan a step",
    NextAct.NAME_LEAD: "name who leads",
    NextAct.CLOSE: "close the case",
    NextAct.ENTER_ORDER: "enter the order",
    NextAct.SETTLE: "settle",
    NextAct.AGREE_TERMS: "revised terms",
}
"""The label of the key that does it."""
_FINISHED = {"fix": "mark the fix done", "step": "mark the task done"}
"""The same by what is finished: of the steps only an internal task is."""

PAGES = {NextAct.DECIDE: "decision", NextAct.ADD_FIX: "causes", NextAct.FINISH: "causes"}
"""The page with the facts for an act; on any other page the key opens that page first."""


_BEFORE_CONTACT = (Stage.INTERVIEW, Stage.DECIDE, Stage.FIX, Stage.PLAN)
"""Stages at which an open complaint is named after the next act; later the plan deals with it."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """One sentence without its full stop, such as `decide whether to win them back`, and the act.

    `channel` is how a contact reaches them, '' where the user chooses. `kind` is what the act is about: a `step` with
    its id in `what`, a `fix` or `cause` with its words there, or ''. `on_day`: when, where that is set. `rule`: the
    playbook's rule behind it, '' for none.
    """

    text: str
    act: NextAct = NextAct.NOTHING
    rule: str = ""
    on_day: date | None = None
    channel: str = ""
    what: str = ""
    kind: str = ""

    @property
    def page(self) -> str:
        """The page to see before doing it: `decision`, `causes`, or '' where none is needed."""
        return "" if self.kind == "step" else PAGES.get(self.act, "")

    @property
    def word(self) -> str:
        """The label of the key that does it."""
        return _FINISHED.get(self.kind, WORDS[self.act]) if self.act is NextAct.FINISH else WORDS[self.act]


@dataclass(frozen=True, slots=True)
class NextFacts:
    """What the next action depends on, as known on `today`.

    `who`: whom one would call, '' where nobody is known. `case`, `stage` and `blocked` (its closed gates) are those
    of the open case that no order has answered. `back`: the return that answers the latest loss. `closed_on`: when
    the latest case was closed. `planned`: the earliest step still to make. `contacted_on`: the latest contact that
    reached somebody. `expected_on`: when the next order was expected. `late_again`: back, and late by the usual
    interval. `promise`: the first open promise that is due, with its day. `complaint`: the oldest complaint that
    nobody has answered; `unresolved`: whether one was answered and not resolved. `alarm`: the most pressing one.
    """

    today: date
    status: Status
    who: str = ""
    case: CaseFacts | None = None
    stage: StageView | None = None
    blocked: tuple[Gate, ...] = ()
    back: Return | None = None
    closed_on: date | None = None
    planned: PlanStep | None = None
    contacted_on: date | None = None
    last_order: date | None = None
    expected_on: date | None = None
    late_again: bool = False
    promise: tuple[str, date] | None = None
    complaint: str = ""
    unresolved: bool = False
    alarm: Alarm | None = None

    @property
    def them(self) -> str:
        """The person to talk to, or the customer."""
        return self.who or "them"

    @property
    def due(self) -> bool:
        """Whether the planned step is for today or late."""
        return self.planned is not None and self.planned.on_day <= self.today

    def contacted_since(self, day: date | None) -> bool:
        """Whether somebody was in touch on that day or later."""
        return self.contacted_on is not None and (day is None or self.contacted_on >= day)


def next_action(facts: NextFacts) -> NextAction:
    """The one thing to do next.

    A promise that is due comes before everything (A5), then what the open case needs, in the order of its stages, with
    a complaint that is open after it; without a case, what the account's silence or a return calls for. Waiting is an
    answer too: it says until when.
    """
    if facts.status is Status.GONE:
        return NextAction("nothing to do: gone for good")
    if facts.promise is not None:
        text, day = facts.promise
        return NextAction(
            f"keep the promise “{text}”, {due_words(day, facts.today)}", NextAct.SETTLE, "A5", day
        )
    if facts.back is not None:
        return _after_return(facts, facts.back)
    if facts.case is not None and facts.stage is not None:
        action = _in_case(facts, facts.case, facts.stage)
        if facts.stage.stage in _BEFORE_CONTACT and (facts.complaint or facts.unresolved):
            after = "answer" if facts.complaint else "resolve"
            action = replace(action, text=f"{action.text}, then {after} the complaint")
        return action
    if facts.closed_on is not None and facts.status in (Status.LET_GO, Status.LOST):
        how = "let go" if facts.status is Status.LET_GO else "case closed"
        return NextAction(f"nothing to do: {how} on {full_day(facts.closed_on)}; a new order is noticed")
    return _without_case(facts)


# --- no loss yet


def _to_answer(facts: NextFacts) -> NextAction:
    return NextAction(f"answer the complaint “{facts.complaint}”", NextAct.SETTLE, "M12")


def _without_case(facts: NextFacts) -> NextAction:
    if facts.complaint:
        return _to_answer(facts)
    if facts.due:
        return _planned(facts)
    if facts.status in (Status.OVERDUE, Status.SLEEPING):
        return _silent(facts)
    if facts.alarm is not None:
        return NextAction(_sentence(facts.alarm.text), NextAct.CONTACT, facts.alarm.rule)
    if facts.planned is not None:
        return _planned(facts)
    if facts.status is Status.SINGLE and not facts.contacted_since(facts.last_order):
        return NextAction(f"ask {facts.them} how the first order went", NextAct.CONTACT, "C-new")
    if facts.status is Status.DUE and not facts.contacted_since(facts.expected_on):
        when = f" due {near_day(facts.expected_on, facts.today)}" if facts.expected_on else ""
        return NextAction(f"remind {facts.them} of the order{when}", NextAct.CONTACT, "B4")
    if facts.expected_on is not None and facts.expected_on >= facts.today:
        return NextAction(f"nothing to do: next order expected {near_day(facts.expected_on, facts.today)}")
    return NextAction("nothing to do: wait for the next order")


def _silent(facts: NextFacts) -> NextAction:
    """Overdue: one contact first, as they may only be asleep (M0); if no order follows, they left."""
    if facts.planned is not None:
        return _planned(facts)
    if not facts.contacted_since(facts.expected_on):
        return NextAction(
            f"call {facts.them} and ask why they have not ordered", NextAct.CONTACT, "B3", channel="call"
        )
    assert facts.contacted_on is not None
    since = near_day(facts.contacted_on, facts.today)
    return NextAction(f"ask why they left: no order since the contact on {since}", NextAct.ASK_WHY, "M6")


def _planned(facts: NextFacts) -> NextAction:
    """What is on the calendar."""
    step = facts.planned
    assert step is not None
    late = "was due " if step.on_day < facts.today else ""
    day = f"{late}{near_day(step.on_day, facts.today)}"
    if step.channel == Channel.INTERNAL:
        what = step.purpose or "internal task"
        return NextAction(f"{what} ({day})", NextAct.FINISH, "", step.on_day, step.channel, step.id, "step")
    purpose = f": {step.purpose}" if step.purpose else ""
    return NextAction(
        f"{channel_words(step.channel)} {day}{purpose}",
        NextAct.CONTACT,
        "",
        step.on_day,
        step.channel,
        step.id,
        "step",
    )


# --- an open case


def _in_case(facts: NextFacts, case: CaseFacts, stage: StageView) -> NextAction:
    gates = {gate.rule: gate for gate in facts.blocked}
    if "M13" in gates or stage.stage in (Stage.LETTER, Stage.FATE):
        return _lost_twice(stage.stage is Stage.FATE or _letter_is_sent(gates.get("M13")))
    match stage.stage:
        case Stage.CLOSE:
            return NextAction("close the case: you decided to let them go", NextAct.CLOSE, "M4b")
        case Stage.WAITING:
            return NextAction(f"wait: {stage.waits_for}", NextAct.DECIDE, stage.rule, case.wait_until)
        case Stage.INTERVIEW:
            return _to_interview(facts, case)
        case Stage.DECIDE:
            text = stage.waits_for if case.wait_over or case.wait_until else "decide whether to win them back"
            return NextAction(text, NextAct.DECIDE, stage.rule)
    if "B9" in gates:
        return NextAction("find a way round what is out of reach, or let them go", NextAct.DECIDE, "B9")
    if "M10" in gates:
        return NextAction("name somebody other than the rep who lost them", NextAct.NAME_LEAD, "M10")
    if stage.stage is Stage.FIX:
        return _to_fix(facts, case)
    if stage.stage is Stage.PLAN:
        words = "choose a strategy" if case.responsible else "choose a strategy and who leads"
        return NextAction(words, NextAct.MAKE_PLAN, "B7")
    if "B10" in gates:
        return NextAction("agree revised terms of payment with them first", NextAct.AGREE_TERMS, "B10")
    if "B16" in gates:
        return NextAction(_wait(case, gates["B16"]), NextAct.NOTHING, "B16")
    return _to_contact(facts, stage.stage)


def _wait(case: CaseFacts, gate: Gate) -> str:
    """Until when they are left alone, and which contact is on hold till then."""
    text, step = gate.clears or gate.sentence, case.next_step
    if step is None or not step.held:
        return text
    return f"{text}: the {channel_words(step.what)} planned {near_day(step.on_day, case.today)} is on hold"


def _letter_is_sent(gate: Gate | None) -> bool:
    return gate is not None and GatedAct.REPENTANCE in gate.holds


def _lost_twice(written: bool) -> NextAction:
    if written:
        return NextAction("close the case: the letter of apology has been sent", NextAct.CLOSE, "M13")
    return NextAction(
        "write one letter of apology, and nothing more", NextAct.CONTACT, "M13", channel=Channel.LETTER
    )


def _to_interview(facts: NextFacts, case: CaseFacts) -> NextAction:
    if case.interviews_finished:
        text = "mark the root cause in the interview"
    elif case.interview_begun:
        text = f"finish the interview{f' with {case.interview_with}' if case.interview_with else ''}"
    else:
        text = f"ask {facts.them} why they left"
    return NextAction(text, NextAct.ASK_WHY, "B6")


def _to_fix(facts: NextFacts, case: CaseFacts) -> NextAction:
    standing, _ = causes_to_fix(case)
    cause = standing[0]
    fix = next((each for each in cause.fixes if each.open), None)
    if fix is None:
        return NextAction(
            f"add a fix for “{cause.name}”", NextAct.ADD_FIX, "B20", what=cause.name, kind="cause"
        )
    who = f", {fix.owner}" if fix.owner else ""
    due = f", {due_words(fix.due_on, facts.today)}" if fix.due_on else ""
    return NextAction(
        f"fix “{fix.what}”{who}{due}", NextAct.FINISH, "B20", fix.due_on, what=fix.what, kind="fix"
    )


def _to_contact(facts: NextFacts, stage: Stage) -> NextAction:
    step = facts.planned
    if step is None:
        return NextAction("plan the next contact: nothing is planned", NextAct.PLAN_STEP, "B7")
    if stage is Stage.CONTACTED and not facts.due:
        planned = f"{channel_words(step.channel)} planned {near_day(step.on_day, facts.today)}"
        return NextAction(
            f"enter the order when it comes; {planned}", NextAct.ENTER_ORDER, "M11", step.on_day
        )
    return _planned(facts)


# --- back


def _after_return(facts: NextFacts, back: Return) -> NextAction:
    """A returned customer is more sensitive than any other (M12): follow the order, thank, watch for a year."""
    if facts.late_again:
        return NextAction(
            f"call {facts.them} now: late again, and fragile", NextAct.CONTACT, "M12", channel="call"
        )
    if facts.complaint:
        return _to_answer(facts)
    if facts.due:
        return _planned(facts)
    if not facts.contacted_since(back.order.day):
        return NextAction(f"ask {facts.them} how the new order went", NextAct.CONTACT, "A5")
    if back.stage is ReturnStage.CLEAN:
        if back.clean_on is not None and not facts.contacted_since(back.clean_on):
            return NextAction(f"a clean year: ask {facts.them} for a testimonial", NextAct.CONTACT, "M11b")
        return NextAction("nothing to do: a clean year, a customer like any other")
    if back.resumed_on is not None and not facts.contacted_since(back.resumed_on):
        return NextAction(f"thank {facts.them}: the former volume is back", NextAct.CONTACT, "M11b")
    if facts.planned is not None:
        return _planned(facts)
    if back.clean_on is None:
        return NextAction("watch for a second order: only one so far", NextAct.NOTHING, "M12")
    return NextAction(f"watch until {full_day(back.clean_on)}: fragile for a year", NextAct.NOTHING, "M12")


def _sentence(text: str) -> str:
    """A sentence from elsewhere, worded to follow `Next: `."""
    return text.rstrip(".")
