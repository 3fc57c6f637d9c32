"""JSON, CSV and TSV: stable keys, plain values, nothing that a reader would obey."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any, TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.output.tables import COLUMNS, EMPTY, HOSTILE, MILL, sample
from winback_tui.output.tables.as_json import write_json
from winback_tui.output.tables.as_separated import write_csv, write_tsv
from winback_tui.output.tables.formats import Format, write_table
from winback_tui.output.tables.table import CellKind, Column, Table

KEYS = [column.key for column in COLUMNS]


def _written(writer: Callable[[Table, TextIO], int], table: Table) -> str:
    page = io.StringIO()
    writer(table, page)
    return page.getvalue()


def test_json_values_are_plain() -> None:
    (mill,) = json.loads(_written(write_json, sample(MILL)))
    assert mill == {
        "account_id": "a1",
        "account": "North Mill",
        "orders": 1200,
        "rhythm": 21.46,
        "at_stake": "14200.50",
        "currency": "EUR",
        "chance": 0.6213,
        "last": "2026-09-20",
        "fragile": True,
        "sentence": "Silent.",
    }


def test_json_has_every_key_in_every_object_and_null_for_the_unknown() -> None:
    text = _written(write_json, sample(MILL, HOSTILE, EMPTY))
    objects = json.loads(text)
    assert [list(one) for one in objects] == [KEYS] * 3
    assert objects[1]["at_stake"] == "-1500"
    assert objects[1]["account"] == HOSTILE[1]
    assert objects[2]["at_stake"] is None
    assert "Ромашка" in text
    assert "\x1b" not in text
    assert len(text.splitlines()) == 5


def test_each_object_is_the_line_that_an_encoder_writes() -> None:
    signs = (Column("signs", "Signs", CellKind.OBJECTS), Column("factor", "Factor", CellKind.FACTOR))
    quoting = [({"kind": 'a "b\\\n', "text": "not in data"},), 1e22]
    tables = (sample(MILL, HOSTILE, EMPTY), Table(signs, [quoting, [(), None]]), Table((), [()]))
    for table in tables:
        for line in _written(write_json, table).splitlines()[1:-1]:
            assert line.removesuffix(",") == json.dumps(
                json.loads(line.removesuffix(",")), ensure_ascii=False
            )


def test_an_empty_table_is_an_empty_array_and_a_lone_header() -> None:
    assert json.loads(_written(write_json, sample())) == []
    assert _written(write_csv, sample()) == ",".join(KEYS) + "\n"
    assert _written(write_tsv, sample()) == "\t".join(KEYS) + "\n"


def test_no_number_that_is_none_gets_out() -> None:
    columns = (Column("chance", "Gone", CellKind.PERCENT),)
    with pytest.raises(ValueError, match="JSON"):
        write_json(Table(columns, [(float("nan"),)]), io.StringIO())


def test_csv_guards_text_and_leaves_numbers() -> None:
    mill, hostile, empty = csv.DictReader(io.StringIO(_written(write_csv, sample(MILL, HOSTILE, EMPTY))))
    assert hostile["account"] == "'=[red]\"x␛[2J\ty\nz"
    assert hostile["sentence"].startswith("'+cmd")
    assert hostile["at_stake"] == "-1500"
    assert (mill["fragile"], hostile["fragile"], empty["fragile"]) == ("yes", "no", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_guarded(start: str) -> None:
    table = Table((Column("name", "Name"),), [(f"{start}SUM(A1)",)])
    _, (cell,) = csv.reader(io.StringIO(_written(write_csv, table)))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_tsv_is_one_line_a_row() -> None:
    text = _written(write_tsv, sample(HOSTILE, MILL))
    lines = [line.split("\t") for line in text.splitlines()]
    assert [len(line) for line in lines] == [len(COLUMNS)] * 3
    assert lines[1][1] == '=[red]"x␛[2J y z'


@settings(max_examples=200)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_the_text_rows_and_columns_stay_apart(rows: list[tuple[str, str]]) -> None:
    columns = (Column("one", "One"), Column("two", "Two"))
    tsv = _written(write_tsv, Table(columns, rows))
    assert tsv.count("\n") == len(rows) + 1
    assert all(line.count("\t") == 1 for line in tsv.split("\n")[:-1])
    assert len(json.loads(_written(write_json, Table(columns, rows)))) == len(rows)
    page = list(csv.reader(io.StringIO(_written(write_csv, Table(columns, rows)), newline="")))
    assert [len(row) for row in page] == [2] * (len(rows) + 1)


@pytest.mark.parametrize("form", Format)
def test_every_format_counts_and_streams(form: Format) -> None:
    taken: list[int] = []

    def rows() -> Any:
        for number in range(100):
            taken.append(number)
            yield (f"account {number}",)

    page = io.StringIO()
    assert write_table(Table((Column("account", "Account"),), rows()).first(7), form, page) == 7
    assert len(taken) <= 8
    assert "account 6" in page.getvalue()
    assert "account 7" not in page.getvalue()
