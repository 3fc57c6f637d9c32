"""Commands of the conflicts screen: a digit for each value, typing another, several at once, undo, and moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

from .rows import ConflictRow, LostRow

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .rows import AnyRow
    from .screen import ConflictsScreen

NOTHING_HERE = "No conflict is open here."
DECIDED = "This is decided already: 1 agrees, 2 puts yours back."
ONE_ONLY = "Only this conflict is open: nothing else could be decided with it."


def _screen(context: Context) -> ConflictsScreen:
    return cast("ConflictsScreen", context.screen)


def _row(context: Context) -> AnyRow | None:
    return _screen(context).row


def _with_values(context: Context, least: int) -> ConflictRow | None:
    """The open conflict that is shown, where at least so many values stand against each other."""
    row = _row(context)
    return row if isinstance(row, ConflictRow) and len(row.conflict.values) >= least else None


class OnConflict(Command):
    """A command about the open conflict that is shown."""

    writes = True

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        if row is None:
            return NOTHING_HERE
        return DECIDED if isinstance(row, LostRow) else None

    def word(self, context: Context) -> str:
        return "" if isinstance(_row(context), LostRow) else self.short or self.label


class Keep(Command):
    id = "conflicts.keep"
    keys = "1"
    label = "keep what is in the book"
    about = "Keep the first value, which the book holds now; the conflict is decided on every laptop."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if _row(context) else NOTHING_HERE

    def word(self, context: Context) -> str:
        row = _row(context)
        if isinstance(row, LostRow):
            return "agree"
        return f"keep {row.whose(0)}" if row else self.label

    async def run(self, context: Context) -> None:
        await _screen(context).keep()


class Take(Command):
    id = "conflicts.take"
    keys = "2"
    label = "take the second value"
    about = "Put the second value in place of the one that is in the book."
    footer = 2
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if _row(context) else NOTHING_HERE

    def word(self, context: Context) -> str:
        row = _row(context)
        if isinstance(row, LostRow):
            return "put yours back"
        return f"take {row.whose(1)}" if row else self.label

    async def run(self, context: Context) -> None:
        await _screen(context).take(1)


class TakeThird(OnConflict):
    id = "conflicts.take_third"
    keys = "3"
    label = "take the third value"
    about = "Put the third value in place, where three people wrote differently."
    footer = 3

    def enabled(self, context: Context) -> str | None:
        many = _with_values(context, 3)
        return super().enabled(context) or (None if many else "This conflict has two values: 1 and 2.")

    def word(self, context: Context) -> str:
        row = _with_values(context, 3)
        return f"take {row.whose(2)}" if row else ""

    async def run(self, context: Context) -> None:
        await _screen(context).take(2)


class TakeMarked(OnConflict):
    id = "conflicts.take_marked"
    keys = "t"
    label = "take the marked value"
    about = "Put the marked value in place; ← and → mark another one where there are more than three."
    footer = 4

    def word(self, context: Context) -> str:
        row = _with_values(context, 4)
        return f"take {row.whose(row.chosen)}" if row else ""

    async def run(self, context: Context) -> None:
        await _screen(context).take(cast("ConflictRow", _row(context)).chosen)


class TypeAnother(OnConflict):
    id = "conflicts.type"
    keys = "e"
    label = "type another value"
    short = "type another"
    about = "Put a value of your own in place: amounts and days as everywhere."
    footer = 5
    opens = True

    def enabled(self, context: Context) -> str | None:
        refused = super().enabled(context)
        row = _row(context)
        return refused or (row.conflict.why_not_typed or None if isinstance(row, ConflictRow) else None)

    async def run(self, context: Context) -> None:
        await _screen(context).type_another(context)


class DecideSeveral(OnConflict):
    id = "conflicts.several"
    keys = "a"
    label = "decide several at once"
    short = "several"
    about = (
        "Decide more than one conflict alike: all of a person, or all of this account. It asks which, and says how many"
        " they are; u undoes all of it."
    )
    footer = 7
    opens = True

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or (None if _screen(context).ways_at_once() else ONE_ONLY)

    async def run(self, context: Context) -> None:
        from .several_dialog import SeveralDialog

        screen = _screen(context)
        chosen = await context.ask(SeveralDialog(screen.ways_at_once()))
        if chosen is not None:
            await screen.settle(person=chosen.person, account=chosen.account_id)


class UndoDecision(Command):
    id = "conflicts.undo"
    keys = "u"
    label = "undo the decision"
    short = "undo"
    about = "Take back the newest decision; its conflicts are open again."
    footer = 8
    writes = True

    def word(self, context: Context) -> str:
        return self.short if _screen(context).decided_here else ""

    async def run(self, context: Context) -> None:
        await _screen(context).undo()


class Next(Command):
    id = "conflicts.next"
    keys = "J,down,j"
    label = "next"
    about = "The next conflict; nothing is decided."
    footer = 6

    def word(self, context: Context) -> str:
        return self.label if _screen(context).table.total > 1 else ""

    def run(self, context: Context) -> None:
        _screen(context).move(1)


class Previous(Command):
    id = "conflicts.previous"
    keys = "K,up,k"
    label = "previous"
    about = "The previous conflict."

    def run(self, context: Context) -> None:
        _screen(context).move(-1)


class OtherValue(Command):
    id = "conflicts.value_right"
    keys = "right,tab"
    label = "mark the next value"
    about = "Mark another value, to be taken with t."

    def run(self, context: Context) -> None:
        _screen(context).mark_value(1)


class OtherValueLeft(Command):
    id = "conflicts.value_left"
    keys = "left"
    label = "mark the value before"
    about = "Mark another value, to be taken with t."

    def run(self, context: Context) -> None:
        _screen(context).mark_value(-1)


class FilterConflicts(Command):
    id = "conflicts.filter"
    keys = "slash"
    label = "filter the conflicts"
    short = "filter"
    about = "Show only conflicts that contain what you type: an account, a person, a value."
    footer = 80

    async def run(self, context: Context) -> None:
        await _screen(context).begin_search()


class OpenAccount(Command):
    id = "conflicts.account"
    keys = "o"
    label = "open the account"
    about = "The account that the conflict is about, with its orders and its history."

    def enabled(self, context: Context) -> str | None:
        known = context.subject is not None and context.subject.account_id
        return None if known else "This conflict is not about an account that is in the book."

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.account.screen import AccountScreen

        assert context.subject is not None
        context.app.push_screen(AccountScreen(context.subject))


CONFLICT_COMMANDS: tuple[type[Command], ...] = (
    Keep,
    Take,
    TakeThird,
    TakeMarked,
    TypeAnother,
    DecideSeveral,
    Next,
    Previous,
    OtherValue,
    OtherValueLeft,
    UndoDecision,
    FilterConflicts,
    OpenAccount,
)
