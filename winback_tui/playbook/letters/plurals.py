"""Which form of a noun a number takes: the plural rules of Unicode CLDR for whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The names of the forms; every language has `other`."""


def counted(language: str, number: int, forms: Mapping[str, str]) -> str:
    """The number with its noun: `190 дней`. `{n}` in a form stands for the number.

    A language without a rule here has `one` for 1 and `other` for all else.
    """
    form = _RULES.get(language, _one_or_other)(number)
    return forms.get(form, forms["other"]).replace("{n}", str(number))


def _one_or_other(number: int) -> str:
    return "one" if number == 1 else "other"


def _russian(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return "few"
    return "many"


def _romanian(number: int) -> str:
    if number == 1:
        return "one"
    return "few" if number == 0 or 1 <= number % 100 <= 19 else "other"


def _arabic(number: int) -> str:
    if number <= 2:
        return ("zero", "one", "two")[number]
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


_RULES: Mapping[str, Callable[[int], str]] = {"ru": _russian, "ro": _romanian, "ar": _arabic}
