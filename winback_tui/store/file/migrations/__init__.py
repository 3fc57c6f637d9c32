"""Additive steps from one schema to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def statements(script: str) -> Iterator[str]:
    """The statements of a frozen SQL script in this folder."""
    text = (Path(__file__).parent / script).read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            yield statement
