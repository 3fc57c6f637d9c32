"""What a cell contains: nothing, a text behind a spreadsheet's guard, a number or code, digits of any script."""

from __future__ import annotations

import re

from winback_tui.domain.text import clean_line

_ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1B50, 0xA8D0, 0xA9D0, 0xAA50, 0xABF0, 0xFF10,
)  # fmt: skip
_INVISIBLE = (0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_SIGNS = dict(zip("٫٬⁄／－−．，：（）،", ".,//--.,:(),", strict=True))
_PLAIN = (
    {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    | {ord(sign): plain for sign, plain in _SIGNS.items()}
    | dict.fromkeys(_INVISIBLE, "")
)
_GUARD = re.compile(r'(?m)(?<![^,;\t|\n])=("(?:[^"\n]|"")*")(?=[,;\t|\r\n]|$)')

NOTHING = frozenset(
    ["NULL", "null", "NaN", "nan", "#N/A", "N/A", "n/a", "\\N", "(blank)", "(empty)", "-", "–", "—", ".", "?"]
)
"""Cells that mean nothing, matched exactly: `Nan` is a town, `NA` a region and `None` may be a choice."""


def is_nothing(cell: str) -> bool:
    """Whether a cell is blank or stands for blank."""
    text = cell.strip()
    return not text or text in NOTHING


def unguarded(cell: str) -> str:
    """A cell without the spreadsheet guards: `'02138` and `="02138"` are 02138."""
    if cell[:1] == "'" and len(cell) > 1 and (cell[1].isdigit() or cell[1] in "=+-@＝＋－＠"):
        return cell[1:]
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell[1:] if cell[:1] == '"' and cell.count('"') == 1 else cell


def identifier(cell: str) -> str:
    """A number or code as it is stored: one line, without guards; `1041.0` from a spreadsheet is 1041."""
    text = "" if is_nothing(cell) else clean_line(plain(unguarded(cell.strip())), 120)
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def plain(cell: str) -> str:
    """A number or day in ASCII digits and signs, without direction marks and guards: `٣٬٧٧٩٫٥٠` is 3,779.50."""
    text = cell if cell.isascii() else cell.translate(_PLAIN)
    return unguarded(text.strip()) if text[:1] in ("'", "=", '"') else text


def without_guards(text: str) -> str:
    """A text of cells with each guard `="0001"` as the quoted cell "0001", so that it may hold a delimiter."""
    return _GUARD.sub(r"\1", text) if '="' in text else text
