"""The mark of gates that somebody passed on a written reason: on every screen of the case (playbook M10)."""

from __future__ import annotations

from collections.abc import Iterable

from winback_tui.tui.drawing.columns import Cell


def override_mark(rules: Iterable[str]) -> tuple[Cell, ...]:
    """` · M10 overridden` for each rule, for the line above a list."""
    cells: list[Cell] = []
    for rule in rules:
        cells += [" · ", (f"{rule} overridden", "warn")]
    return tuple(cells)
