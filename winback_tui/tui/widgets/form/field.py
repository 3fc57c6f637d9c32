"""Labelled fields of a form: each says in one sentence what is wrong with it, right where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, Protocol, Self

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from winback_tui.domain.days.typed_days import parse_day
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.typed_amounts import parse_amount
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording import wording
from winback_tui.output.wrapping import wrap_words
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.line import SteadyWidget
from winback_tui.tui.widgets.style_sheet import style_sheet

from .choice_box import BoxOption, ChoiceBox
from .note_box import NoteBox
from .scale import Scale
from .text_box import SecretBox, ValueBox, WordsBox

LABEL = 13
"""Cells before the box."""
HINT, HINT_GAP = 28, 2
"""Most cells of a hint, and those between the box and it."""
LEAST_ERROR = 20


def names_hint(names: Sequence[str]) -> str:
    """As many of the names as stand whole in a hint; `…` for the others."""

    def listed(shown: int) -> str:
        return ", ".join([*names[:shown], "…"] if shown < len(names) else names)

    shown = len(names)
    while shown > 1 and width_of(listed(shown)) > HINT:
        shown -= 1
    return listed(shown)


class Box(Protocol):
    """What a field types into."""

    def entered_text(self) -> str:
        """The text now, cleaned."""
        ...

    def put(self, text: str) -> None:
        """Replaces the text."""
        ...


class Field(SteadyWidget):
    """A label, a box, what the box is understood as, and a line for what is wrong.

    It draws all but the box itself: a form of fifteen fields opens in half the time that labels of their own take.
    """

    DEFAULT_CSS = style_sheet(__file__)
    tall: ClassVar[bool] = False
    NOT_YET: ClassVar[str] = ""
    """The hint while what is typed cannot be understood; empty keeps the usual one."""

    def __init__(self, name: str, label: str, box: Widget, *, needed: str = "", hint: str = "") -> None:
        """`needed` is the sentence shown when the field is left empty; empty makes the field optional."""
        super().__init__(id=f"field-{name}", classes="-tall" if self.tall else "")
        self.field = name
        self.answers: tuple[str, ...] = ()
        self.box = box
        self._label = label
        self._needed = needed
        self._usual_hint = say(clean_line(hint))
        self._hint = self._usual_hint
        self._error = ""

    def compose(self) -> ComposeResult:
        """The box; what stands around it is drawn."""
        self.box.add_class("field-box", update=False)  # it gets its style when it is mounted
        self._make_space()
        yield self.box

    def render(self) -> Content:
        """The label before the box, the hint behind it, the error below."""
        width = self.content_size.width
        style = "$text-accent bold" if self.has_pseudo_class("focus-within") else "$text-muted"
        taken = self._hint_width
        label = Content.styled(fit(self._label, LABEL), style)
        space = Content(" " * max(0, width - LABEL - max(0, taken - HINT_GAP)))
        hint = self._hint.stylize_before("$text-muted").truncate(HINT, ellipsis=True)
        lines = [(label + space + hint).truncate(width)]
        below = self._error_lines
        if below:
            lines += [Content()] * (self.content_size.height - 1 - len(below))
            lines += [say(" " * LABEL, (line, "bad")) for line in below]
        return Content("\n").join(lines)

    @property
    def _hint_width(self) -> int:
        """Cells of the hint with the gap before it; none where it is empty."""
        return min(self._hint.cell_length, HINT) + HINT_GAP if self._hint else 0

    @property
    def _error_lines(self) -> list[str]:
        space = max(self.size.width - LABEL, LEAST_ERROR)
        return wrap_words(f"↑ {self._error}", space, measure=width_of) if self._error else []

    def _make_space(self) -> None:
        """Leaves the cells beside and the lines below the box free that are drawn."""
        self.box.styles.margin = (0, self._hint_width, len(self._error_lines), LABEL)

    def _show_hint(self, hint: Content) -> None:
        if not hint.is_same(self._hint):
            before, self._hint = self._hint_width, hint
            if before != self._hint_width:
                self._make_space()
            self.refresh()

    def answering(self, *rules: str) -> Self:
        """Makes a refusal by these rules appear at this field, where the user can correct it."""
        self.answers = rules
        return self

    @property
    def _typing(self) -> Box:
        return self.box  # type: ignore[return-value]

    @property
    def text(self) -> str:
        """What is typed or chosen, as text; the form of drafts."""
        return self._typing.entered_text()

    @text.setter
    def text(self, text: str) -> None:
        self._typing.put(text)

    @property
    def label(self) -> str:
        """What stands before the box."""
        return self._label

    @property
    def lacks(self) -> bool:
        """Whether it must be filled in and is empty."""
        return bool(self._needed) and not self.text

    @property
    def draft(self) -> str:
        """What of the text is kept on the disk until it is saved."""
        return self.text

    def value(self) -> Any:
        """What is meant; None where an optional field is empty. Raises BadInput."""
        if not self.text:
            if self._needed:
                raise BadInput(self._needed)
            return None
        return self.parse(self.text)

    def parse(self, text: str) -> Any:
        """The meaning of a text that is not empty. Raises BadInput."""
        return text

    def describe(self, meaning: Any) -> str:
        """How the hint repeats the meaning while one types; empty keeps the hint."""
        return ""

    def note_change(self) -> None:
        """Repeats what was understood, and takes the error away: it was about the old text."""
        self.complain("")
        self._show_hint(self.hint_now())

    def hint_now(self) -> Content:
        """What was understood, or the usual hint."""
        hint = Content()
        if self.text:
            try:
                hint = say((self.describe(self.parse(self.text)), "good"))
            except BadInput:
                hint = say(self.NOT_YET)
        return hint or self._usual_hint

    def complain(self, sentence: str) -> None:
        """Shows or hides what is wrong."""
        if sentence != self._error:
            self._error = sentence
            self._make_space()
            self.refresh()


class TextField(Field):
    """One line."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        needed: str = "",
        hint: str = "",
        example: str = "",
        limit: int = 1_000,
    ) -> None:
        super().__init__(
            name, label, WordsBox(value, placeholder=example, limit=limit), needed=needed, hint=hint
        )


class PasswordField(Field):
    """One line that nobody sees and that is kept nowhere."""

    def __init__(self, name: str, label: str, *, needed: str) -> None:
        super().__init__(name, label, SecretBox(), needed=needed)

    @property
    def draft(self) -> str:
        """Nothing of it."""
        return ""


class NoteField(Field):
    """Many lines; the hint says what Enter does here, and the footer which key saves."""

    tall = True

    def __init__(
        self, name: str, label: str, value: str = "", *, needed: str = "", hint: str = "", example: str = ""
    ) -> None:
        box = NoteBox(value, placeholder=example)
        super().__init__(name, label, box, needed=needed, hint=hint or "Enter: new line")


class DateField(Field):
    """A day in words: `tue`, `+3d`, `24.11.2026`, `2026-11-24`; the hint says which day that is."""

    NOT_YET = "no day yet"

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        today: date,
        past: bool = False,
        needed: str = "",
        hint: str = "",
    ) -> None:
        """With `past`, a bare weekday is the last one."""
        self._today, self._past = today, past
        wording = hint or ("mon, -6w, 6 weeks ago" if past else "tue, +3d, +2w, 2026-11-24")
        super().__init__(name, label, ValueBox(value, limit=20), needed=needed, hint=wording)

    def parse(self, text: str) -> date:
        """The day."""
        return parse_day(text, self._today, self._past)

    def describe(self, meaning: date) -> str:
        """`Tue 24 Nov 2026`."""
        return f"{wording.WEEKDAYS[meaning.weekday()]} {meaning.day} {wording.MONTHS[meaning.month - 1]} {meaning.year}"


class MoneyField(Field):
    """An amount; the currency may be typed with it."""

    NOT_YET = "no amount yet"

    def __init__(
        self, name: str, label: str, value: str = "", *, currency: str, needed: str = "", hint: str = ""
    ) -> None:
        self._currency = currency
        super().__init__(name, label, ValueBox(value, limit=30), needed=needed, hint=hint or currency)

    def parse(self, text: str) -> Money:
        """Money in the typed or the given currency."""
        return parse_amount(text).money(self._currency)

    def describe(self, meaning: Money) -> str:
        """`1250.00 EUR`."""
        return str(meaning)


class ChoiceField(Field):
    """One of a few, given as (value, words)."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        needed: str = "",
        or_text: str = "",
    ) -> None:
        """`or_text`: name of the text field to which letters go that name no option, so that nothing typed is lost."""
        self.or_text = or_text
        super().__init__(
            name, label, ChoiceBox([BoxOption(*option) for option in options], value), needed=needed
        )


class ScaleField(Field):
    """Steps from 1, such as severity."""

    def __init__(
        self,
        name: str,
        label: str,
        names: Sequence[str],
        value: int = 0,
        *,
        examples: Sequence[str] = (),
        needed: str = "",
    ) -> None:
        super().__init__(name, label, Scale(names, examples, value), needed=needed)

    def parse(self, text: str) -> int:
        """The step."""
        return int(text)


class CheckedField(Field):
    """A value with a rule of its own, such as a share: `reads` gives the meaning or raises BadInput."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        reads: Callable[[str], Any],
        needed: str = "",
        hint: str = "",
    ) -> None:
        self._reads = reads
        super().__init__(name, label, ValueBox(value, limit=1_000), needed=needed, hint=hint)

    def parse(self, text: str) -> Any:
        """What `reads` makes of it."""
        return self._reads(text)
