"""The base of every form: fields, errors where they belong, drafts, and one act at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from winback_tui.domain.errors import BadInput, WinbackError, refusal_words
from winback_tui.domain.money.money import Money
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import DIALOG_COMMANDS
from winback_tui.tui.commands.keys import character, key_label
from winback_tui.tui.commands.shell import Help
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.form.choice_box import ChoiceBox
from winback_tui.tui.widgets.form.field import ChoiceField, Field
from winback_tui.tui.widgets.form.scale import Scale
from winback_tui.tui.widgets.form.text_box import TextBox, ValueBox
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.line import SteadyText, SteadyWidget
from winback_tui.tui.widgets.style_sheet import style_sheet

from .base_screen import Modal

T = TypeVar("T")

DRAFT_AFTER = 0.4
"""Seconds of rest in typing before the draft is on the disk."""


class FormBox(SteadyWidget, Vertical):
    """The box of a form, and its foot."""


class FormBody(VerticalScroll, SteadyWidget, can_focus=False):
    """The fields, which scroll where the terminal is too low for all. The column of the scroll bar is always kept free:
    a form would else be laid out for a second time, a cell narrower, right after it was drawn."""


class Preface(Static, SteadyWidget):
    """What stands above the fields."""


class FormValues(Mapping[str, Any]):
    """What the fields mean, by field name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, name: str) -> str:
        """A text or choice; empty where nothing was typed."""
        return str(self._values[name] or "")

    def day(self, name: str) -> date:
        """A day that was needed."""
        return cast("date", self._values[name])

    def day_if_any(self, name: str) -> date | None:
        """A day that may be left empty."""
        return cast("date | None", self._values[name])

    def money_if_any(self, name: str) -> Money | None:
        """An amount that may be left empty."""
        return cast("Money | None", self._values[name])

    def number(self, name: str) -> int:
        """A step of a scale; 0 where none was chosen."""
        return int(self._values[name] or 0)


class Dialog(Modal[T]):
    """Subclass it: `TITLE_WORDS`, `fields`, `act`, and perhaps `check` and `message`."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = DIALOG_COMMANDS
    TITLE_WORDS: ClassVar[str] = ""
    """What is done: `Log a contact`. The subject's name follows."""
    DOES: ClassVar[str] = "save"
    """The word at Enter."""
    WRITES: ClassVar[bool] = True
    """False for a dialog that only asks: `act` then runs at once and no view reloads."""

    def __init__(self, subject: CommandSubject | None = None) -> None:
        super().__init__()
        self._about = subject
        self._fields: Sequence[Field] = ()
        self._start: dict[str, str] = {}
        self._resting: Timer | None = None
        self._doubts: dict[str, str] = {}
        self._missing: Sequence[str] = ()
        self._preface: Sequence[Cell] = ()
        self._refusal_rules: Sequence[str] = ()
        self.opened_for = ""
        """What the command does that opened this form, in a sentence."""

    # --- for the subclass

    def fields(self) -> Iterable[Field]:
        """The fields from top to bottom."""
        raise NotImplementedError

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Rules over several fields: field name -> sentence. Empty lets the values through."""
        return {}

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """What may be a typing mistake: field name -> question. Shown once; submitting again confirms it."""
        return {}

    def act(self, values: FormValues) -> T:
        """Does it and returns what the dialog is dismissed with. Runs in a thread: touch no widget.

        A WinbackError is shown in the dialog; the text stays.
        """
        raise NotImplementedError

    def message(self, result: T) -> str:
        """The toast after it is done; empty for none."""
        return ""

    def preface(self) -> Sequence[Cell]:
        """A line or two above the fields."""
        return ()

    @property
    def PURPOSE(self) -> str:  # type: ignore[override]
        """For the help: what the form is for, and what stands above its fields."""
        return "\n".join((self.opened_for or f"{self.TITLE_WORDS}.", str(say(*self._preface)))).strip()

    def rules(self) -> Sequence[str]:
        """Those behind the refusal that the form shows."""
        return self._refusal_rules

    # --- building

    def subject(self) -> CommandSubject | None:
        """The account that the dialog is about."""
        return self._about

    def prepare(self) -> None:
        """Make the fields, before the form opens: what they are made from may be a faulty file of the user's."""
        self._fields = tuple(self.fields())

    def compose(self) -> ComposeResult:
        """A titled box."""
        self._fields = self._fields or tuple(self.fields())
        title = self.TITLE_WORDS + (f" · {self._about.name}" if self._about else "")
        with FormBox(id="box") as box:
            box.border_title = Content(showable(title))
            preface = self._preface = self.preface()
            with FormBody(id="fields"):
                if preface:
                    yield Preface(say(*preface), id="preface", markup=False)
                yield from self._fields
            with FormBox(id="foot"):
                yield SteadyText(id="problem")
                yield KeyFooter()

    def on_mount(self) -> None:
        """Puts back what was typed here before."""
        if self.WRITES:
            self._app.prepare_to_act()
        self._start = self._typed()
        draft = self._app.drafts.get(*self._draft_name)
        for field in self._fields:
            if field.field in draft:
                field.text = draft[field.field]
            field.note_change()
            if isinstance(field, ChoiceField) and field.or_text:
                cast("ChoiceBox", field.box).begin_text = partial(self._begin_text, field.or_text)
        if draft:
            self._say(say(("This is what you typed before and did not save.", "muted")))

    def _begin_text(self, name: str, character: str) -> None:
        """The first letter of a text takes the focus there."""
        box = next(field.box for field in self._fields if field.field == name)
        self.set_focus(box)
        cast("TextBox", box).insert_text_at_cursor(character)

    @property
    def missing(self) -> Sequence[str]:
        """Labels of the fields that are shown, must be filled in, and are empty."""
        return [field.label for field in self._fields if field.display and field.lacks]

    @property
    def several_fields(self) -> bool:
        """Whether there is another field to go to."""
        return sum(bool(field.display) for field in self._fields) > 1

    def next_field(self) -> None:
        """The field below; after the last one the first."""
        self.focus_next()

    def _mind_missing(self) -> None:
        """The word at Enter follows what is filled in."""
        missing = self.missing
        if missing != self._missing:
            self._missing = missing
            for footer in self.query(KeyFooter):
                footer.refresh_commands()

    # --- drafts

    @property
    def _draft_name(self) -> tuple[str, str]:
        return type(self).__name__, self._about.account_id if self._about else ""

    def _typed(self) -> dict[str, str]:
        return {field.field: field.draft for field in self._fields}

    def flush_typed(self) -> None:
        """Writes the draft now; once the form is being saved, saving decides whether the draft is dropped."""
        if not self.saving:
            self._keep_draft()
        self._app.drafts.write()

    def _keep_draft(self) -> None:
        changed = {name: text for name, text in self._typed().items() if text != self._start.get(name)}
        self._app.drafts.put(*self._draft_name, changed)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceBox.Changed)
    @on(Scale.Changed)
    def _changed(self, event: Any) -> None:
        for node in event.control.ancestors if event.control else ():
            if isinstance(node, Field):
                node.note_change()
                break
        self._mind_missing()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(DRAFT_AFTER, self.flush_typed)

    # --- submitting

    def submit(self) -> None:
        """Checks everything, then acts; the first field with an error gets the focus."""
        if self.saving:
            return
        meanings: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for field in self._fields:
            try:
                meanings[field.field] = field.value()
            except BadInput as fault:
                wrong[field.field] = str(fault)
        values = FormValues(meanings)
        self._refusal_rules = ()
        wrong = wrong or dict(self.check(values)) or self._doubted(values)
        self._point_out(wrong)
        if not wrong:
            self._keep_draft()
            self.saving = True
            in_background(self, partial(self._carry_out, values), group="submit")

    def _point_out(self, wrong: Mapping[str, str]) -> None:
        """Each sentence at its field, the one of no field at the bottom."""
        for field in self._fields:
            field.complain(wrong.get(field.field, ""))
        self._say(say((wrong[""], "bad")) if wrong.get("") else Content())
        first = next((field for field in self._fields if field.field in wrong), None)
        if first is not None:
            self.set_focus(first.box)
            if isinstance(first.box, ValueBox):
                first.box.select_all()
            self.call_after_refresh(first.scroll_visible, animate=False)

    def _doubted(self, values: FormValues) -> dict[str, str]:
        before, self._doubts = self._doubts, dict(self.doubts(values))
        return {} if self._doubts == before else self._doubts

    async def _carry_out(self, values: FormValues) -> None:
        try:
            if self.WRITES:
                result = await self._app.act(lambda: self._save(values), self.message)
            else:
                result = self._save(values)
        except WinbackError as fault:
            self.saving = False
            sentence, self._refusal_rules = refusal_words(fault)
            more = f" {self._rule_key()} shows the rule." if self._refusal_rules else ""
            self._point_out({self._answering(fault): sentence + more})
            return
        self.dismiss(result)

    def _save(self, values: FormValues) -> T:
        """Acts and forgets the draft in one go: a program left meanwhile must not offer again what is saved."""
        result = self.act(values)
        self._app.drafts.forget(*self._draft_name)
        self._app.drafts.write()
        return result

    def _answering(self, fault: WinbackError) -> str:
        """The name of the field by which the user answers this refusal; empty for none."""
        rules = refusal_words(fault)[1]
        return next((field.field for field in self._fields if set(rules) & set(field.answers)), "")

    def _rule_key(self) -> str:
        """The help key that is not a letter: a letter would be typed into the field."""
        keys = [key.strip() for key in self._app.keys_of(Help()).split(",")]
        return key_label(next((key for key in keys if character(key) is None), keys[0]))

    def _say(self, content: Content) -> None:
        for problem in self.query("#problem").results(SteadyText):  # none once the form is being taken down
            problem.tell(content)
            problem.display = bool(content)
