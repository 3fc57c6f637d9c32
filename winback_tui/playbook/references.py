"""Figures that others have measured, to show next to the team's own as context (playbook C1, K3, M12, L3)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """One sentence with its source and time; `about` is the page of the review that shows it."""

    about: str
    text: str
    source: str
    year: str
    rule: str

    def __str__(self) -> str:
        return f"{self.text} ({self.source}, {self.year})"


@cache
def reference_figures() -> tuple[ReferenceFigure, ...]:
    """All figures, in the order of the pages."""
    table = tomllib.loads(files(__package__).joinpath("content", "references.toml").read_text("utf-8"))
    return tuple(ReferenceFigure(**each) for each in table["reference"])


def references_about(page: str) -> list[str]:
    """The sentences for one page, each with its source."""
    return [str(each) for each in reference_figures() if each.about == page]
