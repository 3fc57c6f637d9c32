"""Verbs that work everywhere: views, help, palette, theme, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .book import CARE_VERBS, ImportFile, LookAlikes
from .command import Command
from .history import HISTORY_VERBS
from .pages import PAGE_VERBS

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class Quit(Command):
    id = "app.quit"
    keys = "q,ctrl+q"
    label = "quit"
    about = "Leave Winback. What you typed is kept."

    def run(self, context: Context) -> None:
        context.app.leave()


class Help(Command):
    id = "app.help"
    keys = "question_mark,f1"
    label = "help"
    about = "What the keys do here, and what this place is for."
    footer = 98
    stays = True

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.help.help import HelpScreen

        context.app.push_screen(HelpScreen(context.screen))


class Palette(Command):
    id = "app.palette"
    keys = "ctrl+p"
    label = "all commands"
    short = "all"
    about = "Find any command by its words, also those without a key."
    footer = 97

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.help.palette import PaletteScreen

        context.app.push_screen(PaletteScreen(context.screen))


class Reload(Command):
    id = "app.reload"
    keys = "R"
    label = "reload"
    about = "Read the book again: somebody else may have written into it, or closed it."

    def run(self, context: Context) -> None:
        context.app.look_again()


class NextView(Command):
    id = "view.next"
    keys = "right_square_bracket"
    label = "next view"
    about = "Go to the view on the right."

    def run(self, context: Context) -> None:
        context.app.turn_view(1)


class PreviousView(Command):
    id = "view.previous"
    keys = "left_square_bracket"
    label = "previous view"
    about = "Go to the view on the left."

    def run(self, context: Context) -> None:
        context.app.turn_view(-1)


class Suspend(Command):
    id = "app.suspend"
    keys = "ctrl+z"
    label = "suspend"
    about = "Put Winback to sleep and return to the shell; `fg` wakes it."

    def run(self, context: Context) -> None:
        context.app.keep_typed()
        context.app.action_suspend_process()


class GoTo(Command):
    """One of the number keys; the view behind it is looked up when pressed."""

    number: ClassVar[int] = 0

    def title(self, context: Context) -> str:
        spec = context.app.view_numbered(self.number)
        return f"view: {spec.title}" if spec else ""

    def enabled(self, context: Context) -> str | None:
        if context.app.view_numbered(self.number):
            return None
        there = ", ".join(str(spec.number) for spec in context.app.views)
        return f"No view stands under {self.number}; the views are {there}, and [ and ] turn them."

    def run(self, context: Context) -> None:
        context.app.show_view(self.number)


GO_TO = tuple(
    type(
        f"GoTo{number}",
        (GoTo,),
        {
            "id": f"view.{number}",
            "keys": str(number),
            "label": f"view {number}",
            "about": "Go straight to this list; what lies on top of it is left, and nothing typed is lost.",
            "number": number,
        },
    )
    for number in range(1, 7)
)


class UseTheme(Command):
    """A look, without a key."""

    theme: ClassVar[str] = ""

    def enabled(self, context: Context) -> str | None:
        return "NO_COLOR is set, so there is only the look without colours." if context.app.no_color else None

    def run(self, context: Context) -> None:
        context.app.theme = self.theme


THEMED = tuple(
    type(
        f"Use{name.title()}",
        (UseTheme,),
        {"id": f"theme.{name}", "label": f"theme: {words}", "about": "Change the look.", "theme": name},
    )
    for name, words in (("dark", "dark"), ("light", "light"), ("mono", "mono"), ("16", "16 colours"))
)

SHELL: tuple[type[Command], ...] = (
    Help,
    Palette,
    *HISTORY_VERBS,
    *PAGE_VERBS,
    ImportFile,
    LookAlikes,
    *GO_TO,
    PreviousView,
    NextView,
    Reload,
    *CARE_VERBS,
    *THEMED,
    Suspend,
    Quit,
)
