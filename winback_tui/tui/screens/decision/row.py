"""The lines of a decision: the parts of the chance, then the sum in money."""

from __future__ import annotations

from dataclasses import dataclass

from winback_tui.domain.decision import Evaluation, Part, SumLine
from winback_tui.domain.wording.wording import money_column
from winback_tui.tui.drawing.columns import Cell, ListColumn


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A part or a line; `before` is the effect without the what-if, where that is another one."""

    place: int
    part: Part | None = None
    line: SumLine | None = None
    before: float | None = None

    @property
    def key(self) -> int:
        """Its place: parts and lines always come in the same order."""
        return self.place

    @property
    def field(self) -> str:
        """The fact that a key can turn; '' where none can be."""
        return self.part.field if self.part else ""

    @property
    def rule(self) -> str:
        """The rule behind it."""
        item = self.part or self.line
        return item.rule if item else ""

    @property
    def label(self) -> str:
        """What it is."""
        item = self.part or self.line
        return item.label if item else ""

    @property
    def source(self) -> str:
        """Where the number comes from."""
        item = self.part or self.line
        return item.source if item else ""


def rows_of(now: Evaluation, before: Evaluation) -> list[DecisionLine]:
    """Parts first, then lines; changed ones know what they were."""
    rows: list[DecisionLine] = []
    for part in now.parts:
        was = next((each.effect for each in before.parts if _same(each, part)), None)
        rows.append(DecisionLine(len(rows), part, before=was if was != part.effect else None))
    return rows + [DecisionLine(len(rows) + place, line=line) for place, line in enumerate(now.lines)]


def _same(one: Part, other: Part) -> bool:
    return (one.rule, one.field) == (other.rule, other.field)


def _effect(row: DecisionLine) -> Cell:
    if row.part is None:
        return ""
    effect = row.part.effect
    chance_itself = row.part.rule == "F5"
    text = f"{effect * 100:.0f} %" if chance_itself else f"× {effect:.2f}"
    if row.before is not None:
        return f"{text} ←", "accent"
    if chance_itself or effect == 1:
        return text, "muted"
    return text, "good" if effect > 1 else "bad"


def _amount(row: DecisionLine) -> Cell:
    if row.line is None:
        return ""
    if not row.line.known:
        return "not set", "muted"
    money = row.line.amount
    return money_column(money.minor, money.currency), "bad" if money.minor < 0 else ""


COLUMNS = (
    ListColumn[DecisionLine]("label", "Factor", lambda row: row.label, 38, 24, grows=True, sorts=False),
    ListColumn[DecisionLine]("effect", "Effect", _effect, 9, right=True, sorts=False),
    ListColumn[DecisionLine]("amount", "Amount", _amount, 13, 10, right=True, sorts=False),
    ListColumn[DecisionLine](
        "source", "Source", lambda row: (row.source, "muted"), 34, 32, leaves=1, sorts=False
    ),
)
