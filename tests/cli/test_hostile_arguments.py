"""Arguments, files and settings of any size and shape end in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.runner import Winback

DEEP = f"a = {'[' * 50_000}\n"
HUGE = "9" * 30


@pytest.fixture
def book(winback: Winback) -> Winback:
    assert winback("account", "add", "Beta").code == 0
    return winback


def one_sentence(err: str) -> bool:
    return "broke inside" not in err and 0 < len(err) < 400 and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words", ["list --view all", "history", "history Beta", "due", "returns", "rule", "review"]
)
def test_a_limit_of_any_size_shows_all(book: Winback, words: str) -> None:
    for limit in (HUGE, str(2**63), str(2**63 - 1)):
        limited, whole = book(*words.split(), "--limit", limit), book(*words.split(), "--limit", "0")
        assert (limited.code, limited.out) == (0, whole.out)


def test_toml_nested_without_end_is_named(book: Winback, tmp_path: Path) -> None:
    deep, orders = tmp_path / "deep.toml", tmp_path / "orders.csv"
    deep.write_text(DEEP)
    orders.write_text("Customer,Date,Amount\nA,2026-01-02,5 EUR\n")
    ended = book("import", str(orders), "--rules", str(deep), "--yes")
    assert ended.code == 2 and "deep.toml" in ended.err and "broke inside" not in ended.err
    assert book("list", "--view", "all", "--json").json[0]["account"] == "Beta"


@pytest.mark.parametrize("place", ["settings.toml", "systems/own.toml", "imports/own.toml"])
def test_toml_nested_without_end_among_the_settings_is_named(
    book: Winback, tmp_path: Path, place: str
) -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "winback" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DEEP)
    orders = tmp_path / "orders.csv"
    orders.write_text("Customer,Date,Amount\nA,2026-01-02,5 EUR\n")
    ended = book("import", str(orders), "--yes") if "/" in place else book("config")
    assert ended.code == 2 and file.name in ended.err and "broke inside" not in ended.err


@pytest.mark.parametrize("kind", ["fifo", "device", "folder"])
def test_what_is_no_file_is_not_read(book: Winback, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "orders.csv"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place = Path("/dev/zero")
    ended = book("import", str(place), "--yes")
    assert ended.code == 2 and one_sentence(ended.err)


def test_a_name_of_a_megabyte_is_said_back_in_short(book: Winback) -> None:
    for words in (("show",), ("history",), ("brief",)):
        ended = book(*words, "x" * 1_000_000)
        assert ended.code == 1 and one_sentence(ended.err)


@pytest.mark.parametrize(
    "words",
    ["import {}", "export {}", "undo {}", "{}", "show Beta {}", "--db {} list", "restore {}", "sync {}"],
)
def test_an_argument_of_a_megabyte_is_said_back_in_short(book: Winback, words: str) -> None:
    ended = book(*words.replace("{}", "x" * 1_000_000).split(), *(["--yes"] if words == "sync {}" else []))
    assert ended.code in (1, 2, 3) and one_sentence(ended.err), ended.err[:1_000]


def test_an_import_whose_reading_cannot_be_remembered_says_that_it_is_in(
    book: Winback, tmp_path: Path
) -> None:
    place = Path(os.environ["XDG_CONFIG_HOME"]) / "winback"
    place.mkdir(parents=True)
    (place / "imports").write_text("in the way")
    orders = tmp_path / "orders.csv"
    orders.write_text("Customer,Date,Amount\nA,2026-01-02,5 EUR\n")
    ended = book("import", str(orders), "--yes", "--json")
    assert ended.code != 0 and "broke inside" not in ended.err
    if "is in the book" in ended.err:
        assert ended.json["new"] == 1
    assert ("is in the book" in ended.err) == (len(book("list", "--view", "all", "--json").json) == 2)
