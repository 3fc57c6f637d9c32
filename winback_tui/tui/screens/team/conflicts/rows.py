"""The rows of the list of conflicts: open ones, and own edits that a colleague decided against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.services.team import Conflict, LostEdit
from winback_tui.tui.drawing.columns import Cell, ListColumn


def first_name(person: str, me: str) -> str:
    """How a colleague is called where room is short: `Ben`, `you`."""
    return "you" if person == me else person.split(" ")[0] if person else "somebody"


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
    def who(self) -> str:
        """Who wrote the values, the one that stands first."""
        names = (first_name(each.person, self.me) for each in self.conflict.values)
        return " · ".join(dict.fromkeys(names))

    @property
    def state(self) -> Cell:
        """Whether an edit of one's own does not stand."""
        mine = [each.stands for each in self.conflict.values if each.person == self.me]
        return ("▲ yours", "warn") if mine and not any(mine) else ("", "")

    @property
    def text(self) -> str:
        """What the filter looks at."""
        values = " ".join(each.value for each in self.conflict.values)
        return f"{self.account} {self.what} {self.field} {self.who} {values}".casefold()


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
    def who(self) -> str:
        """Who decided."""
        return first_name(self.edit.by, "")

    @property
    def state(self) -> Cell:
        """That it is decided already."""
        return ("✗ lost", "muted")

    @property
    def text(self) -> str:
        """What the filter looks at."""
        return (
            f"{self.account} {self.what} {self.field} {self.who} {self.edit.mine} {self.edit.now}".casefold()
        )


AnyRow = ConflictRow | LostRow

COLUMNS: Sequence[ListColumn[AnyRow]] = (
    ListColumn("account", "Account", lambda row: row.account or "–", 24, 14, grows=True, sorts=False),
    ListColumn("what", "What", lambda row: row.what, 28, 20, grows=True, sorts=False),
    ListColumn("field", "Field", lambda row: row.field, 16, 12, leaves=3, sorts=False),
    ListColumn("who", "Whose", lambda row: row.who, 13, 13, leaves=1, sorts=False),
    ListColumn("state", "", lambda row: row.state, 10, 7, leaves=2, sorts=False),
)
