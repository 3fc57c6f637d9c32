"""Decisions about a file by a person, a rules file or a known system; everything else is worked out from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """Decisions that hold whatever the file seems to say. Empty means: work it out.

    `columns` maps a header (or `#3`, the third column) to a field, or to `-` to leave it out. `date` is the
    id of a date format (`dmy/`), `decimal` is `.` or `,`, `lines` is `sum` (every line carries its own
    money) or `whole` (every line repeats the money of the order), `kinds` maps a status to a kind.
    `same` is `yes` where its orders are those that the book has under other numbers, `no` where they are not.
    `repeats` is `all` where rows that are the same in every cell are separate sales, `once` where they are repeats.
    `signs` is `turned` where sales are written below zero, `kept` where they are not.
    `amounts` is `none` when there is no money and only order days count. `remembered` names those that
    come from a rules file: rows that clearly say otherwise override them.
    """

    source: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    decimal: str = ""
    currency: str = ""
    lines: str = ""
    fill: str = ""
    what: str = ""
    amounts: str = ""
    signs: str = ""
    same: str = ""
    repeats: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    remembered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOption:
    """One answer: `value` for the machine, `text` for the person."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """Something that only a person knows. The first option is the likeliest.

    `must` questions have to be answered before the rows can be read; the others name a guess that holds
    until somebody corrects it.
    """

    id: str
    text: str
    options: tuple[ImportOption, ...]
    must: bool = True
