"""Holiday rules by country, for the calendar that plans are scheduled on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from winback_tui.domain.days.holidays import holidays
from winback_tui.domain.errors import NotFound


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Country code (ISO 3166, upper case) to its holiday rules."""
    table = tomllib.loads(files(__package__).joinpath("content", "holidays.toml").read_text("utf-8"))
    return {code: tuple(rules) for code, rules in table.items()}


def days_off(country: str, own_rules: Iterable[str], years: Iterable[int]) -> frozenset[date]:
    """The holidays of `country` (empty for none) and of the team's own rules in these years.

    Raises NotFound for an unknown country, BadInput for a rule that cannot be read.
    """
    code = country.strip().upper()
    if code and code not in countries():
        raise NotFound(f"No holidays are known for '{code[:20]}'; there are {', '.join(countries())}.")
    return holidays([*countries().get(code, ()), *own_rules], years)
