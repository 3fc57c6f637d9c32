"""One figure of the review in words for a reader, and as data for a script."""

from __future__ import annotations

from winback_tui.domain.money.money import decimal_string
from winback_tui.domain.review.figure import Figure, Unit
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import money_column

NOTHING = "–"
PLACES = 4


def value_words(figure: Figure) -> str:
    """`28`, `40,500 EUR`, `78 %`, `29 days`, `0.81 EUR`, `3.1 months`; a dash where there is none."""
    if figure.value is None:
        return NOTHING
    return figure.shown or _words(figure.unit, figure.value, figure.currency)


def may_still_order(overdue: int, stopped: int) -> str:
    """Of those who stopped ordering and so count as lost, how many the list shows as overdue: `all 6 may still order`,
    `8 of the 9 may still order`; '' for none.
    """
    if not overdue:
        return ""
    whom = {1: "", 2: "both "}.get(stopped, f"all {stopped:,} ")
    if overdue < stopped:
        whom = f"{overdue:,} of the {stopped:,} "
    return f"{whom}may still order"


def detail_words(figure: Figure) -> str:
    """What follows the value: the reason why there is none, or what a share is of and where it likely lies, or what it
    means."""
    if figure.unit is Unit.SHARE and figure.numerator is not None and figure.low is not None:
        counts = f"{figure.numerator:,.0f} of {figure.denominator or 0:,.0f} {figure.of}".rstrip()
        return f"{counts}; likely {figure.low * 100:.0f} to {(figure.high or 0) * 100:.0f} %"
    if (
        figure.value is None
        and figure.unit is Unit.SHARE
        and figure.numerator is not None
        and figure.denominator
    ):
        counts = f"{figure.numerator:,.0f} of {figure.denominator:,.0f} {figure.of}".rstrip()
        return f"{counts}; too few for a percentage"
    return figure.meaning or figure.why


def data_value(figure: Figure) -> str | int | float | None:
    """The value for JSON, CSV and TSV: money as a decimal string, shares of 100 under keys that end in `percent`."""
    return _data(figure.unit, figure.value, figure.currency)


def figure_object(figure: Figure) -> dict[str, object]:
    """The figure whole; numerator and denominator of money are minor units, of the rest plain numbers."""
    return {
        "key": figure.key,
        "label": figure.label,
        "value": data_value(figure),
        "unit": "percent" if figure.unit in (Unit.SHARE, Unit.PACE) else figure.unit.value,
        "numerator": _rounded(figure.numerator),
        "denominator": _rounded(figure.denominator),
        "low": _data(figure.unit, figure.low, figure.currency),
        "high": _data(figure.unit, figure.high, figure.currency),
        "rule": figure.rule,
        "formula": figure.formula,
        "why": figure.why,
    }


def percent_value(share: float | None) -> float | None:
    """A share of 1 as percent with two places."""
    return None if share is None else round(share * 100, 2)


def _words(unit: Unit, value: float, currency: str) -> str:
    match unit:
        case Unit.MONEY:
            return money_column(round(value), currency)
        case Unit.SHARE | Unit.PACE:
            return exact_percent(value)
        case Unit.DAYS:
            return f"{value:g} {'day' if value == 1 else 'days'}"
        case Unit.MONTHS:
            return f"{value:,.1f} months"
        case Unit.FACTOR:
            return f"{value * 100:,.0f} %"
        case _:
            return f"{value:,.0f}"


def _data(unit: Unit, value: float | None, currency: str) -> str | int | float | None:
    if value is None:
        return None
    match unit:
        case Unit.MONEY:
            return decimal_string(round(value), currency)
        case Unit.SHARE | Unit.PACE:
            return percent_value(value)
        case Unit.COUNT:
            return int(value)
        case _:
            return _rounded(value)


def _rounded(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, PLACES)
