"""The diary of own changes with its four questions, and the pool of accounts that nobody works on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import TODAY, a_lost_account, an_account, field, with_order
from tests.store.books import content, with_account
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.pool import assign_from_pool, pool
from winback_tui.services.review.own_changes import add_change, answer_change, diary, remove_change
from winback_tui.store.log.undoing.undo import undo

HOSTILE = "[red]x[/red] \x1b[31m\u202e"


def test_a_change_stands_beside_the_losses_before_and_after_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_change(book, "Minimum order 200 EUR", "rules", date(2026, 9, 1))
    add_change(book, "New price list", "price", date(2026, 11, 1), segment="Bakery")
    late, early = diary(book)
    assert (early.lost_before, early.lost_after) == (0, 1)
    assert (late.lost_before, late.lost_after) == (0, 0)
    assert len(early.open_questions) == 4


def test_the_four_questions_say_what_follows(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    add_change(book, "Minimum order 200 EUR", "rules", date(2026, 9, 1))
    before = content(book)
    done = answer_change(book, "minimum", {"affected": "small workshops", "improved": "no"})
    assert done.sentence.endswith("2 questions left")
    assert diary(book)[0].follows == "Put it right before you call anybody."
    answer_change(book, "1", {"new_target": "yes", "alternatives": "they buy at the supermarket"})
    assert diary(book)[0].follows.startswith("They are no longer in our target group")
    undo(book)
    undo(book)
    assert content(book) == before
    remove_change(book, "1")
    undo(book)
    assert content(book) == before


def test_bad_words_for_the_diary_are_refused_and_hostile_ones_cleaned(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    refused: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: add_change(book, " ", "rules"), "Say what was changed"),
        (lambda: add_change(book, "x", "weather"), "'weather' is not a kind of change"),
        (lambda: add_change(book, "x", "rules", date(2027, 1, 1)), "in the future"),
        (lambda: add_change(book, "x", "rules", answers={"improved": "maybe"}), "yes or no"),
    )
    for act, said in refused:
        with pytest.raises(BadInput, match=said):
            act()
    with pytest.raises(Refused, match="diary of own changes is empty"):
        answer_change(book, "1", {"improved": "yes"})
    add_change(book, HOSTILE, "people", answers={"alternatives": HOSTILE})
    row = diary(book)[0].row
    assert "\x1b" not in row.what + row.alternatives and "\u202e" not in row.what + row.alternatives


def test_the_pool_holds_who_has_no_owner_or_lapsed_and_is_assigned_in_one_act(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    lapsed, fresh = with_account(book, "Old Friend"), with_account(book, "Fresh")
    with_order(book, lapsed, "2025-01-10", 90_000)
    with_order(book, fresh, "2026-11-10")
    for each, owner in ((lapsed, "Ann"), (fresh, "Ann")):
        edit_account(book, each, {"owner": owner})
    assert {(row.name, row.why) for row in pool(book)} == {("Acme", "no owner"), ("Old Friend", "lapsed")}
    values = [row.yearly_value for row in pool(book)]
    assert values == sorted(values, reverse=True)
    before = content(book)
    done = assign_from_pool(book, "Newcomer")
    assert done.sentence.startswith("2 accounts from the pool assigned to Newcomer: ")
    assert (
        field(
            book, "SELECT count(*) FROM account a JOIN rep r ON r.id = a.owner_id WHERE r.name = 'Newcomer'"
        )
        == 2
    )
    undo(book)
    assert content(book) == before
    assert assign_from_pool(book, "Dora", ["Old Friend"]).facts["assigned"] == 1
    with pytest.raises(Refused, match="Fresh is not in the pool"):
        assign_from_pool(book, "Dora", ["Fresh"])
    with pytest.raises(NotFound):
        assign_from_pool(book, "Dora", ["Nobody"])


def test_who_lost_an_account_does_not_get_it_out_of_the_pool(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, responsible="")
    assert [row.name for row in pool(book)] == ["Acme"]
    with pytest.raises(Refused, match="who lost Acme") as refused:
        assign_from_pool(book, "Bob")
    assert refused.value.rule == "M10"
    assert assign_from_pool(book, "Carl", most=1).facts["assigned"] == 1
    assert [row.name for row in pool(book)] == []


def test_the_commands_write_and_list(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    winback = Winback(book.path, {"WINBACK_NOW": f"{TODAY}T12:00:00", "WINBACK_ACTOR": "Ann"})
    assert winback("change", "add", "New carrier", "--kind", "supplier", "--date", "2026-09-01").code == 0
    assert winback("change", "answer", "1", "--improved", "--same-target").code == 0
    row = winback("change", "list", "--json").json[0]
    assert (row["what"], row["improved"], row["new_target"]) == ("New carrier", "yes", "no")
    assert winback("pool", "list", "--json").json[0]["account"] == "Acme"
    assert winback("pool", "assign", "--to", "Dora", "--json").json["assigned"] == 1
    assert winback("pool", "list", "--json").json == []
