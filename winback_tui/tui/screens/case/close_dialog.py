"""Closing a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class CloseCaseDialog(Dialog["ActionResult"]):
    """How it ends."""

    TITLE_WORDS = "Close the case"

    def preface(self) -> Sequence[Cell]:
        """What closing is not."""
        return (
            (
                "Leave it open if they may return: the first order after the loss is counted by itself.",
                "muted",
            ),
        )

    def fields(self) -> Iterable[Field]:
        """The ending, and why."""
        yield ChoiceField("outcome", "Outcome", [("closed", "closed"), ("let go", "let go")], "closed")
        yield NoteField("note", "Why")
        yield TextField("gone", "Gone for good", hint="why, such as bankrupt")

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Letting go needs its reason."""
        if values.text("outcome") == "let go" and not values.text("note"):
            return {"note": "Give the reason for letting go, such as a low margin."}
        return {}

    def act(self, values: FormValues) -> ActionResult:
        """Closes it."""
        from winback_tui.services.cases.opening import close_case

        account = cast("CommandSubject", self.subject()).account_id
        return close_case(
            self._app.book, account, values.text("outcome"), values.text("note"), values.text("gone")
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
