"""How far an open case has come, and what holds it up, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.case.conditions import in_words
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.gates.facts import CauseFact
from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.phrasing import on_hold
from winback_tui.domain.wording.wording import count, distance, near_day


@dataclass(frozen=True, slots=True)
class NextStep:
    """The earliest planned step that is neither done nor dropped: its day and how it reaches the customer (`call`).

    `held`: what it waits for while a gate holds it (`until 12 Dec 2026`), '' for nothing.
    """

    on_day: date
    what: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the stage of one open case depends on, as known on `today`.

    `interview_with` names the person of an interview that was begun and not finished. `verdict` is that of
    the latest decision: '' | 'win-back' | 'wait' | 'let-go', with the day until which to wait, if any, and the
    words of what it waits for; `wait_over` says why that condition is met, '' while it is not. `contacted_on` is
    the latest contact logged since the plan was made. `twice_lost`: lost again after a return; `letter_sent_on`: when
    the one letter of apology went out. `contacts_from`: the first day open to contacts, as from the gates (B16, B20).
    """

    today: date
    interviews_finished: int = 0
    interview_begun: bool = False
    interview_with: str = ""
    root_known: bool = False
    verdict: str = ""
    wait_until: date | None = None
    wait_for: str = ""
    wait_over: str = ""
    causes: tuple[CauseFact, ...] = ()
    responsible: str = ""
    planned: bool = False
    next_step: NextStep | None = None
    contacted_on: date | None = None
    twice_lost: bool = False
    letter_sent_on: date | None = None
    contacts_from: date | None = None

    @property
    def next_on(self) -> date | None:
        """When something comes next: the day of the next step, or else the one until which the case is on hold."""
        return self.next_step.on_day if self.next_step else self.wait_until


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its short `text` for a column (`to fix 1 of 2`), and what it waits for, in words."""

    stage: Stage
    text: str
    waits_for: str
    rule: str = ""


def stage_of(case: CaseFacts) -> StageView:
    """The first stage that is not behind the case.

    Lost twice: one letter of apology, and then nothing more (M13). Let go decided: only closing remains. Decided to
    wait, and neither the day nor what it waits for has come: waiting. Then in the order of the playbook: an
    interview finished and the root reason marked (B6), a decision that is not a wait gone by (F4), every cause that
    can be repaired removed (B20), a responsible manager and steps (B7), a contact since the plan was made. A cause
    counts as repairable unless somebody called it beyond repair; one beyond us belongs to the decision.
    """
    if case.twice_lost and case.letter_sent_on is not None:
        sent = near_day(case.letter_sent_on, case.today)
        return StageView(
            Stage.FATE, Stage.FATE.value, f"lost twice, letter of apology sent {sent}: do nothing more", "M13"
        )
    if case.verdict == "let-go":
        return StageView(Stage.CLOSE, Stage.CLOSE.value, "decided to let go; close the case")
    if case.twice_lost:
        waits = "lost twice: send one letter of apology, nothing else"
        return StageView(Stage.LETTER, Stage.LETTER.value, waits, "M13")
    if case.verdict == "wait" and _still_waits(case):
        until = f" until {near_day(case.wait_until, case.today)}" if case.wait_until else ""
        wanted = f" for: {in_words(case.wait_for)}" if case.wait_for else "" if until else " with no date"
        return StageView(Stage.WAITING, f"waits{until or ' for terms'}", f"on hold{until}{wanted}", "F4")
    if not case.interviews_finished or not case.root_known:
        return _to_interview(case)
    if case.verdict != "win-back":
        return _to_decide(case)
    standing, causes = causes_to_fix(case)
    if standing:
        return _to_fix(case, standing, causes)
    if not case.planned or not case.responsible:
        nobody = "no responsible manager is named" if not case.responsible else "no steps are planned"
        return StageView(Stage.PLAN, Stage.PLAN.value, nobody, "B7")
    if case.contacted_on is None:
        return StageView(Stage.PLANNED, Stage.PLANNED.value, _next_step(case), "B7")
    when = distance(case.contacted_on, case.today)
    return StageView(Stage.CONTACTED, Stage.CONTACTED.value, f"contacted {when}; {_next_step(case)}", "M11")


def lacks_contact(stage: Stage, next_on: date | None) -> bool:
    """Whether no contact is planned in an open case, though something should come next.

    Nothing should where only closing remains, nor while it waits for terms that have not come.
    """
    return next_on is None and not stage.ended and stage is not Stage.WAITING


def _still_waits(case: CaseFacts) -> bool:
    return not case.wait_over and (case.wait_until is None or case.wait_until > case.today)


def _to_interview(case: CaseFacts) -> StageView:
    who = f" with {case.interview_with}" if case.interview_with else ""
    if case.interviews_finished:
        waits = "no why is marked as the root cause"
    elif case.interview_begun:
        waits = f"the interview{who} is not finished"
    else:
        waits = "nobody has asked the customer why"
    return StageView(Stage.INTERVIEW, Stage.INTERVIEW.value, waits, "B6")


def _to_decide(case: CaseFacts) -> StageView:
    if case.wait_over:
        return StageView(
            Stage.DECIDE,
            Stage.DECIDE.value,
            f"condition met, review the decision: {case.wait_over.rstrip('.')}",
            "B9",
        )
    if case.wait_until is not None:
        since = near_day(case.wait_until, case.today)
        return StageView(
            Stage.DECIDE, Stage.DECIDE.value, f"the hold ended {since}: review the decision", "F4"
        )
    return StageView(Stage.DECIDE, Stage.DECIDE.value, "nobody has decided whether to win them back", "F4")


def causes_to_fix(case: CaseFacts) -> tuple[list[CauseFact], list[CauseFact]]:
    """The causes still to fix, and all causes that a fix of ours can remove, done or not (B20)."""
    repairable = [
        cause for cause in case.causes if (cause.ours or cause.fixes) and cause.fixable is not False
    ]
    return [cause for cause in repairable if not cause.removed], repairable


def _to_fix(case: CaseFacts, standing: list[CauseFact], causes: list[CauseFact]) -> StageView:
    fixes = [fix for cause in standing for fix in cause.fixes if fix.done_on is None]
    due = min((fix.due_on for fix in fixes if fix.due_on), default=None)
    remain = f"{count(len(standing), 'cause')} of {len(causes)} still to fix: {standing[0].name}"
    if not fixes:
        remain += ", no fix recorded"
    elif due is not None:
        remain += f", {'was due' if due < case.today else 'due'} {near_day(due, case.today)}"
    return StageView(Stage.FIX, f"{Stage.FIX} {len(standing)} of {len(causes)}", remain, "B20")


def _next_step(case: CaseFacts) -> str:
    if case.next_step is None:
        return "no contact planned"
    day = near_day(case.next_step.on_day, case.today)
    late = "was due " if case.next_step.on_day < case.today else ""
    return f"next: {channel_words(case.next_step.what)} {late}{day}{on_hold(case.next_step.held)}"
