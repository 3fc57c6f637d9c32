"""A whole book out and in again is the same book, in every form, hostile text and all."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.test_imports import SIMPLE, take
from tests.store.books import book_at, content
from tests.store.disks import limited_files
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.wording.portable import Cell, pack_cell, packed_columns, unpack_cell
from winback_tui.output.tables.whole_book import most_rows, write_folder, write_json, write_workbook
from winback_tui.services.book.check import check
from winback_tui.services.book.export import Tables, export_book
from winback_tui.services.book.history import redo, undo
from winback_tui.services.book.import_export import import_book
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.store.book import Book
from winback_tui.store.write import act

FORMS = pytest.mark.parametrize(
    ("name", "write"), [("book.json", write_json), ("book.xlsx", write_workbook), ("folder", write_folder)]
)


def full_book(folder: Path) -> Book:
    book = book_at(folder)
    take(book, SIMPLE)
    open_case(book, "Acme GmbH", date(2026, 3, 1), "Bob", note="=1+1\n'quoted'\n\\N, \"x\"")
    log_contact(book, "Acme GmbH", channel="call", outcome="[red]@x[/red]")
    with act(book, "account", "Note") as transaction:
        transaction.run(
            "UPDATE account SET note = '\\N', city = '''=x', phone = '+49 1' WHERE name_key = 'acme'"
        )
    return book


@FORMS
def test_out_and_in_again_is_the_same_book(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int]
) -> None:
    book = full_book(tmp_path / "a")
    export_book(book, tmp_path / name, write)
    other = book_at(tmp_path / "b")
    taken = import_book(other, tmp_path / name)
    before = content(book)
    after = content(other)
    own = after["import_batch"]
    after["import_batch"] = [row for row in own if row in before["import_batch"]]
    assert after == before and len(own) == len(before["import_batch"]) + 1
    again = import_book(other, tmp_path / name)
    assert (again.new, again.same) == (0, taken.new)
    undo(other)
    assert not any(content(other).values())


@FORMS
def test_taking_a_book_in_is_tried_with_all_its_checks(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int]
) -> None:
    book = full_book(tmp_path / "a")
    export_book(book, tmp_path / name, write)
    other = book_at(tmp_path / "b")
    tried = import_book(other, tmp_path / name, dry_run=True)
    assert not other.exists() and not (tmp_path / "b").exists()
    assert import_book(other, tmp_path / name) == tried
    with act(other, "account", "Renamed") as transaction:
        transaction.run("UPDATE account SET city = 'Graz' WHERE name_key = 'acme'")
    with pytest.raises(Refused, match="this book differ in account"):
        import_book(other, tmp_path / name, dry_run=True)


@FORMS
def test_a_book_that_tells_otherwise_is_refused_whole(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int]
) -> None:
    book = full_book(tmp_path)
    export_book(book, tmp_path / name, write)
    with act(book, "account", "Renamed") as transaction:
        transaction.run("UPDATE account SET city = 'Graz' WHERE name_key = 'acme'")
    before = content(book)
    with pytest.raises(Refused, match="this book differ in account"):
        import_book(book, tmp_path / name)
    assert content(book) == before
    with pytest.raises(BadInput, match="already exists"):
        export_book(book, tmp_path / name, write)


def test_a_book_of_several_imports_is_undone_and_done_again(tmp_path: Path) -> None:
    book = full_book(tmp_path / "a")
    for number in ("8001", "8002"):
        take(book, f"Customer,Date,Amount,Number\nGlobex,2026-03-01,5,{number}\n".encode(), f"{number}.csv")
    export_book(book, tmp_path / "book.json", write_json)
    other = book_at(tmp_path / "b")
    import_book(other, tmp_path / "book.json")
    taken = content(other)
    undo(other)
    assert not any(content(other).values())
    redo(other)
    assert content(other) == taken
    undo(other)
    redo(other)
    assert content(other) == taken
    assert [each.says for each in check(other) if not each.good] == []


FOREIGN = {
    "a control code": lambda told: _set(told, "account", "name", "Ac\x1b[2Jme"),
    "a bidi override": lambda told: _set(told, "activity", "outcome", "x\u202ey"),
    "a setting that is no JSON": lambda told: _setting(told, "hour cost", "garbage"),
    "limits that are none": lambda told: _setting(told, "abc limits", "[1, 2]"),
    "a day that is none": lambda told: _set(told, "sales_order", "day", "yesterday"),
    "a list for a text": lambda told: _set(told, "account", "city", ["Graz"]),
    "an owner who is not there": lambda told: _set(told, "account", "owner_id", "nobody"),
    "a row too short": lambda told: told["tables"]["account"][1].pop(),
    "no names of rows": lambda told: [line.pop(0) for line in told["tables"]["account"]],
}


@pytest.mark.parametrize("harm", FOREIGN.values(), ids=FOREIGN)
def test_a_book_that_was_tampered_with_is_refused_whole(
    tmp_path: Path, harm: Callable[[Any], object]
) -> None:
    export_book(full_book(tmp_path / "a"), tmp_path / "book.json", write_json)
    told = json.loads((tmp_path / "book.json").read_text("utf-8"))
    harm(told)
    (tmp_path / "harmed.json").write_text(json.dumps(told), "utf-8")
    other = book_at(tmp_path / "b")
    with pytest.raises(BadInput, match=r"export it again\.$"):
        import_book(other, tmp_path / "harmed.json")
    assert not other.exists() or not any(content(other).values())


def _set(told: Any, table: str, column: str, value: object) -> None:
    heading, *rows = told["tables"][table]
    rows[0][[title.partition(":")[0] for title in heading].index(column)] = value


def _setting(told: Any, name: str, value: str) -> None:
    heading, *_ = told["tables"]["setting"]
    told["tables"]["setting"].append(
        [{"id": name, "value": value}[title[: title.index(":")]] for title in heading]
    )


def test_half_an_export_is_refused(tmp_path: Path) -> None:
    book = full_book(tmp_path)
    export_book(book, tmp_path / "book.json", write_json)
    half = tmp_path / "half.json"
    half.write_bytes((tmp_path / "book.json").read_bytes()[:-200])
    with pytest.raises(BadInput, match="not a complete export"):
        import_book(book_at(tmp_path / "b"), half)


@given(
    st.one_of(
        st.none(), st.integers(), st.text(max_size=20), st.sampled_from(["\\N", "\\\\N", "'=", "''", "-1"])
    )
)
def test_every_cell_comes_back(cell: Cell) -> None:
    kind = "int" if isinstance(cell, int) else "text"
    assert unpack_cell(pack_cell(cell), kind) == cell
    assert pack_cell(cell)[:1] not in ("=", "+", "@", "\t", "\r") and (
        kind == "int" or pack_cell(cell)[:1] != "-"
    )


@FORMS
@pytest.mark.parametrize("planted", ["link to a folder", "link to a file", "link of its name to nothing"])
def test_an_export_follows_no_link(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int], planted: str
) -> None:
    book = full_book(tmp_path / "a")
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter.txt").write_text("precious")
    target = tmp_path / name
    behind = precious if planted == "link to a folder" else precious / "letter.txt"
    for guessed in {f".{name}.partial{target.suffix}", f".{name}.partial", f"{name}.part", f"{name}.new"}:
        (tmp_path / guessed).symlink_to(behind)
    if planted.endswith("nothing"):
        target.symlink_to(tmp_path / "nowhere")
        with pytest.raises(BadInput, match="already exists"):
            export_book(book, target, write)
        assert not (tmp_path / "nowhere").exists()
    else:
        assert export_book(book, target, write) > 0
    assert [path.name for path in precious.iterdir()] == ["letter.txt"]
    assert (precious / "letter.txt").read_text() == "precious"


@FORMS
def test_an_export_is_its_users_alone_and_its_trial_leaves_nothing(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int]
) -> None:
    book = full_book(tmp_path / "a")
    before = os.umask(0)
    try:
        assert export_book(book, tmp_path / name, write, dry_run=True) > 0
        assert {path.name for path in tmp_path.iterdir() if path.name.startswith((".", name))} == set()
        export_book(book, tmp_path / name, write)
    finally:
        os.umask(before)
    for path in (tmp_path / name, *(tmp_path / name).glob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@FORMS
def test_an_export_that_fails_leaves_nothing(
    tmp_path: Path, name: str, write: Callable[[Tables, Path], int]
) -> None:
    book = full_book(tmp_path / "a")
    with limited_files(100), pytest.raises(Refused, match="cannot be written"):
        export_book(book, tmp_path / name, write)
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("a", "xdg_state_home")] == []


def test_a_workbook_that_cannot_hold_the_book_is_refused_before_the_first_row(tmp_path: Path) -> None:
    book = full_book(tmp_path / "a")
    most = most_rows(tmp_path / "book.xlsx")
    assert most == 1_048_575 and most_rows(tmp_path / "book.json") is None

    def write(tables: Tables, place: Path) -> int:
        raise AssertionError("nothing may be written")

    with pytest.raises(Refused, match="rows, and a sheet of a workbook holds 0"):
        export_book(book, tmp_path / "book.xlsx", write, most_rows=0)
    assert not (tmp_path / "book.xlsx").exists()


def test_rows_are_packed_as_their_cells_are() -> None:
    row: Sequence[Cell] = (
        None,
        5,
        -7,
        2.5,
        True,
        "",
        "plain",
        "\\x",
        "=1+1",
        "-3",
        "'quoted",
        "＝1",
        "\tx",
        "a=b",
    )
    columns = [(7, -7), ("plain", "a=b"), ("plain", ""), ("a\0=b", "plain"), ("plain", "+1"), (1, None)]
    tables: list[list[Sequence[Cell]]] = [
        [row],
        [row, row[::-1]],
        [("a", cell) for cell in row],
        [*zip(*columns, strict=True)],
    ]
    for rows in tables:
        assert [*zip(*packed_columns(rows), strict=True)] == [tuple(map(pack_cell, each)) for each in rows]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(), st.none()), st.text('a,"\r\n\\ =', max_size=3), st.text("a", max_size=1)
        ),
        max_size=4,
    ),
    st.sampled_from([1, 2, 3]),
)
def test_a_folder_holds_what_a_writer_of_csv_makes(rows: list[tuple[Cell, ...]], width: int) -> None:
    """Rows without anything to quote are written by a shorter way."""
    cut = [row[-width:] for row in rows]
    with TemporaryDirectory() as place:
        write_folder(iter([("account", ["a:text"] * width, iter(cut))]), Path(place) / "out")
        written = (Path(place) / "out" / "account.csv").read_bytes()
    out = io.StringIO()
    csv.writer(out).writerows([["a:text"] * width, *(map(pack_cell, row) for row in cut)])
    assert written == out.getvalue().encode()


def test_a_text_that_looks_like_the_end_of_a_row_stays_in_its_row(tmp_path: Path) -> None:
    rows = [("a", 1), ("b], [c", None), ("d", 2)]
    assert write_json(iter([("account", ["name:text", "no:int"], iter(rows))]), tmp_path / "x.json") == 3
    written = (tmp_path / "x.json").read_text()
    assert json.loads(written)["tables"]["account"][1:] == [list(row) for row in rows]
    assert '\n["b], [c", null],\n["d", 2]]' in written
