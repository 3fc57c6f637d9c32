"""Cutting by blocks gives what the csv module gives for the whole text."""

from __future__ import annotations

import csv
import io
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.intake.open import row_splitter
from winback_tui.intake.open.delimiter import TextLayout, layout_of
from winback_tui.intake.open.row_splitter import RowSplitter

_PIECES = st.sampled_from(
    ['"', '""', ",", ",", "\n", "\r\n", "\r", "a", "é,1.50", "Smith, Inc", " ", "x\ny", "\0"]
)
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)


def _cut(text: str, layout: TextLayout, size: int) -> list[list[str]]:
    with patch.object(row_splitter, "BYTES", size):
        blocks = list(RowSplitter(io.BytesIO(text.encode()), "utf-8", False, layout))
    for block in blocks:
        assert block.count == len(block.rows)
        if block.width:
            assert list(zip(*block.columns, strict=True)) == list(map(tuple, block.rows))
    return [row for block in blocks for row in block.rows]


@settings(max_examples=600)
@given(_TEXTS, st.integers(1, 24), st.booleans())
def test_blocks_of_any_size_hold_the_rows_of_the_csv_reader(text: str, size: int, quoted: bool) -> None:
    told = list(
        csv.reader(io.StringIO(text, newline=""), quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    )
    assert _cut(text, TextLayout(",", quoted), size) == told


def test_leading_lines_are_skipped_in_whatever_block_they_lie() -> None:
    for size in (3, 9, 1_000):
        assert _cut("sep=;\r\nmore\na;b\n1;2\n", TextLayout(";", True, 2), size) == [["a", "b"], ["1", "2"]]


def test_a_line_without_an_end_is_not_read_into_memory_whole() -> None:
    with patch.object(row_splitter, "LONGEST_LINE", 100), pytest.raises(csv.Error):
        _cut("x" * 1_000, TextLayout(","), 10)


TWO_WAYS = "a;b,c;d,e\n" * 3


@pytest.mark.parametrize(
    ("head", "forced", "delimiter", "skip"),
    [
        (TWO_WAYS, ";", ";", 0),
        (TWO_WAYS, ",", ",", 0),
        (f"sep=;\n{TWO_WAYS}", None, ";", 1),
        (f"sep=,\n{TWO_WAYS}", None, ",", 1),
        (f"sep=;\n{TWO_WAYS}", ",", ",", 1),
    ],
)
def test_a_stated_delimiter_counts_and_that_of_the_user_before_it(
    head: str, forced: str | None, delimiter: str, skip: int
) -> None:
    assert layout_of(head, forced) == TextLayout(delimiter, True, skip)
