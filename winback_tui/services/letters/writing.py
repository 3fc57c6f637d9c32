"""Writing a letter to a file, and recording that it was written, was sent, or is not wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.plan.letter import LetterKind, letter_kind, spec_of
from winback_tui.domain.text import clean_line, typed_path
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.files.whole_file import put_on_disk, written_whole
from winback_tui.services.accounts.reps import rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account
from winback_tui.services.contacts.contacts import answered_step
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import LETTER_LANGUAGE, LetterRow, letter_rows, unsent_letters
from winback_tui.store.contacts.writes import (
    insert_activity,
    insert_letter,
    insert_objection,
    set_letter_sent,
)
from winback_tui.store.plans.steps import steps_of_account
from winback_tui.store.plans.writes import set_step_done
from winback_tui.store.write import Transaction, act

from .settings import checked_language
from .sheet import LetterSheet, require_writable


def write_letter(
    book: Book, sheet: LetterSheet, target: str | Path, content: bytes, dry_run: bool = False
) -> ActionResult:
    """Write the letter to the file `target` and record that it was written; both or neither.

    The file gets its place once the book has taken the letter: where the disk of one of the two is full, neither
    changes. Raises Refused where something holds it back, a field is missing, or the file cannot be written.
    """
    require_writable(sheet)
    path = letter_path(target)
    letter_id = ""
    try:
        with written_whole(path, dry_run=dry_run) as fresh:
            fresh.write_bytes(content)
            put_on_disk(fresh)
            with account_action(book, "letter", sheet.account, dry_run=dry_run) as transaction:
                rows = letter_rows(transaction.connection, sheet.account.id)
                letter_id = record_written(transaction, sheet, waiting_letters(rows))
                transaction.sentence = f"Letter to {sheet.account.name} written: {sheet.title.lower()}"
    except OSError as fault:
        why = fault.strerror or str(fault)
        if letter_id and not dry_run:
            raise Refused(
                f"The letter is recorded as written, but {path} may not be on the disk: {why}. Write it again."
            ) from fault
        raise Refused(f"{path} cannot be written: {why}.") from fault
    facts = {"kind": str(sheet.kind), "language": sheet.draft.language, "file": str(path)}
    return ActionResult(
        transaction.sentence, sheet.account.id, sheet.account.name, letter_id, sheet.warnings, facts
    )


def letter_path(typed: str | Path) -> Path:
    """Check the path for a letter. Raises BadInput for a folder, and where its folder does not exist."""
    path = typed_path(typed)
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it.")
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; the letter cannot be written there.")
    return path


def write_whole(path: Path, content: bytes, dry_run: bool = False) -> None:
    """Write a file whole or not at all. Raises Refused with what the system says."""
    try:
        with written_whole(path, dry_run=dry_run) as fresh:
            fresh.write_bytes(content)
    except OSError as fault:
        raise Refused(f"{path} cannot be written: {fault.strerror or fault}.") from fault


def letter_sent(
    book: Book,
    ref: str,
    kind: str = "",
    channel: str = "",
    on_day: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Record that a written letter was sent: it becomes a logged contact, and completes a planned step that it answers.

    Without a `channel` it went on paper where it is a letter by hand or nobody has a mail address, else by mail.
    Raises Refused where none was written, NeedsHuman where several were and `kind` does not say which.
    """
    account = find_account(book, ref)
    _require_way(channel)
    wanted = letter_kind(kind) if kind else ""
    with account_action(book, "letter sent", account, dry_run=dry_run) as transaction:
        rows = [
            row
            for row in letter_rows(transaction.connection, account.id)
            if row.sent_on is None and not row.held_out and wanted in ("", row.kind)
        ]
        if not rows:
            raise Refused(f"No letter to {account.name} is waiting to be sent; write one first.")
        if len({row.kind for row in rows}) > 1:
            raise NeedsHuman(f"Say which letter to {account.name} was sent.", [row.kind for row in rows])
        day = day_done(on_day, transaction.today, "A letter", rows[0].written_on)
        activity_id = _log_sent(transaction, book, rows[0], channel or _usual_way(rows[0]), day)
        when = day_words(day, transaction.today)
        transaction.sentence = f"Letter to {account.name} sent on {when}: {_title(rows[0].kind).lower()}"
    return ActionResult(
        transaction.sentence, account.id, account.name, activity_id, facts={"kind": rows[0].kind}
    )


def all_letters_sent(
    book: Book, channel: str = "", on_day: date | None = None, dry_run: bool = False
) -> tuple[str, int]:
    """Record that every written letter was sent, as one act; returns the sentence and their number.

    `channel` as for one letter. Raises Refused where none is waiting.
    """
    _require_way(channel)
    with act(book, "letter sent", "", dry_run=dry_run) as transaction:
        rows = unsent_letters(transaction.connection)
        if not rows:
            raise Refused("No letter is waiting to be sent.")
        day = day_done(on_day, transaction.today, "Letters", None)
        for row in rows:
            _log_sent(transaction, book, row, channel or _usual_way(row), day)
            transaction.touch(row.account_id)
        transaction.sentence = f"{count(len(rows), 'letter')} sent on {day_words(day, transaction.today)}"
    return transaction.sentence, len(rows)


def object_to_letters(
    book: Book, ref: str, note: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Record for good that the account wants no more letters: none is proposed or written from now on."""
    account = find_account(book, ref)
    with account_action(book, "objection", account, dry_run=dry_run) as transaction:
        day = day_done(on_day, transaction.today, "An objection")
        objection_id = insert_objection(transaction, account.id, day, clean_line(note))
        transaction.sentence = f"{account.name} gets no more letters: objected on {full_day(day)}"
    return ActionResult(transaction.sentence, account.id, account.name, objection_id)


def set_letter_language(book: Book, ref: str, language: str, dry_run: bool = False) -> ActionResult:
    """Set the language in which the account gets its letters; '' goes back to the team's. Raises NotFound."""
    account = find_account(book, ref)
    code = checked_language(language) if language.strip() else None
    with account_action(book, "letter language", account, dry_run=dry_run) as transaction:
        write_setting(transaction, LETTER_LANGUAGE + account.id, code)
        transaction.sentence = f"Letters to {account.name} are written in {code or 'the usual language'}"
    return ActionResult(transaction.sentence, account.id, account.name)


def letters_written(book: Book, ref: str = "") -> list[LetterRow]:
    """Every letter written so far, or those to one account, the latest first; those held out are not among them."""
    account_id = find_account(book, ref).id if ref else ""
    with book.read() as connection:
        return [row for row in letter_rows(connection, account_id) if not row.held_out]


def waiting_letters(rows: Iterable[LetterRow]) -> dict[tuple[str, str], str]:
    """Of these letters, those that wait to be sent: their ids by account and kind."""
    return {(row.account_id, row.kind): row.id for row in rows if row.sent_on is None and not row.held_out}


def record_written(
    transaction: Transaction, sheet: LetterSheet, waiting: Mapping[tuple[str, str], str], row_id: str = ""
) -> str:
    """Record the letter as written today, as `row_id` where one is given; returns its id.

    One that is `waiting` to be sent is the same letter written again, and becomes no second contact.
    """
    known = waiting.get((sheet.account.id, str(sheet.kind)))
    if known is not None:
        transaction.update(
            "letter",
            known,
            language=sheet.draft.language,
            percent=sheet.percent,
            written_on=transaction.today.isoformat(),
        )
        return known
    return insert_letter(
        transaction,
        sheet.account.id,
        sheet.case_id or None,
        str(sheet.kind),
        sheet.draft.language,
        sheet.percent,
        row_id,
    )


def _require_way(channel: str) -> None:
    if channel not in ("", Channel.MAIL, Channel.LETTER):
        raise BadInput(f"'{channel[:40]}' is not a way to send a letter; choose mail or letter.")


def _usual_way(row: LetterRow) -> str:
    by_hand = row.kind in list(LetterKind) and spec_of(LetterKind(row.kind)).on_paper
    return Channel.LETTER if by_hand or not row.mail else Channel.MAIL


def _log_sent(transaction: Transaction, book: Book, row: LetterRow, channel: str, day: date) -> str:
    step = answered_step(steps_of_account(transaction.connection, row.account_id), channel, day)
    activity_id = insert_activity(
        transaction,
        row.account_id,
        row.case_id or None,
        channel=channel,
        outcome=f"Letter sent: {_title(row.kind).lower()}",
        note="",
        by_id=rep_of_actor(transaction, book),
        on_day=day,
        step_id=step.step.id if step and step.step.channel in (Channel.MAIL, Channel.LETTER) else None,
    )
    if step and step.step.channel in (Channel.MAIL, Channel.LETTER):
        set_step_done(transaction, step.step.id, day)
    set_letter_sent(transaction, row.id, day, activity_id)
    return activity_id


def _title(kind: str) -> str:
    return spec_of(LetterKind(kind)).title if kind in list(LetterKind) else kind
