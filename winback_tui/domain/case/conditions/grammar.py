"""The small grammar of conditions: strict where a check is wanted, free text otherwise."""

from __future__ import annotations

import re
from datetime import date

from winback_tui.domain.days.typed_days import calendar_day
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, minor_units
from winback_tui.domain.text import clean_line

from .model import EXAMPLES, GRAMMAR, ConditionKind, ReturnCondition

_NAME = r"""(?:"(?P<straight>(?:[^"]|"")*)"|“(?P<curly>[^”]*)”|«(?P<angled>[^»]*)»)"""
_MOST = r"(?:<=|=<|≤|at\ most)"
_DEADLINE = r"(?:\ +by\ +(?P<by>\S+))?"
_FORMS = {
    ConditionKind.PRICE: rf"price(?:\ +{_NAME})?\ *{_MOST}\ *(?P<amount>[\d.,]+)\ *(?P<currency>[a-z]{{3}})",
    ConditionKind.DELIVERY: (
        rf"deliver(?:y|ed|s)?\ *(?:{_MOST}|within|in)\ *(?P<number>\d{{1,4}})\ *(?P<unit>days?|weeks?)"
    ),
    ConditionKind.PRODUCT: rf"product\ +{_NAME}\ +back",
    ConditionKind.PERSON: rf"contact\ +person\ +not\ +{_NAME}",
    ConditionKind.CERTIFICATE: rf"certificate\ +{_NAME}",
    ConditionKind.DAY: r"(?:by|from)\ +(?P<day>\S+)",
}
_PATTERNS = {
    kind: re.compile(form if kind is ConditionKind.DAY else form + _DEADLINE, re.IGNORECASE)
    for kind, form in _FORMS.items()
}
_STARTS = {
    ConditionKind.PRICE: re.compile(r"price\b", re.IGNORECASE),
    ConditionKind.DELIVERY: re.compile(r"deliver(?:y|ed|s)?\b", re.IGNORECASE),
    ConditionKind.PRODUCT: re.compile(r"product\b", re.IGNORECASE),
    ConditionKind.PERSON: re.compile(r"contact\b", re.IGNORECASE),
    ConditionKind.CERTIFICATE: re.compile(r"certificate\b", re.IGNORECASE),
    ConditionKind.DAY: re.compile(r"(?:by|from)\b", re.IGNORECASE),
}


def parse(text: str) -> ReturnCondition:
    """The condition written in the grammar.

    Raises BadInput for anything else, with an example of the kind that was begun or of the whole grammar.
    """
    line = clean_line(text)
    kind = next((kind for kind, start in _STARTS.items() if start.match(line)), None)
    if kind is None:
        raise BadInput(f"{_quote(line)} cannot be checked; write it like {GRAMMAR}.")
    found = _PATTERNS[kind].fullmatch(line)
    if not found:
        raise BadInput(f"{_quote(line)} cannot be checked; write it like {EXAMPLES[kind]}.")
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    name = _name(parts, kind, line)
    deadline = _day(parts["by"], line) if "by" in parts else None
    match kind:
        case ConditionKind.PRICE:
            return ReturnCondition(kind, name, _price(parts["amount"], parts["currency"], line), by=deadline)
        case ConditionKind.DELIVERY:
            weeks = parts["unit"].lower().startswith("week")
            return ReturnCondition(kind, days=int(parts["number"]) * (7 if weeks else 1), by=deadline)
        case ConditionKind.DAY:
            return ReturnCondition(kind, by=_day(parts["day"], line))
    return ReturnCondition(kind, name, by=deadline)


def read(text: str) -> ReturnCondition:
    """The condition as far as it can be checked, else the words as they are, so that nothing said is lost.

    Raises BadInput only when there is no text at all.
    """
    line = clean_line(text)
    if not line:
        raise BadInput("A condition needs words: what must we do for the customer to come back?")
    try:
        return parse(line)
    except BadInput:
        return ReturnCondition(ConditionKind.WORDS, line)


def in_words(text: str) -> str:
    """A condition as it was typed or kept, as a reader sees it: `delivery <= 3 days` is `delivery at most 3 days`.

    What cannot be checked stays as it is.
    """
    line = clean_line(text)
    return read(line).in_words if line else ""


def _name(parts: dict[str, str], kind: ConditionKind, line: str) -> str:
    straight = parts.get("straight", "").replace('""', '"')
    name = clean_line(straight or parts.get("curly", "") or parts.get("angled", ""))
    quote_styles = {"straight", "curly", "angled"} & set(parts)
    if quote_styles and not name:
        raise BadInput(f"{_quote(line)} has nothing between the quotes; write it like {EXAMPLES[kind]}.")
    return name


def _price(amount: str, currency: str, line: str) -> Money:
    # A comma before one or two last digits is a decimal comma; anywhere else its meaning would be a guess.
    plain = re.sub(r",(?=\d{1,2}$)", ".", amount)
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise BadInput(f"{_quote(line)} has no clear amount; write it like {EXAMPLES[ConditionKind.PRICE]}.")
    return Money(minor_units(plain, currency.upper()), currency.upper())


def _day(text: str, line: str) -> date:
    day = calendar_day(text)
    if day is None:
        raise BadInput(f"{_quote(line)} has no real date; write it like {EXAMPLES[ConditionKind.DAY]}.")
    return day


def _quote(line: str) -> str:
    return f"'{line[:60]}'" if line else "Nothing"
