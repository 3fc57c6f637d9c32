"""`winback returns`: each with the order that proves it, and nothing else makes one."""

from __future__ import annotations

import pytest

from tests.cli.runner import Winback

KEYS = {
    "account",
    "lost_on",
    "order_on",
    "order_number",
    "amount",
    "currency",
    "days",
    "stage",
    "responsible",
}


@pytest.fixture
def lost(winback: Winback) -> Winback:
    """Acme ordered each month until September and was lost on 1 October."""
    for words in (
        ("account", "add", "Acme"),
        *(("order", "Acme", "--date", f"2026-0{month}-07", "--amount", "EUR 100") for month in range(3, 10)),
        ("case", "open", "Acme", "--lost-on", "2026-10-01", "--lost-by", "Bob", "--responsible", "Carl"),
    ):
        assert winback(*words).code == 0
    return winback


def test_only_a_real_order_after_the_loss_makes_a_return(lost: Winback) -> None:
    for words in (
        ("order", "Acme", "--date", "2026-11-10", "--amount", "50", "--kind", "credit"),
        ("order", "Acme", "--date", "2026-11-10", "--amount", "50", "--kind", "cancelled"),
        ("order", "Acme", "--date", "2026-11-10", "--amount", "50", "--kind", "quote"),
        ("order", "Acme", "--date", "2026-11-10", "--amount", "0"),
        ("order", "Acme", "--date", "2026-10-01", "--amount", "50"),
        ("log", "Acme", "--outcome", "they said yes, the order is coming"),
    ):
        assert lost(*words).code == 0
        assert lost("returns", "--json").json == []
    ended = lost("order", "Acme", "--date", "2026-11-20", "--amount", "0.01", "--number", "R-9", "--json")
    assert ended.json["returned"] is True
    (row,) = lost("returns", "--json").json
    assert row.keys() >= KEYS
    assert {key: row[key] for key in KEYS} == {
        "account": "Acme",
        "lost_on": "2026-10-01",
        "order_on": "2026-11-20",
        "order_number": "R-9",
        "amount": "0.01",
        "currency": "EUR",
        "days": 50,
        "stage": "trial",
        "responsible": "Carl",
    }
    assert [one["status"] for one in lost("list", "--view", "returned", "--json").json] == ["returned"]
    lost("undo")
    assert lost("returns", "--json").json == []


def test_an_import_says_whom_it_brought_back(lost: Winback) -> None:
    file = lost.book.with_name("orders.csv")
    file.write_text("Customer,Date,Amount,Currency\nAcme,2026-11-15,250.00,EUR\nGlobex,2026-11-15,9.00,EUR\n")
    ended = lost("import", str(file), "--yes")
    assert ended.code == 0, ended.err
    assert "Acme" in ended.out + ended.err and "2026-11-15" in ended.out + ended.err
    assert [row["account"] for row in lost("returns").rows] == ["Acme"]


def test_as_of_a_day_before_the_order_nobody_is_back(lost: Winback) -> None:
    lost("order", "Acme", "--date", "2026-11-20", "--amount", "1")
    assert len(lost("returns", "--json").json) == 1
    early = Winback(lost.book, {**lost.env, "WINBACK_AS_OF": "2026-11-19"})
    assert early("returns", "--json").json == []


def test_nobody_back_is_said_in_data_as_no_rows(lost: Winback) -> None:
    assert lost("returns").rows == [] and lost("returns", "--csv").out.count("\n") == 1
