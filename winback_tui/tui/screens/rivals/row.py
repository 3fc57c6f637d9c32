"""A row of the rivals."""

from __future__ import annotations

from typing import NamedTuple

from winback_tui.services.rivals import Rival


class Row(NamedTuple):
    """One rival."""

    told: Rival

    @property
    def key(self) -> str:
        """Its id."""
        return self.told.id
