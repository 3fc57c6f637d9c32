"""Public holidays by country and region, joined by a team's own days, for the calendar that plans are scheduled on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from winback_tui.domain.days.holidays import holidays as days_of_rules
from winback_tui.domain.errors import NotFound

EXAMPLES = "'DE', 'DE-BY' or 'US-CA'"


def days_off(place: str, own_rules: Iterable[str], years: Iterable[int]) -> frozenset[date]:
    """The public holidays of `place` in these years (`DE`, or with its region `DE-BY`; empty for none) and own days.

    Raises NotFound for an unknown country or region, BadInput for an own rule that cannot be read.
    """
    wanted = list(years)
    return days_of_rules(own_rules, wanted) | public_holidays(place, wanted)


def public_holidays(place: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a country or of one of its regions. Raises NotFound for an unknown one."""
    country, _, typed = place.strip().upper().partition("-")
    if not country:
        return frozenset()
    import holidays  # takes tenths of a second, and most runs never need it

    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        raise NotFound(f"No holidays are known for '{country[:20]}'; write a country, such as {EXAMPLES}.")
    region = next((each for each in regions if each.upper() == typed), None)
    if typed and region is None:
        known = f"choose one of {', '.join(sorted(regions))}" if regions else "it has none"
        raise NotFound(f"No region '{typed[:20]}' is known in {country}; {known}.")
    return frozenset(holidays.country_holidays(country, subdiv=region, years=list(years)))
