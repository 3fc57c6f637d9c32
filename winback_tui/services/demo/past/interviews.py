"""What customers of the branch answered when they were asked why they left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winback_tui.domain.case import why
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.root_classes import with_root_questions
from winback_tui.playbook.scripts.answers_file import FilledScript
from winback_tui.playbook.scripts.script_library import load_script
from winback_tui.services.interviews.filled_script import take_filled
from winback_tui.store.book import Book

LIKELY = 2
"""How sure the interviewer is of the root."""


def ask_past_customer(
    book: Book, name: str, cause: Mapping[str, Any], words: str, person: str, human: bool, promise: str
) -> None:
    """A finished interview by the long script: a reason stated, and the root behind it.

    `cause` is an entry of past.toml, `words` what was said of the root; `human`: a colleague of ours failed, and
    perhaps broke a `promise`.
    """
    tree = why.add_top((), new_id(), cause["said"])
    tree = why.add_why(tree, tree[-1].id, new_id(), words)
    tree = why.mark_root(tree, tree[-1].id, LIKELY)
    answers = {
        "rep_reason": cause["said"],
        "rep_class": cause["voice"],
        "channel": "call",
        "refusal": cause["said"],
        "conditions": cause["wish"],
        "whys": why.summary(tree),
        "severity": str(cause["severity"]),
        "severity_ours": str(max(1, cause["severity"] - 1)),
        "human": "yes" if human else "no",
        "promise_broken": promise,
        "standing": "open" if cause["strategy"] else "no",
        "stated_class": cause["voice"],
        "root_class": cause["reason"],
    }
    filled = FilledScript(
        with_root_questions(load_script("long"), tree),
        person,
        book.actor,
        "call",
        None,
        {question: answer for question, answer in answers.items() if answer},
        {"whys": tree},
    )
    take_filled(book, name, filled)
