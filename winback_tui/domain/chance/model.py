"""The fitted parameters of a book."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Self


@dataclass(frozen=True, slots=True)
class Prior:
    """What an account is taken to be before its own gaps are known: normal-inverse-gamma over log gaps.

    `centre`: mean log gap; `weight`: how many gaps that mean is worth; `shape`, `scale`: inverse gamma of the
    variance of the log gaps. `left`, `stayed`: beta distribution of having left after an order.
    """

    centre: float = 3.4
    weight: float = 1.0
    shape: float = 3.0
    scale: float = 1.6
    left: float = 1.0
    stayed: float = 6.0


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that `score` needs besides the account itself; a few hundred bytes as JSON."""

    book: Prior = field(default_factory=Prior)
    segments: dict[str, Prior] = field(default_factory=dict)
    fitted_on: int = 0
    """How many accounts the parameters were learnt from; 0 means that the book was too small and says so."""

    def to_json(self) -> str:
        """The model as one line of JSON."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The model written by `to_json`. Raises ValueError, KeyError or TypeError for any other text."""
        raw = json.loads(text)
        return cls(
            Prior(**raw["book"]),
            {name: Prior(**prior) for name, prior in raw["segments"].items()},
            int(raw["fitted_on"]),
        )
