"""Additive steps from one schema to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def scripts() -> list[str]:
    """The names of the frozen scripts of all schemas, in order: all that an empty book needs."""
    return sorted(each.name for each in _FOLDER.glob("*.sql"))


def statements(script: str) -> Iterator[str]:
    """The statements of a frozen SQL script in this folder."""
    text = (_FOLDER / script).read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            yield statement
