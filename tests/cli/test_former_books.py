"""Books of former versions open and say the same; `former/book-N.db.gz` is one of schema N, beside its export."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.cli.runner import Winback

FORMER = Path(__file__).parent / "former"
BOOKS = sorted(path.name.removesuffix(".db.gz") for path in FORMER.glob("*.db.gz"))


def _tables(exported: Path) -> dict[str, list[dict[str, object]]]:
    tables = json.loads(exported.read_text(encoding="utf-8"))["tables"]
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in tables.items()}


@pytest.mark.migrates
@pytest.mark.parametrize("name", BOOKS)
def test_a_book_of_a_former_version_opens_and_its_export_equals(
    name: str, winback: Winback, tmp_path: Path
) -> None:
    winback.book.parent.mkdir(parents=True, exist_ok=True)
    winback.book.write_bytes(gzip.decompress((FORMER / f"{name}.db.gz").read_bytes()))
    winback.book.chmod(0o600)
    again = tmp_path / "again.json"
    assert winback("export", str(again)).code == 0
    former, now = _tables(FORMER / f"{name}.json"), _tables(again)
    assert sum(len(rows) for rows in former.values()) > 50
    for table, rows in former.items():
        columns = rows[0].keys() if rows else ()
        assert [{column: row[column] for column in columns} for row in now[table]] == rows, table


@pytest.mark.migrates
@pytest.mark.parametrize("name", BOOKS)
def test_it_can_be_worked_with_as_before(name: str, winback: Winback) -> None:
    winback.book.parent.mkdir(parents=True, exist_ok=True)
    winback.book.write_bytes(gzip.decompress((FORMER / f"{name}.db.gz").read_bytes()))
    winback.book.chmod(0o600)
    rows = json.loads(winback("list", "--view", "all", "--json").out)
    assert [row["account"] for row in rows] and {row["status"] for row in rows} >= {"in work"}
    assert winback("log", "North Mill", "--channel", "call", "--outcome", "Asked again").code == 0
    assert winback("undo").code == 0
    assert winback("check").code == 0
