"""Employees and rivals are known by name, from when somebody first names them."""

from __future__ import annotations

from typing import TypeVar

from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean_name
from winback_tui.store.accounts.tables import Competitor, Rep
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction

Kind = TypeVar("Kind", Rep, Competitor)


def known_by_name(transaction: Transaction, kind: type[Kind], name: str) -> Kind | None:
    """The one of this name, letter case aside in every alphabet, or of this id; None where nobody is.

    Whoever was first named so is meant, even if the name was corrected since.
    """
    kept = clean_name(name)
    row = transaction.run(
        f"SELECT id FROM {kind.__tablename__} WHERE folded(name) = ? OR id IN (?, ?)"
        " ORDER BY name = ? DESC, folded(name) = ? DESC, id LIMIT 1",
        (kept.casefold(), kept, _id_of(kind, kept), kept, kept.casefold()),
    ).fetchone()
    return None if row is None else transaction.get(kind, row[0])


def named(transaction: Transaction, kind: type[Kind], name: str) -> Kind:
    """`known_by_name`; a new name becomes a new row. `name` must not be empty.

    The id follows from the name, so that two laptops mean the same one.
    """
    found = known_by_name(transaction, kind, name)
    if found is None:
        kept = clean_name(name)
        found = kind(id=_id_of(kind, kept), name=kept)
        transaction.add(found)
    return found


def _id_of(kind: type[Kind], kept: str) -> str:
    return derived_id(str(kind.__tablename__), kept.casefold())


def get_or_create_rep(transaction: Transaction, name: str) -> str:
    """The id of the employee of this name, letter case aside; a new name becomes a new employee.

    Raises BadInput for an empty name.
    """
    if not clean_name(name):
        raise BadInput("Name the employee; the name is empty.")
    return named(transaction, Rep, name).id


def resolve_rep(transaction: Transaction, typed: str) -> str:
    """`get_or_create_rep` for what a person typed: one word of a known name is enough where only one employee has it.

    Raises NeedsHuman naming those who have it where there are several.
    """
    kept = clean_name(typed)
    wanted = kept.casefold()
    names = [str(row[0]) for row in transaction.run("SELECT name FROM rep ORDER BY name")]
    near = [name for name in names if wanted in name.casefold().split()]
    if wanted in (name.casefold() for name in names) or not near:
        return get_or_create_rep(transaction, kept)
    if len(near) > 1:
        raise NeedsHuman(f"Say which {kept} is meant.", near)
    return get_or_create_rep(transaction, near[0])


def optional_rep(transaction: Transaction, typed: str | None) -> str | None:
    """`resolve_rep`, or None where nobody is named."""
    return resolve_rep(transaction, typed) if typed and typed.strip() else None


def rep_of_actor(transaction: Transaction, book: Book) -> str | None:
    """The employee who is acting; None where nobody says who acts."""
    return get_or_create_rep(transaction, book.actor) if book.actor.strip() else None


def rep_name(transaction: Transaction, rep_id: str | None) -> str:
    """The name of this employee; '' for none."""
    row = transaction.run("SELECT name FROM rep WHERE id = ?", (rep_id or "",)).fetchone()
    return "" if row is None else str(row[0])


def newcomers(transaction: Transaction) -> tuple[str, ...]:
    """A sentence for each employee whom this act made known, so that a typing error is seen at once."""
    rows = transaction.run(
        "SELECT DISTINCT name FROM rep JOIN change ON tbl = 'rep' AND row = rep.id AND col = '*' WHERE tx = ?"
        " ORDER BY name",
        (transaction.tx,),
    )
    return tuple(f"{row[0]} is new among the employees." for row in rows)
