"""Battle cards: what a rival promises, where it is weak, what a switch costs, our answers (playbook G-bat, W-ass)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import full_day, near_day
from winback_tui.playbook.assessment import AssessmentCheck, assessment_checklist
from winback_tui.services.accounts.reps import COMPETITOR, get_or_create_named
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.rivals import (
    AssessmentRow,
    ObjectionRow,
    RivalRow,
    assessments_of,
    insert_assessment,
    insert_objection,
    objections_to,
    remove_objection_row,
    rivals_of_case,
    update_objection,
    update_rival,
)
from winback_tui.store.write import act

from .rivals import Rival, rival, rivals

__all__ = ["AssessmentCheck", "AssessmentRow", "BattleCard", "ObjectionRow", "assessment_checklist"]

FIELDS = {
    "promises": "what they promise",
    "weak_points": "where they are weak",
    "switching_cost": "what a switch costs the customer",
    "note": "note",
}
"""The texts of a card that people edit, each with its meaning."""


@dataclass(frozen=True, slots=True)
class BattleCard:
    """Everything to know about one rival before the call; assessments have the latest first."""

    rival: Rival
    objections: tuple[ObjectionRow, ...]
    assessments: tuple[AssessmentRow, ...]

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The texts of the card, each with its heading."""
        card = self.rival.card
        headed = (
            ("They promise", card.promises),
            ("Weak points", card.weak_points),
            ("What a switch costs", card.switching_cost),
            ("Note", card.note),
        )
        return tuple((heading, text) for heading, text in headed if text)


def battle_card(book: Book, ref: str) -> BattleCard:
    """The card of the rival of this name or id (G-bat). Raises NotFound with names like it."""
    found = rival(book, ref)
    with book.read() as connection:
        return BattleCard(
            found, tuple(objections_to(connection, found.id)), tuple(assessments_of(connection, found.id))
        )


def battle_cards(book: Book) -> tuple[BattleCard, ...]:
    """The card of every rival, those named in most losses first."""
    known = rivals(book)
    with book.read() as connection:
        return tuple(
            BattleCard(
                each, tuple(objections_to(connection, each.id)), tuple(assessments_of(connection, each.id))
            )
            for each in known
        )


def edit_card(book: Book, name: str, texts: dict[str, str], dry_run: bool = False) -> ActionResult:
    """Replace texts of the card, by the names of `FIELDS`; an empty one deletes it.

    An unknown name becomes a new rival. Raises BadInput for an empty name, or where no text is given.
    """
    _given(name)
    unknown = [field for field in texts if field not in FIELDS]
    if unknown or not texts:
        raise BadInput(f"A card has {join_names(list(FIELDS.values()))}; give one of them.", "G-bat")
    with act(book, "rival", "", dry_run=dry_run) as transaction:
        row = get_or_create_named(transaction, COMPETITOR, _given(name))
        update_rival(transaction, row.id, **{field: clean(text) for field, text in texts.items()})
        what = join_names([FIELDS[field] for field in texts])
        transaction.sentence = f"Card of {row.name}: {what} written down"
    return ActionResult(transaction.sentence, "", "", row.id, facts={"rival": row.name})


def add_objection(
    book: Book, name: str, objection: str, answer: str = "", dry_run: bool = False
) -> ActionResult:
    """Add what customers say in favour of the rival, with our answer where there is one already (A3)."""
    words = clean_line(objection)
    if not words:
        raise BadInput("Write the objection in the customer's words.", "G-bat")
    with act(book, "rival", "", dry_run=dry_run) as transaction:
        row = get_or_create_named(transaction, COMPETITOR, _given(name))
        row_id = insert_objection(transaction, row.id, words, clean(answer))
        answered = "" if clean(answer) else "; no answer yet"
        transaction.sentence = f"Objection about {row.name}: {words}{answered}"
    return ActionResult(transaction.sentence, "", "", row_id, facts={"rival": row.name})


def answer_objection(book: Book, name: str, which: str, answer: str, dry_run: bool = False) -> ActionResult:
    """Write our answer to the objection that `which` means: its number, or some of its words; '' deletes the answer."""
    card = battle_card(book, name)
    row = _objection(card, which)
    with act(book, "rival", "", dry_run=dry_run) as transaction:
        update_objection(transaction, row.id, answer=clean(answer))
        done = "Answer to" if clean(answer) else "Answer removed from"
        transaction.sentence = f"{done} “{row.objection}” ({card.rival.name})"
    return ActionResult(transaction.sentence, "", "", row.id, facts={"rival": card.rival.name})


def remove_objection(book: Book, name: str, which: str, dry_run: bool = False) -> ActionResult:
    """Take an objection off the card."""
    card = battle_card(book, name)
    row = _objection(card, which)
    with act(book, "rival", "", dry_run=dry_run) as transaction:
        remove_objection_row(transaction, row.id)
        transaction.sentence = f"Objection removed from the card of {card.rival.name}: {row.objection}"
    return ActionResult(transaction.sentence, "", "", row.id, facts={"rival": card.rival.name})


def add_assessment(
    book: Book,
    name: str,
    ref: str,
    found: str,
    rival_reply: str = "",
    on_day: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Write down what a free assessment of the rival's delivery to an account found, and the rival's answer (W-ass).

    Raises BadInput for no finding or a day to come.
    """
    account = find_account(book, ref)
    words = clean(found)
    if not words:
        raise BadInput("Say what the assessment found; “nothing” is a finding too.", "W-ass")
    with act(book, "rival", "", account.id, dry_run=dry_run) as transaction:
        day = on_day or transaction.today
        if day > transaction.today:
            raise BadInput(f"The assessment cannot be on {full_day(day)}, which is in the future.", "W-ass")
        row = get_or_create_named(transaction, COMPETITOR, _given(name))
        row_id = insert_assessment(transaction, row.id, account.id, day, words, clean(rival_reply))
        transaction.sentence = f"Assessment of {row.name} at {account.name}: {clean_line(words, 80)}"
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        row_id,
        facts={"rival": row.name, "day": day.isoformat()},
    )


def card_lines(connection: sqlite3.Connection, case: CaseHead, today: date) -> Iterator[str]:
    """The cards of the rivals that took this account, for the brief: promises, weak points, answers, findings.

    What a switch costs the customer is in the brief's "lines that help" instead.
    """
    for row in rivals_of_case(connection, case.id):
        yield from _lines_of(connection, row, today)


def _lines_of(connection: sqlite3.Connection, row: RivalRow, today: date) -> Iterator[str]:
    answers = (
        (f"{row.name} promises", row.promises),
        (f"Weak points of {row.name}", row.weak_points),
        (f"Note on {row.name}", row.note),
    )
    lines = [f"{what}: {text}" for what, text in answers if text]
    yield from lines
    objections = objections_to(connection, row.id)
    for each in objections:
        yield f"“{each.objection}”: {each.answer or 'no answer yet'}"
    assessments = assessments_of(connection, row.id)
    for found in assessments[:3]:
        reply = f" They answered: {found.rival_reply}" if found.rival_reply else ""
        yield f"Assessment at {found.account}, {near_day(found.on_day, today)}: {found.found.rstrip('.')}.{reply}"
    if not lines and not objections and not assessments and not row.switching_cost:
        yield f"{row.name}: nothing is written on their card yet."


def _given(name: str) -> str:
    """The name, or the id, of a rival as typed. Raises BadInput where there is none."""
    if not clean_name(name):
        raise BadInput("Name the rival.")
    return name


def _objection(card: BattleCard, which: str) -> ObjectionRow:
    return resolve_row(
        card.objections,
        which,
        lambda row: row.id,
        lambda row: row.objection,
        f"objection about {card.rival.name}",
    )
