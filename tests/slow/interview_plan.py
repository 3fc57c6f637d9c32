"""A whole interview as keys, with what the book must hold after each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from winback_tui.services.interviews.interviews import InterviewRecord

REFUSAL = "you-have-become-too-expensive-for-what-we-get"
KEYS: tuple[tuple[str, str], ...] = (
    ("background", "⏎"),
    ("rep_reason", "they-only-ever-wanted-it-cheaper-says-the-rep⏎"),
    ("rep_class", "p⏎"),
    ("own_changes", "the-last-order-time-moved-to-tuesday-noon⏎"),
    ("data_reason", "gaps-grew-and-amounts-fell-since-spring⏎"),
    ("opening", "⏎"),
    ("refusal", f"{REFUSAL}⏎"),
    ("conditions", "delivery-in-three-days⏎somebody-who-answers-the-phone⏎⏎"),
    ("listening", "⏎"),
    ("whys", "express-freight-each-time⏎late-deliveries⏎nobody-told-us-about-the-cut-off®2⏎"),
    ("competitor", "rival-and-sons⏎"),
    ("severity", "3⏎"),
    ("severity_ours", "2⏎"),
    ("who_paid", "the-buyer-lost-her-bonus⏎"),
    ("human", "y⏎"),
    ("human_who", "the-order-desk-in-the-morning⏎"),
    ("promise_broken", "a-call-back-in-april⏎"),
    ("thanks", "⏎"),
    ("apology", "⏎"),
    ("promise", "i-call-again-on-friday⏎"),
    ("standing", "1⏎"),
    ("goodbye", "⏎"),
    ("stated_class", "p⏎"),
    ("root_class", "n⏎"),
)
CHOSEN = {
    "rep_class": "price",
    "channel": "call",
    "stated_class": "price",
    "root_class": "new-rules",
    "severity": "3",
    "severity_ours": "2",
    "human": "yes",
    "standing": "open",
}
AT_ONCE = {"severity", "severity_ours", "human", "standing"}
"""Answered by the key itself; elsewhere a letter only finds the choice that Enter takes."""
NOTES = {"background", "opening", "listening", "thanks", "apology", "goodbye"}
NAMES = {"⏎": "enter", "®": "ctrl+r"}


@dataclass(frozen=True)
class State:
    """What the book holds: the question, the why stood on, the answers, the whys as (words, root, how sure)."""

    question: str = "background"
    at_why: int = -1
    answers: tuple[tuple[str, str], ...] = (("channel", "call"),)
    whys: tuple[tuple[str, bool, int], ...] = ()

    def answered(self, question: str, value: str) -> State:
        rest = {**dict(self.answers), question: value}
        return replace(self, answers=tuple(sorted((key, text) for key, text in rest.items() if text)))

    @property
    def box(self) -> str:
        """The words in the text box of the page."""
        if self.question == "whys":
            return self.whys[self.at_why][0] if self.at_why >= 0 else ""
        return dict(self.answers).get(self.question, "")


@dataclass(frozen=True)
class Unit:
    """One effect of one key; `key` is empty where the key before had two effects."""

    key: str
    state: State


def units() -> list[Unit]:
    """Every effect in order; the first is the beginning."""
    found = [Unit("", State())]
    for place, (question, keys) in enumerate(KEYS):
        following = KEYS[place + 1][0] if place + 1 < len(KEYS) else "end"
        for at, key in enumerate(keys):
            leaves = at == len(keys) - 1
            found.extend(_effects(found[-1].state, question, key, following if leaves else ""))
    return found


def _effects(state: State, question: str, key: str, following: str) -> Iterator[Unit]:
    name = NAMES.get(key, key)
    if following:
        if question in CHOSEN and question not in AT_ONCE:
            chosen = state.answered(question, CHOSEN[question])
            if chosen != state:
                yield Unit(name, chosen)
                state, name = chosen, ""
        yield Unit(name, replace(state, question=following, at_why=-1))
    elif question == "whys":
        yield Unit(name, _why(state, key))
    elif question in CHOSEN:
        value = CHOSEN[question] if question in AT_ONCE else ""
        yield Unit(name, state.answered(question, value) if value else state)
    elif key == "⏎":
        yield Unit(name, state)
    else:
        lines = dict(state.answers).get(question, "").split("\n")
        if question == "conditions" and lines[0] == "delivery-in-three-days":
            value = f"{lines[0]}\n{lines[1] if len(lines) > 1 else ''}{key}"
        else:
            value = f"{lines[0]}{key}"
        yield Unit(name, state.answered(question, value))


def _why(state: State, key: str) -> State:
    """The whys after a key: Enter opens a place that no book has until it has words."""
    whys = list(state.whys)
    if key == "⏎":
        return replace(state, at_why=state.at_why)
    if key == "®":
        whys[-1] = (whys[-1][0], True, 0)
    elif key == "2":
        whys[-1] = (whys[-1][0], True, 2)
    else:
        whys = list(_grown(whys, key))
    return replace(state, whys=tuple(whys), at_why=len(whys) - 1)


def _grown(whys: list[tuple[str, bool, int]], key: str) -> Iterator[tuple[str, bool, int]]:
    typed = "".join(words for words, *_ in whys[1:])
    wanted = dict(KEYS)["whys"].split("®")[0].split("⏎")
    words, left = "", len(typed) + 1
    yield (REFUSAL, False, 0)
    for words in wanted:
        taken = words[:left]
        left -= len(taken)
        if taken:
            yield (taken, False, 0)


def state_of(held: InterviewRecord) -> State:
    """What the book holds of an interview."""
    chain = held.chain
    at = next((n for n, node in enumerate(chain) if node.id == held.head.place.why), -1)
    return State(
        held.head.place.question,
        at,
        tuple(sorted(held.given.items())),
        tuple((node.text, node.root, node.confidence) for node in chain),
    )
