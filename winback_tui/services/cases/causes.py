"""The causes of a loss with their weights: from the interviews, or entered by hand (playbook section 4, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from winback_tui.domain.case import why
from winback_tui.domain.case.diagnosis import StatedReason, WeighedReason, whole_percents
from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.case.voices import Voice
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.wording.wording import full_day
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.causes import CauseRow, cause_for_reason, causes_of
from winback_tui.store.cases.writes import insert_cause, remove_cause, update_cause
from winback_tui.store.write import Transaction

from .diagnosis_input import diagnosis, stated_reasons
from .open_case import require_open_case
from .rivals import get_or_create_rival


def write_causes(
    transaction: Transaction, case_id: str, finished: Sequence[InterviewRecord], reasons: Reasons
) -> int:
    """Make the customer's causes of a case those of its finished interviews; returns how many there are.

    A cause entered by hand for the same reason is reused; one that no interview names any more is removed,
    unless somebody works on it: then it only loses its weight.
    """
    statements = _by_cause(finished, reasons)
    current: set[str] = set()
    for weighed in diagnosis(finished, reasons).reasons:
        own_id = _cause_id(case_id, weighed.reason, weighed.nth)
        cause = _own_or_by_hand(transaction, case_id, weighed, own_id)
        columns = _columns(transaction, weighed.percent, statements[weighed.key])
        if cause is None or not cause.found_on:
            columns["fixable"] = None if _may_be_fixable(reasons, weighed.reason) else False
        if cause is None:
            current.add(own_id)
            day = transaction.today
            insert_cause(
                transaction, case_id, weighed.reason, Voice.CUSTOMER.value, day, id=own_id, **columns
            )
        else:
            current.add(cause.id)
            update_cause(transaction, cause.id, found_on=cause.found_on or transaction.today, **columns)
    others = [row.id for row in causes_of(transaction.connection, case_id) if row.id not in current]
    ours = _ids_of_interviews(case_id, reasons) if others else set()
    for row_id in others:
        if row_id in ours:
            remove_cause(transaction, row_id)
    return len(current)


MOST_OF_A_CLASS = 9
"""At most this many root causes of one class are kept apart within an interview."""


def _cause_id(case_id: str, reason: str, nth: int) -> str:
    """The id of a cause, the same on every laptop; the first of a class has the id that older versions gave it."""
    return derived_id("cause", case_id, reason, *((str(nth),) if nth > 1 else ()))


def _ids_of_interviews(case_id: str, reasons: Reasons) -> set[str]:
    """The ids of all causes that interviews can write: of every class, some hundred."""
    return {
        _cause_id(case_id, each.code, nth) for each in reasons.all for nth in range(1, MOST_OF_A_CLASS + 1)
    }


def _own_or_by_hand(
    transaction: Transaction, case_id: str, weighed: WeighedReason, own_id: str
) -> CauseRow | None:
    """The existing cause for this reason; only the first root may reuse one entered by hand."""
    if weighed.nth == 1:
        return cause_for_reason(transaction.connection, case_id, weighed.reason, Voice.CUSTOMER.value, own_id)
    return next((row for row in causes_of(transaction.connection, case_id) if row.id == own_id), None)


def _columns(
    transaction: Transaction, percent: int, statements: Sequence[tuple[InterviewRecord, StatedReason]]
) -> dict[str, Any]:
    """The columns of a cause as the interviews give them; the rival stays where none of them names one."""
    columns: dict[str, Any] = {
        "weight": percent,
        "text": _joined(_words(record, stated) for record, stated in statements),
        "human": any(stated.human for _, stated in statements),
        "whom": _joined(stated.whom for _, stated in statements),
        "promise_broken": _joined(stated.promise_broken for _, stated in statements),
    }
    rivals = (record.flow.value(Meaning.COMPETITOR) for record, _ in statements)
    rival_id = get_or_create_rival(transaction, next(filter(None, rivals), ""))
    return {**columns, "competitor_id": rival_id} if rival_id else columns


def _by_cause(
    finished: Sequence[InterviewRecord], reasons: Reasons
) -> Mapping[tuple[str, int], list[tuple[InterviewRecord, StatedReason]]]:
    found: dict[tuple[str, int], list[tuple[InterviewRecord, StatedReason]]] = {}
    for record in finished:
        for stated in stated_reasons(record, reasons):
            found.setdefault(stated.key, []).append((record, stated))
    return found


def _words(record: InterviewRecord, stated: StatedReason) -> str:
    return stated.text or why.summary(record.chain) or record.flow.value(Meaning.REFUSAL)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _may_be_fixable(reasons: Reasons, code: str) -> bool:
    return next((each.fixable for each in reasons.all if each.code == code), True)


def add_cause(
    book: Book,
    ref: str,
    reason: str,
    text: str = "",
    voice: str = Voice.CUSTOMER,
    weight: int | None = None,
    fixable: bool | None = None,
    human: bool = False,
    whom: str = "",
    promise_broken: str = "",
    competitor: str = "",
    found_on: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Add a cause of this reason class to the open case; without a `weight` all causes of its voice weigh the same.

    Raises NotFound for an unknown class, BadInput for a weight off 1 to 100 or an unknown voice.
    """
    account = find_account(book, ref)
    known = load_reasons("en", own_playbook())[reason.strip()]
    if voice not in (Voice.CUSTOMER, Voice.REP, Voice.DATA):
        raise BadInput(f"'{voice[:40]}' is not a voice; a cause comes from customer, rep or data.", "M9")
    if weight is not None and not 1 <= weight <= 100:
        raise BadInput(f"The weight of a cause is 1 to 100 percent, not {weight}.", "B6")
    with account_action(book, "cause", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        day = found_on or transaction.today
        if not head.lost_on <= day <= transaction.today:
            raise BadInput(
                f"A cause must be found between the loss ({full_day(head.lost_on)}) and today, not on {full_day(day)}.",
                "B6",
            )
        words = clean_line(text)
        cause_id = insert_cause(
            transaction,
            head.id,
            known.code,
            str(voice),
            day,
            weight=weight or 100,
            text=words,
            fixable=fixable,
            human=human or bool(whom.strip()),
            whom=clean_name(whom),
            promise_broken=clean_line(promise_broken),
            competitor_id=get_or_create_rival(transaction, competitor),
        )
        if weight is None:
            _share_weights(transaction, head, voice)
        transaction.sentence = f"Cause of {account.name}: {words or known.label}"
    return ActionResult(
        transaction.sentence, account.id, account.name, cause_id, facts={"reason": known.code}
    )


def judge_cause(
    book: Book, ref: str, which: str, fixable: bool | None, dry_run: bool = False
) -> ActionResult:
    """Record whether we can fix a cause; None removes the answer (playbook B9)."""
    account = find_account(book, ref)
    with account_action(book, "cause", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        row = resolve_cause(transaction, account, head, which)
        update_cause(transaction, row.id, fixable=fixable)
        words = {True: "can be fixed", False: "cannot be fixed by us", None: "not judged yet"}[fixable]
        transaction.sentence = f"Cause of {account.name} {words}: {row.text or row.reason}"
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts={"fixable": fixable})


def resolve_cause(transaction: Transaction, account: AccountRef, head: CaseHead, which: str) -> CauseRow:
    """The cause of the case that `which` means. Raises Refused where none is known, and as `resolve_row` does."""
    rows = causes_of(transaction.connection, head.id)
    if not rows:
        raise Refused(f"{account.name} has no known cause of loss; add one with its reason first.", "B6")
    return resolve_row(
        rows, which, lambda row: row.id, lambda row: f"{row.reason} {row.text}", f"cause of {account.name}"
    )


def _share_weights(transaction: Transaction, head: CaseHead, voice: str) -> None:
    rows = [row for row in causes_of(transaction.connection, head.id) if row.voice == voice]
    for row, percent in zip(rows, whole_percents([1.0] * len(rows)), strict=True):
        update_cause(transaction, row.id, weight=percent)
