from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from winback_tui.playbook.toml_places import TomlPlaces

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("winback_tui/playbook/**/*.toml"), *ROOT.glob("assets/scripts/**/*.toml")])

AWKWARD = '''\
# a comment with [brackets] and key = "value"
title = "a \\"quoted\\" # text"   # after it
long = """
[[not.a.table]]
key = 1
"""
raw = \'\'\'
x = [
\'\'\'
list = [
  "a", # [inside]
  [1, 2],
]
dotted . "key" = 'c:\\'
[table."quoted name"]
inline = { en = "x", de = "y" }
[[row]]
id = 1
[[row.part]]
id = 11
[[row.part]]
  id = 12
[row.detail]
text = "deep"
[[row]]
id = 2
[[row.part]]
id = 21
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every table key of a parsed document that is written outside inline tables and arrays."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for key, inside in value.items():
            found.append((*path, key))
            found.extend(paths(inside, (*path, key)))
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        for number, each in enumerate(value):
            found.extend(paths(each, (*path, number)))
    return found


@pytest.mark.parametrize("text", [AWKWARD, *(path.read_text("utf-8") for path in FILES)])
def test_every_key_is_found_where_it_is_written(text: str) -> None:
    places = TomlPlaces(text)
    lines = text.split("\n")
    doc = tomllib.loads(text)
    checked = 0
    for path in paths(doc):
        place = places.key(*path)
        written = lines[place.line - 1][place.column - 1 :]
        name = str(path[-1])
        if written.startswith("["):
            continue
        if name in written.split("=")[0]:
            checked += 1
        else:
            assert "{" in written or "[" in written, (path, written)
    assert checked > 5


def test_places_of_an_awkward_text() -> None:
    places = TomlPlaces(AWKWARD)
    assert (places.key("title").line, places.key("title").column) == (2, 1)
    assert (places.key("raw").line, places.value("raw").column) == (7, 7)
    assert places.key("row", 0, "part", 1, "id").line == 22
    assert places.key("row", 0, "part", 1, "id").column == 3
    assert places.key("row", 1, "part", 0, "id").line == 28
    assert places.key("row", 0, "detail", "text").line == 24
    assert places.key("table", "quoted name", "inline", "de").line == 16
    assert places.key("row", 1).line == 25
    assert (places.key("nowhere").line, places.key("nowhere").column) == (1, 1)


def test_inside_a_plain_text_only() -> None:
    places = TomlPlaces('a = "x == y"\nb = "x \\" y"\nc = """x"""\nd = 5\n')
    assert places.value("a").inside(6).column == 11
    for key in "bcd":
        value = places.value(key)
        assert value.inside(6) == value
