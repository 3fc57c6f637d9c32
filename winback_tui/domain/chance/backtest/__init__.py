"""How accurate is the list? A book's own past judged with what was known then.

    told = replay(histories, cut)                      # Replay, or TooLittle with one sentence why not
    told.rankings[0].top_hits                          # "of the 40 accounts on top, 31 stayed away"

Only what came before the cut is shown to the model; what came after it decides who was right.
"""

from __future__ import annotations

from .cut import TooLittle, possible_cuts
from .measures import Bin, area_under_curve, calibration_error, reliability, skill
from .rankings import AT_STAKE, DAYS_SINCE, GAPS, LIST, Ranking
from .replay import Replay, replay

__all__ = [
    "AT_STAKE",
    "DAYS_SINCE",
    "GAPS",
    "LIST",
    "Bin",
    "Ranking",
    "Replay",
    "TooLittle",
    "area_under_curve",
    "calibration_error",
    "possible_cuts",
    "reliability",
    "replay",
    "skill",
]
