"""Ten thousand files that are damaged, foreign or made with bad intent: each refused, the own book as it was."""

from __future__ import annotations

import random
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account
from tests.sync.test_bundle import HOSTILE, TEAM, keys, repacked, small_book, written
from winback_tui.domain.errors import WinbackError
from winback_tui.store.book import Book
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.bundle import MAGIC
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.merge.merge import merge

pytestmark = pytest.mark.slow

LEAST = 10_000
PAGE = 4096


def resealed(data: bytes) -> bytes:
    """With a right hash over what was changed, as somebody who knows the format would leave it."""
    return data[:-32] + sha256(data[:-32]).digest()


def broken(kind: str, data: bytes, pick: random.Random) -> Iterator[tuple[str, bytes]]:
    """What copying, mailing and bad sticks make of a file."""
    for at in range(0, len(data), 512):
        yield f"{kind} cut off", data[:at]
    for _at in range(2200):
        at = pick.randrange(len(data))
        yield f"{kind} bit", data[:at] + bytes([data[at] ^ 1 << pick.randrange(8)]) + data[at + 1 :]
    for _at in range(900):
        at, length = pick.randrange(len(data)), pick.choice((1, 16, 512, PAGE))
        yield f"{kind} zeroed", data[:at] + bytes(length) + data[at + length :] + b"\1"
        one, two = sorted(pick.sample(range(len(data) - 64), 2))
        swapped = data[:one] + data[two : two + 64] + data[one + 64 :]
        yield f"{kind} swapped", swapped if swapped != data else data + b"\1"
    for _at in range(300):
        yield f"{kind} with more behind it", data + pick.randbytes(pick.randrange(1, 99))
        yield f"{kind} of another format", MAGIC + bytes([pick.randrange(2, 256)]) + data[8:]


def forged(kind: str, data: bytes, pick: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Changed, and given a right hash: only the seal, or what is inside, can show it."""
    for _at in range(count):
        at = pick.randrange(8, len(data) - 32)
        yield (
            f"{kind} forged",
            resealed(data[:at] + bytes([data[at] ^ 1 << pick.randrange(8)]) + data[at + 1 :]),
        )


def strange(pick: random.Random) -> Iterator[tuple[str, bytes]]:
    """What lies under the name of a bundle and is none."""
    yield "nothing", b""
    for at in range(200):
        yield "web page", b"<!DOCTYPE html><html><body>Sign in to go on" + b" " * at
        yield "placeholder", bytes(at + 1)
        yield "noise", pick.randbytes(at + 1)
        yield "head only", MAGIC + bytes([1]) + pick.randbytes(at)
    for size in (1 << 20, 30 << 20):
        yield "bomb", zlib.compress(bytes(size))
        yield "bomb inside", repacked(bytes(size))


def test_ten_thousand_files_are_refused_and_the_own_book_stays(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    pick = random.Random(11)
    sealed = written(book, tmp_path / "sealed.winback").read_bytes()
    unsealed = written(book, tmp_path / "open.winback", None).read_bytes()
    foreign = written(book, tmp_path / "foreign.winback", team="8" * 32).read_bytes()
    wrong = written(book, tmp_path / "wrong.winback", bytes(32)).read_bytes()
    own = book_at(tmp_path / "own")
    with_account(own, "Bolt")
    before = own.path.read_bytes()
    counted: Counter[str] = Counter()

    def files() -> Iterator[tuple[str, bytes]]:
        yield from broken("sealed", sealed, pick)
        yield from broken("open", unsealed, pick)
        yield from forged("sealed", sealed, pick, 900)
        yield from strange(pick)
        yield "of another team", foreign
        yield "sealed with another key", wrong
        yield from hostile(book, tmp_path)

    file = tmp_path / "file.winback"
    for what, content in files():
        file.write_bytes(content)
        with pytest.raises(WinbackError) as fault, closing(open_file(file, keys, TEAM)) as source:
            merge(own, [source])
        assert str(fault.value).endswith(".") and "file.winback" in str(fault.value), what
        counted[what] += 1
        assert counted.total() % 500 or own.path.read_bytes() == before, what
    assert own.path.read_bytes() == before
    assert counted.total() >= LEAST, counted


def hostile(book: Book, tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    """Whole databases with a right hash, whose tables are not what a Winback writes."""
    for what, statement in HOSTILE.items():
        image = tmp_path / "image"
        image.unlink(missing_ok=True)
        with closing(sqlite3.connect(book.path)) as connection:
            plain_rows(connection, "VACUUM INTO ?", (str(image),))
        with closing(sqlite3.connect(image)) as connection:
            named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in plain_rows(connection, named).fetchall():
                plain_rows(connection, f"DROP TRIGGER {name}")
            plain_rows(connection, "DROP VIEW logging")
            connection.executescript(statement)
            connection.commit()
        yield what, repacked(image.read_bytes())
