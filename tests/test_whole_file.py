"""A file or folder is written whole or not at all, for its user alone, and nothing else is touched on the way."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from winback_tui.files import whole_file
from winback_tui.files.whole_file import (
    LEFT_AFTER,
    make_private_folder,
    remove_left_over,
    save_text,
    written_whole,
)


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=["open", "usual", "closed"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_the_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    save_text(tmp_path / "text", "Zoë\n")
    with written_whole(tmp_path / "folder") as fresh:
        fresh.mkdir(0o700)
        (fresh / "part").touch()
    assert [mode(tmp_path / name) for name in ("text", "folder", "folder/part")] == [0o600, 0o700, 0o600]
    assert (tmp_path / "text").read_bytes() == "Zoë\n".encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "text"]


@pytest.mark.usefixtures("umask")
def test_a_folder_made_with_those_above_it_is_the_users_alone(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    for _ in range(2):
        make_private_folder(deep)
    assert [mode(folder) for folder in (deep, deep.parent, deep.parent.parent)] == [0o700] * 3
    (deep / "file").touch()
    for place in (deep / "file", deep / "file" / "below"):
        with pytest.raises(OSError, match="file"):
            make_private_folder(place)


def test_a_writing_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "settings"
    save_text(target, "before")

    def fail() -> None:
        with written_whole(target) as fresh:
            fresh.write_text("half")
            raise RuntimeError("in between")

    with pytest.raises(RuntimeError, match="in between"):
        fail()
    assert target.read_text() == "before" and list(tmp_path.iterdir()) == [target]


def test_a_link_in_the_place_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "settings").symlink_to(tmp_path / "precious")
    save_text(tmp_path / "settings", "new")
    assert (tmp_path / "precious").read_text() == "precious"
    assert (tmp_path / "settings").read_text() == "new"


@pytest.mark.parametrize("there", ["file", "folder", "link to nothing"])
@pytest.mark.parametrize("kind", ["file", "folder"])
@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_by_then_stays_where_it_must_not_be_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str, kind: str, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(whole_file, "linked", lambda *_: False)
    target = tmp_path / "out"

    def write() -> None:
        with written_whole(target, overwrite=False) as fresh:
            fresh.touch() if kind == "file" else fresh.mkdir()
            if there == "file":
                target.write_text("quicker")
            elif there == "folder":
                target.mkdir()
            else:
                target.symlink_to(tmp_path / "nowhere")

    with pytest.raises(FileExistsError):
        write()
    assert list(tmp_path.iterdir()) == [target]
    assert target.is_symlink() if there == "link to nothing" else target.is_file() == (there == "file")


def test_all_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    sync, put = whole_file.put_on_disk, whole_file.put_in_place

    def on_disk(path: Path) -> None:
        told.append(path.name)
        sync(path)

    def in_place(fresh: Path, target: Path, overwrite: bool) -> None:
        told.append("in place")
        put(fresh, target, overwrite)

    monkeypatch.setattr(whole_file, "put_on_disk", on_disk)
    monkeypatch.setattr(whole_file, "put_in_place", in_place)
    with written_whole(tmp_path / "out") as fresh:
        fresh.mkdir()
        (fresh / "orders.csv").write_text("x")
    assert told == ["orders.csv", "out", "in place", tmp_path.name]


def test_a_trial_leaves_nothing(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out", dry_run=True) as fresh:
        fresh.write_text("x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hours", [-30, -1.5, 0, 1.5, 400 * 24])
def test_a_writing_goes_on_whatever_our_clock_says(
    hours: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that is put right meanwhile, and a drive whose server has another time, make nothing old."""
    real = time.time()
    monkeypatch.setattr(whole_file, "time", lambda: real + 3_600 * hours)
    with written_whole(tmp_path / "export.json") as fresh:
        remove_left_over(tmp_path, LEFT_AFTER)
        fresh.write_text("all of it")
    assert (tmp_path / "export.json").read_text() == "all of it"


def test_only_what_a_killed_writing_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / f".winback-{'0' * 16}.part"
    young = tmp_path / f".winback-{'1' * 16}.part"
    others = [tmp_path / name for name in ("film.part", ".winback-notes.part", f".winback-{'2' * 16}.part")]
    for folder in (left, young):
        folder.mkdir()
        (folder / "half").touch()
    others[0].touch()
    others[1].mkdir()
    others[2].symlink_to(others[1])
    for path in (left, *others[:2]):
        os.utime(path, (0, 0))
    remove_left_over(tmp_path, LEFT_AFTER)
    assert sorted(tmp_path.iterdir()) == sorted([young, *others])


def test_a_folder_may_be_a_link_to_another(tmp_path: Path) -> None:
    real, linked = tmp_path / "Cloud", tmp_path / "Documents"
    real.mkdir()
    linked.symlink_to(real)
    save_text(linked / "note.txt", "text")
    with written_whole(linked / "letters") as fresh:
        fresh.mkdir()
        (fresh / "one").touch()
    assert {path.name for path in real.iterdir()} == {"note.txt", "letters"}


WRITERS = {
    "files/whole_file.py": "the one way",
    "cli/crash.py": "adds to the end of a log, and follows no link",
    "intake/open/files.py": "into a folder of its own that is gone afterwards",
    "intake/rows/refused_file.py": "inside written_whole",
    "intake/open/spreadsheet_worker.py": "into the folder of its parent that is gone afterwards",
    "intake/open/spreadsheet.py": "into a folder of its own that is gone afterwards",
    "output/tables/whole_book.py": "inside written_whole of the export",
    "cli/parsing/plain_command.py": "writes help, not a file",
    "services/demo/smoke.py": "into a folder that is gone afterwards",
    "services/letters/batch.py": "into a folder beside, which is given its name when it is whole",
    "services/letters/writing.py": "inside written_whole",
    "sync/bundle/bundle.py": "inside written_whole, and into a folder of its own that is gone afterwards",
    "tui/widgets/form/editor.py": "into a folder of its own that is gone afterwards",
}
"""Who opens a file for writing, and why that is safe."""


def test_nobody_else_opens_files_for_writing() -> None:
    room = Path(whole_file.__file__).parents[1]
    writing = re.compile(
        r"""\.write_(text|bytes)\(|\bopen\([^)]*["'][wxa]b?["']|O_CREAT|mkstemp|os\.replace\("""
    )
    found = {
        file.relative_to(room).as_posix()
        for file in room.rglob("*.py")
        if writing.search(file.read_text("utf-8"))
    }
    assert found == WRITERS.keys()
