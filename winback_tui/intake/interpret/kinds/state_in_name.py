"""A state that somebody typed behind a customer's name, where a program has no field for it: `Acme - CANCELLED`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import phrase

from .state_stems import state_stems

APART = "apart"
"""The mark of a column of customers in which some names have a state behind them."""

_APART = re.compile(r"(\S.*?)(?:\s+[-–—|/:*]+\s*|\s*[(\[{*]+\s*)([^()\[\]{}*\s]+)\s*[)\]}*]*")
_MARKS = "-–—|/:*([{"
"""One of these precedes every state typed after a name; most names have none, and are handled quickly."""
_MARKED = re.compile(f"[{re.escape(_MARKS)}]")
_MARKED_APART = re.compile(r"\s[-–—|/:]|[*(\[{]")
_LONGEST = 300


def may_hold_state(names: Sequence[str]) -> bool:
    """Whether `split_state` may find a state after any of these names; checks all of them at once."""
    text = "\n".join(names)
    return any(mark in text for mark in _MARKS) and _MARKED_APART.search(text) is not None


def split_state(name: str) -> tuple[str, str]:
    """The name without a separate word after it, and `cancelled` where that word says so; else the name and ''.

    `Acme (void)` gives `Acme`; `Void Solutions` and `Acme - Void Solutions` are names.
    """
    if len(name) >= _LONGEST or not _MARKED.search(name):
        return name, ""
    found = _APART.fullmatch(name.strip())
    if found is None:
        return name, ""
    word = phrase(found[2])
    stems = state_stems()
    if stems.denies(word) or stems.kind_of(word) != OrderKind.CANCELLED.value:
        return name, ""
    return found[1], OrderKind.CANCELLED.value
