"""People as cards for an address book (vCard 3.0, RFC 2426)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

LINE_BYTES = 75
"""A line of the file holds at most this many bytes; longer ones continue after a line end and a space."""


class CardOfPerson(Protocol):
    """What a card contains."""

    @property
    def uid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def firm(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def note(self) -> str: ...


def cards_file(people: Iterable[CardOfPerson]) -> bytes:
    """The people as .vcf in UTF-8, one card after the other."""
    return b"".join(_card(person) for person in people)


def _card(person: CardOfPerson) -> bytes:
    given, _, family = person.name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{_escaped(person.uid)}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"FN:{_escaped(person.name)}",
        f"ORG:{_escaped(person.firm)}",
    ]
    for label, text in (
        ("TITLE", person.role),
        ("TEL;TYPE=WORK,VOICE", person.phone),
        ("EMAIL;TYPE=INTERNET,WORK", person.email),
        ("NOTE", person.note),
    ):
        if text:
            lines.append(f"{label}:{_escaped(text)}")
    lines.append("END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return safe.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, never splitting a character."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        more = letter.encode("utf-8", "replace")
        if len(piece) + len(more) > LINE_BYTES - (1 if pieces else 0):
            pieces.append(piece)
            piece = b""
        piece += more
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
