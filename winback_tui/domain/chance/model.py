"""The fitted parameters of the model of one book."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from .signs import SIGNS
from .views import CountView, GapView

_ZEROS = (0.0,) * len(SIGNS)
_ONES = (1.0,) * len(SIGNS)


@dataclass(frozen=True, slots=True)
class Correction:
    """What replaying the book's own past taught beyond the two views, in log odds.

    `level`: added to every account (with the season, see `season`); `slope`: stretches both views; `tilt`:
    from the count view to the gap view; `weights`: of the signs, scaled by `means` and `spreads`; `few`:
    added to accounts with one and with two order days, which have no signs; `third`: log odds of less than a
    third of the usual money although something comes.
    """

    level: float = 0.0
    slope: float = 0.0
    tilt: float = 0.0
    weights: tuple[float, ...] = _ZEROS
    means: tuple[float, ...] = _ZEROS
    spreads: tuple[float, ...] = _ONES
    few: tuple[float, float] = (0.0, 0.0)
    third: tuple[float, ...] = (-2.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that `score` needs besides the account itself; about a kilobyte as JSON.

    `paces`: per segment with enough accounts, how much longer its log gaps are than the book's. `accounts`:
    how many the views were learnt from. `replayed`: how many past judgements the correction was learnt from,
    0 when the book is too young for that.
    """

    gaps: GapView = field(default_factory=GapView)
    counts: CountView = field(default_factory=CountView)
    correction: Correction = field(default_factory=Correction)
    paces: dict[str, float] = field(default_factory=dict)
    accounts: int = 0
    replayed: int = 0

    def to_json(self) -> str:
        """The model as one line of JSON."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The model written by `to_json`. Raises ValueError, KeyError or TypeError for any other text."""
        raw = json.loads(text)
        correction: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in raw["correction"].items()
        }
        return cls(
            GapView(**raw["gaps"]),
            CountView(**raw["counts"]),
            Correction(**correction),
            dict(raw["paces"]),
            int(raw["accounts"]),
            int(raw["replayed"]),
        )
