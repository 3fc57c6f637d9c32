"""The program itself on a real book in a real pseudo-terminal: the list, an account, an order, what others write."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.services.team_book import a_team, account, every
from tests.tui.terminal import Terminal
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import add_person
from winback_tui.store.book import Book
from winback_tui.store.write import act

HOSTILE = "\x1b[2J\u202e[red]x \U0001f469\u200d\U0001f527 株式会社"


def on(book: Book, folder: Path, size: tuple[int, int] = (120, 36)) -> Terminal:
    told = {
        "WINBACK_NOW": "2026-11-22T12:00:00",
        "WINBACK_ACTOR": "Ann",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    return Terminal([sys.executable, "-m", "winback_tui", "--db", str(book.path)], size, told, timeout=40)


def test_a_salesperson_opens_the_list_reads_why_and_enters_an_order(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    with act(book, "demo", "Hostile") as transaction:
        row = account(transaction, HOSTILE, None, "", every(30, 8, date(2026, 6, 1)), 1_000_000)
        transaction.about(row.id)
    with on(book, tmp_path) as terminal:
        terminal.wait_for("3 overdue", "[red]x", "North Mill Ltd", "data up to Fri 20 Nov")
        terminal.press("down")
        terminal.wait_for("No order for 9 weeks", "today; order expected 11 Oct")
        terminal.settle()
        terminal.raw.clear()
        terminal.press("up", "down")
        terminal.settle()
        assert 0 < len(terminal.raw) < 2_500, "two keys send no more than two rows and the details after them"
        terminal.press("o")
        terminal.wait_for("Enter an order · North Mill Ltd")
        terminal.type("250\r")
        terminal.wait_for("Order of 250 EUR on Sun 22 Nov entered for North Mill Ltd", "2 overdue")
        terminal.type("u")
        terminal.wait_for("3 overdue")
        terminal.press("enter")
        terminal.wait_for("Time line", "Next: ")
        terminal.press("escape")
        terminal.wait_for("3 overdue")
        assert terminal.control_bytes == b""
        terminal.type("q")
        assert terminal.exit_code() == 0


def test_numbers_and_addresses_are_links_and_hostile_ones_are_not(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    add_person(book, "north mill", "Ana Silva", "buyer", "+44 20 7946 0112", "ana@mill.example")
    add_person(book, "north mill", "Eve", phone="+44 1 ]8;;file:///etc/passwd", email="javascript:x@y")
    with on(book, tmp_path) as terminal:
        terminal.wait_for("North Mill Ltd", "+44 20 7946 0112")
        terminal.press("enter")
        terminal.wait_for("Time line", "+44 20 7946 0112")
        terminal.type("q")
        terminal.settle()
        links = set(re.findall(rb"\x1b\]8;;([^\x1b]*)\x1b\\", bytes(terminal.raw)))
        assert links == {b"", b"tel:+442079460112", b"mailto:ana@mill.example"}
        assert terminal.control_bytes == b""


FIRST_FRAME = """
import asyncio, json, sys
from datetime import date
from pathlib import Path
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book
from winback_tui.tui.app.session import Session

async def main():
    book = LiveBook.of(Book(Path(sys.argv[1]), fixed_clock(date(2026, 11, 22)), "Ann"))
    async with Session(book).run_test(size=(120, 36)) as pilot:
        print(json.dumps([pilot.app.screen.table.total, sorted(sys.modules)]))

asyncio.run(main())
"""


def test_the_first_frame_loads_neither_the_write_door_nor_what_judges(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(book.path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    total, names = json.loads(ended.stdout)
    assert total == 2
    for heavy in ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "rapidfuzz", "holidays", "xlsxwriter"):
        assert heavy not in names


def test_what_a_colleague_writes_appears_by_itself(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    colleague = replace(book, actor="Bob")
    with on(book, tmp_path, (80, 24)) as terminal:
        terminal.wait_for("2 overdue", "North Mill Ltd")
        terminal.press("down")
        terminal.wait_for("─ ACME [/HQ] ─")
        edit_account(colleague, "North Mill", {"name": "South Mill Ltd"})
        terminal.wait_for("South Mill Ltd", "─ ACME [/HQ] ─")
        enter_order(colleague, "South Mill", date(2026, 11, 22), Money(5_000, "EUR"))
        terminal.wait_for("1 overdue")
        terminal.wait_for("─ ACME [/HQ] ─")


def test_a_book_that_goes_away_under_the_screen_is_said_and_what_is_typed_stays(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    elsewhere = tmp_path / "elsewhere.db"
    with on(book, tmp_path) as terminal:
        terminal.wait_for("2 overdue", "North Mill Ltd")
        terminal.type("c")
        terminal.wait_for("Log a contact")
        terminal.type("They wait for our price")
        terminal.wait_for("They wait for our price")
        book.path.rename(elsewhere)
        terminal.wait_for("gone;")  # one word: how the sentence is wrapped depends on the length of the path
        terminal.press("f2")
        terminal.wait_for("Log a contact", "They wait for our price")
        elsewhere.rename(book.path)
        terminal.press("f2")
        terminal.wait_for("Call logged for")
        elsewhere.write_bytes(b"something else" * 1000)
        elsewhere.replace(book.path)
        terminal.wait_for("damaged,")
        terminal.type("q")
        terminal.exit_code()
