"""Starting an exit interview: with whom, by which script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.channels import Channel
from winback_tui.playbook.scripts.script_library import LibraryScript, list_scripts, load_script
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_of_actor
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.accounts.flags import active_employees
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import open_case_of
from winback_tui.store.interviews.interviews import people_to_ask
from winback_tui.store.interviews.writes import insert_interview, write_answer
from winback_tui.store.write import act

from .interviews import with_person

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
    """Start an interview in the open case of an account; the interviewer is who acts, unless named.

    Warns where that is the rep who lost the account: M10 (people tell somebody else more).
    Raises Refused where no case is open, NotFound for an unknown script, BadInput for an unknown channel.
    """
    account = find_account(book, ref)
    chosen = load_script(script, language, own)
    code = channel_of(channel)
    interview_id = new_id(book.clock.now_ms())
    whom = clean_name(person)
    sentence = f"Interview started with {with_person(whom, account.name)}"
    with act(book, "interview", sentence, account.id, merge_key=answer_act(interview_id)) as transaction:
        case = require_open_case(transaction.connection, account)
        insert_interview(
            transaction,
            case.id,
            interview_id,
            person=whom,
            interviewer_id=optional_rep(transaction, interviewer) or rep_of_actor(transaction, book),
            channel=code,
            script=(chosen.id, chosen.version, chosen.language),
            place=InterviewPlace(chosen.questions[0].id),
            started_at=transaction.now_ms,
        )
        question = chosen.meaning(Meaning.CHANNEL)
        if question is not None and question.choice(code) is not None:
            write_answer(transaction, interview_id, question.id, code)
        advice = loser_asks(case.lost_by, interviewer or book.actor)
        warnings = (*newcomers(transaction), *([advice] if advice else []))
    return ActionResult(
        sentence, account.id, account.name, interview_id, warnings, {"interview_id": interview_id}
    )


def answer_act(interview_id: str, *parts: str) -> str:
    """The name of an act of typing (an answer, or one why of a chain): acts of the same name are merged."""
    return ":".join(("answer", interview_id, *filter(None, parts)))


def channel_of(text: str) -> str:
    """The code of a channel for an interview; '' where none is named. Raises BadInput."""
    wanted = clean_name(text).casefold()
    code = CHANNELS.get(wanted, wanted)
    if code and (code not in set(Channel) or code == Channel.INTERNAL):
        usable = ", ".join(each for each in Channel if each != Channel.INTERNAL)
        raise BadInput(f"'{text[:40]}' is not a channel for an interview; use {usable}.")
    return code


@dataclass(frozen=True, slots=True)
class InterviewChoices:
    """Usable scripts, the long one first; who works at the account, the decision makers first; who lost it.

    `colleagues`: everybody who works for us and may ask.
    """

    scripts: tuple[LibraryScript, ...]
    people: tuple[str, ...]
    lost_by: str = ""
    colleagues: tuple[str, ...] = ()

    def advice(self, interviewer: str) -> str:
        """Why somebody other than this employee should ask; '' where there is no reason."""
        return loser_asks(self.lost_by, interviewer)


def interview_choices(
    book: Book, account_id: str, own: Path | None = None, language: str = "en"
) -> InterviewChoices:
    """The choices for this account; people who have left are not offered."""
    with book.read() as connection:
        people = people_to_ask(connection, account_id)
        case = open_case_of(connection, account_id)
        colleagues = active_employees(connection)
    usable = [script for script in list_scripts(language, own) if not script.faults]
    return InterviewChoices(tuple(usable), tuple(people), case.lost_by if case else "", colleagues)


def loser_asks(lost_by: str, interviewer: str) -> str:
    """Empty, or the advice where the rep who lost the account does the interview (M10)."""
    if not lost_by or clean_name(interviewer).casefold() != lost_by.casefold():
        return ""
    return f"{lost_by} lost them: let a colleague ask; people say more to somebody else."
