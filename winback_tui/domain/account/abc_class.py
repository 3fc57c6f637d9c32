"""ABC classes by yearly value (playbook B5)."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.errors import BadInput

CLASSES = ("A", "B", "C")
USUAL_LIMITS = (80, 15, 5)


def abc_classes(values: Mapping[str, int], limits: tuple[int, int, int] = USUAL_LIMITS) -> dict[str, str]:
    """The class of each account from its yearly value (minor units of one currency).

    Accounts are taken best first, ties by key: A while those before them hold less than `limits[0]` percent of all
    value, B while they hold less than the first two limits together, else C. The account that crosses a limit gets
    the better class. Accounts worth nothing are C. Raises BadInput unless the limits are three whole percentages,
    none negative, that add up to 100.
    """
    check_limits(limits)
    total = sum(value for value in values.values() if value > 0)
    a_below, b_below = total * limits[0], total * (limits[0] + limits[1])
    classes: dict[str, str] = {}
    before = 0
    for key, value in sorted(values.items(), key=lambda item: (-item[1], item[0])):
        if value <= 0:
            classes[key] = "C"
            continue
        classes[key] = "A" if before < a_below else "B" if before < b_below else "C"
        before += value * 100
    return classes


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
