"""How probable it is that an account is gone: fit once per import, score every account every day.

    model = fit(histories, today)                      # a seeded sample of the book is enough
    trail = trail_of(days, amounts)                    # once per account, whenever its orders change
    chances = score(model, trail, today, segment)      # any day, without the orders

Order days only: returns, credits, cancelled, quoted and zero orders never enter (playbook M11, B2). For a list
as of a past day, fit and trail must see only the orders up to that day.
"""

from __future__ import annotations

from .chances import Chances
from .fit import fit
from .model import Model
from .sample import Sample
from .score import own_horizon, score
from .trail import OrderHistory, Trail, trail_of

__all__ = ["Chances", "Model", "OrderHistory", "Sample", "Trail", "fit", "own_horizon", "score", "trail_of"]
