"""The rows of the list of conflicts: open ones, and own edits that a colleague decided against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.services.team import Conflict, LostEdit
from winback_tui.tui.drawing.columns import Cell, ListColumn


def first_name(person: str, me: str) -> str:
    """How a colleague is called where room is short: `Ben`, `you`."""
    return "you" if person == me else person.split(" ")[0] if person else "somebody"


def possessive(person: str, me: str) -> str:
    """`yours`, `Ben's`: the reader is always "you"."""
    return "yours" if person == me else f"{first_name(person, me)}'s"


def short_what(what: str) -> str:
    """The row in words; of the account itself its name stands in the column beside already."""
    return "account" if what.startswith('account "') else what


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """An open conflict. `me` is who looks at it; `chosen` the place of the value that would be taken."""

    conflict: Conflict
    me: str
    chosen: int = 1

    @property
    def key(self) -> str:
        """The conflict's id."""
        return self.conflict.id

    @property
    def account(self) -> str:
        """The account, where it is about one."""
        return self.conflict.account

    @property
    def what(self) -> str:
        """The row in words."""
        return short_what(self.conflict.what)

    @property
    def field(self) -> str:
        """The fields."""
        return self.conflict.field

    @property
    def in_book(self) -> Cell:
        """Whose value the book holds now."""
        return self.whose(0)

    @property
    def against(self) -> Cell:
        """Who wrote something else, in the tone of a warning where that is the reader."""
        others = [first_name(each.person, self.me) for each in self.conflict.values[1:]]
        return ", ".join(dict.fromkeys(others)), "warn" if "you" in others else ""

    def whose(self, place: int) -> str:
        """Whose the value in this place is, before a thing: `yours`, `Ben's`."""
        person = self.conflict.values[place].person
        return possessive(person, self.me)

    @property
    def text(self) -> str:
        """What the filter looks at."""
        values = " ".join(f"{first_name(each.person, self.me)} {each.value}" for each in self.conflict.values)
        return f"{self.account} {self.what} {self.field} {values}".casefold()


@dataclass(frozen=True, slots=True)
class LostRow:
    """An own edit that was decided against."""

    edit: LostEdit

    @property
    def key(self) -> str:
        """The change that was lost."""
        return self.edit.key

    @property
    def account(self) -> str:
        """The account, where it is about one."""
        return self.edit.account

    @property
    def what(self) -> str:
        """The row in words."""
        return short_what(self.edit.what)

    @property
    def field(self) -> str:
        """The field."""
        return self.edit.field

    @property
    def in_book(self) -> Cell:
        """Who decided."""
        return possessive(self.edit.by, "")

    @property
    def against(self) -> Cell:
        """That the reader's value was decided against."""
        return ("you: decided", "muted")

    @property
    def text(self) -> str:
        """What the filter looks at."""
        return f"{self.account} {self.what} {self.field} {self.edit.by} {self.edit.mine} {self.edit.now}".casefold()


AnyRow = ConflictRow | LostRow

COLUMNS: Sequence[ListColumn[AnyRow]] = (
    ListColumn("account", "Account", lambda row: row.account or "–", 24, 14, grows=True, sorts=False),
    ListColumn("what", "What", lambda row: row.what, 28, 20, grows=True, sorts=False),
    ListColumn("field", "Field", lambda row: row.field, 16, 12, leaves=3, sorts=False),
    ListColumn("book", "Value now", lambda row: row.in_book, 11, 7, leaves=2, sorts=False),
    ListColumn("against", "Also wrote", lambda row: row.against, 12, 7, leaves=1, sorts=False),
)
