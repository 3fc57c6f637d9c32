"""Choosing the folder or file to sync with: one that is found, or any by its path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from textual import on
from textual.app import ComposeResult

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import typed_path
from winback_tui.services.team import usual_places
from winback_tui.tui.commands.command import Command
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.team.rows import PLACE_COLUMNS, PlaceRow
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.form.field import CheckedField, Field
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable

EMPTY = Empty(
    Why.NOTHING_YET,
    "No stick, shared folder or team file was found.",
    (("t", "types the path of a folder or file"), ("Esc", "goes back")),
)


def existing_place(typed: str) -> str:
    """The path of a folder or file that is there, or a server's address as it was typed. Raises BadInput."""
    text = typed.strip().strip("'\"")
    if "://" in text:
        return text
    for place in (
        typed_path(text),
        Path("/", text),
    ):  # the slash that opened this form may have been the path's own
        try:
            if place.exists():
                return str(place.absolute())
        except OSError as fault:
            raise BadInput(f"This cannot be opened: {fault.strerror}.") from fault
    above = typed_path(text).parent
    if above.is_dir():
        raise BadInput(f"There is nothing called that in {above}; create the folder first.")
    raise BadInput("There is no such folder or file; is the stick plugged in?")


class PlaceField(CheckedField):
    """A folder, a file, or a server's address, in which a password may stand."""

    def __init__(self, name: str, label: str, value: str = "", *, needed: str, hint: str = "") -> None:
        super().__init__(name, label, value, reads=existing_place, needed=needed, hint=hint)

    @property
    def draft(self) -> str:
        """A path; an address is not kept on the disk."""
        return "" if "://" in self.text else self.text


class PlaceDialog(Dialog[str]):
    """Dismissed with a path that exists."""

    TITLE_WORDS = "Folder or file"
    DOES = "choose"
    WRITES = False
    PURPOSE = (
        "A folder that your team shares (a stick, a network share, a cloud folder), a file that came by mail, or the"
        " address of a hub."
    )

    def fields(self) -> Iterable[Field]:
        """One line."""
        yield PlaceField(
            "path",
            "Path",
            needed="Type or paste the path of a folder or file.",
            hint="such as /media/stick",
        )

    def act(self, values: FormValues) -> str:
        """The path as checked."""
        return existing_place(values.text("path"))


class TypePlace(Command):
    id = "team.path"
    keys = "t,slash"
    label = "type a path"
    about = "Choose a folder or file that is not in the list, or a hub by its address."
    footer = 2
    opens = True

    async def run(self, context: Any) -> None:
        place = await context.ask(PlaceDialog())
        if place is not None:
            cast("PickPlace", context.screen).dismiss(place)


class PickPlace(FullScreen[str]):
    """A list of places, those with files of a team first; Enter chooses one."""

    OWN_COMMANDS = (TypePlace,)
    ENTER = "choose"
    PURPOSE = (
        "Choose the folder that your team shares, or a file that a colleague sent. Nothing happens to it yet."
    )

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_words = title
        self._table = WindowTable(PLACE_COLUMNS)

    def compose(self) -> ComposeResult:
        """A heading, the places, the keys."""
        yield Headline()
        yield self._table
        yield KeyFooter()

    def on_mount(self) -> None:
        """Looks for places: a share may take a moment."""
        self.query_one(Headline).show(((self._title_words, "strong"), "  a stick, a share, a cloud folder"))
        looking = Empty(Why.NOTHING_YET, "Looking for sticks and folders …")
        self._table.show(ListRows[PlaceRow](()), empty=looking)
        self.set_focus(self._table)
        in_background(self, self._look)

    async def _look(self) -> None:
        today = self._app.book.today
        rows = [PlaceRow(place, today) for place in await self._app.fetch(usual_places)]
        self._table.show(ListRows(rows), empty=EMPTY)

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        self.dismiss(str(event.row.place.path))
