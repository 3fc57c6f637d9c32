"""Errors of a hub or its connection, one sentence each. No sentence repeats what the server says about rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused, WinbackError
from winback_tui.domain.text import clean_name

from .address import HubAddress

if TYPE_CHECKING:
    import psycopg

_UNCHANGED = "your book is unharmed, and the next sync sends what is new here"
_LONGEST = 160


class HubMoved(Exception):
    """Somebody else wrote to the hub meanwhile: look again at what is there, then try again."""


class HubSilent(Refused):
    """The server took the connection and then stopped answering."""

    def __init__(self, place: str, seconds: float) -> None:
        super().__init__(f"The hub {place} has not answered for {seconds:.0f} seconds; {_UNCHANGED}.")


def connect_fault(fault: psycopg.Error, address: HubAddress) -> WinbackError:
    """Why connecting failed. What is quoted from the driver names hosts, users and databases only."""
    import psycopg

    place = address.place
    if isinstance(fault, psycopg.ProgrammingError):
        return BadInput(
            "The address of the hub has an option that PostgreSQL does not know, or a wrong value."
        )
    if fault.pgconn is not None and fault.pgconn.needs_password:
        return NeedsHuman(
            f"The hub {place} wants a password: put it into ~/.pgpass, PGPASSWORD or a service file."
        )
    reason = _reason(str(fault))
    if fault.pgconn is not None and fault.pgconn.used_password and "password" in reason:
        return Refused(f"The hub {place} does not accept this name and password; {_UNCHANGED}.")
    if "timeout" in reason:
        reason = "it does not answer"
    return Refused(f"The hub {place} cannot be reached ({reason}); {_UNCHANGED}.")


def _reason(text: str) -> str:
    """The part of the driver's message that says why, on one line."""
    line = next((each for each in reversed(text.splitlines()) if "failed:" in each or "FATAL:" in each), text)
    for mark in ("FATAL:", "failed:", "error:"):
        line = line.rpartition(mark)[2]
    return clean_name(line.splitlines()[0] if line.strip() else "no reason was given")[:_LONGEST]


def hub_fault(fault: psycopg.Error, address: HubAddress) -> Exception:
    """The error to raise for what went wrong while the hub was in use."""
    from psycopg import errors

    place = address.place
    match fault:
        case errors.DeadlockDetected() | errors.SerializationFailure():
            return HubMoved()
        case errors.UndefinedTable() | errors.UndefinedColumn() | errors.InvalidSchemaName():
            return no_hub(address)
        case errors.InsufficientPrivilege():
            return Refused(
                f"This login may not do that on the hub {place}; ask its administrator for the role"
                f" {address.schema}_write. {_UNCHANGED.capitalize()}."
            )
        case errors.LockNotAvailable():
            return Refused(f"Others are writing to the hub {place} just now; {_UNCHANGED}.")
        case errors.QueryCanceled():
            return Refused(f"The hub {place} took too long and gave up; {_UNCHANGED}.")
        case errors.ReadOnlySqlTransaction():
            return Refused(
                f"The hub {place} accepts no changes just now because it is a standby; {_UNCHANGED}."
            )
        case errors.DiskFull() | errors.OutOfMemory():
            return Refused(
                f"The hub {place} has no room left; tell its administrator. {_UNCHANGED.capitalize()}."
            )
    if fault.sqlstate is None or fault.sqlstate[:2] in ("57", "08"):
        return Refused(f"The connection to the hub {place} broke off; {_UNCHANGED}.")
    return Refused(f"The hub {place} refused with code {fault.sqlstate}; {_UNCHANGED}.")


def no_hub(address: HubAddress) -> Refused:
    """The server is there, but nobody made a hub of it."""
    return Refused(
        f"{address.place} has no hub; its administrator makes one with 'winback hub init URL', or this login"
        f" lacks the roles {address.schema}_write and {address.schema}_read."
    )
