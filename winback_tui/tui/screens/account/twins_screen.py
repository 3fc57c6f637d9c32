"""Pairs of accounts that may be the same company, side by side: merge them, or mark them as two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from winback_tui.domain.wording.wording import count, near_day
from winback_tui.services.accounts.twins import MergeCandidate, Twins, twins
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.cells import fit
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.style_sheet import style_sheet

LABEL, SIDE = 10, 32


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair as it is listed."""

    twins: Twins

    @property
    def key(self) -> str:
        """Both ids."""
        return f"{self.twins.keep.id}:{self.twins.other.id}"


class _OnPair(Command):
    def enabled(self, context: Context) -> str | None:
        return None if context.subject and context.subject.row else "Put the cursor on a pair first."

    def pair(self, context: Context) -> Twins:
        """The pair under the cursor."""
        assert context.subject is not None
        return context.subject.row.twins  # type: ignore[no-any-return]


class MergeIntoFirst(_OnPair):
    id = "twins.merge"
    keys = "m"
    label = "merge into the first"
    short = "merge"
    about = "One account with the orders, cases and people of both; the second name stays as an alias."
    footer = 1
    writes = True

    async def run(self, context: Context) -> None:
        await _merged(context, self.pair(context).keep, self.pair(context).other)


class MergeIntoSecond(_OnPair):
    id = "twins.merge_other"
    keys = "M"
    label = "merge into the second"
    short = "merge into 2nd"
    about = "The other way round: the first name stays as an alias."
    footer = 2
    writes = True

    async def run(self, context: Context) -> None:
        await _merged(context, self.pair(context).other, self.pair(context).keep)


class TwoFirms(_OnPair):
    id = "twins.apart"
    keys = "x"
    label = "not duplicates"
    about = "They are two companies; this pair is not suggested again."
    footer = 3
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.merge import tell_apart

        pair = self.pair(context)
        done = await context.act(lambda: tell_apart(context.book, pair.keep.id, pair.other.id))
        context.tell(done.sentence)


async def _merged(context: Context, keep: MergeCandidate, other: MergeCandidate) -> None:
    from winback_tui.services.accounts.merge import merge_accounts

    done = await context.act(lambda: merge_accounts(context.book, keep.id, other.id))
    context.tell(f"{done.sentence}; u undoes it")


class TwinsScreen(ListView[Pair]):
    """A list on top of the screen that opened it; Esc clears the filter, then leaves."""

    DEFAULT_CSS = style_sheet(__file__)
    PURPOSE = "Pairs of accounts that may be the same company. Nothing is merged by itself, and a merge can be undone."
    OWN_COMMANDS = (MergeIntoFirst, MergeIntoSecond, TwoFirms, *VIEW_COMMANDS)
    ENTER = "open"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter, then back", show=False, id="twins.back")
    ]
    SORT = ("alike", True)
    COLUMNS: ClassVar[tuple[ListColumn[Pair], ...]] = (
        ListColumn("first", "First", lambda pair: pair.twins.keep.name, 28, 16, grows=True, sorts=False),
        ListColumn("second", "Second", lambda pair: pair.twins.other.name, 28, 16, grows=True, sorts=False),
        ListColumn("alike", "Match", lambda pair: f"{pair.twins.alike} %", 6, right=True, sorts=False),
    )

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Possible duplicates", "")

    def listing(self, wanted: Query) -> Listing[Pair]:
        """The pairs that hold the typed text, the likeliest first."""
        typed = wanted.text.casefold()
        found = [Pair(each) for each in twins(self._app.book)]
        shown = [
            pair for pair in found if typed in f"{pair.twins.keep.name} {pair.twins.other.name}".casefold()
        ]
        words: tuple[Cell, ...] = ((count(len(shown), "pair"), "strong"), " that may be the same company")
        return Listing(ListRows(shown), words, _empty(wanted))

    def detail(self, row: Pair) -> tuple[str, Content]:
        """Both accounts side by side, and why they are proposed."""
        pair, today = row.twins, self._app.book.today
        lines = [say((pair.why.capitalize(), "strong"))]
        lines += [
            say((label.ljust(LABEL), "muted"), fit(one, SIDE), other)
            for label, one, other in _comparison(pair, today)
            if one or other
        ]
        return "Side by side", Content("\n").join(lines)

    def opened(self, row: Pair) -> None:
        """Enter: the first account."""
        from .screen import AccountScreen

        self.app.push_screen(AccountScreen(CommandSubject(row.twins.keep.id, row.twins.keep.name)))

    def subject(self) -> CommandSubject | None:
        """The first account of the pair under the cursor, with the pair as its row."""
        row = self.table.row
        return CommandSubject(row.twins.keep.id, row.twins.keep.name, row=row) if row else None

    def action_clear(self) -> None:
        """Esc: the filter, then back."""
        if self.wanted.text:
            super().action_clear()
        else:
            self.dismiss(None)


def _comparison(pair: Twins, today: date) -> Sequence[tuple[str, str, str]]:
    one, two = pair.keep, pair.other
    return (
        ("name", one.name, two.name),
        ("orders", _orders(one, today), _orders(two, today)),
        ("city", one.city, two.city),
        ("phone", one.phone, two.phone),
        ("mail", one.email, two.email),
        ("number", one.number, two.number),
        ("owner", one.owner, two.owner),
    )


def _orders(side: MergeCandidate, today: date) -> str:
    if not side.orders:
        return "none"
    return f"{count(side.orders, 'order day')}, last {near_day(date.fromisoformat(side.last_order), today)}"


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No pair matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(Why.ALL_DONE, "No possible duplicates.", (("Esc", "goes back"),))
