"""From an account to its interview: the case, the right interview or a new one, then the questions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.domain.wording.wording import near_day
from winback_tui.services.cases.voices import data_statements, reasons_list
from winback_tui.services.interviews.interviews import (
    CaseInterviews,
    InterviewRecord,
    case_interviews,
    interview_record,
)
from winback_tui.services.interviews.start import interview_choices
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.tui.app.screen_registry import make_screen
from winback_tui.tui.app.subject import CaseState

from .pages.page import PageContext
from .saving.autosave import ready_to_write

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context
    from winback_tui.tui.app.subject import CommandSubject


NEW_INTERVIEW = "new"
"""What the chooser is left with when another interview is to begin."""


async def hold_interview(context: Context) -> None:
    """What `i` does: resumes the open interview, or starts one, opening a case first if there is none."""
    subject, own = context.subject, own_playbook()
    assert subject is not None
    now = await context.fetch(lambda: case_interviews(context.book, subject.account_id, own))
    if now.case is None:
        if await context.show("case.open", subject) is None:
            return
        now = await context.fetch(lambda: case_interviews(context.book, subject.account_id, own))
    chosen = await _choose_interview(context, subject, now, own)
    if chosen is not None:
        await show_interview(context, chosen, now, own)


async def begin_another(context: Context) -> None:
    """Begins an interview with somebody else, on top of what is on the screen."""
    subject, own = context.subject, own_playbook()
    assert subject is not None
    begun = await _begun(context, subject, own, somebody_else=True)
    if begun is not None:
        now = await context.fetch(lambda: case_interviews(context.book, subject.account_id, own))
        await show_interview(context, begun, now, own)


async def show_interview(
    context: Context, record: InterviewRecord, now: CaseInterviews, own: Path | None
) -> None:
    """Puts the interview on the screen, ready to save at the first letter; what it ends with is the decision."""
    case, subject = now.case, context.subject
    assert case is not None

    def load_page_context() -> PageContext:
        ready_to_write(context.book, record)
        return PageContext(reasons_list(own), data_statements(context.book, case), tuple(now.overrides))

    finished = await context.show("interview", record, await context.fetch(load_page_context), own)
    if finished and subject is not None:
        context.app.push_screen(
            make_screen("decision", subject._replace(row=None, case_state=CaseState.UNKNOWN))
        )


async def _choose_interview(
    context: Context, subject: CommandSubject, now: CaseInterviews, own: Path | None
) -> InterviewRecord | None:
    if len(now.begun) == 1:
        return now.begun[0]
    if not now.interviews:
        return await _begun(context, subject, own)
    today = context.book.today
    days = [near_day(_day(each), today) for each in now.interviews]
    choice = await context.show("interview.choose", subject.name, now.interviews, days)
    if choice == NEW_INTERVIEW:
        return await _begun(context, subject, own, somebody_else=True)
    return next((each for each in now.interviews if each.head.id == choice), None)


async def _begun(
    context: Context, subject: CommandSubject, own: Path | None, somebody_else: bool = False
) -> InterviewRecord | None:
    choices = await context.fetch(lambda: interview_choices(context.book, subject.account_id, own))
    done = await context.show("interview.start", subject, choices, own, somebody_else)
    if done is None:
        return None
    return await context.fetch(lambda: interview_record(context.book, done.id, own))


def _day(record: InterviewRecord) -> date:
    return datetime.fromtimestamp(record.head.started_at / 1000, UTC).astimezone().date()
