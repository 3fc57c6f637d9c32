"""`order` by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _, _ = a_lost_account(tmp_path, "Acme [/HQ]")
    return Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})


def test_an_order_brings_the_account_back(acme: Winback) -> None:
    ended = acme("order", "acme", "--date", "fri", "--amount", "0.01", "--number", "A-1", "--json")
    assert ended.code == 0
    assert (
        ended.json["sentence"]
        == "Order of 0.01 EUR on Fri 20 Nov entered for Acme [/HQ]: returned; 5 steps of the watch planned"
    )
    assert (ended.json["day"], ended.json["amount"], ended.json["currency"], ended.json["returned"]) == (
        "2026-11-20",
        "0.01",
        "EUR",
        True,
    )
    (row,) = acme("returns", "--json").json
    assert (row["order_number"], row["order_on"], row["lost_on"]) == ("A-1", "2026-11-20", "2026-10-01")
    assert acme("undo").code == 0
    assert acme("returns", "--json").json == []


def test_a_quote_says_why_it_brings_nobody_back(acme: Winback) -> None:
    ended = acme("order", "acme", "--date", "2026-11-20", "--amount", "USD 900", "--kind", "quote")
    assert ended.code == 0
    assert "Quote of 900 USD" in ended.err
    assert "counts as a return" in ended.err
    assert acme("returns", "--json").json == []


def test_trying_changes_nothing(acme: Winback) -> None:
    ended = acme("order", "acme", "--date", "today", "--amount", "5", "--dry-run")
    assert ended.err.startswith("Dry run, nothing saved: Order of 5 EUR")
    assert acme("returns", "--json").json == []


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["acme", "--date", "2026-13-01", "--amount", "5"], 2, "not a real date"),
        (["acme", "--date", "tomorrow", "--amount", "5"], 2, "in the future"),
        (["acme", "--date", "today", "--amount", "much"], 2, "not an amount"),
        (["acme", "--date", "today", "--amount", "5", "--kind", "gift"], 2, "not one of order, credit"),
        (["akme", "--date", "today", "--amount", "5"], 1, "Nearest: Acme [/HQ]"),
    ],
)
def test_bad_input_gets_one_sentence(acme: Winback, words: list[str], code: int, says: str) -> None:
    ended = acme("order", *words)
    assert ended.code == code
    assert says in ended.err
    assert ended.out == ""
