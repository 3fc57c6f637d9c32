"""Lines to say aloud, with the names of this interview filled into the script's placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .script import Question, Script

PLACES = ("me", "firm", "person", "account")
"""The placeholders of a script: who asks, our firm, who is asked, the customer. Written as `{me}`."""
UNKNOWN = "…"
_PLACE = re.compile("{(" + "|".join(PLACES) + ")}")


def spoken(text: str, names: Mapping[str, str]) -> str:
    """`text` with each `{place}` filled, or `…` where nobody knows it. Other braces stay as they are."""
    return _PLACE.sub(lambda found: names.get(found[1]) or UNKNOWN, text)


def spoken_script(script: Script, names: Mapping[str, str]) -> Script:
    """The script with every label and hint filled."""

    def filled(question: Question) -> Question:
        if "{" not in question.label and "{" not in question.hint:
            return question
        return replace(question, label=spoken(question.label, names), hint=spoken(question.hint, names))

    return replace(script, questions=tuple(filled(each) for each in script.questions))
