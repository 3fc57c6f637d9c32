"""One panel, and its tables as words with what they are sorted by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from winback_tui.domain.review.figure import Figure
from winback_tui.domain.wording.wording import money_column
from winback_tui.output.review.figures import NOTHING
from winback_tui.output.review.plots.plot import Plot


@dataclass(frozen=True, slots=True)
class PanelTable:
    """Rows of words under a heading; `sorts` holds for each cell what it is sorted by. `numbers`: right columns.

    `counting`: the columns of which one must hold something for the row to tell anything; none where every row does.
    """

    title: str
    heading: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[bool]
    sorts: Sequence[Sequence[float | str]]
    counting: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page. `key` names it for keys and links. `references`: what others have measured.

    `brief`: the keys of the figures shown where there is room for few, `small`: the plot shown there, `below`: lines
    under it, `small_table`: where there is no plot, the table. `compared`:
    by the key of a figure its words for earlier periods, where it had a value. `parts`: by the key of a figure what
    it is made of, in words that add up to it. `short`: the title and what the plot shows where there is room for few
    words.
    """

    key: str
    title: str
    figures: Sequence[Figure] = ()
    plots: Sequence[Plot] = ()
    tables: Sequence[PanelTable] = ()
    notes: Sequence[str] = ()
    references: Sequence[str] = ()
    brief: Sequence[str] = ()
    compared: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    small: Plot | None = None
    below: Sequence[str] = ()
    small_table: PanelTable | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a cell; None is a dash."""

    minor: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A value in words of its own, sorted as a number; `left` puts it at the left edge."""

    text: str
    value: float | None
    left: bool = False


def panel_table(
    title: str, heading: Sequence[str], rows: Sequence[Sequence[object]], counting: Sequence[int] = ()
) -> PanelTable:
    """A table of whole numbers, texts, `Amount` and `Worded`."""
    cells = [[_cell(each) for each in row] for row in rows]
    numbers = [bool(rows) and _right(rows[0][place]) for place in range(len(heading))]
    return PanelTable(
        title,
        heading,
        [[text for text, _ in row] for row in cells],
        numbers,
        [[value for _, value in row] for row in cells],
        counting,
    )


def tables_of(panel: Panel) -> Iterator[PanelTable]:
    """The tables of a panel that have rows."""
    return (each for each in panel.tables if each.rows)


def number_words(value: float | None) -> str:
    """A number with one place, a dash for none."""
    return NOTHING if value is None else f"{value:.1f}"


def _right(value: object) -> bool:
    return not (isinstance(value, str) or (isinstance(value, Worded) and value.left))


def _cell(value: object) -> tuple[str, float | str]:
    match value:
        case Amount(minor=None):
            return NOTHING, float("-inf")
        case Amount(minor=minor, currency=currency):
            return money_column(round(minor or 0), currency), float(minor or 0)
        case Worded(text=text, value=number):
            return text, float("-inf") if number is None else float(number)
        case int():
            return f"{value:,}", float(value)
        case _:
            return str(value), str(value)
