"""`export`: what the name of the target says about its form."""

from __future__ import annotations

import pytest

from tests.cli.runner import Winback


@pytest.mark.parametrize("name", ["book.csv", "out.foo", "book.TSV", "book.ods"])
def test_a_name_that_reads_like_one_table_is_refused(winback: Winback, name: str) -> None:
    target = winback.book.parent / name
    ended = winback("export", str(target))
    assert ended.code == 2
    assert f"'{name}' is the name of one table" in ended.err
    assert "name a folder, or a file" in ended.err
    assert not target.exists()


def test_a_folder_may_have_a_date_in_its_name(winback: Winback) -> None:
    folder = winback.book.parent / "book.2026"
    assert winback("account", "add", "Acme").code == 0
    assert winback("export", str(folder)).code == 0
    assert (folder / "winback.txt").is_file()
