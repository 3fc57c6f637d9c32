"""Known systems: one small TOML file each, in a group of `systems/` here, or in the user's own folder.

name = "Shopify orders"            # for people
source = "shopify"                 # orders are identified within a source
what = "orders"                    # or "accounts"
match = ["Name", "Lineitem name"]  # headers that must all be there
any = ["Paid at"]                  # and one of these, if given
lines = "sum"                      # or "whole": every line repeats the money of its order
dates = "dmy"                      # decides only where the rows leave day and month open
deals = true                       # only won deals are orders
only = { column = "CompteNum", starts = ["411"] }   # other rows are not sales
delivered = { column = "Fulfillment", says = ["fulfilled"] }   # such an order counts before it is paid
trap = "..."                       # what to watch for, shown to the user

[columns]                          # field = header, or headers in order of preference
account = ["Company", "First name + Last name"]     # the first that is not blank, row by row
[kinds]
"awaiting payment" = "pending"     # order, credit, cancelled, pending, quote, other
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput

from .data_files import read_grouped
from .fields import FIELDS
from .headers import Header, phrase

_KINDS = ("order", "credit", "cancelled", "pending", "quote", "other")


@dataclass(frozen=True, slots=True)
class System:
    """One known layout. Headers are kept as `wording.phrase` gives them."""

    name: str
    source: str
    what: str
    match: frozenset[str]
    any: frozenset[str] = frozenset()
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    lines: str = ""
    dates: str = ""
    deals: bool = False
    only_column: str = ""
    only_starts: tuple[str, ...] = ()
    delivered_column: str = ""
    delivered_says: frozenset[str] = frozenset()
    trap: str = ""

    def fits(self, headers: frozenset[str]) -> bool:
        """Whether all the headers it needs are present."""
        return self.match <= headers and (not self.any or bool(self.any & headers))

    def places(self, heads: Sequence[Header]) -> dict[str, int]:
        """Field -> column, the first of its headers that is present; the account is left to `accounts`."""
        at = positions(heads)
        found: dict[str, int] = {}
        for name, headers in self.columns.items():
            here = next((at[h] for h in headers if h in at), None)
            if here is not None and (name != "account" or here not in found.values()):
                found[name] = here
        return found

    def delivery(self, heads: Sequence[Header]) -> tuple[int, frozenset[str]] | None:
        """The column of the delivery state and the words for dispatched goods; None without that column."""
        at = positions(heads).get(self.delivered_column)
        return None if at is None else (at, self.delivered_says)

    def accounts(self, heads: Sequence[Header]) -> tuple[tuple[int, ...], ...]:
        """Columns for the account's name, in order of preference; a pair is joined."""
        at = positions(heads)
        chain: list[tuple[int, ...]] = []
        for wish in self.columns.get("account", ()):
            parts = [p.strip() for p in wish.split("+")] if "+" in wish else [wish]
            if all(p in at for p in parts):
                chain.append(tuple(at[p] for p in parts))
        return tuple(chain)


def positions(heads: Sequence[Header]) -> dict[str, int]:
    """Header phrase -> its first column."""
    at: dict[str, int] = {}
    for place, head in enumerate(heads):
        at.setdefault(phrase(head.raw), place)
    return at


def recognise(heads: Sequence[Header], folders: Sequence[Path] = ()) -> System | None:
    """The most specific known system that these headers fit; the user's own before those of the package."""
    there = frozenset(phrase(h.raw) for h in heads)
    for group in (*map(_own, folders), _package()):
        fitting = [s for s in group if s.fits(there)]
        if fitting:
            return max(fitting, key=lambda s: len(s.match) + bool(s.any))
    return None


@lru_cache(maxsize=1)
def _package() -> tuple[System, ...]:
    return tuple(system_of(name, data) for name, data in read_grouped("systems"))


def _own(folder: Path) -> tuple[System, ...]:
    found = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            data = tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
            raise BadInput(f"The system file '{file.name}' cannot be read: {problem}.") from None
        found.append(system_of(file.name, data))
    return tuple(found)


def system_of(file: str, data: Mapping[str, Any]) -> System:
    """A system from its TOML data; raises BadInput that names the file and what is wrong."""
    columns = {name: _phrases(wishes) for name, wishes in data.get("columns", {}).items()}
    if unknown := next((f for f in columns if f not in FIELDS), ""):
        raise BadInput(f"The system file '{file}' maps to '{unknown}', which is not a field.")
    kinds = {phrase(word): kind for word, kind in data.get("kinds", {}).items()}
    if wrong := next((k for k in kinds.values() if k not in _KINDS), ""):
        raise BadInput(f"The system file '{file}' names the kind '{wrong}'; use one of {', '.join(_KINDS)}.")
    only, delivered = data.get("only", {}), data.get("delivered", {})
    try:
        return System(
            name=data["name"],
            source=data["source"],
            what=data["what"],
            match=frozenset(map(phrase, data["match"])),
            any=frozenset(map(phrase, data.get("any", ()))),
            columns=columns,
            kinds=kinds,
            lines=data.get("lines", ""),
            dates=data.get("dates", ""),
            deals=bool(data.get("deals", False)),
            only_column=phrase(only.get("column", "")),
            only_starts=tuple(only.get("starts", ())),
            delivered_column=phrase(delivered.get("column", "")),
            delivered_says=frozenset(map(phrase, delivered.get("says", ()))),
            trap=data.get("trap", ""),
        )
    except KeyError as missing:
        raise BadInput(f"The system file '{file}' lacks '{missing.args[0]}'.") from None


def _phrases(wishes: str | Sequence[str]) -> tuple[str, ...]:
    listed = [wishes] if isinstance(wishes, str) else wishes
    return tuple(" + ".join(phrase(part) for part in w.split("+")) if "+" in w else phrase(w) for w in listed)
