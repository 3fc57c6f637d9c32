"""What an interview lacks before the reasons are known (playbook B6)."""

from __future__ import annotations

from winback_tui.domain import why

from .interviews import Held


def still_open(told: Held) -> tuple[str, ...]:
    """A sentence for each thing that is missing."""
    lacks = [f"Not answered: {question.label}" for question in told.flow.missing]
    if told.chain and not why.roots(told.chain):
        lacks.append("No why is marked as the root, so the reason is not known yet (B6).")
    return tuple(lacks)
