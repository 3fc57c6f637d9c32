"""Who did what and when, the newest on top; what still holds can be taken back from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from winback_tui.domain.wording.wording import near_day
from winback_tui.services.book.history import PastAct, history
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.style_sheet import style_sheet


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act as it is listed."""

    past: PastAct
    day: str

    @property
    def key(self) -> str:
        """The act's id."""
        return self.past.act.tx

    @property
    def when(self) -> str:
        """`Fri 20 Nov 14:05`."""
        return f"{self.day} {self.past.at:%H:%M}"


class UndoChange(Command):
    id = "history.undo"
    keys = "u"
    label = "undo this change"
    about = "Undo the change under the cursor, even if others came later. Undoing an undo redoes the change."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        row: HistoryLine | None = context.subject.row if context.subject else None
        if row is None:
            return "Put the cursor on a change first."
        if row.past.act.final:
            return "What was erased cannot be brought back."
        return None if row.past.act.holds else "This change has been undone already; U redoes the last one."

    async def run(self, context: Context) -> None:
        from winback_tui.services.book.history import undo

        assert context.subject is not None
        tx = context.subject.row.key
        await context.act(lambda: undo(context.book, tx), str)


class HistoryScreen(ListView[HistoryLine]):
    """A list on top of the screen that opened it; Esc clears the filter, then leaves."""

    DEFAULT_CSS = style_sheet(__file__)
    PURPOSE = "Every change to your data, by whom and when. Nothing is ever removed from this list."
    OWN_COMMANDS = (UndoChange, *VIEW_COMMANDS)
    ENTER = "open"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter, then back", show=False, id="history.back")
    ]
    SORT = ("when", True)
    COLUMNS: ClassVar[tuple[ListColumn[HistoryLine], ...]] = (
        ListColumn("when", "When", lambda line: line.when, 17, 12, falling=True),
        ListColumn("who", "Who", lambda line: line.past.act.actor, 10, 6, leaves=1),
        ListColumn("what", "What", lambda line: _what(line), 40, 20, grows=True, sorts=False),
        ListColumn("state", "", lambda line: _state(line), 8, leaves=2, sorts=False),
    )

    def __init__(self, about: CommandSubject | None = None) -> None:
        """`about`: only what was done for this account."""
        super().__init__()
        self._about = about

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("History", self._about.name if self._about else "")

    def listing(self, wanted: Query) -> Listing[HistoryLine]:
        """The acts that match, newest first unless sorted otherwise."""
        book = self._app.book
        everything = history(book, self._about.account_id if self._about else None)
        lines = [HistoryLine(past, near_day(past.at.date(), book.today)) for past in everything]
        lines = [line for line in lines if _matches(line, wanted.text)]
        if (wanted.sort, wanted.falling) != self.SORT:
            lines.sort(key=_SORTS[wanted.sort], reverse=wanted.falling)
        words: tuple[Cell, ...] = (
            (f"{len(lines):,}", "strong"),
            " changes" if len(lines) != 1 else " change",
        )
        undone = sum(not line.past.act.holds for line in lines)
        return Listing(ListRows(lines), (*words, f" · {undone:,} undone" if undone else ""), _empty(wanted))

    def detail(self, row: HistoryLine) -> tuple[str, Content]:
        """The whole sentence, and whether it can be taken back."""
        act = row.past.act
        if act.final:
            state: Cell = ("Erased for good.", "muted")
        elif act.holds:
            state = ("u undoes it.", "muted")
        else:
            state = ("Undone.", "warn")
        at = f"{row.past.at:%Y-%m-%d %H:%M}"
        about = f" · {row.past.account}" if row.past.account else ""
        content = say(f"{act.sentence}\n", (f"{act.actor or 'somebody'}, {at}{about}\n", "muted"), state)
        return act.verb.capitalize(), content

    def opens(self, row: HistoryLine) -> bool:
        """Where the act is about an account."""
        return bool(row.past.account and row.past.act.account_id)

    def opened(self, row: HistoryLine) -> None:
        """Enter: the account that the act is about."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        if self.opens(row) and row.past.act.account_id:
            self.app.push_screen(AccountScreen(CommandSubject(row.past.act.account_id, row.past.account)))

    def subject(self) -> CommandSubject | None:
        """The account of the act under the cursor, with the act as its row."""
        row = self.table.row
        return CommandSubject(row.past.act.account_id or "", row.past.account, row=row) if row else None

    def action_clear(self) -> None:
        """Esc: the marks, then the filter, then back."""
        if self.table.marks:
            self.table.unmark()
            return
        if self.wanted.text:
            super().action_clear()
        else:
            self.dismiss(None)


_SORTS: dict[str, Callable[[HistoryLine], Any]] = {
    "when": lambda line: line.past.act.no,
    "who": lambda line: line.past.act.actor.casefold(),
}


def _what(line: HistoryLine) -> Cell:
    return (line.past.act.sentence, "") if line.past.act.holds else (line.past.act.sentence, "faint")


def _state(line: HistoryLine) -> Cell:
    act = line.past.act
    if act.final:
        return "✗ erased", "muted"
    return ("", "") if act.holds else ("↶ undone", "warn")


def _matches(line: HistoryLine, text: str) -> bool:
    act = line.past.act
    words = f"{act.sentence} {act.actor} {line.past.account} {act.verb} {line.when}".casefold()
    return all(part in words for part in text.casefold().split())


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No change matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(Why.NOTHING_YET, "No changes yet.", (("Esc", "goes back"),))
