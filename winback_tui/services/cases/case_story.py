"""What happened in a case, in sentences: the loss, what the customer said, what they ask for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from winback_tui.domain.case.conditions import ConditionState
from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.errors import NotFound
from winback_tui.domain.gates import override_words
from winback_tui.domain.interview.script import SCALE_STEPS, Meaning
from winback_tui.domain.wording.wording import distance, full_day, near_day
from winback_tui.services.interviews.interviews import case_interviews, read_interview_record
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, overrides_of
from winback_tui.store.cases.causes import causes_of, fixes_of
from winback_tui.store.cases.conditions import CheckedCondition, conditions_of_case
from winback_tui.store.interviews.interviews import interviews_of_case

from .loss_day import same_day_question
from .voices import compare, reasons_list


def customers_words(book: Book, account: AccountRef) -> list[str]:
    """What the customer's people said in the interviews of the open case, and how bad it was for them."""
    own = own_playbook()
    try:
        interviews = case_interviews(book, account.id, own).interviews
    except NotFound as fault:
        return [str(fault)]
    lines = []
    for each in compare(interviews, (), reasons_list(own)).customers:
        who = each.person or "The customer"
        if each.stated:
            lines.append(f"{who} said: “{each.stated}”")
        lines += [f"Root cause ({who}): {text}" for text, _ in each.roots]
        if each.severity:
            lines.append(f"Severity {each.severity} of 5 to them: {severity_of(each.severity).name}.")
    for record in interviews:
        paid = record.flow.value(Meaning.WHO_PAID)
        if paid:
            lines.append(f"Who paid for it ({record.head.person or 'the customer'}): {paid}")
    return lines


def worst_severity(connection: sqlite3.Connection, case_id: str) -> int:
    """The worst severity, 1 to 5, that the customer's people named in the interviews of a case; 0 where nobody did.

    Raises NotFound where the script of an interview is gone.
    """
    own = own_playbook()
    marks = [
        read_interview_record(connection, head, own).flow.value(Meaning.SEVERITY)
        for head in interviews_of_case(connection, case_id)
    ]
    return max((int(each) for each in marks if each in SCALE_STEPS), default=0)


def loss_lines(connection: sqlite3.Connection, case: CaseHead, today: date) -> Iterator[str]:
    """The loss, who leads, whom the customer blames, and every gate overridden with a written reason."""
    leads = f"{case.responsible} leads." if case.responsible else "Nobody leads yet."
    by = f" by {case.lost_by}" if case.lost_by else ""
    yield f"Lost {distance(case.lost_on, today)}{by}. {leads}"
    asked = same_day_question(connection, case)
    if asked:
        yield asked
    if case.note:
        yield case.note
    for rule, reason in overrides_of(connection, case.id).items():
        yield f"{override_words(rule, reason)}."
    for cause in causes_of(connection, case.id):
        if cause.whom:
            promise = f": {cause.promise_broken}" if cause.promise_broken else ""
            yield f"{cause.whom} failed them{promise}."


def condition_lines(connection: sqlite3.Connection, case: CaseHead, today: date) -> Iterator[str]:
    """Every condition of return with its state, and every cause that has been fixed since."""
    for each in conditions_of_case(connection, case.id, today):
        yield f"{each.row.wish.in_words}: {_state_words(each, today)}"
    for fix in fixes_of(connection, case.id):
        if fix.done_on:
            yield f"Fixed {near_day(fix.done_on, today)}: {fix.what}."


def _state_words(condition: CheckedCondition, today: date) -> str:
    row, checked = condition.row, condition.checked
    if row.beyond:
        return f"out of reach, {row.beyond}."
    if row.met_on is not None and row.met_on <= today:
        return f"met since {full_day(row.met_on)}."
    if checked.state is ConditionState.UNKNOWN:
        return checked.sentence if row.wish.checkable else "ask somebody who knows."
    return f"{checked.state}. {checked.sentence}" if row.wish.checkable else checked.sentence
