"""What a state, a type of document or a header says by the beginnings of its words, in all languages together."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import phrase

PURCHASE = "purchase"
"""What was bought or stocked: no sale at all."""

_FIRST = (
    OrderKind.CANCELLED.value,
    PURCHASE,
    OrderKind.QUOTE.value,
    OrderKind.CREDIT.value,
    OrderKind.PENDING.value,
    OrderKind.ORDER.value,
)
"""What a text that says several things is, the first of these."""


class StateStems:
    """The stems of `state_stems.toml`."""

    def __init__(self) -> None:
        text = resources.files("winback_tui.intake.interpret").joinpath("state_stems.toml").read_text("utf-8")
        data = tomllib.loads(text)
        self._negations = frozenset(map(phrase, data["negations"]))
        self._starts = {
            kind: tuple(sorted({f" {phrase(word)}" for word in words} - {" "}))
            for kind, words in data["words"].items()
        }
        self._inside = {kind: tuple(map(phrase, words)) for kind, words in data["inside"].items()}

    def says(self, said: str) -> frozenset[str]:
        """Every kind, or PURCHASE, of which a phrase has a word."""
        spaced = f" {said}"
        found = {kind for kind, stems in self._starts.items() if any(stem in spaced for stem in stems)}
        if not said.isascii():
            found |= {kind for kind, pieces in self._inside.items() if any(p in said for p in pieces)}
        return frozenset(found)

    def kind_of(self, said: str) -> str | None:
        """The kind that a phrase speaks of; None where no stem fits, or where it says what is *not* the case."""
        found = self.says(said)
        if not found or self._negations & set(said.split()):
            return None
        return next(kind for kind in _FIRST if kind in found)


@lru_cache(maxsize=1)
def state_stems() -> StateStems:
    """The stems of the package, read once."""
    return StateStems()
