"""Putting an account, or all marked ones, aside until a day, with the reason; or one back on the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, cast

from winback_tui.domain.wording.wording import count, near_day
from winback_tui.services.lists.snooze import aside_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field, TextField

if TYPE_CHECKING:
    from datetime import date

    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.store.accounts.snoozes import SnoozeRow
    from winback_tui.tui.app.subject import CommandSubject

PROPOSED = timedelta(weeks=2)


class AsideDialog(Dialog["ActionResult"]):
    """A day and a reason; for one account that is put aside, no day brings it back."""

    TITLE_WORDS = "Put aside"

    def __init__(self, subject: CommandSubject | None, marked: Sequence[str] = ()) -> None:
        """The ids of the marked accounts, without `subject`, where it is about several."""
        super().__init__(subject)
        self._marked = tuple(marked)

    @cached_property
    def _now(self) -> SnoozeRow | None:
        subject = self.subject()
        return aside_of(self._app.book, subject.account_id) if subject else None

    def preface(self) -> Sequence[Cell]:
        """How many they are; or until when and why the one is put aside now."""
        if self._marked:
            return ((count(len(self._marked), "marked account"), "strong"),)
        now = self._now
        if now is None:
            return ()
        by = f" by {now.by}" if now.by else ""
        until = near_day(now.until_on, self._app.book.today)
        return (
            f"Put aside until {until}{by}: {now.reason}\n",
            ("Clear the date to bring it back now.", "muted"),
        )

    def fields(self) -> Iterable[Field]:
        """The day first: usually it is all that is changed."""
        now, today = self._now, self._app.book.today
        until = now.until_on if now else today + PROPOSED
        yield DateField("until", "Until", until.isoformat(), today=today)
        yield TextField("reason", "Reason", now.reason if now else "", example="budget is frozen until May")

    def check(self, values: FormValues) -> Mapping[str, str]:
        """A new one needs a day, and any needs a reason."""
        if values.day_if_any("until") is None:
            return {} if self._now else {"until": "Give the day when it should come back."}
        return {} if values.text("reason") else {"reason": "Say in a few words why they can wait."}

    def act(self, values: FormValues) -> ActionResult:
        """Puts it aside, or brings it back."""
        from winback_tui.services.lists.snooze import bring_back, put_aside, put_aside_several

        until = values.day_if_any("until")
        if self._marked:
            return put_aside_several(self._app.book, self._marked, cast("date", until), values.text("reason"))
        account = cast("CommandSubject", self.subject()).account_id
        if until is None:
            return bring_back(self._app.book, account)
        return put_aside(self._app.book, account, until, values.text("reason"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
