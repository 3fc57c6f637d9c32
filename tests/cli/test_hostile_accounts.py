"""Names made to harm: shown literally or cleaned by every command about accounts, at a pipe and at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from tests.cli.test_hostile_book import DRAWN, NAMES
from tests.store.books import book_at, with_account, with_orders
from winback_tui.services.accounts.people import add_person
from winback_tui.store.write import act

FORBIDDEN = set("\x1b\x07\x9b\u202e\u2066")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A book whose names were written past `clean`, with people and contacts of the same kind."""
    book = book_at(tmp_path_factory.mktemp("hostile"))
    ids = {}
    for name in NAMES:
        account = ids[name] = with_account(book, name)
        with_orders(book, account, ("2026-01-05", "2026-02-03", "2026-03-04"))
        with act(book, "person", "x", account) as transaction:
            transaction.insert("person", account_id=account, name=name, role=name, note=name)
            transaction.insert(
                "activity", account_id=account, at=0, on_day="2026-03-05", outcome=name, note=name
            )
    return book.path, ids


@pytest.mark.parametrize("name", NAMES)
def test_show_at_a_pipe(hostile: tuple[Path, dict[str, str]], winback: Winback, name: str) -> None:
    book, ids = hostile
    ann = Winback(book, winback.env)
    for form in ((), ("--json",), ("--tsv",)):
        ended = ann("show", ids[name], *form)
        assert ended.code == 0, ended.err
        assert not set(ended.out + ended.err) & FORBIDDEN
    text = ann("show", ids[name]).out
    if name.isascii() and name.isprintable() and len(name) < 100:
        assert text.startswith(f"{name}\n")
    assert max(map(len, text.splitlines())) <= 110


def test_show_at_a_terminal(hostile: tuple[Path, dict[str, str]], winback: Winback) -> None:
    book, ids = hostile
    terminal = Winback(book, winback.env).terminal("show", ids[NAMES[3]], size=(50, 100))
    plain = DRAWN.sub("", terminal.read())
    assert code_at_end(terminal) == 0
    assert not [sign for sign in plain if not sign.isprintable() and sign != " "]


@pytest.mark.parametrize("name", NAMES)
def test_typed_names_are_kept_clean_and_found_again(tmp_path: Path, winback: Winback, name: str) -> None:
    ann = Winback(tmp_path / "book.db", winback.env)
    added = ann("account", "add", name, "--owner", name, "--segment", name, "--json")
    assert added.code == 0, added.err
    kept = added.json["account"]
    assert kept.isprintable() or "\u200d" in kept
    assert len(kept) <= 200
    assert ann("person", "add", kept, name).code == 0
    assert ann("filter", "save", name, "--view", "all").code == 0
    (row,) = ann("list", "--filter", name, "--json").json
    assert (row["account"], row["segment"]) == (kept, kept)
    for words in (
        ["history"],
        ["filter", "list"],
        ["segment", "list"],
        ["show", kept],
        ["list", "--owner", "?"],
    ):
        ended = ann(*words)
        assert not set(ended.out + ended.err) & FORBIDDEN


def test_a_person_is_added_once_by_the_service_as_by_the_command(tmp_path: Path, winback: Winback) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    add_person(book, "Acme", "[red]Ana\x1b[0m")
    assert Winback(book.path, winback.env)("show", "Acme", "--json").json["people"][0]["name"] == "[red]Ana"
