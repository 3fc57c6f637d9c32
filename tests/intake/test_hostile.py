"""Hostile and mistaken files: one sentence each, in little time and memory, and never a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from winback_tui.domain.errors import BadInput
from winback_tui.intake import OrderRow, Refusal, inspect, rows
from winback_tui.intake.recognise.headers import header, phrase
from winback_tui.intake.recognise.vocabulary import vocabulary

pytestmark = pytest.mark.thorough


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def _xlsx(path: Path, **cells: float | str) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Customer", "Date", "Amount"])
    for place, value in cells.items():
        sheet.write(place, value)
    book.close()
    return path


def _edited(source: Path, target: Path, find: bytes, put: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, re.sub(find, put, old.read(entry), flags=re.S))
    return target


def _many_zeros(path: Path, entry: str, also: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in also.items():
            archive.writestr(name, text)
        with archive.open(entry, "w") as out:
            for _ in range(90):
                out.write(b"0" * (1 << 20))
    return path


def _gzip_bomb(path: Path) -> Path:
    with gzip.open(path, "wb", 9) as out:
        for _ in range(90):
            out.write(b"0" * (1 << 20))
    return path


def _billion_laughs(folder: Path) -> Path:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    inner = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&l9;</v>'
    inner += "</c></row></sheetData></worksheet>"
    return _edited(
        _xlsx(folder / "a.xlsx"), folder / "laughs.xlsx", rb"<worksheet.*</worksheet>", inner.encode()
    )


def _archive(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def _plain(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _hostile(folder: Path) -> dict[str, tuple[Path, str]]:
    """Name -> file and what its sentence must say."""
    whole = _xlsx(folder / "whole.xlsx", A2="Acme")
    sparse = _xlsx(folder / "sparse.xlsx", XFD1048576=1)
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    return {
        "missing": (folder / "none.csv", "no such file"),
        "folder": (folder, "is a folder"),
        "pipe": (pipe, "not a regular file"),
        "empty": (_plain(folder / "e.csv", b""), "is empty"),
        "heading": (_plain(folder / "h.csv", b"account,date,amount\n"), "has a heading and no rows below it"),
        "blank lines": (_plain(folder / "n.csv", b"\n\n\n"), "no table"),
        "picture": (_plain(folder / "i.csv", PNG), "is a picture"),
        "noise": (
            _plain(folder / "r.csv", bytes(i * 37 % 251 for i in range(9000))),
            "neither text nor a spreadsheet",
        ),
        "web page": (
            _plain(folder / "h.xls", b"<html><body><table><tr><td>Customer</td></table>"),
            "web page",
        ),
        "json": (_plain(folder / "j.csv", b'[{"customer": "A"}]'), "JSON"),
        "protected": (_plain(folder / "p.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")), "password"),
        "broken xls": (_plain(folder / "o.xls", OLE), "cannot be read as a spreadsheet"),
        "half a workbook": (_plain(folder / "half.xlsx", whole.read_bytes()[:2000]), "damaged or cut off"),
        "half a gzip": (
            _plain(folder / "half.gz", gzip.compress(b"a,b\n" * 999)[:-20]),
            "damaged or cut off",
        ),
        "gzip bomb": (_gzip_bomb(folder / "bomb.csv.gz"), "unpacks to more than"),
        "zip bomb": (_many_zeros(folder / "bomb.zip", "a.csv", {}), "would unpack to"),
        "xlsx bomb": (
            _many_zeros(folder / "bomb.xlsx", "xl/worksheets/sheet1.xml", {"[Content_Types].xml": "<x/>"}),
            "would unpack to",
        ),
        "xml bomb": (_billion_laughs(folder), "cannot be read as a spreadsheet"),
        "sparse": (sparse, "reaches to XFD1048576"),
        "sparse in secret": (
            _edited(sparse, folder / "s2.xlsx", rb"<dimension[^>]*>", b""),
            "too large or too odd",
        ),
        "wide": (_xlsx(folder / "wide.xlsx", XFD1="x", XFD2="y"), "16384 columns"),
        "two files": (_archive(folder / "two.zip", a=b"a,b", b=b"a,b"), "holds 2 files"),
        "zip in zip": (_archive(folder / "in.zip", a=b"PK\x03\x04xxxx"), "another packed file"),
        "open quote": (_plain(folder / "q.csv", b'a,b\n1,2\n"' + b"x,y\n" * 5_000_000), "16 MB"),
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    return _hostile(tmp_path_factory.mktemp("hostile"))


NAMES = [
    "missing", "folder", "pipe", "empty", "heading", "blank lines", "picture", "noise", "web page", "json", "protected",
    "broken xls", "half a workbook", "half a gzip", "gzip bomb", "zip bomb", "xlsx bomb", "xml bomb", "sparse",
    "sparse in secret", "wide", "two files", "zip in zip", "open quote",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_gets_one_sentence_soon(name: str, hostile: dict[str, tuple[Path, str]]) -> None:
    path, says = hostile[name]
    start = sum(os.times()[:4])
    with pytest.raises(BadInput) as told:
        inspect(path)
    sentence = str(told.value)
    assert says in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200
    assert sum(os.times()[:4]) - start < 5, "seconds of the processor, ours and of children"


def test_the_main_process_hardly_grows(hostile: dict[str, tuple[Path, str]]) -> None:
    code = """
import json, resource, sys
from pathlib import Path
from winback_tui.intake import inspect
from winback_tui.domain.errors import BadInput
inspect(b"Customer,Date,Amount\\nA,2026-02-13,5\\n")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in json.loads(sys.argv[1]):
    try:
        inspect(Path(path))
    except BadInput:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    paths = json.dumps([str(path) for name, (path, _) in hostile.items() if name != "open quote"])
    done = subprocess.run([sys.executable, "-c", code, paths], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 50


def found(raw: bytes) -> tuple[list[tuple[str, int]], list[Refusal]]:
    seen = list(rows(inspect(raw, name="made.csv")))
    orders = [(r.account.name, r.amount) for r in seen if isinstance(r, OrderRow)]
    return orders, [r for r in seen if isinstance(r, Refusal)]


def test_formulas_and_links_in_a_sheet_are_only_text_and_values(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path / "f.xlsx", A2="Acme", B2="2026-02-13", C2="=HYPERLINK(\"http://x\")+'[x.xlsx]S'!A1"
    )
    orders = [r for r in rows(inspect(path)) if isinstance(r, OrderRow)]
    assert [(o.account.name, o.amount) for o in orders] == [("Acme", 0)]


def test_zeros_a_huge_cell_and_a_missing_last_line_end_harm_nothing() -> None:
    start = b"Customer,Date,Amount\n"
    assert found(start + b"A\0B,2026-02-13,5.00" + b"\n" + b"\0" * 4000)[0] == [("AB", 500)]
    huge = b"A" * (1 << 20)
    orders, refused = found(start + huge + b",2026-02-13,5.00\nB,2026-02-14,6.00")
    assert [(len(name), amount) for name, amount in orders] == [(200, 500), (1, 600)]
    assert refused == []


def test_only_the_beginning_of_a_cell_is_read_for_words() -> None:
    """Where a pattern begins at every opening bracket and looks for the closing one, a long cell took minutes."""
    book = "Amount (EUR) " + "(a" * 500_000
    assert phrase(book) == phrase(book[:400]) and len(phrase(book)) < 900
    assert header(book)[1:] == header(book[:400])[1:]
    assert header(book).raw == book and header(book).currency == "EUR"


def test_a_word_without_end_is_looked_up_no_oftener_than_a_long_one() -> None:
    class Counted(dict[str, dict[str, int]]):
        asked = 0

        def get(self, key: str, default: Any = None) -> Any:
            self.asked += 1
            return super().get(key, default)

    asked = []
    for letters in (200, 1 << 20):
        words = replace(vocabulary(), exact=(counted := Counted(vocabulary().exact)), _scored={})
        assert words.scores("a" * letters) == {}
        assert "date" in words.scores("rechnungsversanddatum")
        asked.append(counted.asked)
    assert asked[0] == asked[1]


def test_a_quote_that_is_left_open_is_named_and_nothing_is_lost_in_silence() -> None:
    lines = "".join(f"Acme,2026-02-{d:02},{d}.00\n" for d in range(1, 29)) * 60
    text = "Customer,Date,Amount\n" + lines + '"Globex,2026-03-01,5.00\n' + lines
    orders, refused = found(text.encode())
    assert len(orders) == 60 * 28
    assert [r.row for r in refused] == [60 * 28 + 2]
    assert "quote" in refused[0].reason


def test_control_characters_and_markup_in_names_are_cleaned_or_kept_as_text() -> None:
    names = ["[red]x", "ACME [/HQ]", "\x1b[31mRed", "a\u202eb", "x" * 5000, "=cmd|' /C calc'!A0"]
    text = "Customer\tDate\tAmount\n" + "".join(f"{n}\t2026-02-13\t1.00\n" for n in names)
    orders, _ = found(text.encode())
    assert [name for name, _ in orders] == [
        "[red]x",
        "ACME [/HQ]",
        "Red",
        "ab",
        "x" * 200,
        "=cmd|' /C calc'!A0",
    ]


def test_too_many_cells_are_refused_by_row() -> None:
    orders, refused = found(b"Customer,Date,Amount\nSmith, John,2026-02-13,5.00\nAcme,2026-02-14,6.00\n")
    assert orders == [("Acme", 600)]
    assert refused == [Refusal(2, "has 4 cells instead of 3; a comma in a text must be quoted")]


def test_of_a_packed_file_the_number_of_entries_is_limited() -> None:
    def packed(entries: int) -> bytes:
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            archive.writestr("orders.csv", "Customer,Date,Amount\nAcme,2026-02-13,5.00\n")
            for n in range(entries - 1):
                archive.writestr(f"__MACOSX/{n}", "")
        return kept.getvalue()

    assert len(list(rows(inspect(packed(2_000), name="a.zip")))) == 1
    with pytest.raises(BadInput, match="contains 2001 entries, so it is not a table"):
        inspect(packed(2_001), name="a.zip")
