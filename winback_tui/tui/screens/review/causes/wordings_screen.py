"""Root causes in their own words: near-equal wordings are proposed as one, and a person joins or parts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from textual.content import Content

from winback_tui.domain.wording.wording import count, money_column
from winback_tui.services.review.wordings import WordingGroup, wordings
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

NO_WORDING = "Put the cursor on a wording first."


class WordingRow(NamedTuple):
    """One wording, with those that count as it."""

    group: WordingGroup

    @property
    def key(self) -> str:
        """Its words in its currency."""
        return f"{self.group.currency}:{self.group.wording}"


def _group(context: Context) -> WordingGroup | None:
    return context.subject.row.group if context.subject else None


class JoinWordings(Command):
    id = "wording.join"
    keys = "a"
    label = "count as one"
    short = "join"
    about = (
        "Count the wording under the cursor as the proposed one; with wordings marked, count those as the one under"
        " the cursor."
    )
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        group = _group(context)
        if group is None:
            return NO_WORDING
        if not group.proposed and not _marked(context, group):
            return "Nothing is nearly the same; mark wordings with Space that mean the same as this one."
        return None

    async def run(self, context: Context) -> None:
        from winback_tui.services.review.wordings import join_wordings

        group = _group(context)
        assert group is not None
        marked = _marked(context, group)
        which, into = (marked, group.wording) if marked else ([group.wording], group.proposed)
        await context.act(lambda: join_wordings(context.book, which, into).sentence, str)
        cast("WordingsScreen", context.screen).table.unmark()


class PartWordings(Command):
    id = "wording.part"
    keys = "x"
    label = "separate joined wordings"
    short = "part"
    about = "Separate the wordings joined to the one under the cursor; each counts on its own again."
    footer = 2
    writes = True

    def enabled(self, context: Context) -> str | None:
        group = _group(context)
        if group is None:
            return NO_WORDING
        return None if group.joined else "No other wording is joined to this one."

    async def run(self, context: Context) -> None:
        from winback_tui.services.review.wordings import part_wordings

        group = _group(context)
        assert group is not None
        await context.act(lambda: part_wordings(context.book, group.joined).sentence, str)


def _marked(context: Context, group: WordingGroup) -> list[str]:
    """The words of the marked rows, without the currency before them."""
    marked = cast("WordingsScreen", context.screen).marked()
    words = [str(key).partition(":")[2] for key in marked]
    return [each for each in dict.fromkeys(words) if each != group.wording]


def _state(row: WordingRow) -> Cell:
    return row.group.state, {"proposed": "accent", "joined": "good"}.get(row.group.state, "muted")


class WordingsScreen(ListView[WordingRow]):
    """On top of the review; Enter opens the accounts that told it, Esc goes back."""

    PURPOSE = (
        "Root causes in the customers' words, by the profit that mending each sets free. Nearly equal wordings are"
        " proposed; whether they mean the same is for you to decide."
    )
    OWN_COMMANDS = (JoinWordings, PartWordings, *VIEW_COMMANDS, Back)
    ENTER = "accounts"
    COLUMNS = (
        ListColumn[WordingRow](
            "wording",
            "Root cause in their words",
            lambda row: row.group.wording,
            40,
            20,
            grows=True,
            sorts=False,
        ),
        ListColumn[WordingRow]("state", "State", _state, 8, sorts=False),
        ListColumn[WordingRow](
            "accounts", "Accounts", lambda row: f"{row.group.accounts:,}", 8, right=True, sorts=False
        ),
        ListColumn[WordingRow](
            "profit",
            "Profit lost/yr",
            lambda row: money_column(row.group.profit, row.group.currency),
            15,
            11,
            right=True,
            sorts=False,
        ),
    )

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Root causes in their own words", "")

    def listing(self, wanted: Query) -> Listing[WordingRow]:
        """All wordings of all years, those that free the most profit first."""
        known = wordings(self._app.book)
        rows = [
            WordingRow(each)
            for each in known
            if wanted.finds(" ".join((each.wording, *each.joined, each.state)).casefold())
        ]
        open_ones = sum(bool(each.proposed) for each in known)
        words: list[Cell] = [(f"{len(known):,}", "strong"), " wordings" if len(known) != 1 else " wording"]
        words += [(f" · {count(open_ones, 'proposal')}", "accent")] if open_ones else []
        return Listing(ListRows(rows), words, _empty(wanted))

    def detail(self, row: WordingRow) -> tuple[str, Content]:
        """What mending it sets free, and what else counts as it."""
        group = row.group
        money = money_column(group.profit, group.currency)
        parts: list[Cell] = [f"Mending this frees {count(group.accounts, 'account')} worth {money} a year.\n"]
        parts += (
            [(f"Nearly the same as “{group.proposed}”; a counts it as that.\n", "accent")]
            if group.proposed
            else []
        )
        parts += [("Also worded as\n", "muted")] if group.joined else []
        parts += [f"· {each}\n" for each in group.joined]
        return group.wording, say(*parts)

    def opened(self, row: WordingRow) -> None:
        """Enter: the accounts that told it."""
        from winback_tui.services.review.review import accounts_named
        from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen

        accounts = accounts_named(self._app.book, row.group)
        self.app.push_screen(AccountsBehindScreen(row.group.wording, accounts))

    def subject(self) -> CommandSubject | None:
        """The wording under the cursor."""
        row = self.table.row
        return CommandSubject("", row.group.wording, row=row) if row else None

    def action_back(self) -> None:
        """Back to the review."""
        self.dismiss(None)


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No wording matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.NOTHING_YET,
        "No root cause has been put in words yet: interviews record them.",
        (("Esc", "goes back"),),
    )
