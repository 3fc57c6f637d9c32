"""Ten thousand spoilt files: an understanding or one sentence, soon, and never anything else."""

from __future__ import annotations

import gzip
import io
import random
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.intake import inspect, rows

pytestmark = pytest.mark.thorough


SEEDS = sorted((Path(__file__).parent / "samples").glob("*.csv")) + sorted(
    (Path(__file__).parent / "layouts").glob("*.csv")
)
PIECES = [
    b'"',
    b"\0",
    b"\r",
    b"\n\n",
    b",,,,",
    b";",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"'",
    b"=",
    b"\x1b[31m",
    b"(",
    b"%",
]
PIECES += [
    b"9" * 400,
    b"1e999",
    b"-",
    b"\t",
    b"\xd0",
    b"\x80\x81",
    b"A" * 70_000,
    b"0000-00-00",
    b"99/99/9999",
    b"\xe2\x80\xae",
]


def spoilt(chance: random.Random, raw: bytes) -> bytes:
    """The file with some bytes changed, cut out, doubled or put in."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.choice(PIECES)
            case 1:
                del data[at : at + chance.randint(1, 80)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 200)]
            case 3 if at < len(data):
                data[at] = chance.randrange(256)
            case 4 if chance.random() < 0.2:
                del data[at:]
    return bytes(data)


def survives(raw: bytes) -> bool:
    """Whether the file was understood; False when it was refused with a sentence."""
    start = time.process_time()
    try:
        known = inspect(raw, name="made.csv")
        taken = sum(1 for _ in rows(known.unasked() if known.date else known))
        assert taken >= 0
    except (BadInput, NeedsHuman) as told:
        sentence = str(told)
        assert "\n" not in sentence, raw[:200]
        assert sentence.rstrip()[-1] in ".?", sentence
        return False
    finally:
        assert time.process_time() - start < 5, raw[:200]
    return True


def run(files: int, seed: int) -> int:
    chance = random.Random(seed)
    texts = [path.read_bytes() for path in SEEDS]
    understood = 0
    for n in range(files):
        raw = spoilt(chance, chance.choice(texts))
        if n % 40 == 0:
            raw = chance.randbytes(chance.randint(0, 4_000))
        elif n % 40 == 1:
            raw = spoilt(chance, gzip.compress(raw))
        understood += survives(raw)
    return understood


def test_some_spoilt_files() -> None:
    assert run(150, 1) > 50


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_spoilt_files(part: int) -> None:
    assert run(1_000, 100 + part) > 300


@pytest.mark.slow
def test_spoilt_workbooks() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for n in range(40):
        sheet.write_row(n, 0, ["Customer", "Date", "Amount"] if n == 0 else [f"A{n}", "2026-02-13", n / 4])
    book.close()
    whole = buffer.getvalue()
    chance = random.Random(5)
    for n in range(200):
        if n % 2:
            survives(spoilt(chance, whole))
            continue
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(whole)) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            unlucky = chance.choice(old.infolist()).filename
            for entry in old.infolist():
                data = old.read(entry)
                new.writestr(entry.filename, spoilt(chance, data) if entry.filename == unlucky else data)
        survives(made.getvalue())
