"""Commands that work everywhere: views, help, palette, theme, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winback_tui.tui.app.screen_registry import make_screen

from .book import CARE_COMMANDS, ImportFile, LookAlikes
from .command import Command
from .history import HISTORY_COMMANDS
from .team import TEAM_COMMANDS

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

NO_THEMES = "NO_COLOR is set, so only the theme without colours is available."


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
    about = "What the keys do here and what this place is for; after a refusal, the rule behind it."
    footer = 98
    stays = True

    def run(self, context: Context) -> None:
        rules = context.app.take_refusal_rules()
        screen = make_screen("rules", rules) if rules else make_screen("help", context.screen)
        context.app.push_screen(screen)


class ShowPalette(Command):
    id = "app.palette"
    keys = "ctrl+p"
    label = "all commands"
    short = "all"
    about = "Find any command by name, including those without a key."
    footer = 97
    opens = True

    def run(self, context: Context) -> None:
        context.app.push_screen(make_screen("palette", context.screen))


class Reload(Command):
    id = "app.reload"
    keys = "R,ctrl+l"
    label = "reload"
    about = "Read the book again, in case another window or program changed it, and redraw the whole screen."

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


class ShowBacktest(Command):
    id = "list.backtest"
    keys = "B"
    label = "how accurate is this list?"
    about = "Check the list against the past: who was at the top then, and who really stopped ordering (backtest)."

    async def run(self, context: Context) -> None:
        await context.show("backtest")


class ShowStakes(Command):
    id = "list.stakes"
    keys = "dollar_sign"
    label = "money at risk"
    about = "Money at risk among overdue accounts, as bars by owner, segment and class."

    async def run(self, context: Context) -> None:
        await context.show("stakes")


class ShowMeeting(Command):
    id = "review.monday"
    keys = "M"
    label = "Monday meeting"
    short = "Monday"
    about = "What changed since Monday of last week, the ten accounts that matter, and who must act today."
    footer = 5
    opens = True

    def word(self, context: Context) -> str:
        """In the review, whose page it is."""
        return self.short if getattr(context.screen, "VIEW", "") == "review" else ""

    async def run(self, context: Context) -> None:
        await context.show("meeting")


class ShowMessages(Command):
    id = "app.messages"
    label = "messages of this session"
    about = "Read again the messages shown above the keys: what was done, warnings, refusals."
    opens = True

    def enabled(self, context: Context) -> str | None:
        return None if context.app.messages else "There are no messages yet."

    def run(self, context: Context) -> None:
        context.app.push_screen(make_screen("messages", context.app.messages))


class Suspend(Command):
    id = "app.suspend"
    keys = "ctrl+z"
    label = "suspend"
    about = "Return to the shell; type `fg` to come back."

    def run(self, context: Context) -> None:
        context.app.keep_typed()
        context.app.action_suspend_process()


class GoTo(Command):
    """One of the number keys; the view behind it is looked up when pressed."""

    number: ClassVar[int] = 0
    goes_to_view = True

    def title(self, context: Context) -> str:
        spec = context.app.view_numbered(self.number)
        return f"view: {spec.title}" if spec else ""

    def enabled(self, context: Context) -> str | None:
        if context.app.view_numbered(self.number):
            return None
        numbers = ", ".join(str(spec.number) for spec in context.app.views)
        return f"There is no view {self.number}. The views are {numbers}; [ and ] switch between them."

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
            "about": "Go straight to this list; what you typed stays.",
            "number": number,
        },
    )
    for number in range(1, 7)
)


THEME_WORDS = {
    "dark": "dark",
    "light": "light",
    "contrast": "high contrast",
    "mono": "mono",
    "16": "16 colours",
}
"""Every theme as people read it."""


class OpenSettings(Command):
    id = "settings.open"
    label = "settings"
    about = "Everything that you and the team can choose: thresholds, discounts, letters, your firm."
    opens = True

    async def run(self, context: Context) -> None:
        await context.show("settings")


class ChooseTheme(Command):
    id = "theme.choose"
    label = "themes: look at each"
    about = "See each theme as you move through the list; Enter keeps it, Esc goes back to yours."
    opens = True

    def enabled(self, context: Context) -> str | None:
        return NO_THEMES if context.app.no_color else None

    def run(self, context: Context) -> None:
        context.app.push_screen(make_screen("themes", THEME_WORDS))


class UseTheme(Command):
    """A theme; it has no key."""

    theme: ClassVar[str] = ""

    def enabled(self, context: Context) -> str | None:
        return NO_THEMES if context.app.no_color else None

    def run(self, context: Context) -> None:
        context.app.theme = self.theme


THEME_COMMANDS = tuple(
    type(
        f"Use{name.title()}",
        (UseTheme,),
        {"id": f"theme.{name}", "label": f"theme: {words}", "about": "Change the theme.", "theme": name},
    )
    for name, words in THEME_WORDS.items()
)

SHELL: tuple[type[Command], ...] = (
    Help,
    ShowPalette,
    *HISTORY_COMMANDS,
    ShowBacktest,
    ShowStakes,
    ShowMeeting,
    ImportFile,
    LookAlikes,
    *TEAM_COMMANDS,
    *GO_TO,
    PreviousView,
    NextView,
    Reload,
    *CARE_COMMANDS,
    ShowMessages,
    OpenSettings,
    ChooseTheme,
    *THEME_COMMANDS,
    Suspend,
    Quit,
)
