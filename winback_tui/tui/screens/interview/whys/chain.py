"""The chain of whys being worked on: which why is being typed, and moving, adding, marking. No toolkit here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean_line
from winback_tui.output.why_outline import OutlineLine, outline

NEW = "new"
"""Stands for the id of a why that has no words yet."""


@dataclass(frozen=True, slots=True)
class Chain:
    """`at` is the why that is typed or stood on; where it has no words yet, `above` is what it will answer.

    `typing` says whether there is a text box on it, `seeded` whether the first why only repeats an earlier answer
    and is not kept yet.
    """

    tree: why.WhyTree = ()
    at: str = ""
    above: str | None = None
    typing: bool = False
    seeded: bool = False

    # --- what there is

    @property
    def is_new(self) -> bool:
        """Whether the why at the cursor has no words yet."""
        return self.node is None

    @property
    def node(self) -> why.WhyNode | None:
        """The why at the cursor, once it has words."""
        return next((node for node in self.tree if node.id == self.at), None)

    @property
    def current(self) -> why.WhyNode | None:
        """The why that marks and branches apply to: at the cursor, else the one answered before."""
        return self.node or next((node for node in self.tree if node.id == self.above), None)

    @property
    def text(self) -> str:
        """Its words."""
        return self.node.text if self.node else ""

    @property
    def saved_tree(self) -> why.WhyTree:
        """What belongs into the book."""
        return () if self.seeded else self.tree

    @property
    def deepest(self) -> bool:
        """Whether no further why fits below."""
        return self.node is not None and why.level(self.tree, self.at) >= why.LEVELS

    @property
    def lines(self) -> list[OutlineLine]:
        """The outline, with a place for a why that has no words yet."""
        if not self.is_new or not self.typing:
            return outline(self.tree)
        ordinal = max((node.ordinal for node in why.children(self.tree, self.above)), default=-1) + 1
        return outline((*self.tree, why.WhyNode(self.at, self.above, ordinal, "")))

    # --- moving

    def stand_on(self, node_id: str) -> Chain:
        """The cursor on a why, without typing; a place without words is given up."""
        return replace(self, at=node_id, above=None, typing=False)

    def type_on(self, node_id: str) -> Chain:
        """The words of a why in the box."""
        return replace(self, at=node_id, above=None, typing=True)

    def step(self, by: int) -> Chain:
        """To the why above or below, as the outline shows them."""
        ids = [line.node.id for line in self.lines]
        if self.at not in ids:
            return self
        target = ids[max(0, min(len(ids) - 1, ids.index(self.at) + by))]
        if target == self.at:
            return self
        return self.type_on(target) if self.typing else self.stand_on(target)

    def ask_on(self, new_id: str) -> Chain:
        """A place for the answer to the next why. Raises BadInput below the fifth."""
        if self.deepest:
            raise BadInput(f"{why.LEVELS} whys are enough: * marks the root cause, + opens another branch.")
        return replace(self, at=new_id, above=self.at if self.node else None, typing=True)

    def ask_beside(self, new_id: str) -> Chain:
        """A place for another answer to the why that was answered last."""
        return replace(self, at=new_id, above=self.current.parent_id if self.current else None, typing=True)

    # --- changing

    def with_text(self, text: str) -> Chain:
        """The why with these words; a place gets its first words, and emptied words stay until it is left."""
        words = clean_line(text)
        if not words:
            return self
        if self.node is not None:
            return replace(self, tree=why.edit(self.tree, self.at, words), seeded=False)
        add: Callable[[], why.WhyTree] = (
            (lambda: why.add_top(self.tree, self.at, words))
            if self.above is None
            else (lambda: why.add_why(self.tree, self.above or "", self.at, words))
        )
        return replace(self, tree=add(), seeded=False)

    def emptied(self) -> Chain:
        """Removes a why left without words, unless it has whys below it."""
        if self.node is None or why.children(self.tree, self.at):
            return self
        return self.removed()

    def removed(self) -> Chain:
        """Without the why at the cursor and all below; the cursor goes to what it answered."""
        if self.node is None:
            return self
        lines = [line.node.id for line in outline(self.tree)]
        parent, place = self.node.parent_id, lines.index(self.at)
        tree = why.remove(self.tree, self.at)
        left = [node.id for node in tree]
        target = parent or (left[min(place, len(left) - 1)] if left else "")
        return Chain(tree, target, None, False, False)

    def root(self, confidence: int | None = None) -> Chain:
        """Marks or unmarks the current why as the root; `confidence` sets how sure we are. The cursor is on it."""
        current = self.current
        if current is None:
            return self
        if confidence is None and current.root:
            tree = why.unmark_root(self.tree, current.id)
        else:
            tree = why.mark_root(
                self.tree, current.id, current.confidence if confidence is None else confidence
            )
        return Chain(tree, current.id)

    def stated(self) -> Chain:
        """Marks the why at the cursor as the reason given first. Raises BadInput below the top."""
        if self.node is None:
            return self
        return replace(self, tree=why.mark_stated(self.tree, self.at), seeded=False)


def open_chain(tree: why.WhyTree, first_words: str, new_id: Callable[[], str], at: str = "") -> Chain:
    """The chain as a page opens it: at the why that was typed last, else where it goes on.

    An empty chain begins with `first_words`, what the customer said first, and asks for the next why.
    """
    last = next((node for node in tree if node.id == at), None)
    if last is not None:
        return Chain(tree, last.id, None, not last.root)
    if tree:
        roots = why.roots(tree)
        return Chain(tree, (roots or tree[-1:])[0].id)
    words = clean_line(first_words)
    if not words:
        return Chain((), new_id(), None, True)
    first = new_id()
    return Chain(why.add_top((), first, words), first, None, True, True).ask_on(new_id())
