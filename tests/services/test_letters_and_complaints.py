"""No letter that sells or asks goes to somebody whose complaint is unresolved: alone, in a batch, in the follow-ups."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.case_books import an_account
from tests.services.ready_case import on
from tests.services.test_due_letters import MONDAY
from tests.services.test_letters import covered, signed, silent, written
from tests.store.books import with_account, with_orders
from winback_tui.domain.account.risk_sign import SignKind
from winback_tui.domain.errors import Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.letter import LetterKind
from winback_tui.domain.plan.letter.kinds import SLEEPING
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.contacts.complaints import answer_complaint, log_complaint, resolve_complaint
from winback_tui.services.letters.due import count_due_letters, due_letters
from winback_tui.services.letters.sheet import fitting_letters, letter_sheet
from winback_tui.services.letters.writing import letters_written, write_letter
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book

SIGNS = (SignKind.QUOTE, SignKind.COMPLAINT)


def complaining(folder: Path) -> tuple[Book, str]:
    """Acme is silent and complained four months ago; Beta is silent too."""
    book = silent(folder)
    beta = with_account(book, "Beta")
    with_orders(book, beta, ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    day = book.today - timedelta(days=120)
    log_complaint(book, "Acme", "Pallets came broken", 3, day)
    return book, f"The complaint of Acme from {full_day(day)} is unresolved; resolve it first."


def test_the_letter_says_that_it_waits_for_the_complaint_until_that_is_resolved(tmp_path: Path) -> None:
    book, sentence = complaining(tmp_path)
    sheet = letter_sheet(book, "Acme")
    assert sheet.kind in SLEEPING and sheet.fault == sentence
    with pytest.raises(Refused, match="is unresolved; resolve it first") as refused:
        write_letter(book, sheet, tmp_path / "letter.txt", b"text")
    assert refused.value.rule == "M12" and not (tmp_path / "letter.txt").exists()
    answer_complaint(book, "Acme")
    assert letter_sheet(book, "Acme").fault == sentence, "answered is not resolved"
    free = {
        each.kind
        for each in fitting_letters(book, "Acme")
        if sentence not in [held.sentence for held in each.hindrances]
    }
    assert free == {
        LetterKind.APOLOGY, LetterKind.REPENTANCE, LetterKind.BY_HAND, LetterKind.AFTER_CALL,
        LetterKind.WHAT_CHANGED, LetterKind.THANKS,
    }  # fmt: skip
    resolve_complaint(book, "Acme")
    assert letter_sheet(book, "Acme").fault == ""


def test_the_batch_lists_it_as_held_back_and_writes_the_others(tmp_path: Path) -> None:
    book, sentence = complaining(tmp_path)
    assert count_due_letters(book) == 1
    assert {each.account.name: each.fault for each in due_letters(book).sheets} == {
        "Acme": sentence,
        "Beta": "",
    }
    done = written(book, tmp_path / "out")
    assert done.sentence == f"1 letter written to {tmp_path / 'out'}; 1 letter held back"
    (gap,) = csv.DictReader((tmp_path / "out" / "missing.csv").read_text("utf-8").splitlines())
    assert (gap["account"], gap["missing"]) == ("Acme", sentence)
    assert [row.account for row in letters_written(book)] == ["Beta"]


def test_a_complaint_that_comes_while_the_batch_is_read_is_not_overlooked(tmp_path: Path) -> None:
    book, _ = complaining(tmp_path)
    batch = due_letters(book)
    log_complaint(book, "Beta", "The invoice was wrong", 2)
    with pytest.raises(Refused):
        written(book, tmp_path / "out", batch=batch)
    assert letters_written(book) == []


def test_whoever_complains_is_not_held_out_to_compare_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, _ = complaining(tmp_path)
    monkeypatch.setattr("winback_tui.services.letters.due.held_out", lambda *_: True)
    (held,) = due_letters(book).held
    assert held[0] == letter_sheet(book, "Beta").account.id
    resolve_complaint(book, "Acme")
    assert len(due_letters(book).held) == 2


def test_the_follow_ups_ask_for_the_complaint_and_not_for_the_letter(tmp_path: Path) -> None:
    book = covered(signed(on(an_account(tmp_path)[0], MONDAY)))
    enter_order(book, "Acme", MONDAY - timedelta(days=9), Money(90_000, "EUR"), "quote", number="Q-7")

    def asked() -> list[str]:
        return [row.what for row in due(book) if row.item.account == "Acme" and row.item.kind in SIGNS]

    assert [what.partition(":")[0] for what in asked()] == ["write the reminder letter"]
    log_complaint(book, "Acme", "Pallets came broken", 3, MONDAY - timedelta(days=8))
    assert "“Pallets came broken”" in asked()[0]
    assert not any("letter" in what for what in asked())
    resolve_complaint(book, "Acme")
    assert [what.partition(":")[0] for what in asked()] == ["write the reminder letter"]
