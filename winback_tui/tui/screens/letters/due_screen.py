"""The letters that are due, or those for marked accounts: each with its preview, all written and printed at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from textual.content import Content

from winback_tui.domain.plan.letter import spec_of
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.output.letters.batch import batch_file, batch_page
from winback_tui.services.letters.batch import PRINT_FILE, BatchFile, write_due_letters
from winback_tui.services.letters.due import DueBatch, due_letters, letters_for
from winback_tui.services.letters.places import batch_folder
from winback_tui.services.letters.sheet import LetterSheet
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.contact import LogContact, WriteLetter
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows

from .letter_screen import letter_content_of

if TYPE_CHECKING:
    from winback_tui.services.letters.batch import BatchResult


@dataclass(frozen=True, slots=True)
class LetterRowOfList:
    """One letter of the list."""

    sheet: LetterSheet

    @property
    def key(self) -> str:
        """The account."""
        return self.sheet.account.id


class PrintAll(Command):
    id = "letters.print"
    keys = "p"
    label = "write all to files"
    about = (
        "Write every letter in the list, or only those marked with Space or found by the search, to a new folder, as a"
        " mail draft or a page each, and open the page that prints them all. Nothing is sent or printed by itself: S"
        " says later that they went out. Letters that lack something are left out and listed."
    )
    footer = 1
    writes = True

    def word(self, context: Context) -> str:
        screen = cast("DueLettersScreen", context.screen)
        number = len(screen.to_write().sheets)
        if number == len(screen.letters.sheets):
            return self.label
        return f"write {number:,} {'marked' if context.marked else 'found'}"

    def enabled(self, context: Context) -> str | None:
        sheets = cast("DueLettersScreen", context.screen).to_write().sheets
        if any(not sheet.fault for sheet in sheets):
            return None
        return f"None can be written yet. {sheets[0].fault}" if sheets else "No letter is due."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.app.terminal.open_file import opened_words

        screen = cast("DueLettersScreen", context.screen)
        book = context.book
        today = full_day(book.today)
        chosen = screen.to_write()

        def file_of(sheet: LetterSheet) -> BatchFile:
            return BatchFile(*batch_file(sheet.draft, None, sheet.to, sheet.mail, today))

        def write() -> BatchResult:
            return write_due_letters(
                book,
                batch_folder(book.today),
                file_of,
                lambda sheets: batch_page([sheet.draft for sheet in sheets]),
                batch=chosen,
            )

        await context.act(
            write,
            lambda done: (
                done.sentence
                if done.recovered
                else f"{count(done.written, 'letter')} written, {opened_words(done.folder / PRINT_FILE)}"
            ),
        )
        screen.table.unmark()


class AllSent(Command):
    id = "letters.sent"
    keys = "S"
    label = "all were sent"
    short = "sent"
    about = "Log that every letter written so far went out: each becomes a contact."
    footer = 3
    writes = True

    def enabled(self, context: Context) -> str | None:
        unsent = cast("DueLettersScreen", context.screen).letters.unsent
        return None if unsent else "No letter is waiting to be sent."

    async def run(self, context: Context) -> None:
        from winback_tui.services.letters.writing import all_letters_sent

        await context.act(lambda: all_letters_sent(context.book), lambda done: done[0])


class DueLettersScreen(ListView[LetterRowOfList]):
    """On top of the view that opened it; Esc leaves."""

    PURPOSE = (
        "Letters that are due today: to those who stopped ordering, after a quote, to new and to returned customers."
        " Nobody is written to twice, and nobody who answered, ordered or objected; whoever complained is held back"
        " until that is resolved."
    )
    ENTER = "open"
    ENTER_DOES = "letter.write"
    OWN_COMMANDS = (PrintAll, WriteLetter, AllSent, LogContact, Back)
    COLUMNS = (
        ListColumn[LetterRowOfList](
            "account", "Account", lambda row: row.sheet.account.name, 24, 16, grows=True, sorts=False
        ),
        ListColumn[LetterRowOfList](
            "letter", "Letter", lambda row: spec_of(row.sheet.kind).short, 20, sorts=False
        ),
        ListColumn[LetterRowOfList](
            "why", "Why", lambda row: row.sheet.why or "–", 30, 21, leaves=1, sorts=False
        ),
        ListColumn[LetterRowOfList](
            "percent", "Discount", lambda row: _percent(row), 8, right=True, leaves=3, sorts=False
        ),
        ListColumn[LetterRowOfList]("how", "Goes to", lambda row: _mail(row), 26, 10, leaves=2, sorts=False),
        ListColumn[LetterRowOfList]("state", "Missing", lambda row: _missing(row), 16, 7, sorts=False),
    )

    def __init__(self, account_nos: Sequence[int] = ()) -> None:
        """`account_nos`: the letters that fit these accounts best, in the place of those that are due."""
        super().__init__()
        self._account_nos = tuple(account_nos)
        self.letters = DueBatch(())
        self._found: frozenset[Hashable] = frozenset()

    def to_write(self) -> DueBatch:
        """The letters that are marked; where none is, those that the list shows, found by the search or all."""
        marked = set(self.table.marked_keys())
        shown = marked or self._found
        return replace(
            self.letters, sheets=tuple(each for each in self.letters.sheets if each.account.id in shown)
        )

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Letters", "marked accounts" if self._account_nos else "due today")

    def listing(self, wanted: Query) -> Listing[LetterRowOfList]:
        """All of them, by the names of the accounts."""
        book = self._app.book
        self.letters = letters_for(book, self._account_nos) if self._account_nos else due_letters(book)
        rows = [LetterRowOfList(each) for each in self.letters.sheets]
        found = [row for row in rows if wanted.finds(_findable(row))]
        self._found = frozenset(row.key for row in found)
        head = _headline(self.letters, self._app.key_of(PrintAll()))
        return Listing(ListRows(found), head, _empty(wanted, self.letters.unsent))

    def detail(self, row: LetterRowOfList) -> tuple[str, Content]:
        """The letter, with what stands against it on top."""
        fault = row.sheet.fault
        warning = say((f"▲ {fault}\n", "bad")) if fault else Content()
        return row.sheet.account.name, warning + letter_content_of(row.sheet)

    def opened(self, row: LetterRowOfList) -> None:
        """The letter, to be read, edited and written alone."""
        self._app.run_command(WriteLetter(), self.table)

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        if row is None:
            return None
        return CommandSubject(row.sheet.account.id, row.sheet.account.name, row.sheet.case_id, row)

    def rules(self) -> Sequence[str]:
        """Those of letters."""
        return ("T1", "T3", "W")

    def action_back(self) -> None:
        """Back to the screen below."""
        if not self.table.unmark():
            self.dismiss(None)


def _findable(row: LetterRowOfList) -> str:
    return f"{row.sheet.account.name} {spec_of(row.sheet.kind).short} {row.sheet.kind}".casefold()


def _percent(row: LetterRowOfList) -> Cell:
    return f"{row.sheet.percent} %" if row.sheet.percent else ("–", "muted")


def _mail(row: LetterRowOfList) -> Cell:
    return row.sheet.mail or ("print", "muted")


def _missing(row: LetterRowOfList) -> Cell:
    if row.sheet.held_by:
        return "held back", "warn"
    if row.sheet.missing:
        return row.sheet.missing[0].field.words, "bad"
    return "", ""


def _headline(batch: DueBatch, key: str) -> tuple[Cell, ...]:
    unsent: list[Cell] = [f" · {count(batch.unsent, 'letter')} written, not sent yet"] if batch.unsent else []
    if not batch.sheets:
        return ("No letter is due", *unsent)
    back = sum(bool(sheet.held_by) for sheet in batch.sheets)
    lacking = sum(bool(sheet.fault) for sheet in batch.sheets) - back
    cells: list[Cell] = [
        (f"{len(batch.sheets):,}", "strong"),
        f" {'letter' if len(batch.sheets) == 1 else 'letters'}",
    ]
    cells += [" · ", (f"{back:,} held back", "warn")] if back else []
    cells += [" · ", (f"{lacking:,} cannot be written yet", "bad")] if lacking else []
    cells += [f" · {count(len(batch.held), 'account')} held out to compare"] if batch.held else []
    writes: list[Cell] = [
        " · ",
        (key, "key"),
        " writes all to files, or those marked with ",
        ("Space", "key"),
        " · nothing is sent by itself",
    ]
    return (*cells, *unsent, *(writes if back + lacking < len(batch.sheets) else ()))


def _empty(wanted: Query, unsent: int) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No letter matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.ALL_DONE,
        "No letter is due today.",
        (
            *((("S", "logs that those written went out"),) if unsent else ()),
            ("w", "writes a letter to the account under the cursor of any list"),
            ("Esc", "goes back"),
        ),
    )
