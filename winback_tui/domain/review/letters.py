"""What the letters about silence brought, beside the accounts that got none to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from winback_tui.domain.plan.letter.hold_out import ORDERED_WITHIN, LetterOutcome, letter_result_of

from .figure import Figure, Unit, share_figure
from .period import Period

RULE = "M0"
"""Asleep is not gone: one call or letter may wake a sleeping account."""


def letter_figures(outcomes: Iterable[LetterOutcome], period: Period) -> Iterator[Figure]:
    """Of the first letters of a period, those old enough to be judged; too few of either sort say nothing."""
    found = letter_result_of(each for each in outcomes if period.holds(each.first))
    within = f"with an order within {ORDERED_WITHIN} days"
    yield share_figure(
        "letters_ordered_percent",
        "Ordered after a letter",
        found.ordered,
        found.written,
        f"{within} / accounts whose first letter about silence went out in the period",
        RULE,
        "letter",
    )
    yield share_figure(
        "held_out_ordered_percent",
        "Ordered though held out",
        found.held_ordered,
        found.held,
        f"{within} / accounts that were due a letter and got none, to compare",
        RULE,
        "account",
    )
    yield Figure(
        "letters_brought_percent",
        "What the letters brought",
        Unit.SHARE,
        found.brought,
        "share that ordered after a letter - share that ordered though held out, in points",
        RULE,
        why=found.why,
    )
