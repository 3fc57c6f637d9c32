"""The laptops of a team: who sits at each, how complete its copy is, which erasures it has confirmed."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import new_id
from winback_tui.domain.text import clean_name
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.store.file.site import kept_about
from winback_tui.store.log.chain import extend_chain
from winback_tui.store.read import plain_rows
from winback_tui.store.settings.settings import settings_under

from .bundle.source import Source
from .merge.changes import clean_value
from .merge.vectors import vector_of

RETIRED = "laptop_retired:"
"""Settings of this prefix name laptops that are no longer used, and who said so."""


@dataclass(frozen=True, slots=True)
class Member:
    """A laptop as this book knows it.

    `at`: when it last reported, UTC milliseconds. `unconfirmed`: erasures that it is not known to have met.
    `behind`: changes of this book that it is not known to have.
    """

    id: str
    person: str
    machine: str
    at: int
    behind: int
    unconfirmed: int
    retired: bool
    ours: bool
    hub: bool
    """Whether it is a hub, which writes nothing of its own and so is no site, and not somebody's laptop."""


def laptop_id(book_path: Path, make: bool = True) -> str:
    """The id of this laptop for this book, kept outside the book; kept on first use if `make`. Raises Refused."""
    record = kept_about(book_path, "laptops")
    with contextlib.suppress(OSError):
        known = record.read_text(encoding="ascii").strip()
        if known:
            return known
    made = new_id()
    if not make:
        return made
    try:
        make_private_folder(record.parent)
        save_text(record, f"{made}\n")
    except OSError as fault:
        raise Refused(f"{record.parent} cannot be written: {fault.strerror}; nothing was changed.") from fault
    return made


def speak(connection: sqlite3.Connection, laptop: str, person: str, now_ms: int) -> None:
    """Write this laptop's report for the others: how complete its copy is now, and the digests that prove it."""
    extend_chain(connection)
    site = plain_rows(connection, "SELECT site FROM state").fetchone()[0]
    machine = clean_name(os.environ.get("WINBACK_MACHINE") or platform.node()) or "laptop"
    plain_rows(
        connection,
        "INSERT INTO laptop (id, site, person, machine, beat, at, vector) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6)"
        " ON CONFLICT (id) DO UPDATE SET site = ?2, person = ?3, machine = ?4, beat = beat + 1, at = ?5, vector = ?6",
        (laptop, site, person, machine, now_ms, json.dumps(vector_of(connection))),
    )


def speak_if_new(connection: sqlite3.Connection, laptop: str, person: str, now_ms: int) -> None:
    """Call `speak` where this laptop has more than when it last reported."""
    row = plain_rows(connection, "SELECT vector FROM laptop WHERE id = ?", (laptop,)).fetchone()
    if row is None or vector_from(row[0]) != vector_of(connection):
        speak(connection, laptop, person, now_ms)


def take_laptops(connection: sqlite3.Connection, source: Source) -> None:
    """Copy the newest report of each laptop."""
    if not source.has("laptop"):
        return
    for row in plain_rows(
        source.connection, "SELECT id, site, person, machine, beat, at, vector FROM laptop"
    ):
        laptop, site, person, machine, beat, at, vector = row
        plain_rows(
            connection,
            "INSERT INTO laptop (id, site, person, machine, beat, at, vector) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
            " ON CONFLICT (id) DO UPDATE SET site = ?2, person = ?3, machine = ?4, beat = ?5, at = ?6, vector = ?7"
            " WHERE excluded.beat > laptop.beat",
            (laptop, site, clean_value(person), clean_value(machine), beat, at, vector),
        )


def members(connection: sqlite3.Connection, ours: str) -> list[Member]:
    """Every laptop of the team, this one first, then by person."""
    mine = vector_of(connection)
    retired = settings_under(connection, RETIRED)
    erasures = [
        (row[0], row[1])
        for row in plain_rows(connection, "SELECT site, seq FROM cell WHERE col = '!'").fetchall()
    ]
    found = []
    for laptop, site, person, machine, at, vector in plain_rows(
        connection, "SELECT id, site, person, machine, at, vector FROM laptop ORDER BY person, machine, id"
    ):
        theirs = mine if laptop == ours else vector_from(vector)
        found.append(
            Member(
                laptop,
                person,
                machine,
                at,
                sum(max(0, last - theirs.get(site, 0)) for site, last in mine.items()),
                sum(theirs.get(site, 0) < seq for site, seq in erasures),
                laptop in retired,
                laptop == ours,
                not site,
            )
        )
    return sorted(found, key=lambda member: not member.ours)


def common_vector(connection: sqlite3.Connection, ours: str) -> dict[str, int]:
    """The vector that every laptop in use is known to have; a delta from here suits all of them."""
    retired = settings_under(connection, RETIRED)
    vectors = [
        vector_from(row[1])
        for row in plain_rows(connection, "SELECT id, vector FROM laptop")
        if row[0] != ours and row[0] not in retired
    ]
    if not vectors:
        return {}
    common = {site: min(vector.get(site, 0) for vector in vectors) for site in vectors[0]}
    return {site: last for site, last in common.items() if last}


def vector_from(text: str) -> dict[str, int]:
    """Read a stored vector; an invalid one counts as empty."""
    try:
        vector = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(vector, dict):
        return {}
    return {str(site): last for site, last in vector.items() if isinstance(last, int)}
