"""Names and numbers in a right-to-left letter, each kept in its own direction."""

from __future__ import annotations

import re
from dataclasses import replace

from winback_tui.playbook.letters.compose import LetterDraft

APART, APART_END = "\u2068", "\u2069"
"""First strong isolate, and its end. Only files get them: a terminal gets no character that it would obey."""


def set_apart(draft: LetterDraft) -> LetterDraft:
    """The letter as it goes into a file. A left-to-right one stays as it is.

    Otherwise the groups of a phone number, and the full stop of a name in Latin letters, would change sides. A bare
    number needs no marks, and keeps its percent sign.
    """
    lines = {line.strip() for value in draft.filled_in for line in value.splitlines()}
    wanted = sorted((line for line in lines if line and not line.isdigit()), key=len, reverse=True)
    if not draft.right_to_left or not wanted:
        return draft
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")

    def marked(text: str) -> str:
        return found.sub(lambda match: f"{APART}{match[0]}{APART_END}", text)

    return replace(
        draft,
        subject=marked(draft.subject),
        paragraphs=tuple(map(marked, draft.paragraphs)),
        foot=tuple(map(marked, draft.foot)),
        filled_in=(),
    )
