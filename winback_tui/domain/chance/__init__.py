"""The risk that an account is lost: fit once a month of orders, score every account by its data day.

    model = fit(histories, fit_day(first, data_day))   # a seeded sample of the book is enough
    trail = trail_of(days, amounts)                    # once per account, whenever its orders change
    chances = score(model, trail, today, segment)      # any day, without the orders

Order days only: returns, credits, cancelled, quoted and zero orders never enter (playbook M11, B2). For a list
as of a past day, fit and trail must see only the orders up to that day.
"""

from __future__ import annotations

from .fit import fit
from .fit_day import YOUNG_DAYS, fit_day
from .model import Model
from .sample import Sample, SampleLimits, limits_of
from .score import Chances, own_horizon, score
from .trail import OrderHistory, Trail, trail_of

__all__ = [
    "YOUNG_DAYS",
    "Chances",
    "Model",
    "OrderHistory",
    "Sample",
    "SampleLimits",
    "Trail",
    "fit",
    "fit_day",
    "limits_of",
    "own_horizon",
    "score",
    "trail_of",
]
