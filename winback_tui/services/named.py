"""Employees and rivals are known by name, from when somebody first names them."""

from __future__ import annotations

from typing import TypeVar

from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean_name
from winback_tui.store.tables import Competitor, Rep
from winback_tui.store.write import Deed

Kind = TypeVar("Kind", Rep, Competitor)


def known_by_name(deed: Deed, kind: type[Kind], name: str) -> Kind | None:
    """The one of this name, letter case aside in every alphabet, or of this id; None where nobody is.

    Whoever was first named so is meant, even if the name was corrected since.
    """
    kept = clean_name(name)
    row = deed.run(
        f"SELECT id FROM {kind.__tablename__} WHERE folded(name) = ? OR id IN (?, ?)"
        " ORDER BY name = ? DESC, folded(name) = ? DESC, id LIMIT 1",
        (kept.casefold(), kept, _id_of(kind, kept), kept, kept.casefold()),
    ).fetchone()
    return None if row is None else deed.get(kind, row[0])


def named(deed: Deed, kind: type[Kind], name: str) -> Kind:
    """`known_by_name`; a new name becomes a new row. `name` must not be empty.

    The id follows from the name, so that two laptops mean the same one.
    """
    found = known_by_name(deed, kind, name)
    if found is None:
        kept = clean_name(name)
        found = kind(id=_id_of(kind, kept), name=kept)
        deed.add(found)
    return found


def _id_of(kind: type[Kind], kept: str) -> str:
    return derived_id(str(kind.__tablename__), kept.casefold())
