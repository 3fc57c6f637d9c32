"""A correction for the whole book: its recent level, and what the same weeks of earlier years add."""

from __future__ import annotations

from collections.abc import Mapping

_SETTLED = 180
"""A book can show a season this many days after its first order: before that, every account looks new."""
_YEAR = 365
_LATEST = 13 * 30
_HALF_LIFE = 120.0
_NEIGHBOURS = 30
_DOUBT = 1.0
"""The belief that the views are right on the whole counts as much as this many windows of 90 days."""
_SEASON_DOUBT = 0.5
"""The belief that all weeks of the year are alike counts as much as this many years."""
_FURTHEST = 1.5
"""Log odds; a book that seems further off than this differs from the views in more than its level."""

Errors = Mapping[int, tuple[float, float]]


def level_of(errors: Errors, first: int, today: int) -> float:
    """The log odds to add to every account of the book on `today`.

    `errors`: per replayed day, what the views missed (log odds) and how surely (inverse variance). Their mean over
    the latest year, the newer ones counting more, is trusted more the longer that time is. Once the same weeks of
    an earlier year had half a year of history before them, most of their difference from the year around them is
    added.
    """
    latest = {
        day: (error, weight * 0.5 ** ((today - day) / _HALF_LIFE))
        for day, (error, weight) in errors.items()
        if today - day <= _LATEST
    }
    if not latest:
        return 0.0
    windows = (max(latest) - min(latest)) / 90 + 1
    level = _mean(latest) * windows / (windows + _DOUBT) + _season(errors, first, today)
    return max(-_FURTHEST, min(_FURTHEST, level))


def _season(errors: Errors, first: int, today: int) -> float:
    settled = {day: error for day, error in errors.items() if day - first >= _SETTLED}
    stood_out = []
    for years in (1, 2):
        then = today - years * _YEAR
        same_weeks = {day: error for day, error in settled.items() if abs(day - then) <= _NEIGHBOURS}
        year_round = {day: error for day, error in settled.items() if then - 182 <= day <= then + 300}
        if same_weeks and then >= first + _SETTLED:
            stood_out.append(_mean(same_weeks) - _mean(year_round))
    return sum(stood_out) / (len(stood_out) + _SEASON_DOUBT)


def _mean(errors: Errors) -> float:
    surely = sum(weight for _, weight in errors.values())
    return sum(error * weight for error, weight in errors.values()) / surely if surely else 0.0
