"""Which file: those that lie where exports usually land, or any by its path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from textual import on
from textual.app import ComposeResult

from winback_tui.domain.wording.wording import near_day
from winback_tui.services.importing.found_files import FoundFile, usual_files
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import ListColumn
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable

from .path import PathDialog


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as the list shows it."""

    file: FoundFile
    today: date

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


COLUMNS: Sequence[ListColumn[FileRow]] = (
    ListColumn("file", "File", lambda row: row.file.path.name, 34, 20, grows=True, sorts=False),
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
    "No CSV file or spreadsheet here or in Downloads.",
    (("t", "asks for the path of a file"), ("Esc", "goes back")),
)


class TypePath(Command):
    id = "import.path"
    keys = "t,slash"
    label = "type a path"
    about = "Import a file from another folder."
    footer = 2

    async def run(self, context: Any) -> None:
        place = await context.ask(PathDialog())
        if place is not None:
            await cast("PickFile", context.screen).take(place)


class PickFile(FullScreen[None]):
    """A list of files, the newest first; Enter shows how one is understood."""

    OWN_COMMANDS = (TypePath,)
    PURPOSE = (
        "Choose a file with orders or accounts. Nothing is imported before you have seen how it is read."
    )

    def compose(self) -> ComposeResult:
        """A heading, the files, the keys."""
        yield Headline()
        yield WindowTable(COLUMNS)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Looks for files."""
        today = cast("Any", self.app).book.today
        files = [FileRow(found, today) for found in usual_files()]
        self.query_one(Headline).show((("Import", "strong"), "  orders or accounts from a file"))
        table = self.query_one(WindowTable)
        table.show(ListRows(files), empty=EMPTY)
        self.set_focus(table)

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        self.run_worker(self.take(event.row.file.path))

    async def take(self, place: Path) -> None:
        """Shows how that file is understood; leaves after it was taken in."""
        from .preview import preview_of

        preview = await preview_of(cast("Any", self.app), place)
        if preview is not None and await self.app.push_screen_wait(preview) is not None:
            self.dismiss(None)
