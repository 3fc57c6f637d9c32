"""A letter before it is written: which one and why, what holds it back, and the text as it will go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.errors import WinbackError
from winback_tui.services.letters.sheet import (
    LetterSheet,
    fitting_letters,
    letter_languages,
    letter_sheet,
    waits_to_be_sent,
)
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import linked, say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.style_sheet import style_sheet

from .letter_commands import LETTER_COMMANDS

MOST_FAULTS = 3
"""So many reasons against the letter stand above it; the help tells of all rules behind them."""


class LetterScreen(FullScreen[None]):
    """The kind that fits best first; `m` is a draft in the mail program, `p` a page to print."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (*LETTER_COMMANDS, Back)
    PURPOSE = (
        "The letter as it will go out, in the language of the account. Its facts come from the book; nothing is"
        " written while one is missing or a rule holds the letter back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,ctrl+d", "scroll(12)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-12)", "page up", show=False),
    ]

    def __init__(self, subject: CommandSubject, kind: str = "") -> None:
        """`kind` opens another letter than the one that fits best."""
        super().__init__()
        self._subject = subject
        self._first = kind
        self._language = ""
        self._edited = False
        self._head = Static("", id="letter-head", markup=False)
        self._text = Static("", id="letter", markup=False)
        self.kinds: tuple[str, ...] = ()
        self.waits = False
        """Whether it was written and nobody has said yet that it was sent."""
        self.written_as = ""
        """How it was written here last, as the channel of the contact; '' where it was not."""
        self.sheet: LetterSheet

    def subject(self) -> CommandSubject:
        """The account."""
        return self._subject

    def rules(self) -> Sequence[str]:
        """Those that hold the letter back, and those of letters."""
        return (*(each.rule for each in self.sheet.held_by if each.rule), "T", "W")

    def prepare(self) -> None:
        """Read the letter before the screen opens."""
        self.kinds = tuple(
            str(each.kind) for each in fitting_letters(self._app.book, self._subject.account_id)
        )
        self._read(self._first or self.kinds[0])

    def compose(self) -> ComposeResult:
        """Title, head, text, keys."""
        yield TitleLine("Letter", self._subject.name)
        yield self._head
        with VerticalScroll(id="letter-scroll", can_focus=False):
            yield self._text
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read again after each act."""
        self._app.book_changed.subscribe(self, lambda _: self._changed())
        self._show()

    def turn(self, by: int) -> None:
        """The next kind, or the previous one."""
        place = self.kinds.index(str(self.sheet.kind))
        self.written_as = ""
        self._read(self.kinds[(place + by) % len(self.kinds)])
        self._show()

    def turn_language(self) -> None:
        """The same letter in the next language; edited words are those of the former one and go."""
        codes = list(letter_languages())
        here, before = self.sheet.draft.language, self._language
        self._language = codes[(codes.index(here) + 1) % len(codes)] if here in codes else codes[0]
        try:
            self._read(str(self.sheet.kind))
        except WinbackError:
            self._language = before
            raise
        self._show()

    def show_edited(self, sheet: LetterSheet) -> None:
        """The letter in the user's own words, until another kind or language is chosen."""
        self.sheet = sheet
        self._edited = True
        self._show()

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self.query_one("#letter-scroll").scroll_relative(y=by, animate=False)

    def _changed(self) -> None:
        edited = self.sheet.draft if self._edited else None
        try:
            self._read(str(self.sheet.kind))
        except WinbackError:
            return  # the account may be gone: the act that took it says so
        if edited is not None:
            self.show_edited(self.sheet.edited(edited.subject, edited.body))
        self._show()

    def _read(self, kind: str) -> None:
        self.sheet = letter_sheet(self._app.book, self._subject.account_id, kind, self._language)
        self.waits = waits_to_be_sent(self._app.book, self._subject.account_id, kind)
        self._edited = False

    def _show(self) -> None:
        self._head.update(_head(self.sheet, self._edited, self.kinds))
        self._text.update(letter_content_of(self.sheet))
        if self.is_mounted:
            self.refresh_bindings()


def _head(sheet: LetterSheet, edited: bool, kinds: Sequence[str]) -> Content:
    draft = sheet.draft
    place = f"kind {kinds.index(str(sheet.kind)) + 1} of {len(kinds)}"
    cells: list[Cell] = [(sheet.title, "strong")]
    if sheet.why:
        cells += [" · ", (sheet.why, "accent")]
    cells += ["\n", (f"{place} · {letter_languages().get(draft.language, draft.language)} · ", "muted")]
    cells += [
        (
            f"{draft.words} words · to {sheet.to}{f' <{sheet.mail}>' if sheet.mail else ', no mail address'}",
            "muted",
        )
    ]
    if edited:
        cells += [(" · edited", "accent")]
    faults = [*(each.sentence for each in sheet.held_by), *(each.sentence for each in sheet.missing)]
    cells += [(f"\n▲ {line}", "bad") for line in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        cells.append((f"\n  and {len(faults) - MOST_FAULTS} more", "muted"))
    cells += [(f"\n▲ {line}", "warn") for line in sheet.warnings]
    return linked(say(*cells), [sheet.mail])


def letter_content_of(sheet: LetterSheet) -> Content:
    """The letter as text, what is missing not hidden."""
    draft = sheet.draft
    cells: list[Cell] = [("\n" + draft.subject, "strong"), "\n\n", draft.body, "\n\n"]
    cells += [(f"{line}\n", "muted") for line in draft.foot]
    return say(*cells)
