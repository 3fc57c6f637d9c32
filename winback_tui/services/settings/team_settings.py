"""What a setting in the book consists of, and the limits among them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from winback_tui.domain.account.abc_class import USUAL_LIMITS, check_limits
from winback_tui.domain.account.lateness import BUCKETS
from winback_tui.domain.account.signs import CADENCE
from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean_line
from winback_tui.store.settings.settings import CADENCE_SETTING
from winback_tui.store.write import Transaction


def _fits(connection: sqlite3.Connection) -> None:
    """The default `fits`: most settings do not depend on others."""


def _nothing_else(transaction: Transaction, value: Any) -> str:
    """The default `then`: most settings change nothing else."""
    return ""


@dataclass(frozen=True, slots=True)
class TeamSetting:
    """A setting in the book: `reads` turns typed text into the stored value, `says` turns it back into text.

    `fits` compares it with the others once it is written, and raises BadInput where they conflict. `then` does what
    else follows from the choice, in the same act, and returns it in words.
    """

    name: str
    about: str
    usual: Any
    reads: Callable[[str], Any]
    says: Callable[[Any], str] = str
    fits: Callable[[sqlite3.Connection], None] = _fits
    then: Callable[[Transaction, Any], str] = _nothing_else


def _abc_limits(values: tuple[int, ...]) -> None:
    check_limits(values)  # type: ignore[arg-type]


def _age_buckets(values: tuple[int, ...]) -> None:
    if not 1 <= len(values) <= 9 or list(values) != sorted(set(values)) or values[0] < 1:
        raise BadInput(f"The age buckets {_words(values)} must be rising numbers of days; write 90/180/360.")


def _cadence(values: tuple[int, ...]) -> None:
    if len(values) != 3 or list(values) != sorted(values) or not 1 <= values[0] <= values[-1] <= 3_660:
        raise BadInput(
            f"The contact cadence {_words(values)} must be days for classes A, B and C, none shorter than the one"
            " before; write 45/90/180."
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """A named limit: what it is for, its defaults, and the rule for its values."""

    name: str
    about: str
    usual: tuple[int, ...]
    check: Callable[[tuple[int, ...]], None]


LIMITS: Mapping[str, Limit] = {
    limit.name: limit
    for limit in (
        Limit("abc limits", "Percent of all value held by classes A, B and C.", USUAL_LIMITS, _abc_limits),
        Limit(
            "age buckets",
            "Days without an order; after the last of them an account counts as sleeping.",
            BUCKETS,
            _age_buckets,
        ),
        Limit(
            CADENCE_SETTING,
            "Days without a contact after which accounts of class A, B and C are to be called.",
            CADENCE,
            _cadence,
        ),
    )
}


def parse_setting(limit: Limit, typed: str) -> tuple[int, ...]:
    """The values in `80/15/5`, also with commas or spaces. Raises BadInput."""
    parts = [part for part in re.split(r"[/,; ]+", clean_line(typed)) if part]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise BadInput(
            f"'{clean_line(typed)[:40]}' cannot be read as limits; write them as {_words(limit.usual)}."
        )
    values = tuple(int(part[:9]) for part in parts)
    limit.check(values)
    return values


def _words(values: tuple[int, ...]) -> str:
    return "/".join(str(value) for value in values)


def write_setting(transaction: Transaction, name: str, value: Any) -> None:
    """Write the team's setting of this name; None resets it."""
    known = transaction.find("setting", name)
    if value is None:
        if known is not None:
            transaction.delete("setting", name)
        return
    text = json.dumps(value, ensure_ascii=False)
    if known is None:
        transaction.insert("setting", id=name, value=text)
    else:
        transaction.update("setting", name, value=text)
