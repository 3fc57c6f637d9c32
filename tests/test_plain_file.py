"""A file that ends is read, and nothing else; TOML that only wants to keep the program busy is not."""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time

import pytest

from winback_tui.files.plain_file import open_plain_file, parse_toml, read_plain_file
from winback_tui.files.whole_file import save_text, written_whole


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")
    with open_plain_file(tmp_path / "link") as file:
        assert file.read() == b"12345"
    assert read_plain_file(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match="More than 0 KB"):
        read_plain_file(tmp_path / "file", 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_may_never_end_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for place in (tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), Path(os.devnull)):
        with pytest.raises(OSError, match="Not a regular file"):
            read_plain_file(place)
    before = sorted(tmp_path.iterdir())
    for place in (tmp_path / "pipe", tmp_path / "link"):
        with pytest.raises(OSError, match="Not a regular file"):
            save_text(place, "over it")
        with pytest.raises(OSError, match="Not a regular file"), written_whole(place, dry_run=True):
            pytest.fail("it was written")
    assert sorted(tmp_path.iterdir()) == before and (tmp_path / "pipe").is_fifo()
    with pytest.raises(IsADirectoryError):
        read_plain_file(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 50_000 + "]" * 50_000, "a" + ".a" * 50_000 + " = 1", "['a'" + ' . "a"' * 50_000 + "]"],
)
def test_tables_nested_too_deeply_are_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        parse_toml(text)


@pytest.mark.parametrize("word", ["x" * 400_000, "x " * 200_000, "'" * 400_000, "x." * 50 + "x" * 400_000])
def test_long_texts_are_read_at_once(word: str) -> None:
    began = process_time()
    assert parse_toml(f'text = "{word}"') == {"text": word}
    assert process_time() - began < 5  # a search from each letter of the word takes minutes


def test_dots_in_texts_are_no_nesting() -> None:
    dots = f"Name {'.' * 300} {'Yes! ' * 100}{'1.2 3.4 ' * 100}"
    assert parse_toml(f'a.b.c = 1\ntext = """\n{dots}"""') == {"a": {"b": {"c": 1}}, "text": dots}
