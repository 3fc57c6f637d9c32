"""ABC classes by yearly value (playbook B5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from winback_tui.domain.errors import BadInput

CLASSES = ("A", "B", "C")
USUAL_LIMITS = (80, 15, 5)


def class_floors(values: Iterable[int], limits: tuple[int, int, int] = USUAL_LIMITS) -> tuple[int, int]:
    """The lowest yearly values (minor units of one currency) of classes A and B, given those of all accounts.

    Best first, accounts are A while those before them hold less than `limits[0]` percent of all value, B while they
    hold less than the first two limits together, else C: the account that crosses a limit gets the better class. Where
    none is B, its floor is that of A; where the limits leave no share to A, its floor is above the best. Both are 0
    where no account is worth anything. Raises BadInput unless the limits are three whole percentages, none negative,
    that add up to 100.
    """
    check_limits(limits)
    best_first = sorted((value for value in values if value > 0), reverse=True)
    if not best_first:
        return 0, 0
    before = [0, *accumulate(best_first)]
    in_a = _shares_below(before, limits[0])
    in_b = _shares_below(before, limits[0] + limits[1])
    a_floor = best_first[in_a - 1] if in_a else best_first[0] + 1
    return a_floor, best_first[in_b - 1] if in_b > in_a else a_floor


def _shares_below(before: Sequence[int], percent: int) -> int:
    """How many accounts have less than this share of the total before them; the last sum is the total."""
    return bisect_left(before, before[-1] * percent, 0, len(before) - 1, key=lambda total: total * 100)


def class_of(value: int, floors: tuple[int, int]) -> str:
    """The class of an account that brings `value` a year; C where that is nothing."""
    if value <= 0:
        return "C"
    return "A" if value >= floors[0] else "B" if value >= floors[1] else "C"


def check_limits(limits: tuple[int, int, int]) -> None:
    """Raises BadInput, in a sentence for the settings, when the three percentages cannot be class limits."""
    if len(limits) != 3 or min(limits) < 0 or sum(limits) != 100:
        text = "/".join(str(limit) for limit in limits)
        raise BadInput(
            f"The ABC limits {text} are not three percentages that add up to 100; write them as 80/15/5."
        )


def fell(former: str, now: str) -> bool:
    """Whether a class became worse; an unknown class ('') never fell."""
    return former in CLASSES and now in CLASSES and CLASSES.index(now) > CLASSES.index(former)
