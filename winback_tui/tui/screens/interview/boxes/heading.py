"""What stands above an answer: whom the page is for, and the question; and the line over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual.content import Content
from textual.widget import Widget

from winback_tui.domain.case.voices import Voice
from winback_tui.domain.interview.script import Meaning, Question, QuestionType
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import Piece, Sides, override_mark
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.line import ClickableLine

from .layout import measure_again

CLOCK_EVERY = 10
"""Seconds between looks at the clock."""
TICKS = 15
"""Most points that the header shows one by one."""
BROAD = 100
"""Cells from which the script has room beside the people."""
ROOMY = 70
"""Cells from which there is room for more than the names."""
NOT_ASKED = (Meaning.STATED_CLASS, Meaning.ROOT_CLASS)
VOICES = {Voice.REP: "The rep's view", Voice.DATA: "What the data shows", Voice.OURS: "Your view"}


def caption(question: Question) -> str:
    """Whom the words are for: `Ask`, `Say`, or one of our own people."""
    note = question.type is QuestionType.NOTE
    if question.aloud and question.means not in NOT_ASKED:
        return "Say" if note else "Ask"
    if question.voice is None or question.aloud:
        return "Remember" if note else "Your view"
    return VOICES[question.voice]


class Heading(Widget):
    """`Ask` and below it the question."""

    DEFAULT_CSS = "Heading { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._content = Content()

    def show(self, above: str, words: str) -> None:
        """Another question."""
        self._content = say((f"{above}\n", "accent"), (words, "strong"))
        self.refresh(layout=True)
        measure_again(self)

    def render(self) -> Content:
        """Both."""
        return self._content


class Topline(ClickableLine):
    """`North Mill Ltd · Exit interview · Ana Silva, call            ▰▰▰▰▰▰▰▱▱▱▱  7 of 11`.

    Right before the progress stands what was overridden in the case, where it is never cut.
    """

    DEFAULT_CSS = "Topline { padding: 0 1; }"

    def __init__(self, overridden: Sequence[str] = ()) -> None:
        """`overridden` are the rules of the case that somebody passed on a written reason."""
        super().__init__(id="topline")
        self._mark = override_mark(overridden)
        self._record: InterviewRecord | None = None
        self._at = ""
        self._began: float | None = None

    def begin_call(self) -> None:
        """The customer is on the phone from now on: the clock runs."""
        if self._began is None:
            self._began = monotonic()
            self.set_interval(CLOCK_EVERY, self.refresh)
            self.refresh()

    def show(self, record: InterviewRecord, question_id: str) -> None:
        """Whose interview, and where it stands; an empty id is the end."""
        self._record, self._at = record, question_id
        self.refresh()

    def pieces(self, width: int) -> Sides:
        """The account and who is asked; how far it has come."""
        record = self._record
        if record is None:
            return [], []
        who = ", ".join(part for part in (record.head.person, record.head.channel) if part)
        rest = " · ".join(part for part in (record.script.title if width >= BROAD else "", who) if part)
        left = Piece(((record.head.account, "strong"), (f" · {rest}" if rest else "", "muted")))
        if not record.flow.shows(self._at):
            return [left], [Piece((*self._mark[1:], ("  summary", "accent")))]
        progress = record.progress(self._at)
        ticks = "▰" * progress.at + "▱" * (progress.of - progress.at)
        shown = f"  {ticks}  " if progress.of <= TICKS and width >= ROOMY else "  "
        return [left], [Piece((*self._mark[1:], self._clock, (shown, "accent"), (str(progress), "strong")))]

    @property
    def _clock(self) -> Cell:
        """Whole minutes: seconds would draw the eye away from the talk."""
        if self._began is None:
            return ""
        return f"  call {int((monotonic() - self._began) / 60)} min", "muted"
