"""What was typed and is not in the book yet, in the order in which it has to get there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from winback_tui.domain.case import why
from winback_tui.domain.interview.place import InterviewPlace

PLACE = "@place"


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """The whole answer to a question, as it is now."""

    question: str
    value: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a newer text replaces."""
        return (self.question,)


@dataclass(frozen=True, slots=True)
class TypedWhys:
    """All whys of a question as they are now; `act` is the why being typed, or a new id for an act of its own.

    `done` says what was done to them.
    """

    question: str
    tree: why.WhyTree
    act: str = ""
    done: str = "written down"

    @property
    def key(self) -> tuple[str, ...]:
        """What a newer text replaces, and what counts as one act."""
        return (self.question, self.act)


Typed = TypedAnswer | TypedWhys


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry, where it was typed, and its number; numbers grow as people type."""

    number: int
    entry: Typed
    place: InterviewPlace


def with_entry(waiting: Sequence[Waiting], new: Waiting) -> list[Waiting]:
    """The list with `new` at its end; more typing in the same place replaces the last entry."""
    if waiting and waiting[-1].entry.key == new.entry.key:
        return [*waiting[:-1], new]
    return [*waiting, new]


def as_draft(waiting: Sequence[Typed], place: InterviewPlace) -> dict[str, str]:
    """Text to keep outside the book while the book cannot be written."""
    draft = {PLACE: str(place)} if waiting else {}
    for entry in waiting:
        if isinstance(entry, TypedAnswer):
            draft[entry.question] = json.dumps(entry.value, ensure_ascii=False)
        else:
            draft[entry.question] = json.dumps([asdict(node) for node in entry.tree], ensure_ascii=False)
    return draft


def from_draft(draft: Mapping[str, str]) -> tuple[list[Typed], InterviewPlace | None]:
    """The entries of a draft, and the place in the interview."""
    found: list[Typed] = []
    for question, text in draft.items():
        if question == PLACE:
            continue
        value = json.loads(text)
        if isinstance(value, str):
            found.append(TypedAnswer(question, value))
        else:
            found.append(TypedWhys(question, why.in_order(why.WhyNode(**node) for node in value)))
    return found, InterviewPlace.read(draft[PLACE]) if PLACE in draft else None
