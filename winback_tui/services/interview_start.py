"""Beginning an exit interview: with whom, by which script."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.domain.interview.script import Meaning, Script
from winback_tui.domain.plan import Channel
from winback_tui.domain.text import clean_name
from winback_tui.playbook.script_shelf import load_script
from winback_tui.store.book import Book
from winback_tui.store.tables import Answer, Interview
from winback_tui.store.write import Deed, act

from .doing import Done
from .find import find_account
from .interview_choices import doubt_of
from .open_case import require_open_case
from .reps import newcomers, optional_rep, rep_of_actor

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
) -> Done:
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
    with act(book, "interview", sentence, account.id, grain=grain(interview_id)) as deed:
        case = require_open_case(deed.connection, account)
        deed.add(
            Interview(
                id=interview_id,
                case_id=case.id,
                person=whom,
                interviewer_id=optional_rep(deed, interviewer) or rep_of_actor(deed, book),
                channel=way,
                script=chosen.id,
                script_version=chosen.version,
                language=chosen.language,
                position=chosen.questions[0].id,
                started_at=deed.now_ms,
            )
        )
        _answer_channel(deed, interview_id, chosen, way)
        doubt = doubt_of(case.lost_by, interviewer or book.actor)
        warnings = (*newcomers(deed), *([doubt] if doubt else []))
    return Done(sentence, account.id, account.name, interview_id, warnings, {"interview_id": interview_id})


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


def _answer_channel(deed: Deed, interview_id: str, script: Script, channel: str) -> None:
    question = script.meaning(Meaning.CHANNEL)
    if question is not None and question.choice(channel) is not None:
        deed.add(
            Answer(
                id=answer_id(interview_id, question.id),
                interview_id=interview_id,
                question=question.id,
                value=channel,
            )
        )
