"""The details of a row read whole, where the pane beside the list has no room for them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from .reader import Reader


class DetailScreen(Reader):
    """The same title and text as in the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z,tab,enter", "back", "back", show=False)]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__(title, Static(content, markup=False))
