"""The interview line by line, for a terminal that draws nothing: each line is saved before the next is asked."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.cli.terminal.talk import ask, tell
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Meaning, Question, QuestionType
from winback_tui.output.interview import (
    InterviewHeading,
    answer_words,
    choices_fault,
    interview_text,
    question_text,
    sentences_text,
    voices_text,
)

from .plain_whys import PlainWhys

if TYPE_CHECKING:
    from winback_tui.services.interviews.interviews import InterviewRecord
    from winback_tui.store.book import Book

HELP = (
    "Type an answer and Enter. Enter alone goes on.",
    "+ and some words add a line to the answer.",
    ":b goes back to the question before.",
    ":x deletes the answer.",
    ":l lists all questions, :g 3 goes to the third.",
    ":w says why this is asked.",
    ":q leaves; everything is saved, so you can continue later.",
    ":? shows this help again.",
)
WIDEST = 100


class PlainInterview:
    """Asks from the current question to the end."""

    def __init__(self, book: Book, record: InterviewRecord, own: Path | None) -> None:
        from winback_tui.services.cases.voices import reasons_list

        self.book = book
        self.record = record
        self.own = own
        self.width = min(shutil.get_terminal_size().columns - 2, WIDEST)
        self._reasons = reasons_list(own)
        self._left = False
        self.after: tuple[str, ...] = ()
        """The question answered last; moving on is recorded in the same act."""

    @property
    def pages(self) -> Sequence[Question]:
        """The questions to ask now."""
        return self.record.flow.pages

    def run(self) -> None:
        """Until the end, `:q`, or the end of the input; nothing that was entered with Enter is ever lost."""
        head = self.record.head
        tell(
            f"{self.record.script.title}: {head.account}{f', {head.person}' if head.person else ''}. :? shows help."
        )
        at: str | None = self.record.page.id
        try:
            while at is not None and not self._left:
                at = self._page(at)
            if not self._left:
                self._end()
        except EOFError:
            self._left = True
        if self._left:
            tell("Saved. Run the same command to continue here.")

    def tell(self, *sentences: str, indent: str = "") -> None:
        """Print a message, wrapped between words."""
        tell(sentences_text(sentences, self.width, indent))

    # --- one page

    def _page(self, question_id: str) -> str | None:
        """Ask one question; returns the id of the next one, None after the last."""
        question = next(page for page in self.pages if page.id == question_id)
        self.keep_place(InterviewPlace(question_id))
        tell("\n" + question_text(question, self.record.flow.progress(question.id), self.width))
        if question.type is QuestionType.WHY:
            target = PlainWhys(self, question).run()
        else:
            self._show_answer(question)
            target = self._answer(question)
        if target == ":q":
            self._left = True
            return question_id
        if target == ":l":
            self._list()
            return question_id
        if target == ":b":
            return self._neighbour(question_id, -1) or question_id
        if target.startswith(":g"):
            return self._numbered(target[2:].strip()) or question_id
        return self._neighbour(question_id, 1)

    def _answer(self, question: Question) -> str:
        """Reads lines until the page is done; a command to go elsewhere, or empty."""
        while True:
            line = ask("Answer:" if question.asks else "Enter goes on:").strip()
            if line == ":?":
                self.tell(*HELP)
            elif line == ":w":
                self._explain(question)
            elif line == ":x":
                self.keep(question, "")
                tell("  deleted")
            elif line in (":b", ":q", ":l") or line.startswith(":g"):
                return line
            elif (
                not line
                or not question.asks
                or (self._understood(question, line) and question.type is not QuestionType.CONDITION)
            ):
                return ""

    def _explain(self, question: Question) -> None:
        from winback_tui.services.settings.playbook import rule_words

        self.tell(*(rule_words(question.rules) or ("No rule of the playbook is behind this question.",)))

    def _understood(self, question: Question, line: str) -> bool:
        from winback_tui.services.interviews.answers import fault_of

        before = self.record.given.get(question.id, "")
        adds = line.startswith("+") or question.type is QuestionType.CONDITION
        words = line.removeprefix("+").strip() if line.startswith("+") else line
        value = f"{before}\n{words}" if adds and before else words
        fault = fault_of(question, value)
        if fault:
            chosen = question.type is QuestionType.CHOICE
            self.tell(choices_fault(question, words) if chosen else fault)
            return False
        self.keep(question, value)
        return True

    def _show_answer(self, question: Question) -> None:
        value = self.record.given.get(question.id, "")
        for line in answer_words(question, value).split("\n") if value else ():
            self.tell(f"= {line}", indent="  ")

    # --- keeping

    def keep(self, question: Question, value: str) -> None:
        """Saves an answer, at once."""
        from winback_tui.services.interviews.answers import answer_text, keep_answer

        keep_answer(self.book, self.record, question.id, value, InterviewPlace(question.id), self.own)
        self.record = self.record.with_answer(question.id, answer_text(question, value))
        self.after = (question.id,)

    def keep_place(self, place: InterviewPlace) -> None:
        """Saves the current place."""
        from winback_tui.services.interviews.answers import keep_place

        if place != self.record.head.place:
            keep_place(self.book, self.record, place, self.after, self.own)
            self.record = self.record.at(place)

    # --- going about

    def _neighbour(self, question_id: str, by: int) -> str | None:
        ids = [page.id for page in self.pages]
        place = ids.index(question_id) + by
        return ids[place] if 0 <= place < len(ids) else None

    def _numbered(self, number: str) -> str | None:
        if number.isdecimal() and 1 <= int(number) <= len(self.pages):
            return self.pages[int(number) - 1].id
        tell(f"There are questions 1 to {len(self.pages)}; :l lists them.")
        return None

    def _list(self) -> None:
        for number, page in enumerate(self.pages, 1):
            value = self.record.answers.get(page.id, "")
            mark = "=" if value else "!" if page.required else " "
            tell(f"{number:>3} {mark} {page.label[: self.width - 6]}")

    def _end(self) -> None:
        from winback_tui.services.cases.voices import compare, data_statements
        from winback_tui.services.interviews.finish import finish_interview, missing_answers
        from winback_tui.services.interviews.interviews import case_interviews

        now = case_interviews(self.book, self.record.head.account_id, self.own)
        data = data_statements(self.book, now.case) if now.case else ()
        tell("\n" + voices_text(data, compare(now.interviews, data, self._reasons).differ, self.width))
        self.tell(*missing_answers(self.record))
        if ask("Finish the interview? y for yes, Enter for not yet:").strip().lower() in ("y", "yes"):
            self.tell(finish_interview(self.book, self.record.head.id, self.own).sentence)
        else:
            self._left = True


def whole_text(record: InterviewRecord) -> str:
    """An interview with all its answers, as text."""
    head = record.head
    heading = InterviewHeading(
        head.account,
        head.person,
        head.interviewer,
        record.flow.value(Meaning.CHANNEL) or head.channel,
        datetime.fromtimestamp(head.started_at / 1000, UTC).astimezone().date(),
    )
    return interview_text(record.script, record.answers, record.whys, heading)
