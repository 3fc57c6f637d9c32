"""How far lost accounts have come on the way back, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from winback_tui.domain.review.facts import ReviewedCase

STEPS: Mapping[str, Callable[[ReviewedCase], bool]] = {
    "lost": lambda case: True,
    "interviewed": lambda case: case.interviewed,
    "decided": lambda case: case.decided,
    "planned": lambda case: case.planned,
    "contacted": lambda case: case.contacted,
    "returned": lambda case: case.answer is not None,
    "volume resumed": lambda case: case.answer is not None and case.answer.resumed_on is not None,
    "clean year": lambda case: case.answer is not None and case.answer.clean_on is not None,
}
"""Each step in the order of the work, and whether a case has reached it, whichever steps it skipped."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The cases lost in one period, and how many of them reached each of `STEPS` so far.

    `skipped`: how many of these did not reach the step before, so that a step may count more than the one before it.
    """

    name: str
    reached: tuple[int, ...]
    skipped: tuple[int, ...]

    @property
    def lost(self) -> int:
        """All the cases."""
        return self.reached[0]

    def steps(self) -> list[tuple[str, int]]:
        """Each step with its count, in the order of the work."""
        return list(zip(STEPS, self.reached, strict=True))

    def skipping(self) -> list[tuple[str, int, str]]:
        """The steps that some reached without the one before: the step, how many did, the step that they skipped."""
        return [
            (step, number, before)
            for (before, step), number in zip(pairwise(STEPS), self.skipped[1:], strict=True)
            if number
        ]


def funnel_of(name: str, cases: Sequence[ReviewedCase]) -> Funnel:
    """How far these cases have come."""
    known = [[has_reached(case) for case in cases] for has_reached in STEPS.values()]
    skipped = (
        sum(now and not before for before, now in zip(earlier, later, strict=True))
        for earlier, later in pairwise(known)
    )
    return Funnel(name, tuple(map(sum, known)), (0, *skipped))
