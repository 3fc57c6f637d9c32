"""A drawing as one SVG element, its words escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from winback_tui.output.guard import one_line

from .drawing import Drawing

_CELL_W, _CELL_H = 8, 16
INK = "#2f6f8f"
"""The colour of what is drawn, which shows on white and on black; a page may lighten it on black."""
_LEAST_DOT, _MOST_DOT = 1.5, 6


def as_svg(drawing: Drawing) -> str:
    """The drawing as an element of its own."""
    width, height = drawing.width * _CELL_W, drawing.height * _CELL_H
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}"'
        f' font-family="monospace" font-size="13"><title>{escape(one_line(drawing.title))}</title>'
    )
    return "".join([head, *_shapes(drawing), *_words(drawing), "</svg>"])


def _shapes(drawing: Drawing) -> Iterator[str]:
    for bar in drawing.bars:
        gap = 2 if bar.height == 1 else 0
        yield (
            f'<rect x="{bar.x * _CELL_W:g}" y="{bar.y * _CELL_H + gap:g}" width="{bar.width * _CELL_W:g}"'
            f' height="{bar.height * _CELL_H - 2 * gap:g}" fill="{INK}"/>'
        )
    for line in drawing.lines:
        points = " ".join(f"{x * _CELL_W:g},{y * _CELL_H:g}" for x, y in line.points)
        yield f'<polyline points="{points}" fill="none" stroke="{INK}" stroke-width="2"/>'
        for x, y in line.points:
            yield f'<circle cx="{x * _CELL_W:g}" cy="{y * _CELL_H:g}" r="2.5" fill="{INK}"/>'
    for dot in drawing.dots:
        radius = _LEAST_DOT + (_MOST_DOT - _LEAST_DOT) * dot.size
        yield (
            f'<circle cx="{(dot.x + 0.5) * _CELL_W:g}" cy="{(dot.y + 0.5) * _CELL_H:g}" r="{radius:.1f}"'
            f' fill="{INK}"/>'
        )
    for box in drawing.boxes:
        yield (
            f'<rect x="{box.x * _CELL_W + 2}" y="{box.y * _CELL_H + 2}" width="{box.width * _CELL_W - 4}"'
            f' height="{box.height * _CELL_H - 4}" rx="4" fill="{INK}" fill-opacity="{box.weight * 0.4:.2f}"'
            f' stroke="{INK}"/>'
        )


def _words(drawing: Drawing) -> Iterator[str]:
    for words in drawing.words:
        yield (
            f'<text x="{words.x * _CELL_W}" y="{(words.y + 1) * _CELL_H - 4}" fill="currentColor"'
            f' xml:space="preserve">{escape(one_line(words.text))}</text>'
        )
