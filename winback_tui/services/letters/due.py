"""The letters due today by date, and the quotes they follow up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.plan.letter import (
    FIELDS,
    DueLetter,
    LetterFacts,
    LetterKind,
    Missing,
    due_letter,
    held_out,
    hindrances,
    kept_by_complaint,
    spec_of,
)
from winback_tui.domain.text import clean_name
from winback_tui.playbook.letters.compose import compose
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import (
    LetterSubject,
    account_ids,
    letter_subject,
    letters_and_objections,
    unsent_letters,
)

from .facts import facts_of_all, facts_of_one
from .settings import LetterSettings, letter_settings_in, usable_pack
from .sheet import LetterSheet, letter_sheet
from .values import plain_values, signer_of


@dataclass(frozen=True, slots=True)
class DueBatch:
    """The letters due today, and the accounts that would get one but are held out (id, kind).

    `unsent` letters were written before and have not been marked as sent. `read_with` are the letters and objections
    that the book had then. `asked_for`: for accounts that somebody chose, where a letter that waits to be sent is
    written again; one that is due is always a new one.
    """

    sheets: tuple[LetterSheet, ...]
    held: tuple[tuple[str, LetterKind], ...] = ()
    unsent: int = 0
    read_with: frozenset[str] = frozenset()
    asked_for: bool = False


def due_letters(book: Book, owner: str = "") -> DueBatch:
    """Every letter that is due today by date, in the order of the accounts' names; `owner` keeps one rep's accounts.

    One that only an unresolved complaint keeps from being due is there too, held back, so that nobody wonders.
    """
    wanted = clean_name(owner).casefold()
    sheets, held = [], []
    with book.read() as connection:
        chosen = letter_settings_in(connection)
        for subject, facts in facts_of_all(connection, chosen, book.today):
            if wanted and subject.owner.casefold() != wanted:
                continue
            due = due_letter(facts) or kept_by_complaint(facts)
            if due is not None and _held_out(due, subject, chosen):
                if not hindrances(due.kind, facts):
                    held.append((subject.id, due.kind))
            elif due is not None:
                sheets.append(_sheet(connection, subject, facts, due, chosen, book.actor))
        unsent, read_with = len(unsent_letters(connection)), frozenset(letters_and_objections(connection))
    return DueBatch(tuple(sheets), tuple(held), unsent, read_with)


def letters_for(book: Book, account_nos: Sequence[int]) -> DueBatch:
    """The letter that fits each of these accounts best, with what holds it back."""
    with book.read() as connection:
        ids, unsent = account_ids(connection, account_nos), len(unsent_letters(connection))
        read_with = frozenset(letters_and_objections(connection))
    sheets = tuple(letter_sheet(book, each) for each in ids)
    return DueBatch(sheets, unsent=unsent, read_with=read_with, asked_for=True)


def news_since(connection: sqlite3.Connection, batch: DueBatch) -> frozenset[str]:
    """The accounts that got a letter, objected or complained after the batch was read, by another window or program."""
    now = letters_and_objections(connection)
    return frozenset(account for row, account in now.items() if row not in batch.read_with)


def count_due_letters(book: Book) -> int:
    """How many letters are due today; reads only the deciding facts and composes nothing."""
    with book.read() as connection:
        chosen = letter_settings_in(connection)
        found = facts_of_all(connection, chosen, book.today)
    due = ((subject, due_letter(facts)) for subject, facts in found)
    return sum(each is not None and not _held_out(each, subject, chosen) for subject, each in due)


def quotes_with_a_letter(
    connection: sqlite3.Connection, account_ids: Iterable[str], today: date, actor: str
) -> frozenset[str]:
    """Which of these accounts are due a reminder of their quote by letter that can be written: nobody else is to be
    asked to follow the same quote up.
    """
    chosen = letter_settings_in(connection)
    found = set()
    for account_id in account_ids:
        subject = letter_subject(connection, account_id)
        facts = facts_of_one(connection, subject, chosen, today)
        due = due_letter(facts)
        if due is None or not spec_of(due.kind).unfinished:
            continue
        if not _sheet(connection, subject, facts, due, chosen, actor).fault:
            found.add(account_id)
    return frozenset(found)


def _held_out(due: DueLetter, subject: LetterSubject, chosen: LetterSettings) -> bool:
    return spec_of(due.kind).sleeping and held_out(subject.id, chosen.hold_out)


def _sheet(
    connection: sqlite3.Connection,
    subject: LetterSubject,
    facts: LetterFacts,
    due: DueLetter,
    chosen: LetterSettings,
    actor: str,
) -> LetterSheet:
    pack, unusable = usable_pack(chosen.language_of(subject.id))
    signer = signer_of(connection, subject, actor)
    values = plain_values(due.kind, subject, facts, pack, chosen, signer)
    draft = compose(due.kind, pack, values.fields)
    return LetterSheet(
        AccountRef(subject.id, subject.no, subject.account),
        subject.case_id,
        due.why,
        draft,
        subject.person or subject.account,
        subject.person_email or subject.email,
        signer,
        values.percent,
        (*((unusable,) if unusable else ()), *hindrances(due.kind, facts)),
        tuple(Missing(FIELDS[name], subject.account) for name in draft.missing),
    )
