"""The verdict: what the playbook suggests is chosen already, Enter keeps it; what is open is asked before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on

from winback_tui.domain.decision import Verdict, could_turn
from winback_tui.domain.wording.wording import count
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.choice_box import ChoiceBox
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.services.decisions.desk import DecisionDesk
    from winback_tui.tui.app.subject import CommandSubject


class VerdictDialog(Dialog["ActionResult"]):
    """Verdict, reason, and what a wait waits for."""

    TITLE_WORDS = "Decide"

    def __init__(self, subject: CommandSubject | None, desk: DecisionDesk) -> None:
        super().__init__(subject)
        self._desk = desk

    def preface(self) -> Sequence[Cell]:
        """What is suggested and why, or what cannot be said yet."""
        turning = could_turn(self._desk.open_points)
        if self._desk.leaning is None or not turning:
            return (self._desk.conclusion,)
        return (f"{self._desk.conclusion}\n", f"Open: {'; '.join(point.words for point in turning)}.")

    def fields(self) -> Iterable[Field]:
        """Only the verdict must be chosen."""
        today = self._app.book.today
        verdicts = [(str(each), str(each).replace("-", " ")) for each in Verdict]
        until = next((each.until for each in self._desk.suggestions if each.until), None)
        yield ChoiceField(
            "verdict", "Decision", verdicts, self._desk.leaning or "", needed="Choose a decision."
        )
        yield NoteField("reason", "Why", hint="needed to let go")
        yield DateField("until", "Wait until", until.isoformat() if until else "", today=today)
        yield TextField("waits_for", "Wait for", hint="price at most 12.50 EUR")
        yield DateField("review", "Review on", today=today)

    def on_mount(self) -> None:
        """What has to do with waiting stands there only where waiting is chosen."""
        super().on_mount()
        self._show_waiting()

    @on(ChoiceBox.Changed)
    def _show_waiting(self) -> None:
        by_name = {field.field: field for field in self._fields}
        for name in ("until", "waits_for"):
            by_name[name].display = by_name["verdict"].text == Verdict.WAIT

    def check(self, values: FormValues) -> Mapping[str, str]:
        """A letting go needs its reason where the user is looking."""
        if values.text("verdict") == Verdict.LET_GO and not values.text("reason"):
            return {"reason": "Give the reason for letting go, such as a low margin."}
        return {}

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """Winning back while something could turn that is asked once more."""
        from winback_tui.services.decisions.decide import question_before

        if not question_before(self._desk, values.text("verdict")):
            return {}
        points = count(len(could_turn(self._desk.open_points)), "point")
        return {"verdict": f"{points} still open, named above. Press Enter again to win them back."}

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it with its numbers."""
        from winback_tui.services.decisions.decide import decide

        waits = values.text("verdict") == Verdict.WAIT
        return decide(
            self._app.book,
            self._desk.account.id,
            values.text("verdict"),
            values.text("reason"),
            values.day_if_any("until") if waits else None,
            values.text("waits_for") if waits else "",
            values.day_if_any("review"),
            self._desk.assumptions,
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what speaks against it."""
        return "\n".join((result.sentence, *result.warnings[:2]))
