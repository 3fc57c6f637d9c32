"""The why tree as lines of an outline, for the screen and for plain text."""

from __future__ import annotations

from dataclasses import dataclass

from winback_tui.domain.case.why import CONFIDENCE, WhyNode, WhyTree, children, in_order


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One node: its level (1 to 5), the drawn lead-in such as `2   └ `, and the node itself."""

    level: int
    lead: str
    node: WhyNode

    @property
    def text(self) -> str:
        """The node's words, the stated reason in quotation marks as the customer's own."""
        return f"“{self.node.text}”" if self.node.stated else self.node.text

    @property
    def marks(self) -> str:
        """`stated`, `root, likely` or empty."""
        marks = ["stated"] if self.node.stated else []
        if self.node.root:
            marks.append("root")
            if self.node.confidence:
                marks.append(CONFIDENCE[self.node.confidence])
        return ", ".join(marks)

    def __str__(self) -> str:
        return f"{self.lead}{self.text}" + (f"  [{self.marks}]" if self.marks else "")


def outline(tree: WhyTree) -> list[OutlineLine]:
    """The lines in reading order; a branch that goes on is drawn with ├ and │, the last one with └."""
    return _lines(in_order(tree), None, 1, "")


def _lines(tree: WhyTree, parent_id: str | None, level: int, indent: str) -> list[OutlineLine]:
    found: list[OutlineLine] = []
    siblings = children(tree, parent_id)
    for number, node in enumerate(siblings, start=1):
        last = number == len(siblings)
        elbow = "" if level == 1 else "└ " if last else "├ "
        found.append(OutlineLine(level, f"{level}  {indent}{elbow}", node))
        deeper = " " if level == 1 else "   " if last else "│  "
        found.extend(_lines(tree, node.id, level + 1, indent + deeper))
    return found
