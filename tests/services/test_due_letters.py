"""The due letters as a batch: whole files, nothing twice, whatever interrupts it; and those held out to compare."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.services.case_books import a_lost_account, an_account
from tests.services.ready_case import on
from tests.services.test_letters import LATER, covered, full_disk, signed, silent, written
from tests.store.books import with_account, with_order, with_orders
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.letter import LetterKind
from winback_tui.domain.plan.letter.kinds import UNFINISHED
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import add_person
from winback_tui.services.book.history import undo
from winback_tui.services.letters.due import due_letters, letters_for
from winback_tui.services.letters.result import letter_result
from winback_tui.services.letters.settings import own_letters
from winback_tui.services.letters.sheet import letter_sheet
from winback_tui.services.letters.writing import (
    all_letters_sent,
    letters_written,
    object_to_letters,
    set_letter_language,
)
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.steps import add_step
from winback_tui.services.review.review import reviews
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.write import act

MONDAY = date(2026, 11, 23)


def with_silent(book: Book, accounts: int) -> None:
    """So many accounts that ordered each month until June, in one act."""
    with act(book, "orders", "Orders entered") as transaction:
        for number in range(accounts):
            name = f"Account {number}"
            account = transaction.insert("account", name=name, name_key=name.casefold())
            no = transaction.run("SELECT no FROM account WHERE id = ?", (account,)).fetchone()[0]
            for month in range(1, 7):
                transaction.insert(
                    "sales_order", key=f"typed:{number}:{month}", account_no=no, day=f"2026-{month:02}-01",
                    amount=10_000, currency="EUR", kind="order",
                )  # fmt: skip
            transaction.touch(account)


def test_due_letters_are_written_once_into_a_folder_of_whole_files(tmp_path: Path) -> None:
    book = silent(tmp_path)
    beta = with_account(book, "Beta & <Söhne> / ../")
    with_orders(book, beta, ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    add_person(book, "Beta", "Eve", email="eve@beta.example")
    done = written(book, tmp_path / "out")
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert done.written == 2 and len(names) == 4 and {"letters.csv", "print.html"} < set(names)
    assert [name.rsplit(".")[-1] for name in names if "sleeping" in name] == ["html", "eml"]
    rows = list(csv.DictReader((tmp_path / "out" / "letters.csv").read_text("utf-8").splitlines()))
    assert {row["file"] for row in rows} == {name for name in names if "sleeping" in name}
    assert (tmp_path / "out" / "print.html").read_text("utf-8").count("<article") == 2
    assert due_letters(book).sheets == ()
    with pytest.raises(Refused, match="already exists"):
        written(book, tmp_path / "out")
    with pytest.raises(Refused, match="No letter is due"):
        written(book, tmp_path / "more")
    undo(book)
    assert len(due_letters(book).sheets) == 2


def test_letters_go_into_a_folder_that_is_a_link(tmp_path: Path) -> None:
    book = silent(tmp_path)
    (tmp_path / "Cloud").mkdir()
    (tmp_path / "Documents").symlink_to(tmp_path / "Cloud")
    assert written(book, tmp_path / "Documents" / "out").written == 1
    assert due_letters(book).sheets == ()


def test_what_lacks_something_is_listed_and_not_written(tmp_path: Path) -> None:
    book = silent(tmp_path)
    choose(book, "letter contact", None)
    with pytest.raises(Refused, match="your phone or mail is missing"):
        written(book, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_one_account_in_a_language_that_is_not_here_stops_no_letter_to_others(tmp_path: Path) -> None:
    """Another laptop of the team has letters in that language, or a file of the user's is faulty."""
    book = silent(tmp_path)
    beta = with_account(book, "Beta")
    with_orders(book, beta, ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    own_letters().mkdir(parents=True)
    nl = own_letters() / "nl.toml"
    nl.write_text('language = "nl"\n')
    set_letter_language(book, "Beta", "nl")
    assert [sheet.fault for sheet in due_letters(book).sheets] == ["", ""]
    nl.write_text('language = "nl"\nmonths = 5\n')
    assert [bool(sheet.fault) for sheet in due_letters(book).sheets] == [False, True]
    assert "nl.toml cannot be used" in letter_sheet(book, "Beta").fault
    nl.unlink()
    assert "There are no letters in 'nl'" in letter_sheet(book, "Beta").fault
    assert letter_sheet(book, "Beta", language="de").fault == ""
    assert written(book, tmp_path / "out").written == 1
    (gap,) = csv.DictReader((tmp_path / "out" / "missing.csv").read_text("utf-8").splitlines())
    assert gap["account"] == "Beta" and "no letters in 'nl'" in gap["missing"]


@pytest.mark.parametrize("place", ("nowhere/out", "file", "full"))
def test_a_folder_that_cannot_be_is_told_and_nothing_is_kept(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    (tmp_path / "file").write_text("x")
    if place == "full":
        monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises((BadInput, Refused)) as told:
        written(book, tmp_path / place)
    assert "\n" not in str(told.value) and letters_written(book) == []
    assert not (tmp_path / "full").exists() and not list(tmp_path.glob(".winback-*"))


def _full(*_: object) -> int:
    raise OSError(28, "No space left on device")


def test_those_held_out_get_none_and_are_compared(tmp_path: Path) -> None:
    book = silent(tmp_path)
    for number in range(40):
        account = with_account(book, f"Account {number}")
        with_orders(book, account, (f"2026-{month:02}-01" for month in range(1, 7)))
    choose(book, "letter hold-out", "50")
    batch = due_letters(book)
    assert batch.held and batch.sheets and len(batch.held) + len(batch.sheets) == 41
    done = written(book, tmp_path / "out")
    assert (done.written, done.held) == (len(batch.sheets), len(batch.held))
    all_letters_sent(book)
    found = letter_result(on(book, LATER + timedelta(days=61)))
    assert (found.written, found.held) == (done.written, done.held) and found.why.startswith("Too few to say")
    assert due_letters(book) == due_letters(book) and due_letters(book).held == ()


def test_the_review_says_what_letters_brought(tmp_path: Path) -> None:
    """Of 71 accounts some are held out; all with a letter order within 60 days, and none of the others."""
    book = silent(tmp_path)
    with_silent(book, 90)
    choose(book, "letter hold-out", "50")
    done = written(book, tmp_path / "out")
    all_letters_sent(book)
    rows = letters_written(book)
    with act(book, "orders", "Orders entered") as transaction:
        for row in rows:
            no = transaction.run("SELECT no FROM account WHERE id = ?", (row.account_id,)).fetchone()[0]
            day = (LATER + timedelta(days=10)).isoformat()
            transaction.insert(
                "sales_order", key=f"typed:{row.id}", account_no=no, day=day, amount=10_000, currency="EUR",
                kind="order",
            )  # fmt: skip
            transaction.touch(row.account_id)
    with_order(book, with_account(book, "Another"), (LATER + timedelta(days=70)).isoformat())
    (early,) = reviews(on(book, LATER + timedelta(days=30)), "2026")
    assert early.figure("letters_brought_percent").why == "No letter has been sent yet."
    (found,) = reviews(on(book, LATER + timedelta(days=61)), "2026")
    assert found.figure("letters_brought_percent").value == pytest.approx(1.0)
    assert (
        f"{done.written} of {done.written} with a letter" in found.figure("letters_brought_percent").formula
    )


def test_a_letter_of_the_batch_is_the_one_that_is_written_alone(tmp_path: Path) -> None:
    book = silent(tmp_path)
    with_account(book, "Asker")
    enter_order(book, "Asker", book.today - timedelta(days=10), Money(5_000, "EUR"), "quote", number="Q-9")
    batch = due_letters(book)
    assert {sheet.kind for sheet in batch.sheets} == {LetterKind.SLEEPING_1, LetterKind.UNFINISHED_1}
    for sheet in batch.sheets:
        alone = letter_sheet(book, sheet.account.id, sheet.kind)
        assert (alone.draft, alone.signer, alone.percent, alone.mail, alone.why) == (
            sheet.draft,
            sheet.signer,
            sheet.percent,
            sheet.mail,
            sheet.why,
        )


def test_the_rep_who_lost_an_account_signs_no_letter_of_the_batch(tmp_path: Path) -> None:
    book = signed(a_lost_account(tmp_path)[0])
    edit_account(book, "Acme", {"owner": "Bob"})
    enter_order(book, "Acme", book.today, Money(5_000, "EUR"))
    (sheet,) = due_letters(book).sheets
    assert sheet.kind is LetterKind.THANKS and sheet.signer != "Bob" and "Bob" not in sheet.draft.text


def test_a_quote_is_followed_up_in_one_way_only(tmp_path: Path) -> None:
    book = covered(signed(on(an_account(tmp_path)[0], MONDAY)))
    enter_order(book, "Acme", MONDAY, Money(90_000, "EUR"), "quote", number="Q-7")
    for day in range(30):
        later = on(book, MONDAY + timedelta(days=day))
        kinds = {sheet.kind for sheet in due_letters(later).sheets}
        assert not kinds & set(UNFINISHED), "steps follow this quote up, done or not"
        assert [row for row in due(later) if row.item.kind == "quote"]


def test_a_quote_without_steps_is_due_a_letter_and_asked_for_once(tmp_path: Path) -> None:
    book = covered(signed(on(an_account(tmp_path)[0], MONDAY)))
    enter_order(book, "Acme", MONDAY - timedelta(days=9), Money(90_000, "EUR"), "quote", number="Q-7")
    (sheet,) = due_letters(book).sheets
    assert sheet.kind is LetterKind.UNFINISHED_1 and sheet.fault == ""
    (row,) = [row for row in due(book) if row.item.kind == "quote"]
    assert row.what.startswith("write the reminder letter: asked for a quote on ")
    choose(book, "firm", None)
    assert [row for row in due(book) if row.item.kind == "quote"], (
        "a letter that cannot be written helps nobody"
    )
    choose(book, "firm", "Us")
    add_step(book, "Acme", MONDAY + timedelta(days=2), purpose="Ask about the quote")
    assert due_letters(book).sheets == (), "the planned call follows it up"


@pytest.mark.parametrize("start", ["=", "+", "@", "＝", "＋", "＠"])
def test_no_name_is_a_formula_in_the_list_of_a_batch(start: str, tmp_path: Path) -> None:
    book = silent(tmp_path)
    edit_account(book, "Acme", {"name": f"{start}1+1 Ltd"})
    assert written(book, tmp_path / "out").written == 1
    (row,) = csv.DictReader((tmp_path / "out" / "letters.csv").read_text("utf-8").splitlines())
    assert row["account"] == f"'{start}1+1 Ltd"


def test_two_windows_do_not_write_the_same_letters(tmp_path: Path) -> None:
    book = silent(tmp_path)
    beta = with_account(book, "Beta")
    with_orders(book, beta, ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    shown = due_letters(book)
    object_to_letters(book, "Beta")
    assert written(book, tmp_path / "one", batch=shown).written == 1
    with pytest.raises(Refused, match="have just been written"):
        written(book, tmp_path / "two", batch=shown)
    assert not (tmp_path / "two").exists() and len(letters_written(book)) == 1


def test_a_letter_about_a_new_silence_is_a_new_one_though_the_first_was_never_sent(tmp_path: Path) -> None:
    book = silent(tmp_path)
    written(book, tmp_path / "one")
    day = LATER + timedelta(days=3)
    enter_order(on(book, day), "Acme", day, Money(5_000, "EUR"))
    later = covered(on(book, LATER + timedelta(days=120)))
    written(later, tmp_path / "two")
    assert len(letters_written(later, "Acme")) == 2


def test_letters_to_marked_accounts_that_are_written_again_are_the_same_letters(tmp_path: Path) -> None:
    book = silent(tmp_path)
    with book.read() as connection:
        numbers = [no for (no,) in connection.execute("SELECT no FROM account WHERE name = 'Acme'")]
    for name in ("one", "two"):
        assert written(book, tmp_path / name, batch=letters_for(book, numbers)).written == 1
    assert len(letters_written(book)) == 1 and all_letters_sent(book)[1] == 1


def test_a_folder_of_letters_that_waited_already_is_removed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Acme's letter was in the book before, so that its being there does not say that it was written again."""
    book = silent(tmp_path)
    for name in ("Beta", "Cora"):
        with_orders(book, with_account(book, name), ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    with book.read() as connection:
        of = {name: no for no, name in connection.execute("SELECT no, name FROM account")}
    written(book, tmp_path / "one", batch=letters_for(book, [of["Acme"]]))
    for names in (["Acme"], ["Acme", "Beta"]):
        with monkeypatch.context() as patch, pytest.raises(Refused, match="nothing was saved"):
            patch.setattr("winback_tui.store.write._commit", full_disk)
            written(book, tmp_path / "two", batch=letters_for(book, [of[name] for name in names]))
        assert not (tmp_path / "two").exists() and len(letters_written(book)) == 1
    assert written(book, tmp_path / "two", batch=letters_for(book, [of["Cora"]])).recovered == ()


@made_once()
def many(folder: Path) -> Book:
    """Sixty accounts that are due a letter."""
    book = silent(folder)
    for number in range(60):
        account = with_account(book, f"Account {number}")
        with_orders(book, account, (f"2026-{month:02}-01" for month in range(1, 7)))
    return book


KILLED = """
import sys
from datetime import date
from pathlib import Path
from tests.services.test_letters import LATER, written
from tests.services.ready_case import on
from winback_tui.store.book import Book
from winback_tui.domain.days.clock import fixed_clock
print("ready", flush=True)
written(Book(Path(sys.argv[1]), fixed_clock(LATER), "Ann"), Path(sys.argv[2]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(int(os.environ.get("WINBACK_KILLS", "20"))))
def test_killed_at_any_moment_whole_files_only_and_the_next_run_writes_exactly_the_rest(
    tmp_path: Path, moment: int
) -> None:
    book = many(tmp_path)
    due = {sheet.account.id for sheet in due_letters(book).sheets}
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(book.path), str(tmp_path / "out")], stdout=subprocess.PIPE
    )
    assert child.stdout is not None and child.stdout.readline() == b"ready\n"
    time.sleep(moment * 0.006)
    child.send_signal(signal.SIGKILL)
    child.wait()
    first = tmp_path / "out"
    for file in first.glob("*") if first.exists() else ():
        assert file.stat().st_size > 0
        if file.suffix == ".html":
            assert file.read_text("utf-8").endswith("</html>\n") or file.read_text("utf-8").endswith(
                "</html>"
            )
    try:
        written(book, first)
    except Refused as told:
        assert "No letter is due" in str(told) or "already exists" in str(told)
    rows = letters_written(book)
    assert {row.account_id for row in rows} == due and len(rows) == len(due)
    listed = list(csv.DictReader((first / "letters.csv").read_text("utf-8").splitlines()))
    assert {row["account_id"] for row in listed} == due
