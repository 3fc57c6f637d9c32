"""Employees by name: known on first mention."""

from __future__ import annotations

from ..domain.errors import BadInput
from ..domain.ids import derived_id
from ..domain.text import clean_name
from ..store.tables import Rep
from ..store.write import Deed


def rep_named(deed: Deed, name: str) -> str:
    """The id of the employee of this name, letter case aside; a new name becomes a new employee.

    The id follows from the name, so that two laptops mean the same person. Raises BadInput for an empty name.
    """
    kept = clean_name(name)
    if not kept:
        raise BadInput("Name the employee; the name is empty.")
    known = deed.run("SELECT id FROM rep WHERE name = ? COLLATE NOCASE OR id = ?", (kept, kept)).fetchone()
    if known is not None:
        return str(known[0])
    rep = Rep(id=derived_id("rep", kept.casefold()), name=kept)
    deed.add(rep)
    return rep.id


def optional_rep(deed: Deed, name: str | None) -> str | None:
    """`rep_named`, or None where nobody is named."""
    return rep_named(deed, name) if name and name.strip() else None
