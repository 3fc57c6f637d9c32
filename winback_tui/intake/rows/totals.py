"""Rows of a report that are not data: totals, and titles that name the customer of the rows below."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.recognise.vocabulary import vocabulary

_LABEL = re.compile(r"\s*([^\W\d][^:]{1,40}):\s*(\S.*)")
_LETTER = re.compile(r"[^\W\d_]")


def is_total(row: Sequence[str]) -> bool:
    """Whether the first words of a row announce a total, subtotal or balance."""
    totals = vocabulary().totals
    for cell in row:
        if cell.strip():
            words = phrase(cell[:80]).split()
            starts = any(" ".join(words[:n]) in totals for n in range(1, min(3, len(words)) + 1))
            return starts or (len(words) > 1 and words[-1] in totals)
    return False


def is_dated_total(row: Sequence[str], number: int | None, names: Collection[int]) -> bool:
    """Whether a row with a day is a total or a balance carried forward.

    It has no number, where orders have one, and a total's word in one of the columns `names`; or that word stands where
    orders have their number.
    """
    if number is None:
        return False
    own = row[number].strip()
    return (
        is_total([own]) and not any(map(str.isdigit, own)) if own else any(is_total([row[c]]) for c in names)
    )


def texts(columns: Mapping[str, int]) -> list[int]:
    """The columns of remarks and goods, where a balance carried forward is named."""
    return [columns[field] for field in ("product", "note") if field in columns]


def title_of(row: Sequence[str], sums: Collection[int]) -> str:
    """The customer that a title row names: its only text, next to at most a code or a sum; '' when it is not a
    title.
    """
    filled = [(c, cell.strip()) for c, cell in enumerate(row) if cell.strip()]
    texts = [cell for c, cell in filled if _LETTER.search(cell) and c not in sums]
    codes = [cell for c, cell in filled if not _LETTER.search(cell) and c not in sums]
    if not texts or len(texts) > 2 or len(codes) > 1:
        return ""
    return unlabelled(max(texts, key=len))


def unlabelled(title: str) -> str:
    """`Customer: North Mill Ltd` is North Mill Ltd."""
    found = _LABEL.fullmatch(title)
    if found and vocabulary().exact.get(phrase(found[1]), {}).get("account"):
        return found[2].strip()
    return title
