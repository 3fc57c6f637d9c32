"""A batch of letters that was interrupted: found again, recorded once, never taken for somebody's own folder."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.services.test_letters import full_disk, silent, written
from tests.store.books import with_account, with_orders
from winback_tui.domain.errors import Refused
from winback_tui.services.letters.due import due_letters
from winback_tui.services.letters.interrupted import LIST_HEAD
from winback_tui.services.letters.writing import letters_written, write_letter
from winback_tui.store.book import Book


def killed_before_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A book whose run into `out` put its folder in place and was killed before the letters were recorded."""
    book = silent(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("winback_tui.services.letters.batch.put_on_disk", killed)
        written(book, tmp_path / "out")
    return book


def test_a_run_killed_before_it_was_kept_is_found_and_nothing_is_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = killed_before_kept(tmp_path, monkeypatch)
    assert (tmp_path / "out" / "letters.csv").exists() and letters_written(book) == []
    again = written(book, tmp_path / "out")
    assert (again.written, [each.letters for each in again.recovered]) == (0, [1])
    assert len(letters_written(book)) == 1
    assert due_letters(book).sheets == ()


def test_an_interrupted_run_is_found_wherever_the_next_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = killed_before_kept(tmp_path, monkeypatch)
    beta = with_account(book, "Beta")
    with_orders(book, beta, ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))
    assert written(book, tmp_path / "more", dry_run=True).written == 2  # it keeps the note of the folder
    again = written(book, tmp_path / "more")
    assert (again.written, [(each.folder, each.letters) for each in again.recovered]) == (
        1,
        [(tmp_path / "out", 1)],
    )
    assert "1 letter from an interrupted run found in" in again.sentence
    assert len(letters_written(book)) == 2 and due_letters(book).sheets == ()


def test_a_folder_whose_letters_the_book_did_not_take_is_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(Refused, match="is full: nothing was saved"):
        patch.setattr("winback_tui.store.write._commit", full_disk)
        written(book, tmp_path / "out")
    assert not (tmp_path / "out").exists() and letters_written(book) == []
    assert written(book, tmp_path / "out").recovered == ()


def failing_sync(_: Path) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_folder_whose_place_does_not_come_onto_the_disk_is_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    with (
        monkeypatch.context() as patch,
        pytest.raises(Refused, match="cannot be written: Input/output error"),
    ):
        patch.setattr("winback_tui.services.letters.batch.put_on_disk", failing_sync)
        written(book, tmp_path / "out")
    assert not (tmp_path / "out").exists() and letters_written(book) == []
    again = written(book, tmp_path / "out")
    assert (again.written, again.recovered) == (1, ())


def test_one_that_cannot_even_be_removed_is_found_by_the_next_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(Refused):
        patch.setattr("winback_tui.services.letters.batch.put_on_disk", failing_sync)
        patch.setattr("winback_tui.services.letters.interrupted.rmtree", lambda *_, **__: None)
        written(book, tmp_path / "out")
    again = written(book, tmp_path / "elsewhere")
    assert (again.written, [each.folder for each in again.recovered]) == (0, [tmp_path / "out"])


def test_a_folder_of_the_user_stays_where_nothing_came_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    (tmp_path / "out").mkdir()
    with monkeypatch.context() as patch, pytest.raises(Refused):
        patch.setattr("winback_tui.services.letters.batch.os.sync", lambda: failing_sync(tmp_path))
        written(book, tmp_path / "out")
    assert (tmp_path / "out").is_dir() and letters_written(book) == []


@pytest.mark.parametrize(
    "content",
    (
        b"\xff\xfe letters",
        b"a,b\n1,2\n",
        (",".join(LIST_HEAD) + "\nx,y,Acme,thanks,en,10,f,t,s\n").encode(),
        (",".join(LIST_HEAD) + f"\n{'0' * 32},{'1' * 32},Acme,thanks,en,10 %,f,t,s\n").encode(),
        (",".join(LIST_HEAD) + f"\n{'0' * 32},{'1' * 32}\n").encode(),
    ),
)
def test_a_list_of_letters_that_somebody_changed_is_no_interrupted_run(
    tmp_path: Path, content: bytes
) -> None:
    book = silent(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.csv").write_bytes(content)
    with pytest.raises(Refused, match="already exists; name a new folder"):
        written(book, tmp_path / "out")
    assert letters_written(book) == []


def test_a_single_letter_whose_place_does_not_come_onto_the_disk_is_said_to_be_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = silent(tmp_path)
    (sheet,) = due_letters(book).sheets
    with (
        monkeypatch.context() as patch,
        pytest.raises(Refused, match=r"recorded as written, but .* Write it again"),
    ):
        patch.setattr("winback_tui.files.whole_file._finish", lambda *_: None)
        patch.setattr("winback_tui.files.whole_file.put_on_disk", failing_sync)
        write_letter(book, sheet, tmp_path / "a.txt", b"x")
    assert len(letters_written(book)) == 1
    write_letter(book, sheet, tmp_path / "a.txt", b"x")
    assert len(letters_written(book)) == 1, "it is the same letter, not a second one"
