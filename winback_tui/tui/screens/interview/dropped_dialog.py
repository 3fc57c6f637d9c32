"""The call dropped: when it goes on, in one field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from winback_tui.domain.days.typed_moments import TypedMoment, parse_moment
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, Field

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


class DroppedDialog(Dialog["ActionResult"]):
    """Enter alone puts the next call on today."""

    TITLE_WORDS = "The call dropped"
    DOES = "call again then"

    def __init__(self, subject: CommandSubject | None, record: InterviewRecord) -> None:
        super().__init__(subject)
        self._record = record

    @property
    def _now(self) -> datetime:
        return self._app.book.clock.now().astimezone()

    def preface(self) -> Sequence[Cell]:
        """That nothing is lost."""
        return (("Every answer is saved; i on the account continues where you stopped.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """When."""
        yield CheckedField(
            "again",
            "Again at",
            "today",
            reads=partial(parse_moment, now=self._now),
            needed="Say when you call again, such as 15:30 or tomorrow 9.",
            hint="15:30, tomorrow 9, thu 14:00",
        )

    def act(self, values: FormValues) -> ActionResult:
        """Logs the call and plans the next."""
        from winback_tui.services.interviews.dropped import drop_call

        moment: TypedMoment = values["again"]
        return drop_call(self._app.book, self._record.head.id, moment)

    def message(self, result: ActionResult) -> str:
        """When it goes on."""
        return result.sentence
