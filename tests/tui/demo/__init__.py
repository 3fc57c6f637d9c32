"""A made-up team in memory, to look at the shell and its widgets: `python -m tests.tui.demo [rows]`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from tests.tui.piloting import open_app
from winback_tui.domain.errors import Refused
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.app.views import ViewSpec
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

NAMES = (
    "North Mill Ltd",
    "Kessler Antriebe GmbH",
    "ООО «Ромашка»",
    "ACME [/HQ]",
    "[red]Crimson[/red] Partners",
    "[@click=app.quit]Quit & Sons",
    "東京精密工業株式会社",
    "Café Zoë ☕ & 👨‍👩‍👧 Family",
    "한빛 무역",
    "Bergström Åkeri AB",
    "O'Neill & Daughters",
    "Señor Papel S.A.",
    "Very Long Name of a Company That Makes Everything and Delivers It Everywhere on Earth Ltd",
    "שלום לוגיסטיקה",
    "Zürcher Feinmechanik AG",
)
STATUSES = ("overdue", "to interview", "to decide", "to fix 1 of 2", "planned", "contacted")
STEPS = ("–", "call Tue", "fix due Fri", "letter 1 Dec", "visit Mon")


@dataclass(frozen=True, slots=True)
class Row:
    """An account as the demo shows it."""

    key: int
    name: str
    grade: str
    silent: int
    rhythm: int
    gone: int
    stake: int
    status: str
    step: str


def account(number: int) -> Row:
    """The made-up account with that number; always the same."""
    spin = (number * 2654435761) % 2**32
    name = NAMES[number % len(NAMES)]
    return Row(
        key=number,
        name=name if number < len(NAMES) else f"{name} {number}",
        grade="ABC"[min(2, number // 6)],
        silent=21 + spin % 300,
        rhythm=7 + spin % 60,
        gone=max(3, 96 - number % 90),
        stake=max(120, 1_420_000 // (100 + number * 7)),
        status=STATUSES[spin % len(STATUSES)] if number % 3 else "overdue",
        step=STEPS[spin % len(STEPS)],
    )


def weeks(days: int) -> str:
    """`9 wk`, `5 mo`."""
    return f"{days // 7} wk" if days < 100 else f"{days // 30} mo"


class Numbers:
    """Accounts by number, made when asked for."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def count(self) -> int:
        return len(self._numbers)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [account(number) for number in self._numbers[offset : offset + limit]]

    def all_keys(self) -> Sequence[Hashable]:
        return list(self._numbers)


ORDER: dict[str, Any] = {
    "name": lambda row: row.name.casefold(),
    "grade": lambda row: row.grade,
    "silent": lambda row: row.silent,
    "late": lambda row: row.silent - row.rhythm,
    "rhythm": lambda row: row.rhythm,
    "gone": lambda row: row.gone,
    "stake": lambda row: row.stake,
    "status": lambda row: row.status,
    "step": lambda row: row.step,
}


@lru_cache
def _names(total: int) -> list[str]:
    return [account(number).name.casefold() for number in range(total)]


@lru_cache
def _ranks(column: str, total: int) -> list[Any]:
    return [ORDER[column](account(number)) for number in range(total)]


class LogContact(Command):
    id = "demo.log"
    keys = "c"
    label = "log a contact"
    short = "contact"
    about = "Log a call, mail or visit, and set the next date."
    footer = 2
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else "Put the cursor on an account first."

    async def run(self, context: Context) -> None:
        from tests.tui.demo_dialog import ContactDialog

        await context.ask(ContactDialog(context.subject))


class Interview(Command):
    id = "demo.interview"
    keys = "i"
    label = "interview"
    about = "Hold or resume the exit interview."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        if context.subject and context.subject.row.status == "contacted":
            return f"{context.subject.name} has been interviewed; open the account to read it."
        return None

    async def run(self, context: Context) -> None:
        raise Refused("The demo holds no interviews.")


class WriteLetter(Command):
    id = "demo.letter"
    label = "write a letter"
    about = "A letter that says what has changed, once it has."
    writes = True

    def enabled(self, context: Context) -> str | None:
        return "Every cause must be removed before a letter may say so (B20)."


ACCOUNT_COMMANDS = (Interview, LogContact, WriteLetter)


class DemoView(ListView[Row]):
    """Everybody who is overdue."""

    VIEW = "overdue"
    PURPOSE = "Accounts that should have ordered by now, the most money at risk first."
    OWN_COMMANDS = (*ACCOUNT_COMMANDS, *VIEW_COMMANDS)
    SORT = ("stake", True)
    COLUMNS: ClassVar[tuple[ListColumn[Row], ...]] = (
        ListColumn("name", "Account", lambda row: row.name, 30, 18, grows=True),
        ListColumn("grade", "Cl", lambda row: row.grade, 2, leaves=1),
        ListColumn(
            "silent", "Silent", lambda row: weeks(row.silent), 8, 6, right=True, leaves=2, falling=True
        ),
        ListColumn("rhythm", "Rhythm", lambda row: (weeks(row.rhythm), "muted"), 8, 6, right=True, leaves=7),
        ListColumn(
            "late",
            "Late by",
            lambda row: weeks(row.silent - row.rhythm),
            8,
            7,
            right=True,
            leaves=5,
            falling=True,
        ),
        ListColumn(
            "gone",
            "Gone",
            lambda row: (f"{row.gone} %", "bad" if row.gone > 80 else ""),
            6,
            5,
            right=True,
            leaves=4,
            falling=True,
        ),
        ListColumn("stake", "At stake", lambda row: f"{row.stake:,}", 10, right=True, falling=True),
        ListColumn("status", "Status", lambda row: row.status, 13, leaves=3),
        ListColumn("step", "Next", lambda row: (row.step, "muted" if row.step == "–" else ""), 12, leaves=6),
    )
    TOTAL: ClassVar[int] = 37

    def listing(self, wanted: Query) -> Listing[Row]:
        numbers: Sequence[int] = range(self.TOTAL)
        if wanted.text:
            wanted_name = wanted.text.casefold()
            numbers = [n for n, name in enumerate(_names(self.TOTAL)) if wanted_name in name]
        if wanted.sort != "stake" or not wanted.falling:
            ranks = _ranks(wanted.sort, self.TOTAL)
            numbers = sorted(numbers, key=ranks.__getitem__, reverse=wanted.falling)
        total = f"{len(numbers):,}"
        empty = Empty(Why.NO_MATCH, f"No account matches “{wanted.text}”.", (("Esc", "clears the filter"),))
        if not self.TOTAL:
            empty = Empty(
                Why.NOTHING_YET, "No orders yet.", (("I", "imports a file"), ("a", "adds an account"))
            )
        return Listing(
            Numbers(numbers),
            (
                (total, "strong"),
                " overdue · ",
                ("412,300 EUR", "strong"),
                " a year at risk · data up to Fri 20 Nov",
            ),
            empty,
            self.TOTAL,
        )

    def detail(self, row: Row) -> tuple[str, Content]:
        return row.name, say(
            f"Orders about every {weeks(row.rhythm)} (18 orders). No order for {weeks(row.silent)}: longer than any of "
            f"its 17 gaps. About {row.gone // 10} in 10 not to order in the next 90 days; {row.stake:,} EUR a year at "
            "stake. One order takes them off this list.\n\n",
            ("2025 ", "muted"),
            "▂▃▂▄▃▂▃▂▃▂▃▂",
            ("   2026 ", "muted"),
            "▃▂▃▂▃▂▅▃▂▁··\n",
            ("Ana Silva, buyer", "strong"),
            "  +44 20 7946 0112\nLast contact 12 Sep by Ann: price list asked, not followed up  ",
            ("C4", "accent"),
        )

    def subject(self) -> CommandSubject | None:
        row = self.table.row
        return CommandSubject(str(row.key), row.name, row=row) if row else None

    def opened(self, row: Row) -> None:
        self.app.tell(f"Opened {row.name}")  # type: ignore[attr-defined]


class EmptyView(ListView[Row]):
    """A list without anything in it."""

    VIEW = "followups"
    OWN_COMMANDS = VIEW_COMMANDS
    SORT = ("stake", True)
    COLUMNS = DemoView.COLUMNS

    def listing(self, wanted: Query) -> Listing[Row]:
        return Listing(
            ListRows(),
            ("Nothing is late",),
            Empty(Why.ALL_DONE, "Every follow-up is done.", (("1", "shows who is overdue"),)),
            0,
        )

    def detail(self, row: Row) -> tuple[str, Content]:
        return "", Content()


def count_cases(book: Book) -> int:
    """The number behind a view that was not opened yet."""
    return 12


VIEWS = (
    ViewSpec(1, "overdue", "Overdue", "tests.tui.demo:DemoView"),
    ViewSpec(2, "followups", "To do", "tests.tui.demo:EmptyView"),
    ViewSpec(3, "cases", "Cases", "tests.tui.demo:EmptyView", "tests.tui.demo:count_cases"),
)


def demo_app(
    folder: Path,
    *,
    rows: int = 37,
    read_only: bool = False,
    theme: str = "",
    keymap: Mapping[str, str] | None = None,
) -> WinbackApp:
    """The shell over made-up accounts."""
    DemoView.TOTAL = rows
    book = Book(folder / "demo.winback", clock_from_environment(), "Ann")
    return open_app(book, read_only, views=VIEWS, theme=theme, keymap=keymap)
