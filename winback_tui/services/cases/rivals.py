"""Rivals: whom they took from us and why, who came back, and what we know about each (playbook section 9, G)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, money_words
from winback_tui.services.accounts.reps import COMPETITOR, get_or_create_named
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import nearest
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.book import Book
from winback_tui.store.cases.rivals import RivalLoss, RivalRow, rival_losses, rival_rows, update_rival
from winback_tui.store.write import Transaction, act

from .voices import reasons_list

__all__ = ["Rival", "RivalLoss", "rival", "rivals"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One rival with the losses in which it was named, the latest first. `reasons`: labels, the most frequent first.

    `card` is what we know about it, as the team wrote it down.
    """

    card: RivalRow
    losses: tuple[RivalLoss, ...]
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.card.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.card.name

    @property
    def note(self) -> str:
        """What the team noted about it."""
        return self.card.note

    @property
    def value_taken(self) -> dict[str, int]:
        """Yearly value of the accounts that are not back, minor units by currency."""
        found: Counter[str] = Counter()
        for loss in self.losses:
            if not loss.back:
                found[loss.currency] += loss.yearly_value
        return {currency: minor for currency, minor in found.most_common() if minor > 0}

    @property
    def back(self) -> int:
        """How many of the accounts came back."""
        return sum(loss.back for loss in self.losses)

    @property
    def sentence(self) -> str:
        """What it took, why, and what came back."""
        if not self.losses:
            return "Not named in any loss yet."
        money = join_names([money_words(minor, currency) for currency, minor in self.value_taken.items()])
        text = f"Named in {count(len(self.losses), 'loss', 'losses')}, {self.back} of them back"
        text += f"; they took {money} a year from us" if money else ""
        return f"{text}. Reasons: {join_names(list(self.reasons))}."


def rivals(book: Book) -> tuple[Rival, ...]:
    """Every rival, those named in most losses first."""
    labels = reasons_list(own_playbook()).labels
    with book.read() as connection:
        known, losses = rival_rows(connection), rival_losses(connection)
    found = []
    for row in known:
        own = tuple(loss for loss in losses if loss.rival_id == row.id)
        reasons = Counter(labels.get(loss.reason, loss.reason) for loss in own)
        found.append(Rival(row, own, tuple(label for label, _ in reasons.most_common())))
    return tuple(sorted(found, key=lambda each: (-len(each.losses), each.name.casefold())))


def rival(book: Book, ref: str) -> Rival:
    """The rival of this name or id. Raises NotFound with names like it."""
    wanted = clean_name(ref).casefold()
    known = rivals(book)
    for each in known:
        if wanted in (each.name.casefold(), each.id):
            return each
    raise NotFound(f"No rival is called '{ref[:60]}'.", nearest(ref, [each.name for each in known]))


def note_rival(book: Book, name: str, note: str, dry_run: bool = False) -> ActionResult:
    """Replace the text about the rival; an empty one deletes it.

    An unknown name becomes a new rival. Raises BadInput for an empty name.
    """
    if not clean_name(name):
        raise BadInput("Name the rival.")
    with act(book, "rival", "", dry_run=dry_run) as transaction:
        row = get_or_create_named(transaction, COMPETITOR, name)
        update_rival(transaction, row.id, note=clean(note))
        text = clean_line(note, 60)
        transaction.sentence = f"Note about {row.name}: {text}" if text else f"Note about {row.name} removed"
    return ActionResult(transaction.sentence, "", "", row.id, facts={"rival": row.name})


def get_or_create_rival(transaction: Transaction, name: str) -> str | None:
    """The id of the rival with this name, ignoring letter case; None where nobody is named."""
    return get_or_create_named(transaction, COMPETITOR, name).id if clean_name(name) else None
