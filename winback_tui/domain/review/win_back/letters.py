"""What the letters to silent customers brought: those who got one compared with those held out."""

from __future__ import annotations

from collections.abc import Iterable

from winback_tui.domain.plan.letter_results import ORDERED_WITHIN, LetterOutcome, LetterResult
from winback_tui.domain.plan.offers.take_up import wilson
from winback_tui.domain.review.figure import Figure, Unit
from winback_tui.domain.review.period import Period


def letters_brought(outcomes: Iterable[LetterOutcome], period: Period) -> Figure:
    """The difference between the two shares that ordered, of accounts first written to in the period; none for too few.

    `low` and `high` are the 95 % interval of the difference (Newcombe, from the Wilson intervals of both shares).
    """
    found = LetterResult.of(each for each in outcomes if period.holds(each.first_on))
    counts = (
        f"ordered within {ORDERED_WITHIN} days: {found.ordered} of {found.written} with a letter,"
        f" {found.held_ordered} of {found.held} held out; the first share less the second"
    )
    if found.brought is None:
        return Figure(KEY, LABEL, Unit.SHARE, None, counts, RULE, why=found.why)
    with_letter, held = found.ordered / found.written, found.held_ordered / found.held
    least, most = wilson(found.ordered, found.written)
    held_least, held_most = wilson(found.held_ordered, found.held)
    low = found.brought - ((with_letter - least) ** 2 + (held_most - held) ** 2) ** 0.5
    high = found.brought + ((most - with_letter) ** 2 + (held - held_least) ** 2) ** 0.5
    return Figure(KEY, LABEL, Unit.SHARE, found.brought, counts, RULE, low=low, high=high)


KEY, LABEL, RULE = "letters_brought_percent", "More orders through letters, in points", "T1"
