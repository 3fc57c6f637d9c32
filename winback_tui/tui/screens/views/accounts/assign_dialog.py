"""Giving accounts of the pool to one rep, all of them in one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.pool import assign_from_pool, takers
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import Field, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


class AssignDialog(Dialog["ActionResult"]):
    """Who takes them."""

    TITLE_WORDS = "Assign to a rep"
    DOES = "assign"

    def __init__(self, numbers: Sequence[int], name: str) -> None:
        """The numbers of the accounts, and the name of the one where it is only one."""
        super().__init__()
        self._numbers, self._called = tuple(numbers), name

    def preface(self) -> Sequence[Cell]:
        """How many they are, and who does not get them."""
        what = self._called if len(self._numbers) == 1 else count(len(self._numbers), "account")
        return ((what, "strong"), (". Accounts that the rep lost are left out.", "muted"))

    def fields(self) -> Iterable[Field]:
        """The name."""
        known = takers(self._app.book)
        hint = names_hint(known)
        yield ColleagueField(
            "to", "Rep", known=known, needed="Name the rep who takes the accounts.", hint=hint
        ).answering("M10", "M2b")

    def act(self, values: FormValues) -> ActionResult:
        """Assigns all of them."""
        return assign_from_pool(self._app.book, values.text("to"), numbers=self._numbers)

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and who was left out."""
        return "\n".join((result.sentence, *result.warnings))
