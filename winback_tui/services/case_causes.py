"""Causes of a loss: what the interview brought, and what a manager adds to it (playbook section 4)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.diagnosis import whole_percents
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.voices import Voice
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.store.book import Book
from winback_tui.store.read.accounts_found import AccountRef
from winback_tui.store.read.case_file import CauseRow, causes_of
from winback_tui.store.read.cases import CaseHead
from winback_tui.store.tables import Cause
from winback_tui.store.write import Deed

from .competitors import competitor_named
from .doing import Done, doing
from .find import find_account
from .open_case import require_open_case
from .own_playbook import own_playbook
from .picking import picked


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
) -> Done:
    """Add a cause of this reason class to the open case; without a `weight` all of its voice weigh the same.

    Raises NotFound for an unknown class, BadInput for a weight off 1 to 100 or an unknown voice.
    """
    account = find_account(book, ref)
    known = load_reasons("en", own_playbook())[reason.strip()]
    if voice not in (Voice.CUSTOMER, Voice.REP, Voice.DATA):
        raise BadInput(f"'{voice[:40]}' is no voice; a cause is told by customer, rep or data (M9).")
    if weight is not None and not 1 <= weight <= 100:
        raise BadInput(f"A cause weighs 1 to 100 percent, not {weight} (B6).")
    with doing(book, "cause", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        day = found_on or deed.today
        if not head.lost_on <= day <= deed.today:
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
            competitor_id=competitor_named(deed, competitor),
            found_on=day.isoformat(),
        )
        deed.add(cause)
        if weight is None:
            _share_weights(deed, head, voice)
        deed.sentence = f"Cause noted for {account.name}: {cause.text or known.label}"
    return Done(deed.sentence, account.id, account.name, cause.id, facts={"reason": known.code})


def judge_cause(book: Book, ref: str, which: str, fixable: bool | None, dry_run: bool = False) -> Done:
    """Say whether a cause can be removed by us; None takes the word back (playbook B9)."""
    account = find_account(book, ref)
    with doing(book, "cause", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        row = cause_meant(deed, account, head, which)
        cause = deed.get(Cause, row.id)
        cause.fixable = fixable
        deed.add(cause)
        words = {True: "can be removed", False: "is beyond us", None: "is not judged"}[fixable]
        deed.sentence = f"Cause of {account.name} {words}: {row.text or row.reason}"
    return Done(deed.sentence, account.id, account.name, row.id, facts={"fixable": fixable})


def cause_meant(deed: Deed, account: AccountRef, head: CaseHead, which: str) -> CauseRow:
    """The cause of the case that `which` means. Raises Refused where none is known, and as `picked` does."""
    rows = causes_of(deed.connection, head.id)
    if not rows:
        raise Refused(
            f"No cause of the loss of {account.name} is known; note one with its reason first.", "B6"
        )
    return picked(
        rows, which, lambda row: row.id, lambda row: f"{row.reason} {row.text}", f"cause of {account.name}"
    )


def _share_weights(deed: Deed, head: CaseHead, voice: str) -> None:
    rows = [row for row in causes_of(deed.connection, head.id) if row.voice == voice]
    for row, percent in zip(rows, whole_percents([1.0] * len(rows)), strict=True):
        deed.run("UPDATE cause SET weight = ? WHERE id = ? AND weight <> ?", (percent, row.id, percent))
