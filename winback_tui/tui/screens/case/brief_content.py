"""The brief as it is drawn, on its own screen and next to lists."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from winback_tui.output.wrapping import wrap_words
from winback_tui.services.contacts.briefing import Brief
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import linked, say

TONES = {"Don't say": "bad", "Blocked by": "warn", "Promised and offered": "accent"}


BESIDE = (
    "Who",
    "Last contacts",
    "Promised and offered",
    "Next",
    "What happened",
    "What they ask for",
    "Blocked by",
)
"""The parts shown next to a list, the most needed first: not all of them fit."""
HEADINGS = 22
"""Cells for the headings where they stand before the lines."""
SIDE_BY_SIDE = 98
"""Cells from which they do; below, the lines need them all."""


def brief_content(brief: Brief, width: int) -> Content:
    """The whole brief in `width` cells; whose it is stands above it."""
    if width < SIDE_BY_SIDE:
        return _parts(brief.parts, brief.ways)
    cells: list[Cell] = []
    for heading, lines in brief.parts:
        tone, before = TONES.get(heading, ""), heading
        for line in lines:
            for wrapped in wrap_words(line, width - HEADINGS - 2, "· ", "  ", measure=width_of):
                cells += [(fit(before, HEADINGS), "accent"), (f"{wrapped}\n", tone)]
                before = ""
        cells.append("\n")
    return linked(say(*cells), brief.ways)


def brief_pane(brief: Brief) -> Content:
    """The parts for the pane next to a list, which has its own title."""
    known = dict(brief.parts)
    return _parts(tuple((heading, known[heading]) for heading in BESIDE if heading in known), brief.ways)


def _parts(parts: Sequence[tuple[str, tuple[str, ...]]], ways: Sequence[str]) -> Content:
    cells: list[Cell] = []
    for heading, lines in parts:
        cells.append((f"{heading}\n", "muted"))
        tone = TONES.get(heading, "")
        for line in lines:
            text = f"· {line}\n"
            cells.append((text, tone) if tone else text)
    return linked(say(*cells), ways)
