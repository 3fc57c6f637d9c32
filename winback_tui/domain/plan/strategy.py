"""Strategies, and which of them a case's causes call for (playbook section 6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from winback_tui.domain.wording.phrasing import exact_percent, join_names

from .steps import StepTemplate


@dataclass(frozen=True, slots=True)
class Means:
    """One thing that a strategy may use, and the rule or source it comes from."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """What to do for which cause. `causes` are reason codes, a trailing `*` stands for any ending.

    `flags` are facts of the case that call for it besides causes (see `propose`); `persistence` fixes
    the number of contacts (G2); `hand_over` asks for another specialist.
    """

    code: str
    title: str
    why: str
    causes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    means: tuple[Means, ...] = ()
    steps: tuple[StepTemplate, ...] = ()
    persistence: bool = False
    hand_over: bool = False

    def fits(self, reason: str) -> bool:
        """Whether the strategy answers this reason code."""
        return any(
            reason.startswith(cause[:-1]) if cause.endswith("*") else reason == cause for cause in self.causes
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A strategy with the share (0..1) of the causes that it answers, and the sentence why."""

    strategy: Strategy
    share: float
    why: str


ALONE = ("twice-lost", "returned")
"""Flags whose strategies stand alone: after a second loss only one letter (M13), after a return the watch."""

FALLBACK = "other"
_FLAGS = {
    "twice-lost": "lost twice",
    "returned": "they are back",
    "human": "a person failed them",
    "debts": "they pay badly",
    "price-hunter": "they hunt for the lowest price",
}
"""What each flag says about the customer."""


def propose(
    strategies: Sequence[Strategy],
    causes: Mapping[str, float],
    flags: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """The strategies that causes (reason code to weight) and flags call for, the weightiest first.

    Flags: `twice-lost`, `returned`, `human`, `debts`, `price-hunter`. `names` turns codes
    into the reader's words. Without any fitting cause the strategy for `other` is proposed.
    """
    for flag in ALONE:
        if flag in flags:
            return tuple(Proposal(s, 1.0, s.why) for s in strategies if flag in s.flags)
    total = sum(weight for weight in causes.values() if weight > 0)
    labels = names or {}
    found = []
    for strategy in strategies:
        answered = {code: w for code, w in causes.items() if w > 0 and strategy.fits(code)}
        raised = [flag for flag in strategy.flags if flag in flags]
        if not answered and not raised:
            continue
        share = sum(answered.values()) / total if answered else 0.0
        found.append(Proposal(strategy, share, _why(strategy, answered, raised, share, labels)))
    if not found:
        found = [Proposal(s, 0.0, s.why) for s in strategies if s.fits(FALLBACK)]
    return tuple(sorted(found, key=lambda proposal: -proposal.share))


def _why(
    strategy: Strategy,
    answered: Mapping[str, float],
    raised: Sequence[str],
    share: float,
    names: Mapping[str, str],
) -> str:
    if not answered:
        return f"{strategy.why} (noted: {join_names([_FLAGS.get(flag, flag) for flag in raised])})"
    heavy = sorted(answered, key=lambda code: -answered[code])
    causes = join_names([names.get(code, code.replace("-", " ")) for code in heavy])
    return f"{causes} ({exact_percent(share)} of the reasons): {strategy.why}"
