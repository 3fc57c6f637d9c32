"""Three voices on why an account left, kept apart and compared: the rep's, the customer's, the data's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SEVERITY_APART = 2
"""Our severity and the customer's count as different when at least this many steps apart (our own definition)."""


class Voice(StrEnum):
    """Who an answer or a cause comes from. `OURS` is the interviewer's own judgement, in addition to the three."""

    REP = "rep"
    CUSTOMER = "customer"
    DATA = "data"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class DataSentence:
    """One sentence from the data, the rule that makes it matter, the reason codes it hints at."""

    text: str
    rule: str
    points_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voices:
    """What each voice says; a code is a reason class (empty: not classed), a severity 0 when not asked.

    `more_root_codes`: the classes of further root causes, where the whys led to several.
    """

    rep: str = ""
    rep_code: str = ""
    stated: str = ""
    stated_code: str = ""
    root: str = ""
    root_code: str = ""
    data: tuple[DataSentence, ...] = ()
    severity: int = 0
    severity_ours: int = 0
    more_root_codes: tuple[str, ...] = ()

    @property
    def root_codes(self) -> frozenset[str]:
        """The classes of all root causes."""
        return frozenset({self.root_code, *self.more_root_codes}) - {""}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two voices that differ, in one sentence with its rule. Nothing is averaged away."""

    between: tuple[str, str]
    text: str
    rule: str


def disagreements(voices: Voices, labels: Mapping[str, str]) -> list[Disagreement]:
    """Where the voices differ. Reasons are compared by class only: words alone never prove a difference.

    `labels` names the reason classes; a code it lacks is shown as it is.
    """
    return [
        *_rep_and_customer(voices, labels),
        *_stated_and_root(voices, labels),
        *_data_and_words(voices, labels),
        *_severities(voices),
    ]


def _rep_and_customer(voices: Voices, labels: Mapping[str, str]) -> Iterable[Disagreement]:
    customers = voices.root_code or voices.stated_code
    if voices.rep_code and customers and voices.rep_code not in voices.root_codes | {customers}:
        yield Disagreement(
            (Voice.REP, Voice.CUSTOMER),
            f"The rep says {_quote_label(voices.rep_code, labels)}, the customer {_quote_label(customers, labels)}; "
            "the rep who lost an account tends to name the safest reason.",
            "M9",
        )


def _stated_and_root(voices: Voices, labels: Mapping[str, str]) -> Iterable[Disagreement]:
    if voices.stated_code and voices.root_code and voices.stated_code not in voices.root_codes:
        yield Disagreement(
            ("stated", "root"),
            f"The reason given first was {_quote_label(voices.stated_code, labels)}; "
            f"the root cause is {_quote_label(voices.root_code, labels)}.",
            "M9",
        )


def _data_and_words(voices: Voices, labels: Mapping[str, str]) -> Iterable[Disagreement]:
    codes_by_voice = {
        Voice.REP: {voices.rep_code} - {""},
        Voice.CUSTOMER: ({voices.stated_code} | voices.root_codes) - {""},
    }
    for voice, codes in codes_by_voice.items():
        for sentence in voices.data:
            if codes and sentence.points_to and codes.isdisjoint(sentence.points_to):
                codes_quoted = " and ".join(sorted(_quote_label(code, labels) for code in codes))
                who = "rep" if voice is Voice.REP else "customer"
                yield Disagreement(
                    (voice, Voice.DATA), f"The {who} says {codes_quoted}; but: {sentence.text}", sentence.rule
                )


def _severities(voices: Voices) -> Iterable[Disagreement]:
    if voices.severity and voices.severity_ours:
        apart = voices.severity - voices.severity_ours
        if abs(apart) >= SEVERITY_APART:
            yield Disagreement(
                (Voice.CUSTOMER, Voice.OURS),
                f"Severity {voices.severity} for the customer, {voices.severity_ours} for us; "
                "the customer's counts.",
                "M7",
            )


def _quote_label(code: str, labels: Mapping[str, str]) -> str:
    return f"'{labels.get(code, code)}'"
