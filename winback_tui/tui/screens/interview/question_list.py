"""All questions with their answers, to go to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.interview.script import Question, QuestionType
from winback_tui.output.interview import answer_words
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import Modal
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

from .pages.page import END

ANSWERED: Cell = ("●", "accent")
NEEDED: Cell = ("!", "warn")
OPEN: Cell = ("○", "muted")
TO_READ: Cell = ("·", "muted")
THE_END: Cell = ("≡", "accent")
SIGNS = {ANSWERED: "answered", NEEDED: "required", OPEN: "open", TO_READ: "to read", THE_END: "end"}


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """One question as the list shows it; `state` is a glyph that reads without colour."""

    key: str
    point: str
    words: str
    state: Cell
    answer: str


class QuestionList(Modal[str]):
    """Enter goes to the question under the cursor; its number goes there at once."""

    DEFAULT_CSS = style_sheet(__file__)
    ENTER = "open"
    PURPOSE = "Every question of this interview. Type its number, or press Enter on it, to go there."
    COLUMNS: ClassVar[tuple[ListColumn[QuestionEntry], ...]] = (
        ListColumn("point", "", lambda entry: (entry.point, "muted"), 2, right=True),
        ListColumn("state", "", lambda entry: entry.state, 1),
        ListColumn("words", "Question", lambda entry: entry.words, 40, 20, grows=True),
        ListColumn("answer", "Answer", lambda entry: (entry.answer, "muted"), 30, 12),
    )

    def __init__(self, pages: Sequence[Question], record: InterviewRecord, at: str, typed: str = "") -> None:
        """`typed`: the first digit of a number, where it opened the list."""
        super().__init__()
        self._typed = ""
        self._began_with = typed
        self._entries = _entries(pages, record)
        self._entries.append(QuestionEntry(END, "", "Summary: rep, customer, data", THE_END, ""))
        self._at = next((n for n, entry in enumerate(self._entries) if entry.key == at), 0)
        self.table = WindowTable(self.COLUMNS, id="questions")

    def compose(self) -> ComposeResult:
        """A box with the list."""
        with Vertical(id="box") as box:
            box.border_title = Content("Questions")
            self.table.styles.height = list_height(len(self._entries), self.app.size.height)
            yield self.table
            yield Static(_legend(self._entries), id="signs", markup=False)
            yield KeyFooter()

    def on_mount(self) -> None:
        """The cursor on the question that was open."""
        none = Empty(Why.NOTHING_YET, "This script has no questions.", (("Esc", "goes back"),))
        self.table.show(ListRows(self._entries), empty=none, keep=False, at=self._at)
        if self._began_with:
            self._take_digit(self._began_with)

    def on_key(self, event: events.Key) -> None:
        """Digits name a question."""
        if event.character is not None and event.character.isdecimal() and event.character.isascii():
            event.stop()
            event.prevent_default()
            self._take_digit(event.character)
        else:
            self._typed = ""

    def _take_digit(self, digit: str) -> None:
        """Goes to the question of the number typed so far, at once where no longer number begins with it."""
        numbers = {entry.point: place for place, entry in enumerate(self._entries) if entry.point}
        self._typed = self._typed + digit if self._typed + digit in numbers else digit
        place = numbers.get(self._typed)
        if place is None:
            self._typed = ""
            return
        longer = any(number != self._typed and number.startswith(self._typed) for number in numbers)
        if longer:
            self.table.move_to(place)
        else:
            self.dismiss(self._entries[place].key)

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        self.dismiss(event.row.key)


def list_height(entries: int, screen_height: int) -> int:
    """Lines for a list in a box that leaves some of the screen behind it visible."""
    return max(4, min(entries + 1, screen_height - 7))


def _entries(pages: Sequence[Question], record: InterviewRecord) -> list[QuestionEntry]:
    """Each question; the number of a point stands at its first page, where typing it leads."""
    found: list[QuestionEntry] = []
    numbered: set[str] = set()
    for page in pages:
        point = "" if page.id == record.answered_at_start else str(record.progress(page.id).at)
        found.append(_entry(page, record, "" if point in numbered else point))
        numbered.add(point)
    return found


def _entry(page: Question, record: InterviewRecord, point: str) -> QuestionEntry:
    value = record.answers.get(page.id, "")
    words = answer_words(page, value).replace("\n", " · ") if value else ""
    state = ANSWERED if value else NEEDED if page.required else OPEN
    if page.type is QuestionType.NOTE:
        state = TO_READ
    return QuestionEntry(page.id, point, page.label, state, words)


def _legend(entries: Sequence[QuestionEntry]) -> Content:
    """What the signs mean, of those that occur."""
    shown = {entry.state for entry in entries}
    signs = [say(sign, (f" {words}", "muted")) for sign, words in SIGNS.items() if sign in shown]
    return Content("  ").join([*signs, say(("a number goes there", "muted"))])
