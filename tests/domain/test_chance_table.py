"""Every figure of the chances of a written book, to four digits: whoever changes a formula sees which figures move.

The table is `chances_of_a_written_book.toml`. When a formula is meant to change, write it again with
`python -m tests.domain.test_chance_table` and look at the difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from random import Random

import pytest

from tests.domain.made_up_book import FIRST, LAST, history
from winback_tui.domain.chance import Model, OrderHistory, fit, score, trail_of

TABLE = Path(__file__).with_name("chances_of_a_written_book.toml")

HAND_WRITTEN = {
    "once": OrderHistory([LAST - 40], [250.0], "kiosks"),
    "twice": OrderHistory([LAST - 90, LAST - 30], [100.0, 300.0]),
    "twice in a segment": OrderHistory([LAST - 90, LAST - 30], [100.0, 300.0], "projects"),
    "three times": OrderHistory([LAST - 100, LAST - 70, LAST - 45], [90.0, 110.0, 70.0]),
    "weekly clockwork": OrderHistory(range(LAST - 700, LAST, 7), [50.0] * 100, "kiosks"),
    "monthly": OrderHistory(range(LAST - 690, LAST, 30), [1_000.0 + 40.0 * n for n in range(23)], "shops"),
    "monthly, no money": OrderHistory(range(LAST - 690, LAST, 30)),
    "falling off": OrderHistory([LAST - n for n in (700, 670, 640, 600, 540, 460, 350, 190)], [800.0] * 8),
    "speeding up": OrderHistory(
        [LAST - n for n in (600, 450, 340, 260, 200, 160, 130, 110, 95)],
        [10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, 1_280.0, 2_560.0],
    ),
    "twice a year": OrderHistory(range(LAST - 1_000, LAST - 90, 182), [5_000.0] * 5, "projects"),
    "gone and back": OrderHistory([LAST - n for n in (900, 880, 861, 840, 300, 279, 262)], [75.0] * 7),
    "more than is looked at": OrderHistory(range(LAST - 900, LAST, 3), [9.0, 12.0, 7.0] * 100, "kiosks"),
}
SILENCES = (0, 25, 100, 400)


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """Three segments of different paces, and accounts without one, over so many days."""

    name: str
    days: int
    accounts: int

    def histories(self) -> list[OrderHistory]:
        chooser = Random(11)
        made = []
        for segment, usual in (("kiosks", 2.2), ("shops", 3.3), ("projects", 4.5), ("", 3.6)):
            for _ in range(self.accounts):
                one = history(chooser, chooser.gauss(usual, 0.4), chooser.uniform(0.2, 0.9), 0.04, segment)
                from_day = LAST - self.days
                kept = [n for n, day in enumerate(one.days) if day >= from_day]
                if kept:
                    made.append(
                        OrderHistory([one.days[n] for n in kept], [one.amounts[n] for n in kept], segment)
                    )
        return made


BOOKS = (
    WrittenBook("three years", LAST - FIRST, 80),
    WrittenBook("one year", 380, 60),
    WrittenBook("a quarter", 100, 40),
)


def figures(book: WrittenBook) -> dict[str, list[float]]:
    """Every number of the model, and the chances of the hand-written accounts on four days, by what they are."""
    model = fit(book.histories(), LAST)
    told = dict(_of_model(model))
    for name, one in HAND_WRITTEN.items():
        trail = trail_of(one.days, one.amounts)
        told[f"trail of {name}"] = [float(value) for value in trail[3:]]
        for silence in SILENCES:
            said = score(model, trail, trail.last + silence, one.segment)
            told[f"{name}, {silence} days later"] = [float(value) for value in said[:6]]
    return told


def _of_model(model: Model) -> Iterator[tuple[str, list[float]]]:
    yield "gap view", [float(value) for value in astuple(model.gaps)]
    yield "count view", [float(value) for value in astuple(model.counts)]
    for name, value in asdict(model.correction).items():
        yield (
            f"correction, {name}",
            [float(part) for part in (value if isinstance(value, tuple) else (value,))],
        )
    for segment, pace in sorted(model.paces.items()):
        yield f"pace of {segment}", [pace]
    yield "sizes", [float(model.accounts), float(model.replayed)]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_figure_stays_as_it_is_written(book: WrittenBook) -> None:
    written = tomllib.loads(TABLE.read_text("utf-8"))[book.name]
    found = figures(book)

    assert list(found) == list(written)
    moved = {
        name: (written[name], [round(value, 4) for value in values])
        for name, values in found.items()
        if values != pytest.approx(written[name], abs=0.000_06, rel=1e-9)
    }
    assert moved == {}


def test_an_untaught_model_scores_as_it_is_written() -> None:
    written = tomllib.loads(TABLE.read_text("utf-8"))["untaught"]
    for name, one in HAND_WRITTEN.items():
        trail = trail_of(one.days, one.amounts)
        for silence in SILENCES:
            said = [float(value) for value in score(Model(), trail, trail.last + silence, one.segment)[:6]]
            assert said == pytest.approx(written[f"{name}, {silence} days later"], abs=0.000_06), name


def write_table() -> None:
    """Write the table again as the formulas have it now."""
    lines = ["# Chances of a written book, to four digits; see test_chance_table.py."]
    for book in BOOKS:
        lines += ["", f'["{book.name}"]', *(_line(name, values) for name, values in figures(book).items())]
    lines += ["", "[untaught]"]
    for name, one in HAND_WRITTEN.items():
        trail = trail_of(one.days, one.amounts)
        for silence in SILENCES:
            said = score(Model(), trail, trail.last + silence, one.segment)[:6]
            lines.append(_line(f"{name}, {silence} days later", [float(value) for value in said]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def _line(name: str, values: list[float]) -> str:
    return f'"{name}" = [{", ".join(f"{value:.4f}" for value in values)}]'


if __name__ == "__main__":
    write_table()
