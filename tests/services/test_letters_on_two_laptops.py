"""Letters over random histories on two laptops that sync: waiting times, what ends a series, and objections.

The book decides; a model of plain lists, which knows nothing of the book, says what may never happen.
WINBACK_EXAMPLES=40 pytest -m thorough tests/services/test_letters_on_two_laptops.py
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.services.laptops import Desk, Stick
from tests.services.test_letters import signed, written
from tests.store.books import with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.letter import LETTER_GAP_DAYS, LetterKind, spec_of
from winback_tui.domain.plan.letter.kinds import SLEEPING, UNFINISHED
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.letters.due import due_letters
from winback_tui.services.letters.writing import all_letters_sent, letters_written, object_to_letters
from winback_tui.store.book import Book

EXAMPLES = int(os.environ.get("WINBACK_EXAMPLES", "2"))
ACCOUNTS = ("Alpha", "Beta", "Gamma")
LAST = {"Alpha": date(2026, 9, 1), "Beta": date(2026, 6, 15), "Gamma": date(2026, 11, 1)}
ACTS = (
    "batch",
    "batch",
    "batch",
    "batch",
    "sent",
    "reply",
    "object",
    "order",
    "quote",
    "undo",
    "sync",
    "sync",
)
tally: Counter[str] = Counter()


@dataclass(frozen=True)
class Fact:
    """One thing that happened to an account, as the model keeps it; `kind` is that of a letter."""

    what: str
    account: str
    on_day: date
    number: int
    kind: str = ""


@dataclass
class Laptop:
    """A desk, what its user knows, and what the last act there added (None where it cannot be undone simply)."""

    desk: Desk
    facts: set[Fact] = field(default_factory=set)
    last: set[Fact] | None = None


def may_be_written(kind: LetterKind, account: str, day: date, facts: set[Fact]) -> str:
    """Why the letter breaks a rule, going by these facts; '' where it breaks none."""
    own = [each for each in facts if each.account == account]
    orders = [LAST[account], *(each.on_day for each in own if each.what == "order")]
    replies = [each.on_day for each in own if each.what == "reply"]
    quotes = [each.on_day for each in own if each.what == "quote"]
    if any(each.what == "object" for each in own):
        return "they objected"
    ends = max(orders) if kind in SLEEPING else max(quotes, default=date.min)
    for letter in (each for each in own if each.what == "letter"):
        age = (day - letter.on_day).days
        if letter.kind == kind and letter.on_day >= ends and age < spec_of(kind).waits:
            return f"the same letter {age} days ago"
        if kind in SLEEPING and age < LETTER_GAP_DAYS:
            return f"another letter {age} days ago"
        if kind in SLEEPING and letter.kind in SLEEPING and letter.on_day > max(orders):
            if SLEEPING.index(LetterKind(letter.kind)) >= SLEEPING.index(kind):
                return "a later letter of the series went before"
            if any(reply >= letter.on_day for reply in replies):
                return "they answered this series"
    if kind in SLEEPING and any((day - reply).days < LETTER_GAP_DAYS for reply in replies):
        return "they talked with us lately"
    if kind in SLEEPING and (day - max(orders)).days < 90:
        return "they ordered lately"
    if kind in UNFINISHED and (not quotes or max(orders) >= max(quotes)):
        return "no quote waits for an order"
    if kind in UNFINISHED and any(reply > max(quotes) for reply in replies):
        return "they answered the quote"
    return ""


class History:
    """Two laptops over some months; every batch is judged by the model when it is written."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
        self.folder, self.chance = folder, Random(seed)
        self.stick = Stick(folder, monkeypatch)
        self.day, self.number = date(2026, 12, 1), 0
        with self.stick.ann.at_home() as book:
            signed(book)
            for name, last in LAST.items():
                account = with_account(book, name)
                for place in range(6):
                    with_order(book, account, (last - timedelta(days=20 * place)).isoformat())
            self.fresh = with_account(book, "Fresh")
        self.stick.round()
        self.laptops = [Laptop(self.stick.ann), Laptop(self.stick.ben)]

    def step(self) -> None:
        laptop, act = self.chance.choice(self.laptops), self.chance.choice(ACTS)
        if act == "sync":
            self.sync()
            return
        with laptop.desk.at_home() as book:
            self._act(act, replace(book, clock=fixed_clock(self.day)), laptop)

    def _act(self, act: str, book: Book, laptop: Laptop) -> None:
        self.number += 1
        name = self.chance.choice(ACCOUNTS)
        fact = Fact(act, name, self.day, self.number)
        try:
            match act:
                case "batch":
                    self._batch(book, laptop)
                    return
                case "undo":
                    if laptop.last is not None:
                        undo(book)
                        laptop.facts -= laptop.last
                        laptop.last = None
                        tally["undone"] += 1
                    return
                case "sent":
                    all_letters_sent(book)
                    laptop.last = set()
                    tally["sent"] += 1
                    return
                case "reply":
                    log_contact(book, name, "Spoke with them")
                case "object":
                    if self.chance.random() < 0.6:
                        return
                    object_to_letters(book, name)
                case "order":
                    enter_order(book, name, self.day, Money(5_000, "EUR"))
                case _:
                    back = self.day - timedelta(days=9)
                    enter_order(book, name, back, Money(9_000, "EUR"), "quote", number=f"Q-{self.number}")
                    fact = replace(fact, on_day=back)
        except Refused:
            tally["refused"] += 1
            return
        laptop.facts.add(fact)
        laptop.last = {fact}
        tally[act] += 1

    def _batch(self, book: Book, laptop: Laptop) -> None:
        before = {row.id for row in letters_written(book)}
        sheets = due_letters(book).sheets
        for sheet in sheets:
            fault = (
                may_be_written(sheet.kind, sheet.account.name, self.day, laptop.facts)
                if (sheet.account.name in ACCOUNTS)
                else ""
            )
            assert not fault, (sheet.account.name, sheet.kind, self.day, fault)
        if not sheets:
            tally["nothing due"] += 1
            return
        written(book, self.folder / f"batch-{self.number}")
        new = [row for row in letters_written(book) if row.id not in before]
        assert {(row.account, row.kind) for row in new} == {(s.account.name, s.kind) for s in sheets}
        laptop.last = {
            Fact("letter", row.account, self.day, self.number, row.kind)
            for row in new
            if row.account in ACCOUNTS
        }
        laptop.facts |= laptop.last
        tally["letters"] += len(new)
        assert not {s.account.id for s in due_letters(book).sheets} & {s.account.id for s in sheets}

    def sync(self) -> None:
        self.stick.round()
        both = self.laptops[0].facts | self.laptops[1].facts
        due = []
        for laptop in self.laptops:
            laptop.facts, laptop.last = set(both), None
            with laptop.desk.at_home() as book:
                found = due_letters(replace(book, clock=fixed_clock(self.day)))
                due.append([(sheet.account.name, sheet.kind, sheet.draft.text) for sheet in found.sheets])
        assert [row[:2] for row in due[0]] == [row[:2] for row in due[1]], "both laptops propose the same"
        tally["syncs"] += 1

    def pass_days(self) -> None:
        self.day += timedelta(days=self.chance.choice((1, 3, 10, 30, 60)))
        for laptop in self.laptops:
            with laptop.desk.at_home() as book:
                with_order(book, self.fresh, (self.day - timedelta(days=1)).isoformat())
            laptop.last = None


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_no_letter_breaks_what_this_laptop_knows_and_after_a_sync_both_know_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    history = History(tmp_path, monkeypatch, seed)
    for _ in range(9):
        for _ in range(history.chance.randint(1, 4)):
            history.step()
        history.pass_days()
    history.sync()


@pytest.mark.thorough
def test_the_histories_have_what_they_are_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of random histories in which nothing happens proves nothing."""
    for seed in (101, 102):
        (tmp_path / str(seed)).mkdir()
        history = History(tmp_path / str(seed), monkeypatch, seed)
        for _ in range(9):
            for _ in range(history.chance.randint(2, 5)):
                history.step()
            history.pass_days()
    assert all(tally[each] for each in ("letters", "sent", "reply", "order", "quote", "syncs", "undone"))
