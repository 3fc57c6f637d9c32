"""Rivals by name: known on first mention."""

from __future__ import annotations

from ..domain.ids import derived_id
from ..domain.text import clean_name
from ..store.tables import Competitor
from ..store.write import Deed


def competitor_named(deed: Deed, name: str) -> str | None:
    """The id of the rival of this name, letter case aside; None where nobody is named.

    The id follows from the name, so that two laptops mean the same one.
    """
    kept = clean_name(name)
    if not kept:
        return None
    known = deed.run("SELECT id FROM competitor WHERE name = ? COLLATE NOCASE", (kept,)).fetchone()
    if known is not None:
        return str(known[0])
    row = Competitor(id=derived_id("competitor", kept.casefold()), name=kept)
    deed.add(row)
    return row.id
