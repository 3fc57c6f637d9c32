"""Forms about causes, fixes and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.domain.case.conditions import GRAMMAR
from winback_tui.domain.case.voices import Voice
from winback_tui.services.cases.open_case import before_case
from winback_tui.services.cases.voices import reasons_list
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, TextField
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject

CHECKED, IN_WORDS = "checked automatically", "in words"


class CaseForm(Dialog["ActionResult"]):
    """A form about the account's case, which says what was done."""

    @property
    def account(self) -> str:
        """The account's id."""
        return cast("CommandSubject", self.subject()).account_id

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what it did not stop at."""
        return "\n".join((result.sentence, *result.warnings))


class CauseDialog(CaseForm):
    """Which reason, in whose words, who failed them."""

    TITLE_WORDS = "Add a cause"

    def fields(self) -> Iterable[Field]:
        """Only the reason is required."""
        offered = reasons_list(own_playbook()).offered
        yield ChoiceField(
            "reason", "Reason", [(each.code, each.label) for each in offered], needed="Choose a reason."
        )
        yield TextField("text", "In words")
        voices = [(str(each), str(each)) for each in (Voice.CUSTOMER, Voice.REP, Voice.DATA)]
        yield ChoiceField("voice", "Source", voices, Voice.CUSTOMER)
        yield TextField("whom", "Let down by", hint="if it was a person")
        yield TextField("promise", "Broken word", hint="the promise we broke")
        yield TextField("competitor", "Rival")

    def act(self, values: FormValues) -> ActionResult:
        """Notes it."""
        from winback_tui.services.cases.causes import add_cause

        return add_cause(
            self._app.book,
            self.account,
            values.text("reason"),
            values.text("text"),
            values.text("voice"),
            whom=values.text("whom"),
            promise_broken=values.text("promise"),
            competitor=values.text("competitor"),
        )


class FixDialog(CaseForm):
    """What, who, by when."""

    TITLE_WORDS = "Add a fix"

    def __init__(self, subject: CommandSubject | None, cause_id: str) -> None:
        super().__init__(subject)
        self._cause = cause_id

    def fields(self) -> Iterable[Field]:
        """What is done."""
        today = self._app.book.today
        yield TextField("what", "What", needed="Say what fixes the cause.")
        colleagues = before_case(self._app.book, self.account).employees
        yield ColleagueField("owner", "Who", known=colleagues, proposed=self._app.book.actor)
        yield DateField("due", "Due", today=today)
        yield DateField("done", "Done on", today=today, past=True, hint="if it is done already")

    def act(self, values: FormValues) -> ActionResult:
        """Notes it."""
        from winback_tui.services.cases.fixes import add_fix

        due, done = values.day_if_any("due"), values.day_if_any("done")
        return add_fix(
            self._app.book, self.account, values.text("what"), self._cause, values.text("owner"), due, done
        )


class ConditionDialog(CaseForm):
    """What they ask for, checked or in words."""

    TITLE_WORDS = "What they ask for"

    def preface(self) -> Sequence[Cell]:
        """How a condition is written that can be checked."""
        return ((f"Can be checked: {GRAMMAR}.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """The term, and whether it is to be checked."""
        yield TextField("term", "Condition", needed="Say what they ask for.")
        yield ChoiceField("how", "Record as", [(CHECKED, CHECKED), (IN_WORDS, IN_WORDS)], CHECKED)

    def act(self, values: FormValues) -> ActionResult:
        """Notes it."""
        from winback_tui.services.cases.conditions import add_condition

        return add_condition(
            self._app.book, self.account, values.text("term"), values.text("how") == IN_WORDS
        )


class BeyondDialog(CaseForm):
    """Why a condition is out of our reach."""

    TITLE_WORDS = "Out of our reach"

    def __init__(self, subject: CommandSubject | None, condition_id: str) -> None:
        super().__init__(subject)
        self._condition = condition_id

    def fields(self) -> Iterable[Field]:
        """The reason; left empty it is within reach again."""
        yield TextField("reason", "Why", hint="empty: within reach again")

    def act(self, values: FormValues) -> ActionResult:
        """Notes it."""
        from winback_tui.services.cases.conditions import put_out_of_reach

        return put_out_of_reach(self._app.book, self.account, self._condition, values.text("reason"))
