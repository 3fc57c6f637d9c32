"""The exit interview: one question at a time, everything typed saved at once (playbook section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.errors import NotFound
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Meaning, Question, QuestionType
from winback_tui.domain.wording.wording import count
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.style_sheet import style_sheet

from .boxes.heading import Heading, Topline, caption
from .boxes.known_pane import KnownPane, data_content, known_content
from .boxes.layout import measure_again
from .boxes.no_text_input import NothingWritten
from .commands import INTERVIEW_COMMANDS, LeaveInterview, QuestionsFrom
from .pages.choice_page import ChoicePage
from .pages.end_page import EndPage, compare_interviews
from .pages.page import END, NotePage, Page, PageContext
from .pages.severity_page import SeverityPage
from .pages.text_page import TextPage
from .pages.why_page import WhyPage
from .saving.autosave import Autosave, SaveState, write_batch
from .saving.saved_line import SavedLine
from .saving.unsaved import Typed, TypedAnswer, as_draft, from_draft

DRAFT = "interview"
LEFT_OPEN = "Left open; the last page lists what is required."
ESC_AGAIN = "Esc again leaves; everything is saved."
BESIDE = 100
"""Cells from which what the data show stands beside the question."""
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
    """Enter goes on, Esc leaves at any word; the next `i` resumes there. Dismissed with True when finished."""

    DEFAULT_CSS = style_sheet(__file__)
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (BESIDE, "-wide"),
    ]
    OWN_COMMANDS = INTERVIEW_COMMANDS
    TYPED_INTO = True
    """The help is on the key that also works while a text is typed, on every page."""
    PURPOSE = (
        "The exit interview. Listen first, then ask why until you reach the root cause; do not defend, do not suggest a"
        " reason. Everything is saved as you type."
    )

    def __init__(self, record: InterviewRecord, known: PageContext, own: Path | None = None) -> None:
        """`own` is the user's playbook folder."""
        super().__init__()
        self.record = record
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
        self._through_open = False
        """Whether Enter leads through the open questions only, back to the summary where it was pressed."""
        self._saving = Autosave(self, record.head.place, self._write, self._tell_saved)

    # --- building

    def subject(self) -> CommandSubject | None:
        """The account whose interview it is."""
        head = self.record.head
        return CommandSubject(head.account_id, head.account, head.case_id)

    def rules(self) -> Sequence[str]:
        """Those that the question follows."""
        return next((page.rules for page in self.pages if page.id == self.at), ())

    def compose(self) -> ComposeResult:
        """Header, the question with its answer, the pane of data, and the save state."""
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
        """Resumes at the last place, with what could not be saved last time; not where it was left while it opened, so
        that its pages are gone again."""
        if not self._page.is_attached:
            return
        self._app.prepare_to_act()
        for page in self._kinds.values():
            page.moved = self._moved
        self._data.update(data_content(self._known))
        place = self._unsaved_before()
        self.record = self.record.at(place)
        self._show(self._question_at(place))
        self._app.book_changed.subscribe(self, lambda _: self._changed_elsewhere())

    def _unsaved_before(self) -> InterviewPlace:
        entries, place = from_draft(self._app.drafts.get(DRAFT, self.record.head.id))
        for entry in entries:
            self._take(entry)
            self._saving.add_entry(entry)
        return place or self.record.head.place

    # --- pages

    @property
    def pages(self) -> Sequence[Question]:
        """The questions to ask now, in order."""
        return self.record.flow.pages

    def go_on(self) -> None:
        """The page may have something left to do; then the next one."""
        if self._page.enter():
            return
        problem = self._page.problem()
        if problem:
            self._app.tell(problem, "warning")
        elif self._through_open:
            self._next_open()
        else:
            self.go_forth(passing=self.record.answered_at_start)

    def go_forth(self, passing: str = "") -> None:
        """The next page that is not the one `passing` names; says so where a needed answer is left open."""
        if self.at == END:
            return
        ids = [page.id for page in self.pages]
        left_open = any(page.id == self.at for page in self.record.flow.missing)
        following = ids[ids.index(self.at) + 1 :] if self.at in ids else ids
        self.go_to(next((each for each in following if each != passing), END))
        if left_open:
            self._saved.remark(LEFT_OPEN)

    def go_through_open(self) -> None:
        """The required questions without an answer, one after the other, then the summary again."""
        self._through_open = True
        self._next_open()

    def _next_open(self) -> None:
        """The next one behind this page; one that is passed over does not come again before the summary."""
        ids = [page.id for page in self.pages]
        behind = ids[ids.index(self.at) + 1 :] if self.at in ids else ids
        missing = {page.id for page in self.record.flow.missing}
        self.go_to(next((each for each in behind if each in missing), END))

    def go_back(self) -> None:
        """The page before."""
        ids = [page.id for page in self.pages]
        place = ids.index(self.at) if self.at in ids else len(ids)
        if place > 0:
            self.go_to(ids[place - 1])

    def jump(self, digit: str) -> None:
        """The list of questions with that digit typed: it goes there at once, or waits for a second one."""
        self._app.run_command(QuestionsFrom(digit), self)

    @property
    def asks_whys(self) -> bool:
        """Whether the question on the screen is the chain of whys."""
        return self._page is self._kinds["why"]

    @property
    def enter_word(self) -> str:
        """What Enter does now."""
        return self._page.enter_word

    @property
    def known_content(self) -> Content:
        """What the data show and what was answered so far."""
        return known_content(self._known, self.record)

    def go_to(self, question_id: str) -> None:
        """Any page; what was typed is saved on the way. Nothing where the interview was left meanwhile."""
        if not self.is_attached:
            return
        self.record = self.record.at(InterviewPlace(question_id))
        self._show(question_id)
        self._saving.stands_at(self._page.place())
        self._saving.save()

    def _question_at(self, place: InterviewPlace) -> str:
        if place.question == END or any(page.id == place.question for page in self.pages):
            return place.question
        return self.record.page.id

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
            self._hint.update(_hint(question, self.record))
            measure_again(self._hint)
            page.ask(question, self.record)
        else:
            self._show_end()
        writes_it_down = question is not None and question.means is Meaning.DATA_REASON
        self._data.set_class(not writes_it_down or not self._known.data, "-none")
        if question is not None and question.aloud:
            self._topline.begin_call()
        self._hint.set_class(question is None, "-none")
        self._pane.set_class(question is None, "-none")
        self._topline.show(self.record, question_id)
        self._pane.show(self.record)
        answerable = question is not None and question.type is not QuestionType.NOTE
        self._saved.open_question(answerable and not self.record.answers.get(question_id))
        page.focus_here()
        self.refresh_bindings()
        page.mind_enter()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def _show_end(self) -> None:
        self._through_open = False
        found, lacks = compare_interviews(self._app.book, self.record, self._known, self._own)
        differ = f", {count(len(found.differ), 'difference')}" if found.differ else ""
        self._heading.show("Summary", f"Why {self.record.head.account} left: rep, customer, data{differ}")
        self._end.load(self.record)
        self._end.compare(found, lacks, self.record.head.finished)

    # --- saving

    def _typed(self, entry: Typed, at_once: bool) -> None:
        """A page reports a change: it is known here at once, and in the book at the next pause."""
        self._take(entry)
        self._saving.stands_at(self._page.place(), at_once=False)
        self._saving.add_entry(entry, at_once)
        self._saved.open_question(False)
        self._saved.remark("")
        self._pane.show(self.record)

    def _take(self, entry: Typed) -> None:
        if isinstance(entry, TypedAnswer):
            self.record = self.record.with_answer(entry.question, entry.value)
        else:
            self.record = self.record.with_whys(entry.question, entry.tree)

    def _moved(self) -> None:
        self._saved.remark("")
        self._saving.stands_at(self._page.place(), at_once=False)

    def _write(self, batch: object) -> None:
        write_batch(self._app.book, self.record, self._own, batch)  # type: ignore[arg-type]

    def _tell_saved(self, state: SaveState, why: str) -> None:
        self._saved.show(state, why.replace(str(self._app.book.path), "the book"))

    def flush_typed(self) -> None:
        """Saves what is typed, now; what cannot be saved becomes a draft."""
        fault = self._saving.flush()
        draft = as_draft(self._saving.waiting, self._saving.place) if fault else {}
        self._app.drafts.put(DRAFT, self.record.head.id, draft)

    async def leave(self) -> None:
        """Saves and leaves, when asked twice: an Esc pressed by mistake ends no call. Where it cannot be saved it
        stays, until Esc is pressed again."""
        if not self._leaving and not self._saved.says(ESC_AGAIN) and not await self._saving.settle():
            self._saved.remark(ESC_AGAIN)
            return
        await self._leave_now()

    async def call_dropped(self) -> None:
        """Asks when it goes on; then saves and leaves."""
        from .dropped_dialog import DroppedDialog

        context = self._app.context(self)
        if await context.ask(DroppedDialog(self.subject(), self.record)) is not None:
            await self._leave_now()

    async def _leave_now(self) -> None:
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
        self._app.run_command(LeaveInterview(), self)

    async def finish(self) -> None:
        """Saves everything, then calls the interview finished and says what came of it."""
        from winback_tui.services.interviews.finish import finish_interview

        fault = await self._saving.settle()
        if fault:
            self._app.tell(fault, "error")
            return
        work = partial(finish_interview, self._app.book, self.record.head.id, self._own)
        await self._app.act(work, lambda done: done.sentence)
        self._saving.forget()
        self.dismiss(True)

    def _changed_elsewhere(self) -> None:
        """An undo, or another window: shows what the book holds, unless something here is not in it yet."""
        if not self._saving.clean or not self.is_current:
            return
        try:
            now = interview_record(self._app.book, self.record.head.id, self._own).at(self._page.place())
        except NotFound as fault:
            self._app.tell(str(fault), "warning")
            self.dismiss(None)
            return
        before, self.record = self.record, now
        if now.says_the_same(before):
            return
        at = self._question_at(self.record.head.place)
        if at != self.at or at == END:
            self._show(at)
        else:
            self._page.changed_elsewhere(self.record)
            self._pane.show(self.record)
            self._topline.show(self.record, at)


def _hint(question: Question, record: InterviewRecord) -> Content:
    """The script's hint; where we say how bad it was, also what the customer said."""
    if question.means is not Meaning.SEVERITY_OURS:
        return say((question.hint, "muted"))
    theirs = record.flow.value(Meaning.SEVERITY) or "not asked yet"
    return say((f"{question.hint}\nTheirs: {theirs}.", "muted"))
