"""What a gate is: the act it holds back, its reason, what clears it, and the written override."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean


class GatedAct(StrEnum):
    """What a user is about to do; asking why, repairing and logging are never blocked."""

    PLAN = "plan the return"
    CONTACT = "contact the customer to win them back"
    OFFER = "make an offer"
    REVISE_TERMS = "offer revised terms of payment"
    SAY_CHANGED = "say that we have changed"
    LETTER = "write to win them back"
    REPENTANCE = "write the letter of apology"


ATTEMPTS = frozenset({GatedAct.CONTACT, GatedAct.OFFER, GatedAct.LETTER, GatedAct.SAY_CHANGED})
"""The acts that go out to the customer in order to win them back."""

OVERRIDABLE = frozenset({"M10"})
"""Rules that a written reason may override. The playbook allows it for M10 only; the others must be cleared."""

REASON_LETTERS = 10
"""A reason needs at least this many letters and digits: "ill" is too short, "Nobody else" is enough."""

_OVERRIDDEN = {"M10": "Led by the rep who lost them"}
"""What somebody did against each rule that may be overridden."""
_SAME_RULE = {"B8": "M10", "M5": "B7", "W5": "B20"}


@dataclass(frozen=True, slots=True)
class Gate:
    """One rule's answer. `closed` is true while it blocks the acts in `holds`.

    `reason` is a full sentence naming the thing; `clears` says in the imperative what opens the gate; `override` is
    the written reason where somebody went ahead anyway.
    """

    rule: str
    title: str
    closed: bool
    reason: str
    clears: str = ""
    holds: frozenset[GatedAct] = frozenset()
    also: tuple[str, ...] = ()
    override: str = ""

    @property
    def sentence(self) -> str:
        """Reason and remedy in one sentence, as a refusal says it."""
        return f"{self.reason.rstrip('.')}; {self.clears}." if self.closed and self.clears else self.reason


def override_words(rule: str, reason: str) -> str:
    """An override as a list of a case says it: `Led by the rep who lost them; reason given: ...`."""
    return f"{_OVERRIDDEN[rule_of(rule)]}; reason given: {reason}"


def overridden_words(rules: Iterable[str]) -> str:
    """What somebody did against these rules, as data say it: `led by the rep who lost them`; '' for none."""
    return ", ".join(_OVERRIDDEN[rule_of(rule)].lower() for rule in rules)


def rule_of(name: str) -> str:
    """The gate's own id for any of its ids: `B8` and `m10` are both `M10`."""
    rule = name.strip().upper()
    return _SAME_RULE.get(rule, rule)


def override_reason(rule: str, reason: str) -> tuple[str, str]:
    """The rule id and the cleaned written reason of an override, ready to be stored.

    Raises Refused for a rule that allows none (M10 is the only one of the playbook that does), BadInput for a
    reason of fewer than `REASON_LETTERS` letters.
    """
    rule = rule_of(rule)
    if rule not in OVERRIDABLE:
        raise Refused("This rule cannot be overridden; do what it asks for.", rule)
    written = clean(reason)
    if sum(letter.isalnum() for letter in written) < REASON_LETTERS:
        raise BadInput(
            "An override needs a written reason of at least a few words, which everybody on the case will read.",
            rule=rule,
        )
    return rule, written
