"""Minimising a function of a few parameters without derivatives (Nelder and Mead, 1965)."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def minimum(
    function: Callable[[Sequence[float]], float],
    start: Sequence[float],
    step: float = 0.5,
    calls: int = 240,
    close: float = 0.02,
) -> list[float]:
    """A point near which `function` is least.

    `calls` bounds the evaluations; the search ends earlier when the corners of the simplex differ by less than
    `close` in value.
    """
    corners = [list(start)]
    for axis in range(len(start)):
        corner = list(start)
        corner[axis] += step
        corners.append(corner)
    rated = sorted((function(corner), corner) for corner in corners)
    used = len(rated)
    while used < calls and rated[-1][0] - rated[0][0] > close:
        worst_value, worst = rated[-1]
        centre = [
            sum(axis) / (len(rated) - 1) for axis in zip(*(corner for _, corner in rated[:-1]), strict=True)
        ]

        def along(
            way: float, centre: list[float] = centre, worst: list[float] = worst
        ) -> tuple[float, list[float]]:
            point = [middle + way * (middle - old) for middle, old in zip(centre, worst, strict=True)]
            return function(point), point

        tried = along(1.0)
        used += 1
        if tried[0] < rated[0][0]:
            tried = min(tried, along(2.0))
            used += 1
        elif tried[0] >= rated[-2][0]:
            tried = min(tried, along(0.5 if tried[0] < worst_value else -0.5))
            used += 1
        if tried[0] < worst_value:
            rated[-1] = tried
        else:
            best = rated[0][1]
            shrunk = [[(a + b) / 2 for a, b in zip(best, corner, strict=True)] for _, corner in rated[1:]]
            rated[1:] = [(function(corner), corner) for corner in shrunk]
            used += len(shrunk)
        rated.sort()
    return rated[0][1]
