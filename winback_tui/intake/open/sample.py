"""The top of a file as rows, its header, and its columns under the names that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.domain.errors import BadInput
from winback_tui.intake.recognise.columns.scan import fitted
from winback_tui.intake.recognise.fields import field_named
from winback_tui.intake.recognise.headers import Header, header, phrase
from winback_tui.intake.understanding import column_name

from .delimiter import TextLayout, parse
from .encoding import Encoding

SAMPLE_ROWS = 600
REASON = "Why it was refused"
"""Header of the last column of a file with refused rows; it is passed over when the file is read."""


def decoded(head: bytes, encoding: Encoding) -> str:
    """The head of a file as text; cells that do not fit show a replacement sign."""
    try:
        return head.decode(encoding.name, "replace").removeprefix("\ufeff")
    except LookupError:
        raise BadInput(f"'{encoding.name}' is not a known encoding.") from None


def sample_rows(text: str, layout: TextLayout, cut: bool) -> list[list[str]]:
    """The first rows; with `cut` the text ends within a row, which is left out."""
    lines = text.splitlines(keepends=True)[layout.skip : SAMPLE_ROWS * 3]
    if cut and len(lines) < SAMPLE_ROWS * 3:
        lines = lines[:-1] or lines
    return parse(lines, layout.delimiter, layout.quoted)[: SAMPLE_ROWS + 60]


def split(sample: Sequence[list[str]], place: int) -> tuple[list[Header], list[list[str]]]:
    """Headers and the rows below them; `place` is -1 when the rows begin at once."""
    if place >= 0:
        heads = [header(c) for c in sample[place]]
        if heads[-1].raw == REASON:
            heads.pop()
            sample = [row[: len(heads)] for row in sample]
        while (
            len(heads) > 1
            and not heads[-1].raw.strip()
            and _never_filled(sample[place + 1 :], len(heads) - 1)
        ):
            heads.pop()
    else:
        heads = [header("")] * max(len(row) for row in sample)
    width = len(heads)
    whole = [row for row in sample[place + 1 :] if not any(c.strip() for c in row[width:])]
    return heads, [fitted(row, width) for row in whole if any(c.strip() for c in row)]


def _never_filled(rows: Sequence[Sequence[str]], column: int) -> bool:
    return not any(len(row) > column and row[column].strip() for row in rows)


def resolve_columns(columns: Mapping[str, str], heads: Sequence[Header], name: str) -> dict[int, str]:
    """Column -> field as a person decided it; raises BadInput for an unknown column or field."""
    return {column_at(given, heads, name): field_named(field) for given, field in columns.items()}


def column_at(given: str, heads: Sequence[Header], name: str) -> int:
    """Position of a column named by its header, by `#3`, or by its number."""
    typed = given.strip()
    for place, head in enumerate(heads):
        if typed == head.raw.strip() or typed == column_name(tuple(heads), place):
            return place
    wanted = phrase(typed)
    matching = [i for i, head in enumerate(heads) if wanted and phrase(head.raw) == wanted]
    if len(matching) == 1:
        return matching[0]
    digits = typed.removeprefix("#")
    if digits.isdecimal() and 1 <= int(digits) <= len(heads):
        return int(digits) - 1
    there = ", ".join(column_name(tuple(heads), i) for i in range(min(len(heads), 12)))
    raise BadInput(f"'{name}' has no column '{typed[:40]}'; it has {there}.")
