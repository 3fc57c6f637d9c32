"""Employees and rivals are known by name, from when somebody first names them."""

from __future__ import annotations

from typing import TypeVar

from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean_name
from winback_tui.store.accounts.tables import Competitor, Rep
from winback_tui.store.book import Book
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


def rep_named(deed: Deed, name: str) -> str:
    """The id of the employee of this name, letter case aside; a new name becomes a new employee.

    Raises BadInput for an empty name.
    """
    if not clean_name(name):
        raise BadInput("Name the employee; the name is empty.")
    return named(deed, Rep, name).id


def rep_meant(deed: Deed, typed: str) -> str:
    """`rep_named` for what a person typed: one word of a known name is enough where only one employee has it.

    Raises NeedsHuman naming those who have it where there are several.
    """
    kept = clean_name(typed)
    wanted = kept.casefold()
    names = [str(row[0]) for row in deed.run("SELECT name FROM rep ORDER BY name")]
    near = [name for name in names if wanted in name.casefold().split()]
    if wanted in (name.casefold() for name in names) or not near:
        return rep_named(deed, kept)
    if len(near) > 1:
        raise NeedsHuman(f"Say which {kept} is meant.", near)
    return rep_named(deed, near[0])


def optional_rep(deed: Deed, typed: str | None) -> str | None:
    """`rep_meant`, or None where nobody is named."""
    return rep_meant(deed, typed) if typed and typed.strip() else None


def rep_of_actor(deed: Deed, book: Book) -> str | None:
    """The employee who is acting; None where nobody says who acts."""
    return rep_named(deed, book.actor) if book.actor.strip() else None


def named_rep(deed: Deed, rep_id: str | None) -> str:
    """The name of this employee; '' for none."""
    row = deed.run("SELECT name FROM rep WHERE id = ?", (rep_id or "",)).fetchone()
    return "" if row is None else str(row[0])


def newcomers(deed: Deed) -> tuple[str, ...]:
    """A sentence for each employee whom this act made known, so that a typing error is seen at once."""
    rows = deed.run(
        "SELECT DISTINCT name FROM rep JOIN change ON tbl = 'rep' AND row = rep.id AND col = '*' WHERE tx = ?"
        " ORDER BY name",
        (deed.tx,),
    )
    return tuple(f"{row[0]} is new among the employees." for row in rows)
