"""What happened in a case, in sentences: the loss, the customer's own words, what they ask for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from winback_tui.domain.case.conditions import ConditionState
from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.errors import NotFound
from winback_tui.domain.wording.wording import distance, full_day, near_day
from winback_tui.services.interviews.interviews import case_interviews
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, overrides_of
from winback_tui.store.cases.causes import causes_of, fixes_of
from winback_tui.store.cases.conditions import conditions_of_case

from .voices import compare, reasons_list


def customers_words(book: Book, account: AccountRef) -> list[str]:
    """What the customer's people said in the interviews of the open case, and how bad it was for them."""
    own = own_playbook()
    try:
        held = case_interviews(book, account.id, own).interviews
    except NotFound as fault:
        return [str(fault)]
    lines = []
    for each in compare(held, (), reasons_list(own)).customers:
        who = each.person or "The customer"
        if each.stated:
            lines.append(f"{who} said: “{each.stated}”")
        lines += [f"{who}, at the root: {text}" for text, _ in each.roots]
        if each.severity:
            lines.append(f"To them it was {severity_of(each.severity).told} (M7).")
    return lines


def loss_sentence(connection: sqlite3.Connection, case: CaseHead, today: date) -> Iterator[str]:
    """The loss, who leads, whom they blame, and every gate passed on a written reason."""
    leads = f"{case.responsible} leads." if case.responsible else "Nobody leads yet (B7)."
    by = f" by {case.lost_by}" if case.lost_by else ""
    yield f"Lost {distance(case.lost_on, today)}{by}. {leads}"
    if case.note:
        yield case.note
    for rule, reason in overrides_of(connection, case.id).items():
        yield f"Rule {rule} was overridden: {reason}"
    for cause in causes_of(connection, case.id):
        if cause.whom:
            promise = f": {cause.promise_broken}" if cause.promise_broken else ""
            yield f"{cause.whom} failed them{promise} (M8)."


def requested_conditions(connection: sqlite3.Connection, case: CaseHead, today: date) -> Iterator[str]:
    """Every condition of return with its state, and every cause that has been removed since."""
    for each in conditions_of_case(connection, case.id, today):
        row, found = each.row, each.checked
        if row.beyond:
            told = f"out of our reach, {row.beyond}."
        elif row.met_on is not None and row.met_on <= today:
            told = f"met since {full_day(row.met_on)}."
        elif row.wish.checkable:
            told = (
                f"{found.state}. {found.sentence}"
                if found.state is not ConditionState.UNKNOWN
                else found.sentence
            )
        else:
            told = "only a person can say." if found.state is ConditionState.UNKNOWN else found.sentence
        yield f"{row.wish}: {told}"
    for fix in fixes_of(connection, case.id):
        if fix.done_on:
            yield f"Fixed {near_day(fix.done_on, today)}: {fix.what}."
