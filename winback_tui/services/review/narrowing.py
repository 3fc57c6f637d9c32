"""Whose accounts a review covers, as people type it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.errors import BadInput
from winback_tui.store.accounts.reps import owner_names
from winback_tui.store.summary.review.accounts import segment_names

_MOST_NAMED = 8
"""At most this many names are listed when one is unknown."""


class ReviewNarrowing(NamedTuple):
    """Whose accounts are reviewed: of one owner, segment and class (A, B or C), as people type them; '' is any."""

    owner: str = ""
    segment: str = ""
    abc: str = ""

    @property
    def words(self) -> str:
        """`Ann Lee · mills · class A`."""
        parts = (self.owner, self.segment, f"class {self.abc}" if self.abc else "")
        return " · ".join(each for each in parts if each)


EVERYBODY = ReviewNarrowing()


def as_in_book(connection: sqlite3.Connection, only: ReviewNarrowing) -> ReviewNarrowing:
    """The same in the book's spelling. Raises BadInput for an unknown name."""
    return ReviewNarrowing(
        _known("owner", only.owner, owner_names(connection) if only.owner else ()),
        _known("segment", only.segment, segment_names(connection) if only.segment else ()),
        _known("class", only.abc, CLASSES),
    )


def _known(what: str, typed: str, names: Iterable[str]) -> str:
    if not typed:
        return ""
    found = sorted(each for each in names if each)
    for name in found:
        if name.casefold() == typed.strip().casefold():
            return name
    some = f"; choose one of {', '.join(found[:_MOST_NAMED])}" if found else ""
    raise BadInput(f"No {what} is called '{typed[:40]}'{some}.")
