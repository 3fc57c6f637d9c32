"""A change of our own: written into the diary, and its four questions answered (playbook A-iso)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winback_tui.domain.case.own_changes import QUESTIONS, YES_NO, ChangeKind
from winback_tui.services.lists.narrowing import NarrowingChoices
from winback_tui.services.review.own_changes import DiaryEntry
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, TextField, names_hint

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


_LABELS = {"affected": "Met", "new_target": "Target", "improved": "Better", "alternatives": "Instead"}


class AddChangeDialog(Dialog["ActionResult"]):
    """What was changed, when, for whom."""

    TITLE_WORDS = "Own change"

    def __init__(self, known: NarrowingChoices) -> None:
        super().__init__()
        self._known = known

    def fields(self) -> Iterable[Field]:
        """The questions follow once it is written down."""
        yield TextField("what", "Change", needed="Say what was changed, such as: minimum order 200 EUR.")
        yield ChoiceField(
            "kind", "Kind", [(kind.value, kind.value) for kind in ChangeKind], ChangeKind.RULES.value
        )
        yield DateField(
            "on_day", "Day", "today", today=self._app.book.today, past=True, needed="Give the day."
        )
        yield TextField("segment", "Segment", hint=names_hint(("empty: everybody", *self._known.segments)))

    def act(self, values: FormValues) -> ActionResult:
        """Writes it down."""
        from winback_tui.services.review.own_changes import add_change

        return add_change(
            self._app.book,
            values.text("what"),
            str(values.get("kind")),
            values.day("on_day"),
            values.text("segment"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence


class AnswerChangeDialog(Dialog["ActionResult"]):
    """The four questions about one change."""

    TITLE_WORDS = "Four questions"

    def __init__(self, entry: DiaryEntry) -> None:
        super().__init__(CommandSubject(entry.row.id, entry.row.what))
        self._entry = entry

    def preface(self) -> Sequence[Cell]:
        """The questions in full, each after the word of its field."""
        return tuple((f"{_LABELS[name]}: {question}\n", "muted") for name, question in QUESTIONS.items())

    def fields(self) -> Iterable[Field]:
        """The answers as they are."""
        for name, label in _LABELS.items():
            answer = str(getattr(self._entry.row, name))
            if name in YES_NO:
                yield ChoiceField(name, label, [("", "not known"), ("yes", "yes"), ("no", "no")], answer)
            else:
                yield NoteField(name, label, answer)

    def act(self, values: FormValues) -> ActionResult:
        """Keeps the answers."""
        from winback_tui.services.review.own_changes import answer_change

        return answer_change(
            self._app.book, self._entry.row.id, {name: str(values.get(name) or "") for name in QUESTIONS}
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
