"""Every weight by which columns are told apart in layouts and exports: whoever changes one sees which choices it moves.

The table is `weights.toml`. When a weight is meant to change, write it again with `python -m tests.intake.test_weights`
and look at the difference.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.intake.test_exports import EXPORTS
from winback_tui.intake import Understanding, inspect
from winback_tui.intake.understanding import TableShape

TABLE = Path(__file__).with_name("weights.toml")
USUAL = TableShape()
LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.csv"))


def exports() -> Iterator[Understanding]:
    """Those that are not refused."""
    for name, export in EXPORTS.items():
        if not export.get("refused"):
            raw = str(export["text"]).encode(export.get("encoding", "utf-8"))
            yield inspect(raw, name=f"{name}.csv")


def choices_of(known: Understanding) -> str:
    """What the rows are and how they make orders; of each field the score of its column, and how much worse the next
    best one would be.
    """
    shape = [
        f"{name} {value}" for name, value in asdict(known.shape).items() if value != getattr(USUAL, name)
    ]
    shown = [" ".join([known.what, *shape])]
    for field, choice in sorted(known.weighed.items()):
        other = "" if choice.runner_up is None else f" by {choice.margin:.1f}"
        shown.append(f"{field} {choice.chosen.score:.1f}{other}")
    return ", ".join(shown)


def weights() -> dict[str, dict[str, str]]:
    """What is found of each layout, and of each reason how often it weighed how much there and in the exports."""
    layouts = {path.stem: inspect(path) for path in LAYOUTS}
    found = {name: choices_of(known) for name, known in layouts.items()}
    reasons: dict[str, Counter[float]] = defaultdict(Counter)
    for known in (*layouts.values(), *exports()):
        for choice in known.weighed.values():
            for claim in (choice.chosen, choice.runner_up):
                if claim is not None:
                    for each in claim.evidence:
                        reasons[f"{claim.field}: {each.reason}"][each.weight] += 1
    told = {
        reason: ", ".join(f"{weight:+.1f} x {times}" for weight, times in sorted(counted.items()))
        for reason, counted in sorted(reasons.items())
    }
    return {"choices": found, "reasons": told}


def test_no_weight_moves_unseen() -> None:
    assert weights() == tomllib.loads(TABLE.read_text("utf-8"))


if __name__ == "__main__":
    lines = []
    for part, entries in weights().items():
        lines += [f"[{part}]", *(f'"{name}" = "{told}"' for name, told in entries.items()), ""]
    TABLE.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
