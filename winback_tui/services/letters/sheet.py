"""One letter as it would go out: which kind fits and why, its text, what is missing, what blocks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.account.status import Status
from winback_tui.domain.days.typed_days import calendar_day
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.gates.rules import true_that_we_changed
from winback_tui.domain.plan.letter import (
    FIELDS,
    Hindrance,
    LetterFacts,
    LetterKind,
    Missing,
    due_letter,
    hindrances,
    letter_kind,
    spec_of,
)
from winback_tui.domain.plan.letter.due import silence_kind
from winback_tui.domain.plan.letter.fields import TYPED_FIELDS
from winback_tui.domain.text import clean, clean_line
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.playbook.letters.compose import LetterDraft, compose
from winback_tui.playbook.letters.packs import LanguagePack, languages, letter_pack
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.contacts.letters import LetterSubject, letter_rows, letter_subject

from .facts import facts_of_one
from .settings import LetterSettings, letter_settings_in, own_letters, usable_pack
from .values import case_values, plain_values, signer_of


@dataclass(frozen=True, slots=True)
class FittingLetter:
    """A kind of letter for one account: why it fits ('' where it does not), and what blocks it."""

    kind: LetterKind
    title: str
    why: str
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter to one account before it is written. `to` and `mail` are the recipient, `mail` '' where unknown.

    `percent` is the discount it names. `held_by` blocks it, `missing` fields are empty; with either it is never
    written. `warnings` are points to check.
    """

    account: AccountRef
    case_id: str
    why: str
    draft: LetterDraft
    to: str
    mail: str
    signer: str
    percent: int
    held_by: tuple[Hindrance, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[str, ...] = ()

    @property
    def kind(self) -> LetterKind:
        """What the letter is for."""
        return self.draft.kind

    @property
    def title(self) -> str:
        """The kind in words."""
        return spec_of(self.draft.kind).title

    @property
    def fault(self) -> str:
        """Why it cannot be written, in one sentence; '' where it can."""
        held, missing = (each.sentence for each in self.held_by), (each.sentence for each in self.missing)
        return next(held, next(missing, ""))

    def edited(self, subject: str, body: str) -> LetterSheet:
        """The same letter with edited text, which may fill what was missing. Raises BadInput for an empty one."""
        draft = self.draft.edited(clean_line(subject), clean(body))
        if not draft.subject or not draft.paragraphs:
            raise BadInput("A letter needs a subject and a text.")
        return replace(
            self,
            draft=draft,
            missing=tuple(each for each in self.missing if each.field.name in draft.missing),
        )


def fitting_letters(book: Book, ref: str) -> tuple[FittingLetter, ...]:
    """Every kind of letter for the account: those that fit first, each with why, then the others."""
    account = find_account(book, ref)
    with book.read() as connection:
        chosen = letter_settings_in(connection)
        subject = letter_subject(connection, account.id)
        facts = facts_of_one(connection, subject, chosen, book.today)
    return _fitting(facts)


def letter_sheet(
    book: Book,
    ref: str,
    kind: str = "",
    language: str = "",
    typed: Mapping[str, str] | None = None,
) -> LetterSheet:
    """The letter of this kind, else of the one that fits best, in this language, else the account's.

    `typed` fills fields by hand (`TYPED_FIELDS`). Raises BadInput for an unknown kind or field, NotFound for an
    unknown language.
    """
    account = find_account(book, ref)
    own_words = _typed(typed or {})
    with book.read() as connection:
        chosen = letter_settings_in(connection)
        subject = letter_subject(connection, account.id)
        facts = facts_of_one(connection, subject, chosen, book.today)
        fitting = _fitting(facts)
        wanted = letter_kind(kind) if kind else fitting[0].kind
        found = next(each for each in fitting if each.kind == wanted)
        return _sheet(connection, account, subject, facts, found, chosen, language, own_words, book.actor)


def letter_languages() -> dict[str, str]:
    """The languages that letters can be written in: code to name."""
    return languages(own_letters())


def waits_to_be_sent(book: Book, account_id: str, kind: str) -> bool:
    """Whether a letter of this kind was written to the account and not yet marked as sent."""
    with book.read() as connection:
        rows = letter_rows(connection, account_id)
    return any(row.sent_on is None and not row.held_out and row.kind == kind for row in rows)


def require_writable(sheet: LetterSheet) -> None:
    """Raises Refused with the first thing that holds the letter back, or the first field that is missing."""
    for each in sheet.held_by:
        raise Refused(f"This letter cannot be written: {each.sentence}", each.rule or None)
    if sheet.missing:
        more = f" (and {count(len(sheet.missing) - 1, 'more field')})" if len(sheet.missing) > 1 else ""
        raise Refused(f"Nothing was written. {sheet.missing[0].sentence[:-1]}{more}.")


def _sheet(
    connection: sqlite3.Connection,
    account: AccountRef,
    subject: LetterSubject,
    facts: LetterFacts,
    found: FittingLetter,
    chosen: LetterSettings,
    language: str,
    own_words: Mapping[str, str],
    actor: str,
) -> LetterSheet:
    if language.strip():
        pack, unusable = letter_pack(language.strip().lower(), own_letters()), None
    else:
        pack, unusable = usable_pack(chosen.language_of(account.id))
    signer = signer_of(connection, subject, actor)
    plain = plain_values(found.kind, subject, facts, pack, chosen, signer)
    of_case = case_values(connection, found.kind, subject, facts, pack)
    typed_cause: dict[str, str | None] = {"their_words": None} if "cause" in own_words else {}
    by_hand = {name: _written_day(name, text, pack, facts.today) for name, text in own_words.items()}
    draft = compose(found.kind, pack, {**plain.fields, **of_case.fields, **typed_cause, **by_hand})
    return LetterSheet(
        account,
        subject.case_id,
        found.why,
        draft,
        own_words.get("person") or subject.person or subject.account,
        subject.person_email or subject.email,
        signer,
        plain.percent,
        (*((unusable,) if unusable else ()), *found.hindrances),
        tuple(Missing(FIELDS[name], account.name) for name in draft.missing),
        of_case.warnings,
    )


def _typed(typed: Mapping[str, str]) -> dict[str, str]:
    for name in typed:
        if name not in TYPED_FIELDS:
            raise BadInput(
                f"'{name[:40]}' cannot be filled by hand; choose one of {', '.join(TYPED_FIELDS)}."
            )
    return {name: clean(text, 2_000) for name, text in typed.items() if clean(text, 2_000)}


def _written_day(name: str, text: str, pack: LanguagePack, today: date) -> str:
    """A day typed as `2027-02-01`, as a letter in this language writes it; any other text as it is.

    Raises BadInput for a day that has come: the letter says that it announces the change in good time.
    """
    day = calendar_day(text) if name == "change_day" else None
    if day and day <= today:
        raise BadInput(f"{full_day(day)} is not ahead; new rules are announced in advance.")
    return pack.day_words(day) if day else text


def _fitting(facts: LetterFacts) -> tuple[FittingLetter, ...]:
    reasons = dict(_reasons(facts))
    rows = [
        FittingLetter(kind, spec_of(kind).title, reasons.get(kind, ""), hindrances(kind, facts))
        for kind in (*reasons, *(each for each in LetterKind if each not in reasons))
    ]
    return tuple(sorted(rows, key=lambda row: (not row.why, bool(row.hindrances))))


def _reasons(facts: LetterFacts) -> Iterator[tuple[LetterKind, str]]:
    """The kinds for which there is a reason, the strongest first."""
    case = facts.case if not facts.back else None
    if case is not None and case.times_lost > 1:
        yield LetterKind.REPENTANCE, "lost twice: one letter, and nothing more"
        return
    if case is not None:
        done = not true_that_we_changed(case).closed
        why = "lost, and every fix is done" if done else "lost through our fault"
        if any(cause.our_fault for cause in case.causes):
            yield LetterKind.APOLOGY, why
            yield LetterKind.BY_HAND, why
    if (found := due_letter(facts)) is not None:
        yield found.kind, found.why
    if facts.quote is not None and (found is None or not spec_of(found.kind).unfinished):
        yield LetterKind.QUOTE, f"quote from {full_day(facts.quote.on_day)}, no order yet"
    if facts.last_reply and (facts.today - facts.last_reply).days <= 7:
        yield LetterKind.AFTER_CALL, f"talked on {full_day(facts.last_reply)}"
    silent = silence_kind(facts)
    if silent and facts.status != Status.LET_GO and (found is None or found.kind is not silent):
        yield silent, f"no order for {count(facts.days_since_order, 'day')}"
    if facts.status == Status.RECOVERED:
        yield LetterKind.TESTIMONIAL, "a clean year since the return"
