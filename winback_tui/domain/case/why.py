"""The why tree: from the reason the customer states to the root, at most five levels (playbook M9).

A tree is a tuple of nodes, several of which may be at the top; every operation returns a new tuple
in reading order (depth first, siblings by ordinal). A non-empty tree has exactly one stated node, at the top,
and on no path more than one root.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.text import LINE_LIMIT, clean_line

LEVELS = 5
CONFIDENCE = ("not judged", "doubtful", "likely", "sure")
"""How sure the interviewer is of a root, by tone, pauses and posture: 0 to 3."""


@dataclass(frozen=True, slots=True)
class WhyNode:
    """One answer to 'why?'. `parent_id` is None at the top; `ordinal` orders siblings."""

    id: str
    parent_id: str | None
    ordinal: int
    text: str
    stated: bool = False
    root: bool = False
    confidence: int = 0


WhyTree = tuple[WhyNode, ...]


def in_order(nodes: Iterable[WhyNode]) -> WhyTree:
    """Nodes in reading order; a node whose parent was removed comes at the top, so no text is lost."""
    known = {node.id: node for node in nodes}
    below: dict[str | None, list[WhyNode]] = {}
    for node in known.values():
        if node.parent_id not in known and node.parent_id is not None:
            node = replace(node, parent_id=None)
        below.setdefault(node.parent_id, []).append(node)
    ordered: list[WhyNode] = []
    waiting = _last_first(below.get(None, []))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(_last_first(below.get(node.id, [])))
    return tuple(ordered)


def _last_first(siblings: list[WhyNode]) -> list[WhyNode]:
    return sorted(siblings, key=lambda node: (node.ordinal, node.id), reverse=True)


def find(tree: WhyTree, node_id: str) -> WhyNode:
    """The node with this id. Raises NotFound."""
    for node in tree:
        if node.id == node_id:
            return node
    raise NotFound("This why no longer exists; somebody removed it.")


def ancestors(tree: WhyTree, node_id: str) -> WhyTree:
    """The node's parent, its parent and so on up to the top."""
    by_id = {node.id: node for node in tree}
    found: list[WhyNode] = []
    above = find(tree, node_id).parent_id
    while above is not None:
        found.append(by_id[above])
        above = by_id[above].parent_id
    return tuple(found)


def level(tree: WhyTree, node_id: str) -> int:
    """1 at the top, at most 5."""
    return len(ancestors(tree, node_id)) + 1


def children(tree: WhyTree, node_id: str | None) -> WhyTree:
    """The answers directly under a node; None gives those at the top."""
    return tuple(node for node in tree if node.parent_id == node_id)


def add_top(tree: WhyTree, node_id: str, text: str) -> WhyTree:
    """A reason at the top; the first one is the stated reason."""
    return _added(tree, WhyNode(node_id, None, _next_ordinal(tree, None), _why_text(text), stated=not tree))


def add_why(tree: WhyTree, parent_id: str, node_id: str, text: str) -> WhyTree:
    """The answer to the next 'why?' under a node, which is then no longer a root. At most five levels."""
    if level(tree, parent_id) >= LEVELS:
        raise BadInput(f"{LEVELS} whys are enough; mark the root cause here or branch higher up.", rule="M9")
    path = {parent_id} | {node.id for node in ancestors(tree, parent_id)}
    remaining = tuple(replace(node, root=False) if node.id in path else node for node in tree)
    return _added(remaining, WhyNode(node_id, parent_id, _next_ordinal(tree, parent_id), _why_text(text)))


def branch(tree: WhyTree, sibling_id: str, node_id: str, text: str) -> WhyTree:
    """Another answer to the same 'why?', after its siblings."""
    parent_id = find(tree, sibling_id).parent_id
    return add_top(tree, node_id, text) if parent_id is None else add_why(tree, parent_id, node_id, text)


def edit(tree: WhyTree, node_id: str, text: str) -> WhyTree:
    """The node with another text."""
    return _changed(tree, replace(find(tree, node_id), text=_why_text(text)))


def mark_root(tree: WhyTree, node_id: str, confidence: int) -> WhyTree:
    """The node as a root reason, `confidence` 0 to 3; roots above and below it on its path are unmarked."""
    if not 0 <= confidence < len(CONFIDENCE):
        raise BadInput(f"Confidence is a digit from 0 ({CONFIDENCE[0]}) to 3 ({CONFIDENCE[3]}).")
    marked = replace(find(tree, node_id), root=True, confidence=confidence)
    path = {node.id for node in ancestors(tree, node_id)} | _under(tree, node_id)
    return tuple(
        marked if node.id == node_id else replace(node, root=False) if node.id in path else node
        for node in tree
    )


def unmark_root(tree: WhyTree, node_id: str) -> WhyTree:
    """The node as an ordinary why again."""
    return _changed(tree, replace(find(tree, node_id), root=False))


def mark_stated(tree: WhyTree, node_id: str) -> WhyTree:
    """The node as the one reason that the customer gave first. Raises BadInput below the top."""
    if find(tree, node_id).parent_id is not None:
        raise BadInput("Only a reason at the top of the whys can be the stated one.", rule="M9")
    return tuple(replace(node, stated=node.id == node_id) for node in tree)


def remove(tree: WhyTree, node_id: str) -> WhyTree:
    """The tree without the node and all whys under it; the first top reason becomes stated if it was."""
    gone = {find(tree, node_id).id} | _under(tree, node_id)
    remaining = tuple(node for node in tree if node.id not in gone)
    if remaining and stated_why(remaining) is None:
        return mark_stated(remaining, remaining[0].id)
    return remaining


def stated_why(tree: WhyTree) -> WhyNode | None:
    """The reason as the customer first gave it."""
    return next((node for node in tree if node.stated), None)


def roots(tree: WhyTree) -> WhyTree:
    """The reasons marked as root, in reading order."""
    return tuple(node for node in tree if node.root)


def summary(tree: WhyTree) -> str:
    """The tree in one line, stored as the answer of its question: the root causes, else the last why."""
    summed = roots(tree) or tree[-1:]
    return clean_line("; ".join(node.text for node in summed))


def _why_text(text: str) -> str:
    words = clean_line(text, LINE_LIMIT)
    if not words:
        raise BadInput("A why needs some words; write what the customer said.")
    return words


def _next_ordinal(tree: WhyTree, parent_id: str | None) -> int:
    return max((node.ordinal for node in children(tree, parent_id)), default=-1) + 1


def _added(tree: WhyTree, node: WhyNode) -> WhyTree:
    if any(each.id == node.id for each in tree):
        raise BadInput("This why is already written down.")
    return in_order((*tree, node))


def _changed(tree: WhyTree, node: WhyNode) -> WhyTree:
    return tuple(node if each.id == node.id else each for each in tree)


def _under(tree: WhyTree, node_id: str) -> set[str]:
    under: set[str] = set()
    for node in tree:
        if node.parent_id == node_id or node.parent_id in under:
            under.add(node.id)
    return under
