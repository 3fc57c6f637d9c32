"""The verbs that apply in a place: those of the focused widget, then of everything around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen

from .command import Acting, Command


def places(screen: Screen[Any]) -> Iterator[DOMNode]:
    """The nodes whose keys work on `screen`, nearest first; a modal box hides the program around it."""
    start = screen.focused or screen
    for node in start.ancestors_with_self:
        yield node
        if node.is_modal:
            return


def verbs_here(screen: Screen[Any]) -> list[tuple[Command, DOMNode]]:
    """Each verb that applies with the node that has it, nearest first, also those without a key."""
    found: dict[str, tuple[Command, DOMNode]] = {}
    for node in places(screen):
        if isinstance(node, Acting):
            for verb in node.verbs():
                found.setdefault(verb.id, (verb, node))
    return list(found.values())
