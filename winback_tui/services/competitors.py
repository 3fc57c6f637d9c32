"""Rivals by name: known on first mention."""

from __future__ import annotations

from winback_tui.domain.text import clean_name
from winback_tui.store.tables import Competitor
from winback_tui.store.write import Deed

from .named import named


def competitor_named(deed: Deed, name: str) -> str | None:
    """The id of the rival of this name, letter case aside; None where nobody is named."""
    return named(deed, Competitor, name).id if clean_name(name) else None
