"""The data day: up to which day the orders are known. Days without an order count to it: waiting changes no figure.

A new order, or a newer import, moves it on; a day that passes does not. Follow-ups and due dates go by the
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
"""Pauses from which a book shows how long it usually goes without any order; a week is assumed before."""
_WEEK = 7
_USUAL = 0.9
"""The share of pauses that a usual one may be as long as: weekends are usual, the summer holidays are not."""


class OrderImport(NamedTuple):
    """The day on which a file of orders was imported, and its newest order."""

    on: date
    last_order: date


def usual_pause(order_days: Sequence[date]) -> int:
    """The most days from one order day of a whole book to the next that are still usual for it.

    `order_days` are the rising distinct days of a year or less. Nine in ten of the pauses are at most this long.
    """
    pauses = sorted((later - day).days for day, later in pairwise(order_days))
    if len(pauses) < _LEAST_PAUSES:
        return _WEEK
    return pauses[int(_USUAL * (len(pauses) - 1))]


def known_until(file: OrderImport, order_days: Callable[[date], Sequence[date]]) -> date:
    """The day up to which the orders are known by one import.

    That is its own day where its newest order is as fresh as the book usually is, else the day of that order: then
    the export was an old one, or an incomplete one. `order_days(day)` gives the distinct order days of the whole
    book in the year up to `day`; it is asked only where a pause of more than a day has to be judged.
    """
    pause = (file.on - file.last_order).days
    if pause <= 1 or pause <= usual_pause(order_days(file.last_order)):
        return file.on
    return file.last_order


def data_day(today: date, known: Iterable[date]) -> date:
    """The latest of the days that orders are `known` up to, but not after `today`; today in a book without any.

    `today` may be a day in the past that the book is looked at from.
    """
    return min(today, max(known, default=today))


def is_old(day: date, today: date) -> bool:
    """Whether newer data should be imported before the figures are believed."""
    return (today - day).days > OLD_DAYS
