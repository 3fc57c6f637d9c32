"""The file that travels: written whole or not at all, and whatever else lies under its name is refused."""

from __future__ import annotations

import os
import random
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import quick_keys
from tests.store.books import book_at, with_account, with_order, with_orders
from winback_tui.domain.errors import BadInput, Refused, WinbackError
from winback_tui.store.book import Book
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle import bundle as bundles
from winback_tui.sync.bundle import sealing
from winback_tui.sync.bundle.bundle import (
    MAGIC,
    Manifest,
    NoBundle,
    fingerprint,
    read_head,
    unpack,
    write_bundle,
)
from winback_tui.sync.bundle.code_words import COUNT, WORDS, new_code, read_code
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.bundle.sealing import PIECE, WrongKey, key_of_code
from winback_tui.sync.merge.merge import merge
from winback_tui.sync.merge.vectors import vector_of

TEAM = "7" * 32
KEY = bytes(range(32))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return small_book(tmp_path)


def small_book(folder: Path) -> Book:
    """An account with eight orders."""
    found = book_at(folder)
    account = with_account(found, "Acme Secret")
    with_orders(found, account, (f"2026-10-0{day}" for day in range(1, 9)))
    return found


def written(book: Book, to: Path, key: bytes | None = KEY, team: str = TEAM, **about: object) -> Path:
    write_bundle(book.path, to, Manifest("Ann", "l1", "", team, 0), key, **about)  # type: ignore[arg-type]
    return to


def keys(team: str) -> bytes | None:
    return KEY if team == TEAM else None


def test_what_is_written_comes_back(book: Book, tmp_path: Path) -> None:
    for key in (KEY, None):
        file = written(book, tmp_path / f"{key is None}.winback", key)
        with closing(open_file(file, keys, TEAM)) as source:
            assert (source.person, source.team) == ("Ann", TEAM)
            assert plain_rows(source.connection, "SELECT name FROM account").fetchall() == [("Acme Secret",)]
            with book.read() as connection:
                assert vector_of(source.connection) == vector_of(connection)
        assert not list(tmp_path.glob(".*part"))


def test_a_sealed_file_tells_nothing(book: Book, tmp_path: Path) -> None:
    assert b"Ann" not in written(book, tmp_path / "a.winback").read_bytes()
    head = read_head(tmp_path / "a.winback")
    with pytest.raises(WrongKey):
        unpack(tmp_path / "a.winback", head, bytes(32), tmp_path / "image")


def test_pieces_cannot_be_swapped_or_left_out(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "PIECE", 4096)
    file = written(book, tmp_path / "a.winback")
    head, data = read_head(file), file.read_bytes()
    start = head.length + 7
    step = 4096 + 16
    pieces = [data[at : at + step] for at in range(start, len(data) - 32, step)]
    assert len(pieces) > 2
    pieces[-1] = data[start + step * (len(pieces) - 1) : len(data) - 32]
    for order in ([1, 0, *range(2, len(pieces))], list(range(len(pieces) - 1)), list(range(1, len(pieces)))):
        forged = data[:start] + b"".join(pieces[at] for at in order)
        file.write_bytes(forged + __import__("hashlib").sha256(forged).digest())
        with pytest.raises((WrongKey, NoBundle)):
            unpack(file, read_head(file), KEY, tmp_path / f"image{len(order)}{order[0]}")


def damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file that came in another form than it was sent."""
    pick = random.Random(7)
    yield from ((f"cut at {at}", data[:at]) for at in range(0, len(data), 512))
    for _ in range(40):
        at = pick.randrange(len(data))
        yield f"bit at {at}", data[:at] + bytes([data[at] ^ 1 << pick.randrange(8)]) + data[at + 1 :]
    for at in range(0, len(data) - 8192, 4096):
        yield (
            f"swapped at {at}",
            data[:at] + data[at + 4096 : at + 8192] + data[at : at + 4096] + data[at + 8192 :],
        )
        yield f"zeroed at {at}", data[:at] + bytes(4096) + data[at + 4096 :]
    yield "twice", data + data
    yield "html", b"<!DOCTYPE html><html><body>Sign in to continue</body></html>"
    yield "nothing", b""
    yield "future", MAGIC + bytes([9]) + data[8:]
    yield "text", b"Customer,Date,Amount\n"


def refused(book: Book, file: Path, ours: str = TEAM) -> str:
    """The sentence with which a file is refused, the own book being as it was."""
    before = book.path.read_bytes()
    with pytest.raises(WinbackError) as fault, closing(open_file(file, keys, ours)) as source:
        merge(book, [source])
    assert book.path.read_bytes() == before
    return str(fault.value)


@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "open"])
def test_damage_is_refused_and_the_own_book_stays(book: Book, tmp_path: Path, key: bytes | None) -> None:
    data = written(book, tmp_path / "a.winback", key).read_bytes()
    other = book_at(tmp_path / "other")
    with_account(other, "Bolt")
    file = tmp_path / "damaged.winback"
    count = 0
    for what, content in damaged(data):
        file.write_bytes(content)
        said = refused(other, file)
        assert said.endswith(".") and "damaged.winback" in said, what
        count += 1
    assert count > 60


def repacked(image: bytes, team: str = TEAM) -> bytes:
    """An open bundle around any bytes, as somebody with bad intent would write it."""
    import json
    from hashlib import sha256

    head = json.dumps({"team": team, "sealed": False}).encode()
    about = json.dumps({"person": "Eve", "laptop": "e", "site": "s", "team": team, "at": 0}).encode()
    payload = zlib.compress(len(about).to_bytes(4, "big") + about + image)
    data = MAGIC + bytes([1]) + len(head).to_bytes(4, "big") + head + bytes(7) + payload
    return data + sha256(data).digest()


HOSTILE = {
    "a view in the place of a table": "ALTER TABLE change RENAME TO c; CREATE VIEW change AS SELECT * FROM c",
    "a table of another program": "DROP TABLE sales_order",
    "a virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "computed columns": "ALTER TABLE act ADD COLUMN x AS (tx || tx)",
    "another program's mark": "PRAGMA application_id = 7",
    "a number that is a text": "UPDATE sales_order SET amount = 'x'",
    "a day that is none": "UPDATE sales_order SET day = '2026-99-99x'",
    "JSON that is none": "UPDATE change SET value = '{' WHERE col = '*'",
    "JSON that is a list": "UPDATE change SET value = '[]' WHERE col = '*'",
    "a stamp that is a text": "UPDATE change SET hlc = 'x'",
    "a gap": "DELETE FROM change WHERE seq = 2",
    "a stamp beyond all time": "UPDATE change SET hlc = 9223372036854775807",
    "a blob": "UPDATE change SET value = x'00ff'",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_database_is_refused(book: Book, tmp_path: Path, what: str) -> None:
    image = tmp_path / "image"
    with closing(sqlite3.connect(book.path)) as connection:
        plain_rows(connection, "VACUUM INTO ?", (str(image),))
    with closing(sqlite3.connect(image)) as connection:
        for (name,) in plain_rows(
            connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            plain_rows(connection, f"DROP TRIGGER {name}")
        plain_rows(connection, "DROP VIEW logging")
        connection.executescript(HOSTILE[what])
        connection.commit()
    other = book_at(tmp_path / "other")
    with_account(other, "Bolt")
    for name, content in (("a.winback", repacked(image.read_bytes())), ("a.db", image.read_bytes())):
        (tmp_path / name).write_bytes(content)
        assert refused(other, tmp_path / name)


def test_a_bomb_is_not_unpacked(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "_ALWAYS_ALLOWED", 1 << 20)
    (tmp_path / "a.winback").write_bytes(repacked(bytes(30 << 20)))
    assert "unpacks to more" in refused(book, tmp_path / "a.winback")


def test_another_team_a_missing_key_and_a_future_format_are_named(book: Book, tmp_path: Path) -> None:
    assert "another team" in refused(book, written(book, tmp_path / "a.winback", team="8" * 32))
    assert "not have its team's key" in refused(
        book, written(book, tmp_path / "b.winback", team="8" * 32), ours=""
    )
    data = written(book, tmp_path / "c.winback").read_bytes()
    (tmp_path / "c.winback").write_bytes(MAGIC + bytes([9]) + data[8:])
    assert "newer Winback" in refused(book, tmp_path / "c.winback")
    assert "empty" in refused(book, _file(tmp_path / "d.winback", b""))
    assert "web page" in refused(book, _file(tmp_path / "e.winback", b"<html>"))
    assert "folder" in refused(book, tmp_path)
    assert "no file" in refused(book, tmp_path / "f.winback")


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_raw_book_in_use_elsewhere_is_not_believed(book: Book, tmp_path: Path) -> None:
    copy = _file(tmp_path / "ben.db", book.path.read_bytes())
    _file(tmp_path / "ben.db-journal", b"x")
    assert "being written" in refused(book, copy)
    (tmp_path / "ben.db-journal").unlink()
    with closing(sqlite3.connect(copy)) as connection:
        plain_rows(connection, "PRAGMA journal_mode = WAL")
        plain_rows(connection, "UPDATE state SET seq = seq")
    assert "write-ahead" in refused(book, copy)


def test_a_place_that_takes_no_file_is_named_and_what_stood_there_stays(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(book, tmp_path / "a.winback")
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left"):
        written(book, file)
    assert file.read_bytes() == before and not list(tmp_path.glob(".*part"))


def test_a_stick_that_forgets_is_found_out(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(book, tmp_path / "a.winback")
    before = file.read_bytes()
    monkeypatch.setattr(bundles, "_digest_of", lambda path: b"")
    with pytest.raises(Refused, match="did not keep"):
        written(book, file)
    assert file.read_bytes() == before


def test_the_code_is_read_as_it_is_said() -> None:
    code = new_code()
    assert len(code.split()) == COUNT and len(set(WORDS)) == 256
    assert read_code(code.upper().replace(" ", " - ")) == code
    with pytest.raises(BadInput, match="not a word"):
        read_code(code.replace(code.split()[0], "zzzz"))
    with pytest.raises(BadInput, match="7 words"):
        read_code("acorn")
    assert key_of_code(code, TEAM) != key_of_code(code, "8" * 32)


def test_a_guess_of_a_code_costs_a_thief_64_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a known code is what it was in the first version, at the cost that it had."""
    monkeypatch.setattr(sealing, "_COST", quick_keys.REAL)
    key = key_of_code.__wrapped__("acorn acorn acorn acorn acorn acorn acorn", "7" * 32)
    assert key.hex() == "47462085a6ac82d071ba189dd156233857812181e654ea9d3b0a0eb27cac28a0"
    assert quick_keys.REAL == 1 << 16


def test_a_delta_is_small_and_goes_on_from_what_is_there(book: Book, tmp_path: Path) -> None:
    whole = written(book, tmp_path / "whole.winback")
    other = book_at(tmp_path / "other")
    with closing(open_file(whole, keys)) as source:
        merge(other, [source])
    with book.read() as connection:
        since = vector_of(connection)
    account = with_account(book, "Bolt")
    with_order(book, account, "2026-11-01")
    new = written(book, tmp_path / "new.winback", since=since)
    with closing(open_file(new, keys)) as source:
        assert dict(source.since) == since
        merged = merge(other, [source])
    assert [each.changes for each in merged.people] == [2]
    blank = book_at(tmp_path / "blank")
    with closing(open_file(new, keys)) as source:
        assert [each.name for each in merge(blank, [source]).ahead] == ["new.winback"]
    assert fingerprint(whole) != fingerprint(new)
    assert PIECE == 1 << 20
