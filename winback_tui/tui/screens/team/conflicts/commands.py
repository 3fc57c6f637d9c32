"""Commands of the conflicts screen: keep, take, type, all of a person, all of an account, undo, and moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

from .rows import ConflictRow, LostRow, first_name

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .rows import AnyRow
    from .screen import ConflictsScreen

NOTHING_HERE = "No conflict is open here."
DECIDED = "This is decided already: k agrees, t puts yours back."


def _screen(context: Context) -> ConflictsScreen:
    return cast("ConflictsScreen", context.screen)


def _row(context: Context) -> AnyRow | None:
    return _screen(context).row


def _whose(name: str, me: str) -> str:
    return "yours" if name == me else f"{first_name(name, me)}'s"


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
    keys = "k"
    label = "keep what stands"
    about = "Keep the value that the book holds now; the conflict is decided on every laptop."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if _row(context) else NOTHING_HERE

    def word(self, context: Context) -> str:
        row = _row(context)
        if isinstance(row, LostRow):
            return "agree"
        return f"keep {_whose(row.conflict.values[0].person, row.me)}" if row else self.label

    async def run(self, context: Context) -> None:
        await _screen(context).keep()


class Take(Command):
    id = "conflicts.take"
    keys = "t,enter"
    label = "take the other value"
    about = "Put the marked value in place; ← and → mark another one where there are several."
    footer = 2
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if _row(context) else NOTHING_HERE

    def word(self, context: Context) -> str:
        row = _row(context)
        if isinstance(row, LostRow):
            return "put mine back"
        return f"take {_whose(row.conflict.values[row.chosen].person, row.me)}" if row else self.label

    async def run(self, context: Context) -> None:
        await _screen(context).take()


class TypeAnother(OnConflict):
    id = "conflicts.type"
    keys = "e"
    label = "type another value"
    short = "type another"
    about = "Put a third value in place: amounts and days as everywhere."
    footer = 3

    def enabled(self, context: Context) -> str | None:
        refused = super().enabled(context)
        row = _row(context)
        return refused or (row.conflict.why_not_typed or None if isinstance(row, ConflictRow) else None)

    async def run(self, context: Context) -> None:
        await _screen(context).type_another(context)


class AllOfPerson(OnConflict):
    id = "conflicts.all_of_person"
    keys = "A"
    label = "all of this person"
    about = "Take all values of the person whose value is marked, in every open conflict. One action: u undoes it."
    footer = 5

    def word(self, context: Context) -> str:
        row = _row(context)
        if not isinstance(row, ConflictRow):
            return ""
        return f"all of {_whose(row.conflict.values[row.chosen].person, row.me)}"

    async def run(self, context: Context) -> None:
        row = cast("ConflictRow", _row(context))
        await _screen(context).settle(person=row.conflict.values[row.chosen].person)


class PersonHere(OnConflict):
    id = "conflicts.person_here"
    keys = "a"
    label = "all of this person at this account"
    about = "Take all values of the person whose value is marked, at this account. One action: u undoes it."
    footer = 6

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        known = isinstance(row, ConflictRow) and row.conflict.account_id
        return super().enabled(context) or (None if known else "This conflict is not about an account.")

    def word(self, context: Context) -> str:
        row = _row(context)
        if not (isinstance(row, ConflictRow) and row.conflict.account_id):
            return ""
        return f"{_whose(row.conflict.values[row.chosen].person, row.me)} here"

    async def run(self, context: Context) -> None:
        row = cast("ConflictRow", _row(context))
        person = row.conflict.values[row.chosen].person
        await _screen(context).settle(person=person, account=row.conflict.account_id)


class KeepHere(PersonHere):
    id = "conflicts.keep_here"
    keys = "x"
    label = "keep all of this account"
    short = "keep all here"
    about = "Keep the current value in every conflict of this account. One action: u undoes it."
    footer = 8

    def word(self, context: Context) -> str:
        row = _row(context)
        return self.short if isinstance(row, ConflictRow) and row.conflict.account_id else ""

    async def run(self, context: Context) -> None:
        row = cast("ConflictRow", _row(context))
        await _screen(context).settle(account=row.conflict.account_id)


class UndoDecision(Command):
    id = "conflicts.undo"
    keys = "u"
    label = "undo the decision"
    short = "undo"
    about = "Take back the newest decision; its conflicts are open again."
    footer = 4
    writes = True

    async def run(self, context: Context) -> None:
        await _screen(context).undo()


class Next(Command):
    id = "conflicts.next"
    keys = "J,down,j"
    label = "next"
    about = "The next conflict; nothing is decided."
    footer = 7

    def word(self, context: Context) -> str:
        return self.label if _row(context) else ""

    def run(self, context: Context) -> None:
        _screen(context).move(1)


class Previous(Command):
    id = "conflicts.previous"
    keys = "K,up"
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
    TypeAnother,
    AllOfPerson,
    PersonHere,
    KeepHere,
    Next,
    Previous,
    OtherValue,
    OtherValueLeft,
    UndoDecision,
    FilterConflicts,
    OpenAccount,
)
