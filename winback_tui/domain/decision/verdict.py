"""The verdict on a case: win back, wait, or let go, each with what it needs (F4, B11, M6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean
from winback_tui.domain.wording.wording import full_day


class Verdict(StrEnum):
    """What is decided about a lost account."""

    WIN_BACK = "win-back"
    WAIT = "wait"
    LET_GO = "let-go"


REVIEW_DAYS = {Verdict.WIN_BACK: 30, Verdict.WAIT: 30, Verdict.LET_GO: 365}
"""Default days until a verdict is looked at again (our own figures)."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A checked verdict. `wait_until` may stay empty where `wait_for` names a condition."""

    verdict: Verdict
    reason: str
    decided_on: date
    review_on: date
    wait_until: date | None = None
    wait_for: str = ""


def ruling(
    verdict: str,
    decided_on: date,
    reason: str = "",
    review_on: date | None = None,
    wait_until: date | None = None,
    wait_for: str = "",
) -> Ruling:
    """The verdict with everything it needs; without a review day the default one is taken.

    Letting go needs a reason, waiting a later day or a condition. A wait is reviewed by its day; a let-go is looked
    at again too (G-no: today's no may be regretted). Raises BadInput in one sentence with the rule otherwise.
    """
    try:
        kind = Verdict(verdict.strip().lower().replace(" ", "-"))
    except ValueError:
        raise BadInput(
            f"'{verdict[:40]}' is not a verdict; choose one of {', '.join(Verdict)}.", rule="F4"
        ) from None
    written, condition = clean(reason), clean(wait_for)
    if kind is Verdict.LET_GO and not written:
        raise BadInput(
            "Letting go needs a reason, such as the margin or a condition out of reach.", rule="M4b"
        )
    if kind is not Verdict.WAIT and (wait_until or condition):
        raise BadInput(f"Only the verdict 'wait' takes a day or a condition, not '{kind}'.", rule="M6")
    if kind is Verdict.WAIT and not wait_until and not condition:
        raise BadInput("Waiting needs a day or a condition that ends it.", rule="M6")
    if wait_until and wait_until <= decided_on:
        raise BadInput(
            f"Waiting until {full_day(wait_until)} would end at once; give a later day.", rule="M6"
        )
    review = review_on or wait_until or decided_on + timedelta(days=REVIEW_DAYS[kind])
    if review <= decided_on:
        raise BadInput(f"The review on {full_day(review)} must come after the decision.", rule="F4")
    if wait_until and review > wait_until:
        raise BadInput(f"Review it by {full_day(wait_until)}, when the wait ends.", rule="M6")
    return Ruling(kind, written, decided_on, review, wait_until, condition)
