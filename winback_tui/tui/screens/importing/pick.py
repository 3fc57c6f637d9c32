"""Which file: those that lie where exports usually land, or any by its path."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

from textual import on
from textual.app import ComposeResult

from winback_tui.domain.wording.wording import count, near_day
from winback_tui.services.importing.found_files import FoundFile, usual_files
from winback_tui.services.importing.peek import FileLook
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable

from .path import PathDialog

LOOKED_INTO = 60
"""Files that are looked into, the newest first; the rest is shown unseen."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as the list shows it."""

    file: FoundFile
    today: date
    look: FileLook | None = None
    """None until somebody looked into it."""

    @property
    def key(self) -> str:
        """Its path."""
        return str(self.file.path)


def size_words(size: int) -> str:
    """`340 B`, `12 kB`, `3.4 MB`."""
    if size < 1_000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size // 1_000} kB"
    return f"{size / 1_000_000:,.1f} MB"


def folder_words(folder: Path) -> str:
    """The folder, with `~` for the user's own."""
    home = Path.home()
    return str(Path("~", folder.relative_to(home))) if folder.is_relative_to(home) else str(folder)


def _look(row: FileRow) -> Cell:
    if row.look is None:
        return "…", "muted"
    return (str(row.look), "good") if row.look is FileLook.ORDERS else (str(row.look), "muted")


def _placed(rows: Sequence[FileRow]) -> list[FileRow]:
    """Orders first, then accounts and what was not looked into; the newest of each first."""
    ranks = list(FileLook)
    return sorted(rows, key=lambda row: len(ranks) if row.look is None else ranks.index(row.look))


COLUMNS: Sequence[ListColumn[FileRow]] = (
    ListColumn("file", "File", lambda row: row.file.path.name, 34, 20, grows=True, sorts=False),
    ListColumn("look", "Looks like", lambda row: _look(row), 15, sorts=False),
    ListColumn("size", "Size", lambda row: size_words(row.file.size), 9, right=True, sorts=False),
    ListColumn(
        "written", "Modified", lambda row: near_day(row.file.written_at.date(), row.today), 12, sorts=False
    ),
    ListColumn(
        "folder",
        "Folder",
        lambda row: (folder_words(row.file.path.parent), "muted"),
        40,
        14,
        leaves=1,
        sorts=False,
    ),
)
EMPTY = Empty(
    Why.NOTHING_YET,
    "No table of orders here, in Downloads, Documents or on the Desktop.",
    (("t", "asks for the path of a file"), ("Esc", "goes back")),
)


class TypePath(Command):
    id = "import.path"
    keys = "t,slash"
    label = "type a path"
    about = "Import a file from another folder."
    footer = 2
    opens = True

    async def run(self, context: Any) -> None:
        place = await context.ask(PathDialog())
        if place is not None:
            await cast("PickFile", context.screen).take(place)


class ShowOthers(Command):
    id = "import.others"
    keys = "x"
    label = "other files"
    about = "Show also the files that do not look like orders or accounts; press again to hide them."
    footer = 3

    def enabled(self, context: Any) -> str | None:
        return None if cast("PickFile", context.screen).others else "Every file found is shown already."

    def run(self, context: Any) -> None:
        cast("PickFile", context.screen).turn_others()


class PickFile(FullScreen[None]):
    """A list of files, the newest first; Enter shows how one is understood."""

    UNDO_WORD = ""
    """Nothing is imported yet that could be undone."""
    OWN_COMMANDS = (TypePath, ShowOthers)
    ENTER = "read"
    PURPOSE = (
        "Choose a file with orders or accounts; those that look like orders come first. Nothing is imported before you"
        " have seen how it is read."
    )

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FileRow] = []
        self._everything = False
        # held, not looked for: a file may be looked into only after the screen has closed
        self._headline, self._table, self._keys = Headline(), WindowTable(COLUMNS), KeyFooter()

    def compose(self) -> ComposeResult:
        """A heading, the files, the keys."""
        yield self._headline
        yield self._table
        yield self._keys

    def on_mount(self) -> None:
        """Looks for files, then into them, while one can already choose."""
        today = self._app.book.today
        self._rows = [FileRow(found, today) for found in usual_files()]
        self._show_files()
        self.set_focus(self._table)
        in_background(self, self._look_into, group="look")

    async def _look_into(self) -> None:
        """Says of each file what it looks like, the newest first."""
        from winback_tui.services.importing.peek import looks_like

        for place, row in enumerate(self._rows[:LOOKED_INTO]):
            self._rows[place] = replace(row, look=await asyncio.to_thread(looks_like, row.file))
            self._show_files()
        self._rows[LOOKED_INTO:] = [replace(row, look=FileLook.UNKNOWN) for row in self._rows[LOOKED_INTO:]]
        self._show_files()

    @property
    def others(self) -> int:
        """How many files do not look like something to import."""
        return sum(row.look is not None and not row.look.importable for row in self._rows)

    def turn_others(self) -> None:
        """Shows the other files too, or hides them again."""
        self._everything = not self._everything
        self._show_files()

    def _show_files(self) -> None:
        table = self._table
        shown = [row for row in self._rows if self._everything or row.look is None or row.look.importable]
        table.show(ListRows(_placed(shown)), empty=EMPTY, keep=table.cursor > 0)
        hidden = self.others if not self._everything else 0
        words: list[Cell] = [
            ("Import", "strong"),
            "  choose a file: ",
            ("Enter", "key"),
            " shows how it is read",
        ]
        if hidden:
            words += [
                (f" · {count(hidden, 'other file')} hidden, ", "muted"),
                ("x", "key"),
                (" shows", "muted"),
            ]
        self._headline.show(words)
        self._keys.refresh_commands()

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        in_background(self, partial(self.take, event.row.file.path))

    async def take(self, place: Path) -> None:
        """Shows how that file is understood; leaves after it was taken in."""
        from .preview import preview_of

        preview = await preview_of(cast("Any", self.app), place)
        if preview is not None and await self.app.push_screen_wait(preview) is not None:
            self.dismiss(None)
