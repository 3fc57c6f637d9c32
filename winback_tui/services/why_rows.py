"""The whys of an interview as rows of the book."""

from __future__ import annotations

from winback_tui.domain.why import WhyNode, WhyTree
from winback_tui.store.tables import WhyNode as WhyRow
from winback_tui.store.write import Deed


def write_whys(deed: Deed, interview_id: str, question_id: str, old: WhyTree, new: WhyTree) -> None:
    """Make the rows of a why question say `new`, where they say `old` now."""
    known = {node.id: node for node in old}
    for node in new:
        if node.id not in known:
            deed.add(_row(interview_id, question_id, node))
        elif node != known[node.id]:
            deed.run(
                "UPDATE why_node SET parent_id = ?, ordinal = ?, text = ?, stated = ?, root = ?, confidence = ?"
                " WHERE id = ?",
                (node.parent_id, node.ordinal, node.text, node.stated, node.root, node.confidence, node.id),
            )
    kept = {node.id for node in new}
    for node in reversed(old):
        if node.id not in kept:
            deed.run("DELETE FROM why_node WHERE id = ?", (node.id,))


def _row(interview_id: str, question_id: str, node: WhyNode) -> WhyRow:
    return WhyRow(
        id=node.id,
        interview_id=interview_id,
        question=question_id,
        parent_id=node.parent_id,
        ordinal=node.ordinal,
        text=node.text,
        stated=node.stated,
        root=node.root,
        confidence=node.confidence,
    )
