"""The last day that a book's model is fitted to: it depends on the orders alone, never on when it was fitted."""

from __future__ import annotations

from datetime import date, timedelta

YOUNG_DAYS = 180
"""In a book with fewer days of orders than this, every new one teaches the model something."""


def fit_day(first: date | None, data_day: date) -> date:
    """The last day whose orders the model learns from, in a book of orders from `first` to `data_day`.

    The end of the month before, so that the orders of the current month need no new fit; in a young book the data
    day itself. In replays of two real books such a model ranks as well as one fitted on the data day, and as well
    as one fitted every week.
    """
    if first is None or (data_day - first).days < YOUNG_DAYS:
        return data_day
    return data_day.replace(day=1) - timedelta(days=1)
