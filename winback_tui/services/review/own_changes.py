"""The diary of own changes: entered with their day, asked four questions, set next to the losses (playbook A-iso)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from winback_tui.domain.case.own_changes import (
    QUESTIONS,
    ChangeKind,
    DatedChange,
    checked_answers,
    what_follows,
)
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.review.causes.own_changes import DiaryEntry, diary_of
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.book.account_action import ActionResult, day_words
from winback_tui.services.book.lookup import resolve_row
from winback_tui.store.book import Book
from winback_tui.store.cases.own_changes import (
    case_losses,
    insert_own_change,
    own_changes,
    remove_own_change,
    update_own_change,
)
from winback_tui.store.write import Transaction, act

__all__ = ["DiaryEntry", "add_change", "answer_change", "diary", "remove_change"]


def diary(book: Book) -> list[DiaryEntry]:
    """Every change of ours, the latest first, each next to the losses of the 90 days before and after."""
    with book.read() as connection:
        return diary_of(own_changes(connection), case_losses(connection), book.today)


def add_change(
    book: Book,
    what: str,
    kind: str,
    on_day: date | None = None,
    segment: str = "",
    answers: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Write a change of ours into the diary; `segment` is whom it affected, '' everybody.

    Raises BadInput for an empty text, an unknown kind, a future day or an impossible answer.
    """
    words = clean_line(what)
    if not words:
        raise BadInput("Say what was changed, such as: minimum order 200 EUR.", "A-iso")
    try:
        sort = ChangeKind(kind.strip().lower())
    except ValueError:
        raise BadInput(
            f"'{kind[:40]}' is not a kind of change; choose one of {', '.join(ChangeKind)}.", "A-iso"
        ) from None
    given = checked_answers(answers or {})
    with act(book, "change", "", dry_run=dry_run) as transaction:
        day = on_day or transaction.today
        if day > transaction.today:
            raise BadInput(
                f"{full_day(day)} is in the future; enter the change when that day comes.", "A-iso"
            )
        row_id = insert_own_change(transaction, day, sort, words, segment=clean_name(segment), **given)
        transaction.sentence = f"Own change on {day_words(day, transaction.today)} ({sort}): {words}"
    return ActionResult(
        transaction.sentence, "", "", row_id, facts={"on": day.isoformat(), "kind": sort.value}
    )


def answer_change(book: Book, which: str, answers: Mapping[str, str], dry_run: bool = False) -> ActionResult:
    """Answer questions about the change that `which` means: its number in the diary, or some of its words.

    Raises NotFound or NeedsHuman where it is not clear which, BadInput as `add_change` does.
    """
    given = checked_answers(answers)
    if not given:
        raise BadInput(f"Answer one of: {' '.join(QUESTIONS.values())}", "A-iso")
    with act(book, "change", "", dry_run=dry_run) as transaction:
        row = _one(transaction, which)
        update_own_change(transaction, row.id, **given)
        now = {name: given.get(name, getattr(row, name)) for name in QUESTIONS}
        left = sum(not value for value in now.values())
        follows = what_follows(now["new_target"], now["improved"])
        transaction.sentence = f"Own change answered: {row.what}; " + (
            f"{count(left, 'question')} left" if left else follows.rstrip(".") or "all four answered"
        )
    return ActionResult(transaction.sentence, "", "", row.id)


def remove_change(book: Book, which: str, dry_run: bool = False) -> ActionResult:
    """Take a change out of the diary."""
    with act(book, "change", "", dry_run=dry_run) as transaction:
        row = _one(transaction, which)
        remove_own_change(transaction, row.id)
        transaction.sentence = f"Own change removed: {row.what}"
    return ActionResult(transaction.sentence, "", "", row.id)


def _one(transaction: Transaction, which: str) -> DatedChange:
    rows = own_changes(transaction.connection)
    if not rows:
        raise Refused(
            "The diary of own changes is empty; 'winback change add' adds the first change.", "A-iso"
        )
    return resolve_row(rows, which, lambda row: row.id, lambda row: row.what, "own change")
