"""The lines of a decision: what makes the chance, the chance, the sum in money, and what has no effect."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from math import prod

from winback_tui.domain.decision import HIGHEST, LOWEST, Evaluation, Part, SumLine
from winback_tui.domain.wording.adding_up import amounts_adding_up
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.tui.drawing.columns import ListColumn

CHANCE, RESULT = "Chance of return", "Expected value"
"""What the factors make, and what the amounts make."""
NO_EFFECT = "no effect"
LISTED = 27
"""Cells of a source at 80 columns."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line: a factor, an amount, or what those above it make.

    `field` is the fact that a key can turn, '' where none can be; `real` is the factor as the book has it while another
    value is tried: the label then begins with `if:`.
    """

    key: Hashable
    label: str
    figure: str
    tone: str
    source: str
    rule: str = ""
    field: str = ""
    real: Part | None = None

    @property
    def total(self) -> bool:
        """Whether the lines above make it."""
        return self.label in (CHANCE, RESULT)

    @property
    def listed_source(self) -> str:
        """The source as far as a narrow list has room: the factors stand above their product, and what a value was
        worked out from (`17 % of 10,367 CHF: yearly ...`) in the details below."""
        if len(self.source) <= LISTED:
            return self.source
        if self.real is not None:
            return f"now {effect_words(self.real)}"
        return "the factors above" if self.label == CHANCE else self.source.partition(": ")[0]


def rows_of(now: Evaluation, real: Evaluation) -> list[DecisionLine]:
    """The base chance and the factors that change it, the chance, the amounts and their sum; then the factors without
    effect. They are in the order of the real ones, so that a line stays in its place while other values are tried.
    """
    real_parts = {_key(part): part for part in real.parts}
    rows = [(_neutral(real_parts.get(_key(part), part)), _factor(part, real_parts)) for part in now.parts]
    return [
        *(row for neutral, row in rows if not neutral),
        _chance(now),
        *_amounts(now),
        *(row for neutral, row in rows if neutral),
    ]


def inside(label: str) -> str:
    """A label within a sentence: `a complaint is unresolved`."""
    return f"{label[0].lower()}{label[1:]}"


def effect_words(part: Part) -> str:
    """`41 %` of what is a chance itself, `× 0.80` of what multiplies it, `no effect`."""
    if part.rule == "F5":
        return exact_percent(part.effect)
    return NO_EFFECT if part.effect == 1 else f"× {part.effect:.2f}"


def chance_worked_out(found: Evaluation) -> str:
    """`41 % × 0.80 × 0.50`, which makes the chance; the limit where it is kept from going on."""
    factors = " ".join(effect_words(part) for part in found.parts if not _neutral(part))
    product = prod(part.effect for part in found.parts)
    if product < LOWEST:
        return f"{factors}, but never below {exact_percent(LOWEST)}"
    if product > HIGHEST:
        return f"{factors}, but never above {exact_percent(HIGHEST)}"
    return factors


def _key(part: Part) -> tuple[str, str]:
    return part.rule, part.field


def _neutral(part: Part) -> bool:
    return part.rule != "F5" and part.effect == 1


def _factor(part: Part, real_parts: dict[tuple[str, str], Part]) -> DecisionLine:
    real = real_parts.get(_key(part), part)
    figure = effect_words(part)
    source, label = "" if _neutral(part) else part.source, part.label
    if (real.effect, real.label) != (part.effect, part.label):
        tone = "accent"
        source = f"now: {inside(real.label)}, {effect_words(real)}"
        label = f"if: {inside(part.label)}"
    else:
        real = part
        tone = "muted" if part.effect == 1 or part.rule == "F5" else "good" if part.effect > 1 else "bad"
    changed = real if real is not part else None
    return DecisionLine(_key(part), label, figure, tone, source, part.rule, part.field, changed)


def _chance(now: Evaluation) -> DecisionLine:
    return DecisionLine(
        CHANCE, CHANCE, f"= {exact_percent(now.chance)}", "strong", chance_worked_out(now), "F5"
    )


def _amounts(now: Evaluation) -> Iterator[DecisionLine]:
    known = [line for line in now.lines if line.known]
    words = amounts_adding_up(now.currency, [line.amount.minor for line in known], now.best_value.minor)
    words_by_label = {line.label: text for line, text in zip(known, words, strict=False)}
    for line in now.lines:
        tone = "muted" if not line.known else "bad" if line.amount.minor < 0 else ""
        source = line.source if line.known or line.source != "not set" else ""
        figure = words_by_label.get(line.label, "not set")
        yield DecisionLine(line.label, line.label, figure, tone, source, line.rule)
    yield _result(now, words[-1])


def _result(now: Evaluation, best: str) -> DecisionLine:
    if now.value is None:
        return DecisionLine(RESULT, RESULT, "not known yet", "warn", _missing(now.lines[1:]), "F4")
    tone = "strong" if now.value.minor >= 0 else "bad"
    return DecisionLine(RESULT, RESULT, f"= {best}", tone, "value less costs", "F4")


def _missing(costs: tuple[SumLine, ...]) -> str:
    return "e sets the costs" if any(not line.known for line in costs) else ""


COLUMNS = (
    ListColumn[DecisionLine](
        "label",
        "What counts",
        lambda row: (row.label, "strong" if row.total else "muted" if row.figure == NO_EFFECT else ""),
        32,
        24,
        grows=True,
        sorts=False,
    ),
    ListColumn[DecisionLine](
        "figure", "Figure", lambda row: (row.figure, row.tone), 13, right=True, sorts=False
    ),
    ListColumn[DecisionLine](
        "source", "Source", lambda row: (row.listed_source, "muted"), LISTED, 14, leaves=1, sorts=False
    ),
)
