"""From what the customer's people told to the causes of a loss, each with its weight (playbook section 4, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from winback_tui.domain.case import why
from winback_tui.domain.case.diagnosis import StatedReason, whole_percents
from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.case.voices import Voice
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.causes import CauseRow, causes_of
from winback_tui.store.cases.tables import Cause
from winback_tui.store.write import Transaction

from .diagnosis_input import diagnosis, stated_reasons
from .open_case import require_open_case
from .rivals import competitor_named


def write_causes(
    transaction: Transaction, case_id: str, finished: Sequence[InterviewRecord], reasons: Reasons
) -> int:
    """Make the customer's causes of a case those that its finished interviews tell; how many there are.

    A cause that was entered by hand for the same reason is taken over; one that nobody names any more goes,
    unless somebody works on it: then it only loses its weight.
    """
    named = _by_reason(finished)
    kept: set[str] = set()
    for weighed in diagnosis(finished, reasons).reasons:
        tellers = named[weighed.reason]
        cause = _cause(transaction, case_id, weighed.reason)
        kept.add(cause.id)
        cause.weight = weighed.percent
        cause.text = _joined(_words(held) for held, _ in tellers)
        cause.human = any(told.human for _, told in tellers)
        cause.whom = _joined(told.whom for _, told in tellers)
        cause.promise_broken = _joined(told.promise_broken for _, told in tellers)
        rival = next(filter(None, (held.flow.value(Meaning.COMPETITOR) for held, _ in tellers)), "")
        cause.competitor_id = competitor_named(transaction, rival) or cause.competitor_id
        if not cause.found_on:
            cause.found_on = transaction.today.isoformat()
            cause.fixable = None if _fixable(reasons, weighed.reason) else False
        transaction.add(cause)
    _drop_the_rest(transaction, case_id, kept, [each.code for each in reasons.all])
    return len(kept)


def _cause(transaction: Transaction, case_id: str, reason: str) -> Cause:
    own = derived_id("cause", case_id, reason)
    row = transaction.run(
        "SELECT id FROM cause WHERE case_id = ? AND reason = ? AND voice = ? ORDER BY id = ? DESC, id",
        (case_id, reason, Voice.CUSTOMER.value, own),
    ).fetchone()
    if row is not None:
        return transaction.get(Cause, row[0])
    return Cause(id=own, case_id=case_id, reason=reason, voice=Voice.CUSTOMER.value)


def _by_reason(
    finished: Sequence[InterviewRecord],
) -> Mapping[str, list[tuple[InterviewRecord, StatedReason]]]:
    named: dict[str, list[tuple[InterviewRecord, StatedReason]]] = {}
    for held in finished:
        for told in stated_reasons(held):
            named.setdefault(told.reason, []).append((held, told))
    return named


def _words(held: InterviewRecord) -> str:
    return why.summary(held.chain) or held.flow.value(Meaning.REFUSAL)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _fixable(reasons: Reasons, code: str) -> bool:
    return next((each.fixable for each in reasons.all if each.code == code), True)


def _drop_the_rest(transaction: Transaction, case_id: str, kept: set[str], codes: Sequence[str]) -> None:
    mine = {derived_id("cause", case_id, code) for code in codes} - kept
    rows = transaction.run("SELECT id FROM cause WHERE case_id = ?", (case_id,)).fetchall()
    for (cause_id,) in rows:
        if cause_id not in mine:
            continue
        if transaction.run("SELECT 1 FROM fix WHERE cause_id = ? LIMIT 1", (cause_id,)).fetchone():
            transaction.run("UPDATE cause SET weight = 0 WHERE id = ?", (cause_id,))
        else:
            transaction.run("DELETE FROM cause WHERE id = ?", (cause_id,))


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
    """Add a cause of this reason class to the open case; without a `weight` all of its voice weigh the same.

    Raises NotFound for an unknown class, BadInput for a weight off 1 to 100 or an unknown voice.
    """
    account = find_account(book, ref)
    known = load_reasons("en", own_playbook())[reason.strip()]
    if voice not in (Voice.CUSTOMER, Voice.REP, Voice.DATA):
        raise BadInput(f"'{voice[:40]}' is no voice; a cause is told by customer, rep or data (M9).")
    if weight is not None and not 1 <= weight <= 100:
        raise BadInput(f"A cause weighs 1 to 100 percent, not {weight} (B6).")
    with account_action(book, "cause", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        day = found_on or transaction.today
        if not head.lost_on <= day <= transaction.today:
            raise BadInput(
                f"A cause of the loss of {account.name} is found between {head.lost_on} and today (B6)."
            )
        cause = Cause(
            case_id=head.id,
            reason=known.code,
            weight=weight or 100,
            text=clean_line(text),
            voice=voice,
            fixable=fixable,
            human=human or bool(whom.strip()),
            whom=clean_name(whom),
            promise_broken=clean_line(promise_broken),
            competitor_id=competitor_named(transaction, competitor),
            found_on=day.isoformat(),
        )
        transaction.add(cause)
        if weight is None:
            _share_weights(transaction, head, voice)
        transaction.sentence = f"Cause noted for {account.name}: {cause.text or known.label}"
    return ActionResult(
        transaction.sentence, account.id, account.name, cause.id, facts={"reason": known.code}
    )


def judge_cause(
    book: Book, ref: str, which: str, fixable: bool | None, dry_run: bool = False
) -> ActionResult:
    """Say whether a cause can be removed by us; None takes the word back (playbook B9)."""
    account = find_account(book, ref)
    with account_action(book, "cause", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        row = resolve_cause(transaction, account, head, which)
        cause = transaction.get(Cause, row.id)
        cause.fixable = fixable
        transaction.add(cause)
        words = {True: "can be removed", False: "is beyond us", None: "is not judged"}[fixable]
        transaction.sentence = f"Cause of {account.name} {words}: {row.text or row.reason}"
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts={"fixable": fixable})


def resolve_cause(transaction: Transaction, account: AccountRef, head: CaseHead, which: str) -> CauseRow:
    """The cause of the case that `which` means. Raises Refused where none is known, and as `resolve_row` does."""
    rows = causes_of(transaction.connection, head.id)
    if not rows:
        raise Refused(
            f"No cause of the loss of {account.name} is known; note one with its reason first.", "B6"
        )
    return resolve_row(
        rows, which, lambda row: row.id, lambda row: f"{row.reason} {row.text}", f"cause of {account.name}"
    )


def _share_weights(transaction: Transaction, head: CaseHead, voice: str) -> None:
    rows = [row for row in causes_of(transaction.connection, head.id) if row.voice == voice]
    for row, percent in zip(rows, whole_percents([1.0] * len(rows)), strict=True):
        transaction.run(
            "UPDATE cause SET weight = ? WHERE id = ? AND weight <> ?", (percent, row.id, percent)
        )
