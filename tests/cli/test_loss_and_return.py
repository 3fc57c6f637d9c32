"""The day of a loss and what counts as a return, by command: proposed, corrected, asked, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account, an_account
from tests.services.test_root_causes import TWO_ROOTS

ENV = {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"}


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _, _ = a_lost_account(tmp_path)
    return Winback(book.path, ENV)


def status(winback: Winback) -> str:
    return str(winback("list", "--view", "all", "--json").json[0]["status"])


def test_a_case_opens_on_the_day_that_the_interval_proposes(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    opened = Winback(book.path, ENV)("case", "open", "Acme", "--lost-by", "Bob", "--json")
    assert opened.code == 0 and opened.json["lost_on"] == "2026-10-09"
    assert "last order 7 Sep 2026, usually every 5 weeks: due 9 Oct 2026" in opened.json["sentence"]


def test_an_order_of_that_very_day_needs_a_person_and_takes_an_answer(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    winback = Winback(book.path, ENV)
    call = ("case", "open", "Acme", "--lost-on", "2026-09-07", "--lost-by", "Bob")
    asked = winback(*call)
    assert asked.code == 4 and "the day of the loss; say" in asked.err
    assert winback("case", "list", "--json").json == []
    assert winback(*call, "--same-day", "after", "--json").json["lost_on"] == "2026-09-06"
    assert status(winback) == "returned"


def test_the_day_is_corrected_and_a_closed_case_goes_on(acme: Winback) -> None:
    assert acme("case", "edit", "Acme", "--lost-on", "2026-11-01", "--json").json["lost_on"] == "2026-11-01"
    assert acme("case", "edit", "Acme").code == 2
    assert acme("case", "close", "Acme").code == 0
    again = acme("case", "open", "Acme", "--lost-on", "2026-11-10", "--lost-by", "Bob")
    assert again.code == 1 and "still the same loss" in again.err
    assert acme("case", "reopen", "Acme").code == 0
    assert [row["account"] for row in acme("case", "list", "--json").json] == ["Acme"]


def test_closing_as_returned_is_answered_with_the_rule_in_words(acme: Winback) -> None:
    ended = acme("case", "close", "Acme", "--outcome", "returned")
    assert ended.code == 1
    assert "only a new order after the loss counts as a return" in ended.err
    assert acme("case", "close", "Acme", "--outcome", "gone fishing").code == 2
    assert acme("case", "close", "Acme", "--outcome", "let-go", "--note", "No margin").code == 0


def test_an_imported_credit_takes_the_return_back_and_undo_brings_it_again(
    acme: Winback, tmp_path: Path
) -> None:
    orders, credits_ = tmp_path / "orders.csv", tmp_path / "credits.csv"
    orders.write_text("Customer,Date,Amount,Currency,Number\nAcme,2026-11-02,250.00,EUR,77\n")
    credits_.write_text("Customer,Date,Amount,Currency,Number\nAcme,2026-11-09,-250.00,EUR,78\n")
    assert acme("import", str(orders), "--yes").code == 0
    assert status(acme) == "returned" and len(acme("returns", "--json").json) == 1
    assert acme("import", str(credits_), "--yes").code == 0
    assert status(acme) == "lost" and acme("returns", "--json").json == []
    assert acme("undo").code == 0
    assert status(acme) == "returned"


def test_a_file_with_two_roots_makes_two_causes(acme: Winback, tmp_path: Path) -> None:
    file = tmp_path / "two.toml"
    file.write_bytes(TWO_ROOTS.replace(b"CLASS", b"service"))
    assert acme("interview", "Acme", "--answers", str(file)).code == 0
    told = acme("interview", "Acme", "--show", "--json").json["interviews"][0]["answers"]
    assert [each["value"] for each in told if each["question"].startswith("root_class.")] == [
        "delivery",
        "service",
    ]
    assert {row["reason"] for row in acme("fix", "list", "Acme", "--json").json} == {"delivery", "service"}
