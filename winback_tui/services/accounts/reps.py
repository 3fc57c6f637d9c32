"""Employees and competitors, known by name from when somebody first names them."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean_name
from winback_tui.store.accounts import reps
from winback_tui.store.accounts.reps import NamedRow
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction

REP, COMPETITOR = "rep", "competitor"
"""The tables whose rows are found by name."""


def find_named(transaction: Transaction, table: str, name: str) -> NamedRow | None:
    """The employee (`REP`) or `COMPETITOR` with this name, ignoring letter case in every alphabet, or with this id.

    Whoever was first entered under the name is found, even if the name was corrected since.
    """
    line = clean_name(name)
    return reps.find_by_name(transaction.connection, table, line, _id_of(table, line))


def get_or_create_named(transaction: Transaction, table: str, name: str) -> NamedRow:
    """`find_named`; a new name becomes a new row. `name` must not be empty.

    The id follows from the name, so that two laptops give the same one.
    """
    found = find_named(transaction, table, name)
    if found is not None:
        return found
    line = clean_name(name)
    return NamedRow(transaction.insert(table, id=_id_of(table, line), name=line), line)


def _id_of(table: str, line: str) -> str:
    return derived_id(table, line.casefold())


def get_or_create_rep(transaction: Transaction, name: str) -> str:
    """The id of the employee with this name, ignoring letter case; a new name becomes a new employee.

    Raises BadInput for an empty name.
    """
    if not clean_name(name):
        raise BadInput("Name the employee; the name is empty.")
    return get_or_create_named(transaction, REP, name).id


def resolve_rep(transaction: Transaction, typed: str) -> str:
    """`get_or_create_rep` for what a person typed: one word of a known name is enough where only one employee has it.

    Raises NeedsHuman naming those who have it where there are several, and where a name looks like the short form of
    a known one: `Ann K.` for Ann Keller, so that nobody is entered twice.
    """
    line = clean_name(typed)
    wanted = line.casefold()
    names = reps.rep_names(transaction.connection)
    near = [name for name in names if wanted in name.casefold().split()]
    if wanted in (name.casefold() for name in names):
        return get_or_create_rep(transaction, line)
    if not near:
        longer = [name for name in names if is_short_form(line, name)]
        if longer:
            raise NeedsHuman(f"Nobody in the team is called {line}; did you mean one of these?", longer)
        return get_or_create_rep(transaction, line)
    if len(near) > 1:
        raise NeedsHuman(f"Several employees are called {line}; give the full name.", near)
    return get_or_create_rep(transaction, near[0])


def is_short_form(typed: str, name: str) -> bool:
    """Whether the words typed are those of the name, in their order, at least one of them cut short: `A. Keller`."""
    short = [word.rstrip(".") for word in typed.casefold().split()]
    whole = name.casefold().split()
    return (
        len(short) == len(whole) > 1
        and short != whole
        and all(cut and word.startswith(cut) for cut, word in zip(short, whole, strict=True))
    )


def optional_rep(transaction: Transaction, typed: str | None) -> str | None:
    """`resolve_rep`, or None where nobody is named."""
    return resolve_rep(transaction, typed) if typed and typed.strip() else None


def rep_of_actor(transaction: Transaction, book: Book) -> str | None:
    """The employee who is acting; None where no name is set."""
    return get_or_create_rep(transaction, book.actor) if book.actor.strip() else None


def rep_name(transaction: Transaction, rep_id: str | None) -> str:
    """The name of this employee; '' for none."""
    return reps.rep_name(transaction.connection, rep_id)


def newcomers(transaction: Transaction) -> tuple[str, ...]:
    """A sentence for each employee whom this act added, so that a typing error is seen at once."""
    return tuple(
        f'Added "{name}" to the team.' for name in reps.reps_added(transaction.connection, transaction.tx)
    )
