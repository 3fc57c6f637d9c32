"""No file makes a return from a row whose text says that it is none: all words of all languages, wherever they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.intake import OrderRow, inspect, rows
from winback_tui.intake.recognise.data_files import read_grouped

WORDS = dict(read_grouped("words"))
UNSOLD = ("cancelled", "credit", "quote", "pending")
FIRST = date(2026, 1, 2)


def table(heads: Sequence[str], sale: str, words: Sequence[str], place: str) -> bytes:
    """Orders, and between them one row with each word: as its state, as a second state or as a remark."""
    lines = [
        ";".join(
            [
                *heads[:4],
                *({"state": [heads[4]], "second": [heads[4], "State 2"], "remark": ["Remark"]}[place]),
            ]
        )
    ]
    for at, word in enumerate([each for unsold in words for each in (sale, unsold)]):
        day = FIRST + timedelta(days=at)
        told = {"state": [word], "second": [sale, word], "remark": ["" if word == sale else word]}[place]
        lines.append(";".join([f"R-{at}", day.isoformat(), f"Firm {at % 7}", f"{100 + at}.50", *told]))
    return "\n".join(lines).encode()


def sold(raw: bytes) -> set[int] | None:
    """Numbers of the rows that count as orders; None where the file asks first or is refused."""
    try:
        known = inspect(raw, name="x.csv")
    except BadInput:
        return None
    if any(question.must for question in known.questions) or known.what != "orders":
        return None
    found = [row for row in rows(known) if isinstance(row, OrderRow)]
    return {int(row.number.removeprefix("R-")) for row in found if row.kind == "order" and row.amount > 0}


def data_kind(data: dict[str, Any], word: str) -> str:
    """The kind under which a language lists a word."""
    return next(str(kind) for kind, words in data["kinds"].items() if word in words)


@pytest.mark.parametrize("place", ["state", "second", "remark"])
@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_word_of_what_was_not_sold_is_an_order(language: str, place: str) -> None:
    data = WORDS[language]
    heads = [data["headers"][field][0][0] for field in ("number", "date", "account", "amount", "status")]
    sale = data["kinds"]["order"][0]
    either = {word for kind, words in data["kinds"].items() if kind not in UNSOLD for word in words}
    words = [
        word
        for kind in UNSOLD
        for word in data["kinds"].get(kind, ())
        if word not in either and ";" not in word
    ]
    if place == "second":  # beside a state that says sold, what only waits may wait for the goods to leave
        words = [word for word in words if data_kind(data, word) != "pending"]
    if place == "remark":
        words = data["kinds"]["cancelled"]
    for start in range(0, len(words), 5):
        some = words[start : start + 5]
        found = sold(table(heads, sale, some, place))
        wrong = [some[at // 2] for at in found or () if at % 2]
        assert not wrong, wrong
