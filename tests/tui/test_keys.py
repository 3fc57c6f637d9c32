from __future__ import annotations

import re
from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.tui.commands import keys
from winback_tui.tui.commands.command import Command


def test_cyrillic_letters_mean_the_key_of_the_same_place() -> None:
    layout = keys.KeyboardLayout()
    assert [layout.latin(letter) for letter in "йшсзгГхъБЮ"] == list("qicpuU[]<>")
    assert layout.latin("ы") == layout.latin("і") == "s"


def test_signs_of_both_layouts_follow_the_last_letter() -> None:
    layout = keys.KeyboardLayout()
    assert layout.latin(".") is None
    layout.latin("ш")
    assert (layout.latin("."), layout.latin(",")) == ("/", "?")
    layout.latin("i")
    assert layout.latin(".") is None


@pytest.mark.parametrize(
    ("long", "read"),
    [
        ("question_mark", "?"),
        ("f1", "F1"),
        ("ctrl+p", "ctrl+p"),
        ("R", "R"),
        ("pagedown", "PgDn"),
        ("escape", "Esc"),
    ],
)
def test_keys_are_named_as_people_read_them(long: str, read: str) -> None:
    assert keys.key_label(long) == read
    assert keys.key_labels(f"{long},x") == f"{read}  x"


def written(folder: Path, text: str) -> Path:
    path = folder / "keys.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_keymap_takes_keys_as_people_write_them(tmp_path: Path) -> None:
    path = written(tmp_path, '[keys]\n"contact.log" = "?"\n"view.filter" = ["f7", "ctrl+f"]\n')
    assert keys.read_keymap(path) == {"contact.log": "question_mark", "view.filter": "f7,ctrl+f"}
    assert keys.read_keymap(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\n"a" = 5\n', "needs a key"),
        ('[keys]\n"a" = "ctrl+m"\n', "ctrl+m"),
        ('[keys]\n"a" = "ctrl+["\n', "terminals send it"),
        ("keys = 3\n", "must be a table"),
        ("[keys\n", "TOML"),
    ],
)
def test_a_bad_keymap_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        keys.read_keymap(written(tmp_path, text))


@pytest.mark.parametrize("key", sorted(keys.NEVER))
def test_keys_that_terminals_send_for_others_cannot_be_bound(key: str) -> None:
    with pytest.raises(ValueError, match="apart"):
        type("Wrong", (Command,), {"id": "wrong", "keys": key})
