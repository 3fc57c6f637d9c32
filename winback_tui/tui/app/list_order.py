"""The list that an account was opened from: its place there, and the next and the previous one."""

from __future__ import annotations

from typing import Protocol

from .subject import CommandSubject


class ListWithCursor(Protocol):
    """A list on the screen, whose cursor stands on an account."""

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        ...

    def cursor_place(self) -> tuple[int, int]:
        """The row under the cursor, from 1, and how many there are."""
        ...

    def move_cursor(self, by: int) -> bool:
        """Goes `by` rows down; False at the end of the list."""
        ...


class ListOrder:
    """Moves the cursor of the list itself, so that whoever goes back finds it on the account just seen."""

    def __init__(self, origin: ListWithCursor) -> None:
        """`origin`: the list under the account's screen."""
        self._origin = origin

    @property
    def place(self) -> str:
        """`2 of 12`; empty where there is no other to go to."""
        at, total = self._origin.cursor_place()
        return f"{at:,} of {total:,}" if total > 1 else ""

    def turn(self, by: int) -> CommandSubject | None:
        """The next account (`by` 1) or the previous one (-1); None at the end. Rows of the same account are passed."""
        here = self._origin.subject()
        while self._origin.move_cursor(by):
            there = self._origin.subject()
            if there is not None and (here is None or there.account_id != here.account_id):
                return there
        return None
