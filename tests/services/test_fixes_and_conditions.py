"""Causes, fixes and conditions: facts that gates look at, each undoable, each refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, field
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.services.cases.board import board
from winback_tui.services.cases.causes import add_cause, judge_cause
from winback_tui.services.cases.conditions import add_condition, meet_condition, put_out_of_reach
from winback_tui.services.cases.fixes import add_fix, finish_fix
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo


def rules(book: Book) -> set[str]:
    return {gate.rule for gate in plan_desk(book, "Acme").holding}


def test_a_cause_of_ours_holds_the_door_until_its_fix_is_done(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(Refused, match="Acme has no known cause of loss"):
        add_fix(book, "Acme", "Check every delivery")
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    assert "B20" in rules(book)
    done = add_fix(book, "Acme", "Check every delivery", owner="Dora", due_on=date(2026, 11, 27))
    assert done.sentence == "Fix for Acme: Check every delivery (Dora), due Fri 27 Nov"
    assert next((row.what, row.day) for row in due(book)) == ("fix: Check every delivery", "Fri")
    assert "B20" in rules(book)
    assert finish_fix(book, "Acme").sentence == "Fixed for Acme: Check every delivery; all fixes are done"
    assert {"B20", "W5"}.isdisjoint(rules(book))
    undo(book)
    assert "B20" in rules(book)


def test_all_fixes_are_done_only_where_every_cause_has_one(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "delivery")
    add_cause(book, "Acme", "quality")
    add_fix(book, "Acme", "Check every delivery", cause="1")
    assert finish_fix(book, "Acme").sentence.endswith("; 1 cause of 2 still without a fix")
    add_fix(book, "Acme", "New glue", cause="2")
    add_fix(book, "Acme", "A second check", cause="2")
    assert finish_fix(book, "Acme", "New glue").sentence.endswith("; 1 more to do")
    assert finish_fix(book, "Acme").sentence.endswith("; all fixes are done")


def test_a_fix_is_never_done_before_its_cause_was_found(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "quality", found_on=date(2026, 11, 10))
    with pytest.raises(BadInput, match="before its cause was found on 10 Nov 2026"):
        add_fix(book, "Acme", "New glue", done_on=date(2026, 11, 9))
    add_fix(book, "Acme", "New glue")
    with pytest.raises(BadInput, match="in the future"):
        finish_fix(book, "Acme", on_day=date(2026, 11, 23))
    with pytest.raises(BadInput, match="what will be done"):
        add_fix(book, "Acme", " ")
    with pytest.raises(BadInput, match="found between"):
        add_cause(book, "Acme", "quality", found_on=date(2026, 9, 1))


def test_causes_share_their_weight_and_are_told_apart(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    for reason in ("price", "delivery", "service"):
        add_cause(book, "Acme", reason, competitor="Rival & Co")
    assert field(book, "SELECT group_concat(weight) FROM cause") in ("34,33,33", "33,34,33", "33,33,34")
    assert field(book, "SELECT count(*) FROM competitor") == 1
    with pytest.raises(NeedsHuman, match="Say which cause of Acme is meant"):
        add_fix(book, "Acme", "New cut-off")
    add_fix(book, "Acme", "New cut-off", cause="delivery")
    with pytest.raises(NotFound, match="'magic' is not a reason"):
        add_cause(book, "Acme", "magic")
    with pytest.raises(BadInput, match="is not a voice"):
        add_cause(book, "Acme", "price", voice="rumour")
    with pytest.raises(BadInput, match="1 to 100"):
        add_cause(book, "Acme", "price", weight=101)


def test_a_cause_beyond_us_stops_the_plan(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "price", "The rival sells below cost")
    judge_cause(book, "Acme", "", False)
    with pytest.raises(Refused) as refused:
        make_plan(book, "Acme")
    assert refused.value.rule == "B9"
    judge_cause(book, "Acme", "", None)
    make_plan(book, "Acme")


def test_a_condition_is_checked_or_kept_as_words(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    assert add_condition(book, "Acme", "delivery within 3 days").sentence == (
        "Condition of Acme: delivery at most 3 days"
    )
    with pytest.raises(BadInput, match="cannot be checked; write it like price"):
        add_condition(book, "Acme", "price must be nice")
    add_condition(book, "Acme", "price must be nice", words=True)
    assert field(book, "SELECT count(*) FROM condition WHERE term = ''") == 1
    meet_condition(book, "Acme", "nice")
    assert field(book, "SELECT met_on FROM condition WHERE term = ''") == TODAY.isoformat()
    with pytest.raises(BadInput, match="in the future"):
        meet_condition(book, "Acme", "", date(2026, 12, 1))


def test_a_condition_out_of_reach_stops_the_plan_until_a_way_is_found(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_condition(book, "Acme", "price <= 1 EUR")
    with pytest.raises(BadInput, match="Say why"):
        put_out_of_reach(book, "Acme", "", "")
    put_out_of_reach(book, "Acme", "", "Below our own cost")
    with pytest.raises(Refused, match=r"the condition 'price at most 1\.00 EUR' is out of reach"):
        make_plan(book, "Acme")
    put_out_of_reach(book, "Acme", "", "")
    make_plan(book, "Acme")
    undo(book)
    undo(book)
    assert "B9" in rules(book)
    meet_condition(book, "Acme")
    assert "B9" not in rules(book)


def test_the_board_counts_the_causes_removed(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    assert board(book)[0].stage.text == "to interview"
