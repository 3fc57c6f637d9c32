"""Letters over a real book: facts, refusals, the due batch, what is sent, and two laptops."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.demo_book import own_copy, shared_demo
from tests.services.case_books import TODAY, an_account
from tests.services.laptops import Stick
from tests.services.ready_case import on, ready, twice_lost
from tests.store.books import book_at, with_account, with_order, with_orders
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.letter import LetterKind
from winback_tui.output.letters.batch import batch_file, batch_page
from winback_tui.playbook.letters.packs import letter_pack
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.book.history import undo
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.offers import make_offer
from winback_tui.services.letters.batch import BatchFile, BatchResult, write_due_letters
from winback_tui.services.letters.due import due_letters
from winback_tui.services.letters.sheet import LetterSheet, fitting_letters, letter_languages, letter_sheet
from winback_tui.services.letters.writing import (
    all_letters_sent,
    letter_sent,
    letters_written,
    object_to_letters,
    set_letter_language,
    write_letter,
)
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.contacts.contacts import activities_of

LATER = date(2026, 12, 20)


def signed(book: Book) -> Book:
    choose(book, "firm", "Us & Co")
    choose(book, "letter contact", "us@us.example")
    choose(book, "letter head", "Ida")
    return book


def silent(folder: Path) -> Book:
    """Acme, whose last order was 103 days before the last day that the order data covers."""
    return covered(signed(on(an_account(folder)[0], LATER)))


def covered(book: Book) -> Book:
    """The order data reaches up to yesterday: somebody else ordered then."""
    with_order(book, with_account(book, "Fresh Ltd"), (book.today - timedelta(days=1)).isoformat())
    return book


def written(book: Book, folder: Path, **more: object) -> BatchResult:
    def file_of(sheet: LetterSheet) -> BatchFile:
        return BatchFile(*batch_file(sheet.draft, None, sheet.to, sheet.mail, "today"))

    return write_due_letters(
        book,
        folder,
        file_of,
        lambda sheets: batch_page([each.draft for each in sheets]),
        **more,  # type: ignore[arg-type]
    )


def with_apology(folder: Path) -> Book:
    """A case whose cause is removed, with an offer that has a deadline."""
    book = signed(ready(folder))
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    add_fix(book, "Acme", "New carrier", cause="delivery", done_on=book.today)
    make_offer(book, "Acme", "gift", Money(2_000, "EUR"), text="a sample box")
    make_offer(
        book, "Acme", "discount", Money(5_000, "EUR"), TODAY + timedelta(days=30), "10 % on the next order"
    )
    return book


def test_an_apology_has_its_five_parts_from_the_book(tmp_path: Path) -> None:
    sheet = letter_sheet(with_apology(tmp_path), "Acme")
    assert (
        sheet.kind is LetterKind.APOLOGY and sheet.fault == "" and sheet.why == "lost, and every fix is done"
    )
    for part in (
        "what we did wrong",
        "Three late deliveries",
        "New carrier",
        "a sample box",
        "22 December 2026",
    ):
        assert part in sheet.draft.body
    assert sheet.signer == "Carl", "who leads signs, never who lost them"


@pytest.mark.parametrize("kind", ("apology", "by-hand"))
def test_what_the_customer_told_stands_as_their_own_words(tmp_path: Path, kind: str) -> None:
    book = signed(ready(tmp_path))
    add_cause(book, "Acme", "delivery", "You never called us.", weight=10)
    add_fix(book, "Acme", "Call each week", cause="delivery", done_on=book.today)
    make_offer(book, "Acme", "gift", Money(2_000, "EUR"), TODAY + timedelta(days=30), "A sample box")
    sheet = letter_sheet(book, "Acme", kind)
    assert sheet.fault == "" and "in your words: “You never called us”." in sheet.draft.body.replace(
        "In", "in"
    )
    assert "Their rep calls weekly" not in sheet.draft.body, "a letter apologises for what was ours alone"
    assert any("words of your notes" in warning for warning in sheet.warnings)
    typed = letter_sheet(book, "Acme", kind, typed={"cause": "We did not call you"})
    assert "We did not call you" in typed.draft.body and "in your words" not in typed.draft.body.lower()
    for language in letter_languages():
        assert "You never called us" in letter_sheet(book, "Acme", kind, language).draft.body


def test_the_head_of_the_firm_is_asked_to_say_what_became_of_the_person_at_fault(tmp_path: Path) -> None:
    book = signed(ready(tmp_path))
    add_cause(book, "Acme", "delivery", "Nobody called", whom="Bob")
    add_fix(book, "Acme", "Call each week", cause="delivery", done_on=book.today)
    asked = "Add in your own words what became of Bob, who failed them."
    assert letter_sheet(book, "Acme", "by-hand").warnings.count(asked) == 1
    assert asked not in letter_sheet(book, "Acme", "apology").warnings


def test_a_cause_without_words_is_named_as_one_says_it_to_a_customer(tmp_path: Path) -> None:
    book = signed(ready(tmp_path))
    add_cause(book, "Acme", "delivery")
    add_fix(book, "Acme", "New carrier", cause="delivery", done_on=book.today)
    for language in letter_languages():
        sheet = letter_sheet(book, "Acme", "apology", language)
        assert "cause" not in sheet.draft.missing
        assert f"{letter_pack(language).causes['delivery']}." in sheet.draft.body


def test_an_apology_for_something_else_asks_for_its_words(tmp_path: Path) -> None:
    book = signed(ready(tmp_path))
    add_cause(book, "Acme", "other")
    assert "cause" in letter_sheet(book, "Acme", "apology").draft.missing
    add_cause(book, "Acme", "other", "We sent the wrong invoice", voice="rep")
    assert "We sent the wrong invoice." in letter_sheet(book, "Acme", "apology").draft.body


def test_an_apology_waits_for_the_fix_and_says_so(tmp_path: Path) -> None:
    book = signed(ready(tmp_path))
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    sheet = letter_sheet(book, "Acme", "apology")
    assert {each.rule for each in sheet.held_by} >= {"B20", "W5"}
    assert "fix" in sheet.draft.missing and "[the fix that is done]" in sheet.draft.body
    with pytest.raises(Refused, match="cannot be written"):
        write_letter(book, sheet, tmp_path / "a.txt", b"x")
    with pytest.raises(Refused):
        write_letter(book, sheet.edited("Sorry", "We changed everything."), tmp_path / "a.txt", b"x")
    assert not (tmp_path / "a.txt").exists() and letters_written(book) == []


def test_a_short_deadline_is_told(tmp_path: Path) -> None:
    book = on(with_apology(tmp_path), TODAY + timedelta(days=20))
    assert "disrespectful" in letter_sheet(book, "Acme", "apology").warnings[0]


def test_a_missing_field_names_itself_the_account_and_where_to_fill_it(tmp_path: Path) -> None:
    book = covered(on(an_account(tmp_path)[0], LATER))
    sheet = letter_sheet(book, "Acme", "sleeping-90")
    assert (
        sheet.missing[0].sentence
        == "Acme: the name of your firm is missing; set it with 'winback config firm NAME' or in the"
        " settings (ctrl+p)."
    )
    with pytest.raises(Refused, match="Nothing was written"):
        write_letter(book, sheet, tmp_path / "a.txt", b"x")


def test_a_written_letter_that_was_sent_is_a_contact_and_undo_takes_it_back(tmp_path: Path) -> None:
    book = silent(tmp_path)
    sheet = letter_sheet(book, "Acme")
    assert (sheet.kind, sheet.percent) == (LetterKind.SLEEPING_1, 10)
    write_letter(book, sheet, tmp_path / "a.txt", b"one")
    write_letter(book, sheet, tmp_path / "b.txt", b"two")
    assert len(letters_written(book, "Acme")) == 1, "written again is the same letter"
    done = letter_sent(book, "Acme")
    assert "sent on" in done.sentence
    with pytest.raises(Refused, match="No letter to Acme is waiting"):
        letter_sent(book, "Acme")
    with pytest.raises(Refused, match="got this letter"):
        write_letter(book, letter_sheet(book, "Acme", "sleeping-90"), tmp_path / "c.txt", b"x")
    undo(book)
    assert letters_written(book)[0].sent_on is None
    undo(book)
    undo(book)
    assert letters_written(book) == []


def test_a_letter_on_paper_is_logged_as_one(tmp_path: Path) -> None:
    """By hand, and to whoever has no mail address; what was said in so many words stands."""
    book = with_apology(tmp_path)
    for mail, channel, expected in (
        ("", "", {"apology": "letter", "by-hand": "letter"}),
        ("eve@acme.example", "", {"apology": "mail", "by-hand": "letter"}),
        ("eve@acme.example", "letter", {"apology": "letter", "by-hand": "letter"}),
    ):
        edit_account(book, "Acme", {"email": mail})
        for kind, way in expected.items():
            write_letter(book, letter_sheet(book, "Acme", kind), tmp_path / "a.txt", b"x")
            letter_sent(book, "Acme", kind, channel)
            with book.read() as connection:
                assert activities_of(connection, letters_written(book)[0].account_id)[0].channel == way
            undo(book)
            undo(book)


def test_a_letter_is_on_the_disk_and_in_the_book_or_in_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    sheet = letter_sheet(book, "Acme")
    write_letter(book, sheet, tmp_path / "a.txt", b"the first")
    with monkeypatch.context() as patch, pytest.raises(Refused, match="is full: nothing was saved"):
        patch.setattr("winback_tui.store.write._commit", full_disk)
        write_letter(book, sheet, tmp_path / "a.txt", b"the second")
    assert (tmp_path / "a.txt").read_bytes() == b"the first"
    assert not list(tmp_path.glob(".winback-*")) and len(letters_written(book)) == 1


def full_disk(*_: object) -> None:
    """What SQLite says where the disk of the book is full."""
    raise sqlite3.OperationalError("database or disk is full")


def test_one_of_several_written_letters_is_named(tmp_path: Path) -> None:
    book = silent(tmp_path)
    log_contact(book, "Acme", "Hello", note="Samples on Monday")
    for kind in ("sleeping-90", "after-call"):
        write_letter(book, letter_sheet(book, "Acme", kind), tmp_path / kind, b"x")
    with pytest.raises(NeedsHuman):
        letter_sent(book, "Acme")
    letter_sent(book, "Acme", "after-call")
    assert all_letters_sent(book)[1] == 1
    with pytest.raises(BadInput, match="choose mail or letter"):
        all_letters_sent(book, "pigeon")


def test_after_a_call_only_what_was_written_down_is_confirmed(tmp_path: Path) -> None:
    book = silent(tmp_path)
    assert "agreed" in letter_sheet(book, "Acme", "after-call").draft.missing
    log_contact(book, "Acme", "Wants samples", note="Samples on Monday {{ firm }}")
    sheet = letter_sheet(book, "Acme", "after-call")
    assert sheet.fault == "" and "Samples on Monday {{ firm }}" in sheet.draft.body


@pytest.mark.parametrize("outcome", ("Not reached", "Left a voicemail", "Not reached, line busy"))
def test_whoever_was_not_reached_is_not_thanked_for_a_conversation(tmp_path: Path, outcome: str) -> None:
    book = silent(tmp_path)
    log_contact(book, "Acme", outcome, note="Try again on Friday")
    sheet = letter_sheet(book, "Acme", "after-call")
    assert {"call_day", "agreed"} <= set(sheet.draft.missing) and "Friday" not in sheet.draft.body
    assert [each.kind for each in due_letters(book).sheets] == [LetterKind.SLEEPING_1], "nobody answered"


def test_new_rules_are_announced_before_they_apply(tmp_path: Path) -> None:
    book = silent(tmp_path)
    for day in (book.today, book.today - timedelta(days=40)):
        with pytest.raises(BadInput, match="in advance"):
            letter_sheet(book, "Acme", "what-changed", typed={"change_day": day.isoformat()})


def test_a_field_is_filled_by_hand_but_no_fact_of_the_book(tmp_path: Path) -> None:
    book = silent(tmp_path)
    typed = {"change": "Minimum order 50 EUR", "change_day": "1 January 2027", "benefit": "Free delivery"}
    sheet = letter_sheet(book, "Acme", "what-changed", typed=typed)
    by_date = letter_sheet(book, "Acme", "what-changed", "de", {**typed, "change_day": "2027-01-01"})
    assert by_date.draft.subject == "Ab 1. Januar 2027: Minimum order 50 EUR"
    assert sheet.fault == "" and sheet.draft.subject == "From 1 January 2027: Minimum order 50 EUR"
    for name in ("percent", "fix", "deadline", "nothing"):
        with pytest.raises(BadInput, match="cannot be filled by hand"):
            letter_sheet(book, "Acme", "what-changed", typed={name: "90"})


def test_the_language_is_the_accounts_else_the_teams(tmp_path: Path) -> None:
    book = silent(tmp_path)
    choose(book, "letter language", "bg")
    assert letter_sheet(book, "Acme").draft.language == "bg"
    set_letter_language(book, "Acme", "ar")
    assert letter_sheet(book, "Acme").draft.right_to_left
    assert letter_sheet(book, "Acme", language="ro").draft.language == "ro"
    for code in ("xx", "../en", "EN"):
        if code == "EN":
            assert letter_sheet(book, "Acme", language=code).draft.language == "en"
            continue
        with pytest.raises(NotFound):
            letter_sheet(book, "Acme", language=code)


@pytest.mark.parametrize("table", ("90 10, 180 15, 360 20", "90 0, 180 0", "30 3, 60 4, 90 5", "90 50"))
def test_no_letter_names_a_discount_beyond_the_setting(tmp_path: Path, table: str) -> None:
    book = silent(tmp_path)
    choose(book, "silence discounts", table)
    pairs = [tuple(map(int, each.split())) for each in table.split(",")]
    most = max((percent for days, percent in pairs if days <= 103), default=0)
    for kind in LetterKind:
        sheet = letter_sheet(book, "Acme", kind)
        assert sheet.percent <= most
        if not sheet.held_by:
            assert ("%" in sheet.draft.text) is bool(sheet.percent)
            assert not sheet.percent or f"{sheet.percent}%" in sheet.draft.text


def test_an_objection_stays_and_travels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = Stick(tmp_path, monkeypatch)
    with stick.ben.at_home() as book:
        object_to_letters(book, "Acme Secret", "no more")
    stick.round()
    with stick.ann.at_home() as book:
        assert all(each.hindrances for each in fitting_letters(book, "Acme Secret"))
        assert due_letters(replace(book, clock=fixed_clock(date(2027, 6, 1)))).sheets == ()


def test_a_letter_written_on_one_laptop_is_not_written_on_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = Stick(tmp_path, monkeypatch)
    later = fixed_clock(date(2027, 3, 1))
    with stick.ann.at_home() as book:
        with_orders(book, stick.acme, (f"2026-{month:02}-01" for month in range(1, 10)))
        signed(book)
        assert written(covered(replace(book, clock=later)), tmp_path / "one").written == 1
    stick.round()
    with stick.ben.at_home() as book:
        assert due_letters(replace(book, clock=later)).sheets == ()


@pytest.mark.parametrize(
    ("of_each_status", "free_at_least"), [(2, 60), pytest.param(1_000, 600, marks=pytest.mark.slow)]
)
def test_every_letter_of_the_demo_is_whole_true_or_held_back(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    of_each_status: int,
    free_at_least: int,
) -> None:
    book = Book(
        own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path),
        fixed_clock(date(2026, 11, 29)),
        "Ann Keller",
    )
    with book.read() as connection:
        accounts = connection.execute(
            "SELECT id FROM (SELECT a.id, row_number() OVER (PARTITION BY s.status ORDER BY a.no) AS place"
            " FROM account a JOIN account_summary s ON s.account_no = a.no WHERE a.linked_to IS NULL)"
            " WHERE place <= ?",
            (of_each_status,),
        ).fetchall()
    free = 0
    for (account,) in accounts:
        for fits in fitting_letters(book, account):
            if fits.hindrances:
                continue
            for language in letter_languages():
                sheet = letter_sheet(book, account, fits.kind, language)
                gaps = [each.field.words for each in sheet.missing]
                assert all(f"[{words}]" in sheet.draft.text or words in gaps for words in gaps)
                assert "{{" not in sheet.draft.subject and "None" not in sheet.draft.body
                free += not sheet.fault
    assert free > free_at_least


def test_hostile_accounts_are_written_like_others(tmp_path: Path) -> None:
    book = silent(tmp_path)
    edit_account(book, "Acme", {"name": "{{ firm }} {% for x in y %} <b>&"})
    assert "{{ firm }} {% for x in y %} <b>&" in letter_sheet(book, "firm", "sleeping-90").draft.subject


def test_lost_twice_only_the_letter_of_repentance(tmp_path: Path) -> None:
    book = signed(twice_lost(tmp_path))
    fitting = fitting_letters(book, "Acme")
    assert fitting[0].kind is LetterKind.REPENTANCE and not fitting[0].hindrances
    assert all(each.hindrances for each in fitting[1:])
    write_letter(book, letter_sheet(book, "Acme"), tmp_path / "r.txt", b"x")
    letter_sent(book, "Acme", channel="letter")
    assert all(each.hindrances for each in fitting_letters(book, "Acme"))


def test_an_empty_book_is_due_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert due_letters(book).sheets == ()
