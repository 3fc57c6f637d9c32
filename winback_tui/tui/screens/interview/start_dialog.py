"""Starting an interview: with whom, and how long there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.services.cases.open_case import before_case
from winback_tui.services.interviews.start import InterviewChoices
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField, NameField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


class StartDialog(Dialog["ActionResult"]):
    """Who is asked, how, and who asks; prefilled where known."""

    TITLE_WORDS = "Exit interview"
    DOES = "start"

    def __init__(
        self,
        subject: CommandSubject,
        choices: InterviewChoices,
        own: Path | None,
        somebody_else: bool = False,
    ) -> None:
        """`choices` is what there is to choose from; `somebody_else`: not the one person who is known."""
        super().__init__(subject)
        self._somebody_else = somebody_else
        self._choices = choices
        self._own = own

    def preface(self) -> Sequence[Cell]:
        """The rule that nobody likes."""
        return (("Do not begin with an apology, even if it was our fault: listen first.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """Who is asked, by which script, in which way, and who asks."""
        known = self._choices
        only = known.people[0] if len(known.people) == 1 and not self._somebody_else else ""
        others = names_hint(known.people) or "the buyer, the user, the owner"
        yield NameField("person", "With", only, known=known.people, hint="" if only else others)
        scripts = [(script.id, script.title) for script in known.scripts]
        yield ChoiceField("script", "Script", scripts, known.scripts[0].id)
        ways = [("call", "call"), ("meeting", "meeting"), ("mail", "mail"), ("letter", "letter")]
        yield ChoiceField("channel", "How", ways, "call")
        yield ColleagueField(
            "asks", "Who asks", self._app.book.actor, known=known.colleagues, hint="not the rep who lost them"
        )

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """Customers tell the rep who lost them less; an unknown name may be a typing error."""
        asks, subject = values.text("asks"), self.subject()
        if advice := self._choices.advice(asks):
            return {"asks": f"{advice} Press Enter again to start anyway."}
        if subject is None or asks == self._app.book.actor:
            return {}
        return before_case(self._app.book, subject.account_id).strangers(asks=asks)

    def act(self, values: FormValues) -> ActionResult:
        """Begins it, in the user's language where the script has it."""
        from winback_tui.services.interviews.start import start_interview
        from winback_tui.services.settings.own_settings import own_settings

        subject = self.subject()
        assert subject is not None
        return start_interview(
            self._app.book,
            subject.account_id,
            values.text("person"),
            values.text("script"),
            own_settings().language or "en",
            values.text("asks"),
            channel=values.text("channel"),
            own=self._own,
        )
