"""The exit interview: one question at a time, everything typed saved at once (playbook section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.errors import NotFound
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Question, QuestionType
from winback_tui.domain.wording.wording import count
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.tui.app.context import CommandSubject
from winback_tui.tui.commands.command import verb_of
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.style_sheet import style_sheet

from .boxes.heading import Heading, Topline, caption
from .boxes.known_pane import KnownPane, data_line
from .boxes.measuring import measure_again
from .boxes.no_text_input import NothingWritten
from .commands import INTERVIEW_VERBS
from .pages.choice_page import ChoicePage
from .pages.end_page import END, EndPage
from .pages.note_page import NotePage
from .pages.page import Page, PageContext
from .pages.severity_page import SeverityPage
from .pages.text_page import TextPage
from .pages.why_page import WhyPage
from .saving.autosave import Autosave, SaveState
from .saving.saved_line import SavedLine
from .saving.unsaved import Typed, TypedAnswer, as_draft, from_draft
from .saving.write_answers import write_batch

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

DRAFT = "interview"
LEFT_OPEN = "Left open; the last page lists what is needed."
FEW = 9
"""Choices beside which there is room for what the data say."""
PAGES = {
    QuestionType.NOTE: "note",
    QuestionType.TEXT: "text",
    QuestionType.NUMBER: "text",
    QuestionType.CONDITION: "text",
    QuestionType.CHOICE: "choice",
    QuestionType.YES_NO: "choice",
    QuestionType.SCALE: "scale",
    QuestionType.WHY: "why",
}


class Around(VerticalScroll, inherit_bindings=False):
    """Holds the page; the keys that would scroll it turn the pages."""


class InterviewScreen(FullScreen[bool]):
    """Enter goes on, Esc leaves at any word; the next `i` goes on there. True when it was finished now."""

    DEFAULT_CSS = style_sheet(__file__)
    VERBS = INTERVIEW_VERBS
    PURPOSE = (
        "The exit interview. First listen, then ask why until the root; do not defend, do not offer a reason."
        " What you type is saved while you type."
    )

    def __init__(self, told: InterviewRecord, known: PageContext, own: Path | None = None) -> None:
        """`own` is the user's playbook folder."""
        super().__init__()
        self.held = told
        self._known = known
        self._own = own
        self._leaving = False
        report = self._typed
        self._end = EndPage(known, report, id="page-end")
        self._kinds: dict[str, Page] = {
            "note": NotePage(known, report, id="page-note"),
            "text": TextPage(known, report, id="page-text"),
            "choice": ChoicePage(known, report, id="page-choice"),
            "scale": SeverityPage(known, report, id="page-scale"),
            "why": WhyPage(known, report, id="page-why"),
            "end": self._end,
        }
        self._page: Page = self._end
        self._topline = Topline(known.overridden)
        self._heading = Heading()
        self._hint = Static(id="hint", markup=False)
        self._data = Static(id="data", markup=False)
        self._pane = KnownPane(known)
        self._saved = SavedLine()
        self.at = ""
        """The id of the question on the screen; `end` behind the last."""
        self._saving = Autosave(self, told.head.place, self._write, self._tell_saved)

    # --- building

    @property
    def _app(self) -> WinbackApp:
        return cast("WinbackApp", self.app)

    def subject(self) -> CommandSubject | None:
        """The account whose interview it is."""
        head = self.held.head
        return CommandSubject(head.account_id, head.account, head.case_id)

    def compose(self) -> ComposeResult:
        """Header, the question with its answer, what is known beside it, and how things are saved."""
        yield self._topline
        with Container(id="middle"):
            with Around(id="page", can_focus=False):
                yield self._heading
                yield from self._kinds.values()
                yield self._hint
                yield self._data
            yield self._pane
        yield self._saved
        yield KeyFooter()

    def on_mount(self) -> None:
        """Goes on where it stood, with what could not be saved last time."""
        self._app.prepare_to_act()
        for page in self._kinds.values():
            page.moved = self._moved
        self._data.update(data_line(self._known))
        place = self._unsaved_before()
        self.held = self.held.at(place)
        self._show(self._question_at(place))
        self._app.book_changed.subscribe(self, lambda _: self._changed_elsewhere())

    def _unsaved_before(self) -> InterviewPlace:
        entries, place = from_draft(self._app.drafts.get(DRAFT, self.held.head.id))
        for entry in entries:
            self._take(entry)
            self._saving.typed(entry)
        return place or self.held.head.place

    # --- pages

    @property
    def pages(self) -> Sequence[Question]:
        """The questions to ask now, in order."""
        return self.held.flow.pages

    def go_on(self) -> None:
        """The page may have something left to do; then the next one."""
        if self._page.enter():
            return
        problem = self._page.problem()
        if problem:
            self._app.tell(problem, "warning")
        else:
            self.go_forth(passing=self.held.answered_at_start)

    def go_forth(self, passing: str = "") -> None:
        """The next page that is not the one `passing` names; says so where a needed answer is left open."""
        if self.at == END:
            return
        ids = [page.id for page in self.pages]
        left_open = any(page.id == self.at for page in self.held.flow.missing)
        following = ids[ids.index(self.at) + 1 :] if self.at in ids else ids
        self.go_to(next((each for each in following if each != passing), END))
        if left_open:
            self._saved.remark(LEFT_OPEN)

    def go_back(self) -> None:
        """The page before."""
        ids = [page.id for page in self.pages]
        place = ids.index(self.at) if self.at in ids else len(ids)
        if place > 0:
            self.go_to(ids[place - 1])

    def go_to(self, question_id: str) -> None:
        """Any page; what was typed is saved on the way."""
        self.held = self.held.at(InterviewPlace(question_id))
        self._show(question_id)
        self._saving.stands_at(self._page.place())
        self._saving.save()

    def _question_at(self, place: InterviewPlace) -> str:
        if place.question == END or any(page.id == place.question for page in self.pages):
            return place.question
        return self.held.page.id

    @on(NothingWritten)
    def _nothing_written(self, event: NothingWritten) -> None:
        self._saved.remark(event.words)

    def _show(self, question_id: str) -> None:
        self.at = question_id
        self._saved.remark("")
        question = next((page for page in self.pages if page.id == question_id), None)
        page = self._kinds[PAGES[question.type]] if question else self._end
        self._page.display = False
        self._page = page
        page.display = True
        if question:
            self._heading.show(caption(question), question.label)
            self._hint.update(_hint(question))
            measure_again(self._hint)
            page.ask(question, self.held)
        else:
            self._show_end()
        crowded = question is None or len(question.choices) > FEW
        self._data.set_class(crowded or not self._known.data, "-none")
        self._hint.set_class(question is None, "-none")
        self._pane.set_class(question is None, "-none")
        self._topline.show(self.held, question_id)
        self._pane.show(self.held)
        page.focus_here()
        self.refresh_bindings()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def _show_end(self) -> None:
        from .pages.comparison import comparison

        found, lacks = comparison(self._app.book, self.held, self._known, self._own)
        differ = f", {count(len(found.differ), 'difference')}" if found.differ else ""
        self._heading.show("What we know now", f"Why {self.held.head.account} left: three voices{differ}")
        self._end.load(self.held)
        self._end.compare(found, lacks, self.held.head.finished)

    # --- saving

    def _typed(self, entry: Typed, at_once: bool) -> None:
        """A page reports a change: it is known here at once, and in the book at the next pause."""
        self._take(entry)
        self._saving.stands_at(self._page.place(), at_once=False)
        self._saving.typed(entry, at_once)
        self._saved.remark("")
        self._pane.show(self.held)

    def _take(self, entry: Typed) -> None:
        if isinstance(entry, TypedAnswer):
            self.held = self.held.with_answer(entry.question, entry.value)
        else:
            self.held = self.held.with_whys(entry.question, entry.tree)

    def _moved(self) -> None:
        self._saved.remark("")
        self._saving.stands_at(self._page.place(), at_once=False)

    def _write(self, batch: object) -> None:
        write_batch(self._app.book, self.held, self._own, batch)  # type: ignore[arg-type]

    def _tell_saved(self, kept: SaveState, why: str) -> None:
        self._saved.show(kept, why.replace(str(self._app.book.path), "the book"))

    def flush_typed(self) -> None:
        """Saves what is typed, now; what the book does not take is kept beside it."""
        fault = self._saving.flush()
        draft = as_draft(self._saving.waiting, self._saving.place) if fault else {}
        self._app.drafts.put(DRAFT, self.held.head.id, draft)

    async def leave(self) -> None:
        """Saves and leaves. Where it cannot be saved it stays, until Esc is pressed again."""
        fault = await self._saving.settle()
        if fault and not self._leaving:
            self._leaving = True
            self._app.tell(f"{fault} Nothing is lost yet: Esc again leaves and keeps it as a draft.", "error")
            return
        self.flush_typed()
        self._app.drafts.write()
        wrote = self._saving.wrote
        self.dismiss(None)
        if wrote:
            self._app.changed()

    def action_back(self) -> None:
        """Esc, however it is pressed."""
        self._app.do_verb(verb_of("interview.leave"), self)

    async def finish(self) -> None:
        """Saves everything, then calls the interview finished and says what came of it."""
        from winback_tui.services.interviews.finish import finish_interview

        fault = await self._saving.settle()
        if fault:
            self._app.tell(fault, "error")
            return
        work = partial(finish_interview, self._app.book, self.held.head.id, self._own)
        await self._app.act(work, lambda done: done.sentence)
        self._saving.forget()
        self.dismiss(True)

    def _changed_elsewhere(self) -> None:
        """An undo, or another window: shows what the book holds, unless something here is not in it yet."""
        if not self._saving.clean or not self.is_current:
            return
        try:
            now = interview_record(self._app.book, self.held.head.id, self._own).at(self._page.place())
        except NotFound as fault:
            self._app.tell(str(fault), "warning")
            self.dismiss(None)
            return
        before, self.held = self.held, now
        if now.says_the_same(before):
            return
        at = self._question_at(self.held.head.place)
        if at != self.at or at == END:
            self._show(at)
        else:
            self._page.changed_elsewhere(self.held)
            self._pane.show(self.held)
            self._topline.show(self.held, at)


def _hint(question: Question) -> Content:
    rules = ", ".join(question.rules)
    return say((question.hint, "muted"), ("  playbook " if rules else "", "faint"), (rules, "accent"))
