"""Which pages an interview shows, in which order, and where it resumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .condition_expr import condition_holds
from .root_classes import scripts_question
from .script import Meaning, Question, Script


@dataclass(frozen=True, slots=True)
class InterviewProgress:
    """`at` of `of` points, both from 1."""

    at: int
    of: int

    def __str__(self) -> str:
        return f"{self.at} of {self.of}"


@dataclass(frozen=True)
class Flow:
    """A script and the answers so far (question id -> text; a why question: the text of its whys).

    Answers of hidden pages stay in `answers` but count as unanswered, so a page that comes back has its text.
    """

    script: Script
    answers: Mapping[str, str]

    @cached_property
    def pages(self) -> tuple[Question, ...]:
        """The pages to show, in order: those without a condition or whose condition holds."""
        shown: list[Question] = []
        counted: dict[str, str] = {}
        for question in self.script.questions:
            if question.when is not None and not condition_holds(question.when, counted):
                continue
            shown.append(question)
            if self.answers.get(question.id):
                counted[question.id] = self.answers[question.id]
                counted.setdefault(scripts_question(question.id), self.answers[question.id])
        return tuple(shown)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {question.id: number for number, question in enumerate(self.script.questions)}

    def shows(self, question_id: str) -> bool:
        """Whether the page is visible with these answers."""
        return any(page.id == question_id for page in self.pages)

    def answered(self, question_id: str) -> bool:
        """Whether a visible page has its answer."""
        return bool(self.answers.get(question_id)) and self.shows(question_id)

    def value(self, means: Meaning) -> str:
        """The answer with this meaning, or empty when it is not asked, hidden or unanswered."""
        question = self.script.meaning(means)
        if question is None or not self.shows(question.id):
            return ""
        return self.answers.get(question.id, "")

    def progress(self, question_id: str, passing: str = "") -> InterviewProgress:
        """The page's point among the points that have visible pages: `7 of 11`.

        A point whose only page is `passing`, answered before and skipped, does not count, so that the count goes up
        one by one.
        """
        points = list(dict.fromkeys(page.point for page in self.pages if page.id != passing))
        point = self.script.question(question_id).point
        return InterviewProgress(max(1, sum(each <= point for each in points)), max(1, len(points)))

    def next(self, question_id: str) -> Question | None:
        """The visible page after this one (which may itself be hidden by now), or None at the end."""
        here = self._place(question_id)
        return next((page for page in self.pages if self._order[page.id] > here), None)

    def previous(self, question_id: str) -> Question | None:
        """The visible page before this one, or None at the start."""
        here = self._place(question_id)
        return next((page for page in reversed(self.pages) if self._order[page.id] < here), None)

    def _place(self, question_id: str) -> int:
        self.script.question(question_id)
        return self._order[question_id]

    @property
    def first_unanswered(self) -> Question | None:
        """The first visible page that waits for an answer."""
        return next((page for page in self.pages if page.asks and not self.answers.get(page.id)), None)

    @property
    def missing(self) -> tuple[Question, ...]:
        """Visible pages whose answer is required and still missing."""
        return tuple(page for page in self.pages if page.required and not self.answers.get(page.id))

    @property
    def complete(self) -> bool:
        """Whether every required visible page has its answer."""
        return not self.missing

    def resume(self, position: str = "") -> Question:
        """The page to open: the saved one, or the nearest before it that is still visible, else the first.

        A position that this version of the script does not have leads to the first unanswered page.
        """
        if position in self._order:
            here = self._order[position]
            before = [page for page in self.pages if self._order[page.id] <= here]
            return before[-1] if before else self.pages[0]
        if position:
            return self.first_unanswered or self.pages[-1]
        return self.pages[0]

    @property
    def hidden_answers(self) -> dict[str, str]:
        """Answers whose page is hidden now, or no longer in the script."""
        shown = {page.id for page in self.pages}
        return {key: text for key, text in self.answers.items() if text and key not in shown}
