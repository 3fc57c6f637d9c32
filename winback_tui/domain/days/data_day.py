"""The data day: the last day the orders are known for. Days without an order are counted to it.

A new order, or a newer import, moves it on; the passing of a day does not. Follow-ups and due dates go by the
calendar instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

OLD_DAYS = 7
"""Data that ends longer ago than this is called old, and newer data is asked for."""
PAUSES_LOOKED_AT = timedelta(days=365)
_LEAST_PAUSES = 10
"""With at least this many pauses a book shows its usual one; with fewer, a week is assumed."""
_WEEK = 7
_USUAL = 0.9
"""This share of all pauses, the shortest, counts as usual: weekends are usual, the summer holidays are not."""


class OrderImport(NamedTuple):
    """The day on which a file of orders was imported, and its newest order."""

    on: date
    last_order: date


def usual_pause(order_days: Sequence[date]) -> int:
    """The most days between two order days of a whole book that are still usual for it.

    `order_days` are the rising distinct days of a year or less. Nine in ten of the pauses are at most this long.
    """
    pauses = sorted((later - day).days for day, later in pairwise(order_days))
    if len(pauses) < _LEAST_PAUSES:
        return _WEEK
    return pauses[int(_USUAL * (len(pauses) - 1))]


def known_until(file: OrderImport, order_days: Callable[[date], Sequence[date]]) -> date:
    """The last day that one import covers.

    That is the day of the import where its newest order is as fresh as the book usually is, else the day of that
    order: the export was then old or incomplete. `order_days(day)` gives the distinct order days of the whole book
    in the year up to `day`; it is called only where a pause of more than a day has to be judged.
    """
    pause = (file.on - file.last_order).days
    if pause <= 1 or pause <= usual_pause(order_days(file.last_order)):
        return file.on
    return file.last_order


def data_day(today: date, known: Iterable[date]) -> date:
    """The latest of the days in `known`, but not after `today`; today in a book without any.

    `today` may be a past day as of which the book is viewed.
    """
    return min(today, max(known, default=today))


def is_old(day: date, today: date) -> bool:
    """Whether newer data should be imported before the figures are believed."""
    return (today - day).days > OLD_DAYS
