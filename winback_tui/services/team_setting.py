"""What a setting in the book is, whatever it is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _fits(connection: sqlite3.Connection) -> None:
    """Most settings stand for themselves."""


@dataclass(frozen=True, slots=True)
class TeamSetting:
    """A setting in the book: `reads` what a user types into what is kept, `says` it back.

    `fits` looks at it beside the others once it is kept, and raises BadInput where they contradict.
    """

    name: str
    about: str
    usual: Any
    reads: Callable[[str], Any]
    says: Callable[[Any], str] = str
    fits: Callable[[sqlite3.Connection], None] = _fits
