"""What we know about a rival: its battle card, objections with our answers, findings of assessments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winback_tui.domain.wording.phrasing import join_names
from winback_tui.services.cases.rivals import Rival
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


class RivalDialog(Dialog["ActionResult"]):
    """The texts of the card, for everybody."""

    TITLE_WORDS = "Battle card"

    def __init__(self, rival: Rival) -> None:
        super().__init__(CommandSubject(rival.id, rival.name))
        self._rival = rival

    def preface(self) -> Sequence[Cell]:
        """What is worth writing down."""
        return (("Know it before they call our customers. The whole team sees it.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """The texts as they are."""
        card = self._rival.card
        yield NoteField("promises", "They promise", card.promises)
        yield NoteField("weak_points", "Weak points", card.weak_points)
        yield NoteField(
            "switching_cost",
            "A switch costs",
            card.switching_cost,
            hint="retooling, time, risk for the customer",
        )
        yield NoteField("note", "Note", card.note)

    def act(self, values: FormValues) -> ActionResult:
        """Keeps what is written there now."""
        from winback_tui.services.cases.battle_cards import FIELDS, edit_card

        return edit_card(self._app.book, self._rival.id, {field: values.text(field) for field in FIELDS})

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence


class ObjectionDialog(Dialog["ActionResult"]):
    """What customers say in favour of the rival, and our answer."""

    TITLE_WORDS = "Objection"

    def __init__(self, rival: Rival) -> None:
        super().__init__(CommandSubject(rival.id, rival.name))
        self._rival = rival

    def fields(self) -> Iterable[Field]:
        """The answer may follow later."""
        yield TextField("objection", "They say", needed="Write the objection in the customer's words.")
        yield NoteField("answer", "Our answer", hint="what they get for it, not that it is cheap")

    def act(self, values: FormValues) -> ActionResult:
        """Adds it to the card."""
        from winback_tui.services.cases.battle_cards import add_objection

        return add_objection(self._app.book, self._rival.id, values.text("objection"), values.text("answer"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence


class AssessmentDialog(Dialog["ActionResult"]):
    """What a free assessment of the rival's delivery found at a customer."""

    TITLE_WORDS = "Assessment"

    def __init__(self, rival: Rival) -> None:
        super().__init__(CommandSubject(rival.id, rival.name))
        self._rival = rival

    def preface(self) -> Sequence[Cell]:
        """Why it is worth offering, and what to look at."""
        from winback_tui.services.cases.battle_cards import assessment_checklist

        look_at = join_names([each.look_at.lower() for each in assessment_checklist()])
        return ((f"It costs the customer nothing and commits them to nothing. Look at {look_at}.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """Where, when, and what came of it."""
        lost = [loss.account for loss in self._rival.losses]
        yield TextField(
            "account",
            "Customer",
            lost[0] if len(lost) == 1 else "",
            needed="Name the customer.",
            hint=", ".join(lost[:3]),
        )
        yield DateField(
            "on_day", "Day", "today", today=self._app.book.today, past=True, needed="Give the day."
        )
        yield NoteField("found", "Found", needed="Say what was found.")
        yield NoteField("reply", "They replied", hint="mended it, refused")

    def act(self, values: FormValues) -> ActionResult:
        """Writes it on the card."""
        from winback_tui.services.cases.battle_cards import add_assessment

        return add_assessment(
            self._app.book,
            self._rival.id,
            values.text("account"),
            values.text("found"),
            values.text("reply"),
            values.day("on_day"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
