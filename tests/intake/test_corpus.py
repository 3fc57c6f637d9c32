"""Generated files of every style: the delimiter and the letters are found, the orders read as they were made."""

from __future__ import annotations

import pytest

from tests.intake.corpus import Made, corpus
from winback_tui.intake import OrderRow, Refusal, Understanding, answer, inspect, rows

pytestmark = pytest.mark.thorough


FILES = list(corpus())


def understood(made: Made) -> Understanding:
    """With the questions answered as a person who knows the file would."""
    known = inspect(made.raw, name="made.csv")
    for question in known.questions:
        if question.must:
            assert question.id == "date", (made.name, question)
            assert made.dates in [option.value for option in question.options]
            known = answer(known, "date", made.dates)
    return known


@pytest.mark.parametrize("made", FILES, ids=[made.name for made in FILES])
def test_a_generated_file_is_read_as_it_was_made(made: Made) -> None:
    known = understood(made)
    assert known.layout.delimiter == made.delimiter
    if made.encoding.startswith("utf"):
        assert known.encoding.certain
    else:
        first_two = [known.encoding.name, *known.encoding.others][:2]
        assert made.raw.decode(made.encoding) in [made.raw.decode(name, "replace") for name in first_two]
        if made.raw.decode(known.encoding.name, "replace") != made.raw.decode(made.encoding):
            known = answer(known, "encoding", first_two[1])
        assert not known.encoding.certain or known.choices.encoding
    found = list(rows(known))
    assert [row for row in found if isinstance(row, Refusal)] == []
    orders = sorted((r.account.name, r.day, r.amount, r.number) for r in found if isinstance(r, OrderRow))
    assert orders == sorted(made.orders)


def test_the_corpus_is_wide() -> None:
    assert len(FILES) >= 120
    for trait in ("delimiter", "encoding", "dates", "numbers", "shape"):
        counts: dict[str, int] = {}
        for made in FILES:
            counts[getattr(made, trait)] = counts.get(getattr(made, trait), 0) + 1
        assert min(counts.values()) >= 10, (trait, counts)


def test_a_guessed_encoding_is_always_shown_before_it_counts() -> None:
    for made in FILES:
        if not made.encoding.startswith("utf") and not made.raw.isascii():
            known = inspect(made.raw, name="made.csv")
            assert any(question.id == "encoding" for question in known.questions), made.name
