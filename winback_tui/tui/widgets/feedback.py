"""A text beside what one types: what it says already is not laid out again, the whole screen at every letter."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class SteadyText(Static):
    """Takes `Content` only; nothing of it is markup."""

    def __init__(
        self, told: Content | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        self._told = told or Content()
        super().__init__(self._told, id=id, classes=classes, markup=False)

    def tell(self, content: Content) -> None:
        """Says this from now on."""
        if not content.is_same(self._told):
            self._told = content
            self.update(content)
