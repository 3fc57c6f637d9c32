"""Every setting with its value, whose it is and what it is for; Enter changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from textual.content import Content

from winback_tui.services.settings.choices import SettingEntry, choices, choose
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of the list."""

    entry: SettingEntry

    @property
    def key(self) -> str:
        """Its name."""
        return self.entry.name


class ChangeSetting(Command):
    id = "settings.change"
    keys = "e"
    label = "change the setting"
    short = "change"
    about = "Type another value; Winback says at once if it cannot be used."
    footer = 1
    opens = True
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if _row(context) else "No setting is listed."

    async def run(self, context: Context) -> None:
        from .setting_dialog import SettingDialog

        row = _row(context)
        if row is not None:
            await context.ask(SettingDialog(row.entry))


class UsualSetting(Command):
    id = "settings.usual"
    keys = "x"
    label = "back to the usual value"
    short = "usual value"
    about = "Go back to the value that Winback comes with."
    footer = 2
    writes = True

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        return None if row and row.entry.chosen else "This is the usual value already."

    async def run(self, context: Context) -> None:
        row = _row(context)
        if row is not None:
            await context.act(lambda: choose(context.book, row.entry.name, None), lambda done: done)


class SettingsScreen(ListView[SettingRow]):
    """On top of the view that opened it; Esc leaves."""

    PURPOSE = (
        "What you and your team have chosen. Your own settings stay on this laptop; the team's go along with every"
        " sync and can be undone."
    )
    OWN_COMMANDS = (ChangeSetting, UsualSetting, Back)
    COLUMNS = (
        ListColumn[SettingRow]("name", "Setting", lambda row: row.entry.name, 24, 18, sorts=False),
        ListColumn[SettingRow]("value", "Value", lambda row: _value(row), 24, 14, sorts=False),
        ListColumn[SettingRow]("whose", "Whose", lambda row: (row.entry.whose, "muted"), 6, sorts=False),
        ListColumn[SettingRow](
            "about", "What it is for", lambda row: (row.entry.about, "muted"), 30, 20, grows=True, sorts=False
        ),
    )

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Settings", "yours and the team's")

    def listing(self, wanted: Query) -> Listing[SettingRow]:
        """All of them, yours first."""
        rows = [SettingRow(each) for each in choices(self._app.book)]
        found = [row for row in rows if wanted.finds(f"{row.entry.name} {row.entry.about}".casefold())]
        chosen = sum(row.entry.chosen for row in rows)
        head: tuple[Cell, ...] = (
            (f"{len(rows)}", "strong"),
            f" settings · {chosen} changed, the rest at their usual values",
        )
        empty = Empty(Why.NO_MATCH, f"No setting matches “{wanted.text}”.", (("Esc", "clears the filter"),))
        return Listing(ListRows(found), head, empty)

    def detail(self, row: SettingRow) -> tuple[str, Content]:
        """What it is for, and the command that sets it in a script."""
        entry = row.entry
        state = "chosen" if entry.chosen else "the usual value"
        return entry.name.capitalize(), say(
            (f"{entry.about}\n", ""),
            (f"{entry.value or 'nothing'}", "strong"),
            (f" · {state}\n\n", "muted"),
            (f'winback config "{entry.name}" VALUE', "accent"),
        )

    def opened(self, row: SettingRow) -> None:
        """Enter changes it."""
        from .setting_dialog import SettingDialog

        self.app.push_screen(SettingDialog(row.entry))

    def subject(self) -> CommandSubject | None:
        """No account: nothing here is about one."""
        return None

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def _row(context: Context) -> SettingRow | None:
    return cast("SettingRow | None", cast("SettingsScreen", context.screen).table.row)


def _value(row: SettingRow) -> Cell:
    if not row.entry.value:
        return "–", "muted"
    return row.entry.value.replace("\n", ", "), "strong" if row.entry.chosen else ""
