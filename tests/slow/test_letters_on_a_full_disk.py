"""Letters, calendars and cards on disks that are really full, or that nobody may write to: one sentence, nothing half.

A small disk in memory (Linux, as root), of every size from none to enough; elsewhere these tests are skipped.

pytest -m slow tests/slow/test_letters_on_a_full_disk.py
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.runner import Winback
from tests.services.test_due_letters import many
from winback_tui.services.accounts.people import add_person
from winback_tui.services.letters.due import due_letters
from winback_tui.services.letters.writing import letters_written
from winback_tui.services.plans.steps import add_step
from winback_tui.store.book import Book

pytestmark = pytest.mark.slow
Disk = Callable[[str], Path]
FORMATS = ("eml", "html", "text", "docx")
ONE = (
    ("letter", "Acme", "--out", "{}/a.eml"),
    ("letter", "Acme", "--out", "{}/a.docx"),
    ("letter", "Acme", "--out", "{}/a.html"),
    ("letter", "Acme", "--out", "{}/a.txt"),
    ("calendar", "--out", "{}/a.ics"),
    ("account", "vcard", "Acme", "--out", "{}/a.vcf"),
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Mounts a small disk in memory with these options; the last one mounted is taken away before the next."""
    place = tmp_path / "disk"
    place.mkdir()

    def gone() -> None:
        with suppress(subprocess.CalledProcessError):
            subprocess.run(["umount", str(place)], check=True, capture_output=True)

    def mounted(options: str) -> Path:
        gone()
        try:
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("needs to mount a disk in memory")
        return place

    yield mounted
    gone()


def call_of(book: Book) -> Winback:
    return Winback(book.path, {"WINBACK_NOW": f"{book.today}T12:00:00", "WINBACK_ACTOR": "Ann"})


def filled_up(folder: Path) -> None:
    """Not a byte is free any more."""
    with suppress(OSError), (folder / "fill").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


@pytest.mark.parametrize("form", FORMATS)
def test_a_batch_is_written_whole_or_refused_in_a_sentence(form: str, tmp_path: Path, disk: Disk) -> None:
    """Sixty-one letters on disks that fill up at the first file, at a later one, at the page, at the list."""
    book = many(tmp_path / "book")
    due, call, refused = len(due_letters(book).sheets), call_of(book), 0
    for kilobytes in (4, 8, 40, 120, 200, 240, 248, 256, 264, 272, 280, 300, 400, 1_000, 4_000):
        place = disk(f"size={kilobytes}k")
        ended = call("letters", "--write", str(place / "out"), "--format", form)
        if ended.code == 0:
            files = [each for each in (place / "out").iterdir() if "sleeping" in each.name]
            rows = list(csv.DictReader((place / "out" / "letters.csv").read_text("utf-8").splitlines()))
            assert len(files) == len(rows) == len(letters_written(book)) == due
            assert all(ZipFile(each).testzip() is None for each in files if each.suffix == ".docx")
            break
        refused += 1
        assert ended.out == "" and ended.err.count("\n") == 1 and "No space left on device" in ended.err
        assert list(place.iterdir()) == [] and letters_written(book) == []
    else:
        pytest.fail("no disk was large enough")
    assert refused >= 3


@pytest.mark.parametrize("words", ONE)
@pytest.mark.parametrize("options", ("size=64k", "ro"))
def test_one_file_on_a_full_or_closed_disk_is_a_sentence(
    words: tuple[str, ...], options: str, tmp_path: Path, disk: Disk
) -> None:
    book = many(tmp_path / "book")
    add_person(book, "Acme", "Ana", phone="+44 20 7946 0112", email="ana@acme.example")
    add_step(book, "Acme", book.today, purpose="Ask")
    place = disk(options)
    if options != "ro":
        filled_up(place)
    before = list(place.iterdir())
    ended = call_of(book)(*(each.format(place) for each in words))
    assert ended.code == 1 and ended.out == "" and ended.err.count("\n") == 1, ended
    assert "No space left on device" in ended.err or "Read-only file system" in ended.err
    assert list(place.iterdir()) == before and letters_written(book) == []
    if options == "ro":
        ended = call_of(book)("letters", "--write", str(place / "out"))
        assert ended.code == 1 and ended.err.count("\n") == 1 and letters_written(book) == []


def test_letters_are_not_left_behind_where_the_disk_of_the_book_is_full(tmp_path: Path, disk: Disk) -> None:
    book = many(tmp_path / "book")
    place = disk("size=16m")
    shutil.copytree(book.path.parent, place / "team")
    moved = Book(place / "team" / book.path.name, book.clock, book.actor)
    call = call_of(moved)
    assert call("config", "letter head", "Ida").code == 0
    filled_up(place)
    for words in (("letter", "Acme", "--out", "{}/a.txt"), ("letters", "--write", "{}/out")):
        ended = call(*(each.format(tmp_path) for each in words))
        assert ended.code in (1, 3) and ended.err.count("\n") == 1 and "full" in ended.err, ended
    assert not (tmp_path / "a.txt").exists() and not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".winback-*"))
    (place / "fill").unlink()
    assert letters_written(moved) == []
    assert call("letters", "--write", str(tmp_path / "out")).code == 0
