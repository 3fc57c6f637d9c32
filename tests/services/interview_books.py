"""A book with an open case, and interviews held in it."""

from __future__ import annotations

from pathlib import Path

from tests.made_once import made_once
from tests.services.case_books import a_lost_account
from winback_tui.domain.case import why
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.interviews.answers import keep_answer, keep_whys
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book

LONG = {
    "rep_reason": "They only ever wanted it cheaper.",
    "rep_class": "price",
    "channel": "call",
    "refusal": "You have become too expensive.",
    "conditions": "delivery within 3 days\nsomebody who answers the phone",
    "stated_class": "price",
    "root_class": "new-rules",
    "severity": "3",
    "severity_ours": "1",
    "human": "yes",
    "human_who": "the order desk",
    "promise_broken": "a call back in April",
    "promise": "I call again on Friday",
    "standing": "open",
}


@made_once()
def a_begun_interview(
    folder: Path, person: str = "Ana Silva", script: str = "long"
) -> tuple[Book, InterviewRecord]:
    """Acme, lost on 1 October; an interview is begun with nothing answered."""
    book, account, _ = a_lost_account(folder)
    return book, another_interview(book, account, person, script)


def another_interview(book: Book, account: str, person: str, script: str = "long") -> InterviewRecord:
    """One more interview in the account's open case."""
    return interview_record(book, start_interview(book, account, person, script).id)


def a_chain(*texts: str, confidence: int = 2, name: str = "why") -> why.WhyTree:
    """Whys one under the other, `why-0` first; the last is the root."""
    tree: why.WhyTree = why.add_top((), f"{name}-0", texts[0])
    for place, text in enumerate(texts[1:], 1):
        tree = why.add_why(tree, f"{name}-{place - 1}", f"{name}-{place}", text)
    return why.mark_root(tree, tree[-1].id, confidence)


def answer_all(
    book: Book, told: InterviewRecord, answers: dict[str, str], tree: why.WhyTree = ()
) -> InterviewRecord:
    """The interview with these answers kept one by one, standing at the last page."""
    for question, value in answers.items():
        keep_answer(book, told, question, value)
    if tree:
        keep_whys(book, told, "whys", tree)
    keep_answer(
        book, told, "severity", answers.get("severity", ""), InterviewPlace(told.script.questions[-1].id)
    )
    return interview_record(book, told.head.id)
