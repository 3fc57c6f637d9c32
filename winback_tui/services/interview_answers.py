"""Keeping what is answered in an interview, at once and one undoable act an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from winback_tui.domain import why
from winback_tui.domain.errors import NotFound
from winback_tui.domain.interview.place import Place
from winback_tui.domain.interview.script import Meaning
from winback_tui.store.book import Book
from winback_tui.store.read.interviews import InterviewHead, interview_head, whys_of
from winback_tui.store.tables import Answer, Interview
from winback_tui.store.write import Deed, act

from .interview_outcome import write_outcome
from .interview_start import answer_id, grain
from .interviews import Held
from .reading_answers import kept_text
from .why_rows import write_whys

LABEL_LENGTH = 60
"""Characters of a question in the sentence that history keeps."""


def make_ready(book: Book, told: Held) -> None:
    """Warm up, so that the first letter is saved as quickly as all others; nothing changes.

    Raises BookUnavailable where the book cannot be written, NotFound where the interview is gone.
    """
    with act(book, "answer", "") as deed:
        deed.get(Interview, told.head.id)


def keep_answer(
    book: Book, told: Held, question_id: str, raw: str, place: Place | None = None, own: Path | None = None
) -> None:
    """Keep an answer as far as it is typed, and where the conversation stands; empty takes it back.

    `told` says which interview and script. What does not yet read as an answer of its type is kept as typed, so
    that nothing is lost. Raises NotFound for an unknown question or an interview that is gone, BookUnavailable
    and Refused as the store does.
    """
    question = told.script.question(question_id)
    value = kept_text(question, raw)
    with _keeping(book, told, grain(told.head.id, question_id), place, own) as (deed, head):
        _write_answer(deed, head.id, question_id, value)
        if question.means is Meaning.CHANNEL:
            deed.run("UPDATE interview SET channel = ? WHERE id = ?", (value, head.id))
        deed.sentence = (
            f"{_quoted(question.label)} {'answered' if value else 'left open again'}{_where(head)}"
        )


def keep_whys(
    book: Book,
    told: Held,
    question_id: str,
    tree: why.WhyTree,
    place: Place | None = None,
    own: Path | None = None,
    one_act: Sequence[str] = (),
    done: str = "written down",
) -> None:
    """Keep the whys of a question as they are now.

    Savings that follow one another with the same `one_act`, such as the id of the why being typed, are one act.
    `done` says what was done to the whys. Raises as `keep_answer` does.
    """
    told.script.question(question_id)
    with _keeping(book, told, grain(told.head.id, question_id, *one_act), place, own) as (deed, head):
        old = whys_of(deed.connection, head.id).get(question_id, ())
        write_whys(deed, head.id, question_id, old, tree)
        if [node.id for node in why.roots(old)] != [node.id for node in why.roots(tree)]:
            deed.touch(head.account_id)
        deed.sentence = f"Whys {done}{_where(head)}"


def keep_place(
    book: Book, told: Held, place: Place, after: Sequence[str] = (), own: Path | None = None
) -> None:
    """Keep where the conversation stands; it belongs to the act before, if that was the typing named by `after`.

    `after` is a question and what `keep_whys` had as `one_act`; empty means the beginning of the interview.
    """
    with _keeping(book, told, grain(told.head.id, *after), place, own) as (deed, head):
        known = deed.run("SELECT sentence FROM act WHERE tx = ?", (deed.tx,)).fetchone()
        labels = {each.id: each.label for each in told.script.questions}
        label = labels.get(place.question, told.script.title)
        deed.sentence = known[0] if known else f"Went on to {_quoted(label)}{_where(head)}"


@contextmanager
def _keeping(
    book: Book, told: Held, one: str, place: Place | None, own: Path | None
) -> Iterator[tuple[Deed, InterviewHead]]:
    with act(book, "answer", "", grain=one) as deed:
        head = interview_head(deed.connection, told.head.id)
        if head is None:
            raise NotFound("This interview is no longer in the book; somebody undid its beginning.")
        # Named, not touched: typing need not wait for a summary that it does not change.
        deed.account_id = head.account_id
        yield deed, head
        if place is not None:
            deed.run("UPDATE interview SET position = ? WHERE id = ?", (str(place), head.id))
        if head.finished:
            write_outcome(deed, head, own)
            deed.touch(head.account_id)


def _write_answer(deed: Deed, interview_id: str, question_id: str, value: str) -> None:
    row = answer_id(interview_id, question_id)
    known = deed.run("UPDATE answer SET value = ? WHERE id = ?", (value, row)).rowcount
    if not known and value:
        deed.add(Answer(id=row, interview_id=interview_id, question=question_id, value=value))


def _quoted(label: str) -> str:
    short = label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
    return f"'{short}'"


def _where(head: InterviewHead) -> str:
    return f", interview with {f'{head.person} at ' if head.person else ''}{head.account}"
