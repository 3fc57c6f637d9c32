"""Beginning an exit interview: with whom, by which script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.domain.interview.script import Meaning, Script
from winback_tui.domain.plan import Channel
from winback_tui.domain.text import clean_name
from winback_tui.playbook.scripts.script_library import LibraryScript, list_scripts, load_script
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_of_actor
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.open_case import open_among, require_open_case
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.cases.tables import Answer, Interview
from winback_tui.store.interviews.interviews import people_to_ask
from winback_tui.store.write import Transaction, act

CHANNELS = {"phone": "call", "e-mail": "mail", "email": "mail", "in person": "meeting"}
"""Other words for channels."""


def start_interview(
    book: Book,
    ref: str,
    person: str = "",
    script: str = "long",
    language: str = "en",
    interviewer: str = "",
    channel: str = "",
    own: Path | None = None,
) -> ActionResult:
    """Begin an interview in the open case of an account; the interviewer is who acts, unless named.

    Warns where that is who lost the account (playbook M10). Raises Refused where no case is open, NotFound for
    an unknown script, BadInput for an unknown channel.
    """
    account = find_account(book, ref)
    chosen = load_script(script, language, own)
    way = channel_of(channel)
    interview_id = new_id(book.clock.now_ms())
    whom = clean_name(person)
    sentence = f"Interview begun with {f'{whom} at ' if whom else ''}{account.name}"
    with act(book, "interview", sentence, account.id, grain=grain(interview_id)) as transaction:
        case = require_open_case(transaction.connection, account)
        transaction.add(
            Interview(
                id=interview_id,
                case_id=case.id,
                person=whom,
                interviewer_id=optional_rep(transaction, interviewer) or rep_of_actor(transaction, book),
                channel=way,
                script=chosen.id,
                script_version=chosen.version,
                language=chosen.language,
                position=chosen.questions[0].id,
                started_at=transaction.now_ms,
            )
        )
        _answer_channel(transaction, interview_id, chosen, way)
        doubt = doubt_of(case.lost_by, interviewer or book.actor)
        warnings = (*newcomers(transaction), *([doubt] if doubt else []))
    return ActionResult(
        sentence, account.id, account.name, interview_id, warnings, {"interview_id": interview_id}
    )


def grain(interview_id: str, *parts: str) -> str:
    """What counts as one act of typing: one answer, or one why of a chain."""
    return ":".join(("answer", interview_id, *filter(None, parts)))


def answer_id(interview_id: str, question: str) -> str:
    """The id of an answer, the same on every laptop that has the interview."""
    return derived_id("answer", interview_id, question)


def channel_of(text: str) -> str:
    """The code of a channel by which one can ask; '' for none named. Raises BadInput."""
    named = clean_name(text).casefold()
    code = CHANNELS.get(named, named)
    if code and (code not in set(Channel) or code == Channel.INTERNAL):
        ways = ", ".join(way for way in Channel if way != Channel.INTERNAL)
        raise BadInput(f"'{text[:40]}' is no way to ask somebody; take one of {ways}.")
    return code


def _answer_channel(transaction: Transaction, interview_id: str, script: Script, channel: str) -> None:
    question = script.meaning(Meaning.CHANNEL)
    if question is not None and question.choice(channel) is not None:
        transaction.add(
            Answer(
                id=answer_id(interview_id, question.id),
                interview_id=interview_id,
                question=question.id,
                value=channel,
            )
        )


@dataclass(frozen=True, slots=True)
class Beginning:
    """Usable scripts, the long one first; who works at the account, the decision makers first; who lost it."""

    scripts: tuple[LibraryScript, ...]
    people: tuple[str, ...]
    lost_by: str = ""

    def doubt(self, asks: str) -> str:
        """Empty, or why this employee should rather let somebody else ask."""
        return doubt_of(self.lost_by, asks)


def beginning(book: Book, account_id: str, own: Path | None = None, language: str = "en") -> Beginning:
    """The choices for this account; people who have left are not offered."""
    with book.read() as connection:
        people = people_to_ask(connection, account_id)
        case = open_among(cases_of(connection, account_id))
    usable = [script for script in list_scripts(language, own) if not script.faults]
    return Beginning(tuple(usable), tuple(people), case.lost_by if case else "")


def doubt_of(lost_by: str, asks: str) -> str:
    """Empty, or the sentence for an interview held by who lost the account (playbook M10)."""
    if not lost_by or clean_name(asks).casefold() != lost_by.casefold():
        return ""
    return f"{lost_by} lost them: people tell somebody else more. Let a colleague ask, if one can (M10)."
