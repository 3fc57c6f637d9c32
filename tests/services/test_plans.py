"""Plans keep the rules of the playbook, whatever is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, field, with_order
from tests.services.ready_case import ready as ready_book
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.cases.board import board
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.decisions.decide import decide
from winback_tui.services.plans.contact_limit import promise_limit
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.services.plans.steps import add_step, drop_step, finish_step, hand_over_plan, move_step
from winback_tui.services.plans.working_days import take_leave
from winback_tui.store.log.undoing.undo import redo, undo

MONDAY = date(2026, 11, 23)


def test_a_plan_has_a_strategy_a_leader_and_steps_on_working_days(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    done = make_plan(book, "Acme", "repair")
    assert done.sentence == (
        "Plan made for Acme: Admit, repair, prove it fast, 5 steps, internal task on Mon 23 Nov first, Carl leads"
    )
    assert any("Nobody has asked Acme why they left" in warning for warning in done.warnings)
    desk = plan_desk(book, "Acme")
    assert [row.step.channel for row in desk.open_steps] == ["internal", "call", "letter", "meeting", "call"]
    assert all(row.step.on_day.weekday() < 5 and row.owner == "Carl" for row in desk.steps)
    assert desk.title == "Admit, repair, prove it fast"
    assert {gate.rule for gate in desk.holding} == {"B6", "W5"}


def test_without_known_causes_the_talk_in_person_is_proposed(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    assert make_plan(book, "Acme").facts["strategy"] == "personal-talk"
    with pytest.raises(NotFound, match="no strategy 'charm'"):
        make_plan(book, "Acme", "charm")


def test_nobody_in_charge_means_no_plan(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, responsible="")
    with pytest.raises(Refused) as refused:
        make_plan(book, "Acme")
    assert refused.value.rule == "B7"
    assert "Dora leads" in make_plan(book, "Acme", responsible="Dora").sentence


def test_who_lost_them_neither_leads_nor_goes(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    attempts: list[Callable[[], ActionResult]] = [
        lambda: make_plan(book, "Acme", responsible="Bob"),
        lambda: add_step(book, "Acme", MONDAY, owner="Bob"),
        lambda: hand_over_plan(book, "Acme", "Bob"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.rule == "M10"
    assert add_step(book, "Acme", MONDAY, "internal", "Tell what happened", owner="Bob")
    done = make_plan(book, "Acme", responsible="Bob", override="The customer insists on him")
    assert "Bob leads" in done.sentence
    (gate,) = plan_desk(book, "Acme").overridden
    assert (gate.rule, gate.override) == ("M10", "The customer insists on him")


def test_a_persistence_plan_gains_contacts_and_never_loses_them(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "persistence")
    before = len(plan_desk(book, "Acme").open_steps)
    with pytest.raises(Refused) as refused:
        drop_step(book, "Acme", "1")
    assert refused.value.rule == "G2"
    with pytest.raises(Refused, match="keep to it"):
        make_plan(book, "Acme", "repair")
    move_step(book, "Acme", "1", TODAY + timedelta(days=3))
    add_step(book, "Acme", TODAY + timedelta(days=4), "visit", "One more")
    assert len(plan_desk(book, "Acme").open_steps) == before + 1


def test_an_ordinary_plan_may_lose_steps_and_be_replaced(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "repair")
    drop_step(book, "Acme", "meeting")
    assert len(plan_desk(book, "Acme").open_steps) == 4
    make_plan(book, "Acme", "successor")
    assert len(plan_desk(book, "Acme").open_steps) == 3
    undo(book)
    assert len(plan_desk(book, "Acme").open_steps) == 4
    redo(book)
    assert plan_desk(book, "Acme").title == "Talk to the successor at once"


def test_steps_are_named_by_number_id_or_words(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "repair")
    with pytest.raises(NeedsHuman) as asked:
        drop_step(book, "Acme", "call")
    assert len(asked.value.candidates) == 2
    with pytest.raises(NotFound, match="No open step of Acme matches 'pigeon'"):
        drop_step(book, "Acme", "pigeon")
    assert "Letter for Acme" in drop_step(book, "Acme", "by hand").sentence


def test_inner_work_is_ticked_off_and_contacts_are_logged(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "repair")
    with pytest.raises(Refused, match="only internal tasks are ticked off"):
        finish_step(book, "Acme", "2")
    finish_step(book, "Acme", "1")
    log_contact(book, "Acme", "Admitted it, they were glad", on_day=None)
    assert [row.step.channel for row in plan_desk(book, "Acme").open_steps] == ["letter", "meeting", "call"]


def test_twice_lost_gets_one_letter_and_nothing_else(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    open_case(book, "Acme", date(2026, 11, 15), "Carl", "Dora")
    attempts: list[Callable[[], ActionResult]] = [
        lambda: make_plan(book, "Acme", "repair"),
        lambda: add_step(book, "Acme", MONDAY),
        lambda: log_contact(book, "Acme", "tried", next_on=MONDAY),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.rule == "M13"
    assert make_plan(book, "Acme").facts == {"strategy": "repentance", "steps": 1, "first": "2026-11-23"}
    log_contact(book, "Acme", "The letter went out", channel="letter")
    with pytest.raises(Refused, match=r"the one letter of apology went out on 22 Nov 2026"):
        make_plan(book, "Acme")


def test_a_returned_account_gets_the_watch(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    assert make_plan(book, "Acme").facts["strategy"] == "watch"


def test_a_price_hunter_is_left_alone_first(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    edit_account(book, account, {"hunts_price": True})
    make_plan(book, "Acme", "value-shown")
    contacts = [row.step.on_day for row in plan_desk(book, "Acme").steps if row.step.contact]
    assert min(contacts) >= date(2026, 10, 1) + timedelta(days=90)


def test_no_more_contacts_than_promised_in_a_plan(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    promise_limit(book, "Acme", 2, 30)
    with pytest.raises(Refused) as refused:
        make_plan(book, "Acme", "repair")
    assert refused.value.rule == "A5"
    assert plan_desk(book, "Acme").plan is None


def test_the_plan_pauses_on_leave(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "successor")
    done = take_leave(book, "carl", MONDAY, date(2026, 11, 27))
    assert done.sentence == "Carl is on leave from Mon 23 Nov to Fri 27 Nov; 2 steps moved"
    assert min(row.step.on_day for row in plan_desk(book, "Acme").steps) == date(2026, 11, 30)
    make_plan(book, "Acme", "successor")
    assert min(row.step.on_day for row in plan_desk(book, "Acme").open_steps) == date(2026, 11, 30)
    with pytest.raises(NotFound, match="No employee is called 'Zoe'"):
        take_leave(book, "Zoe", MONDAY, MONDAY)


def test_handing_over_takes_the_open_steps_along(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "successor")
    assert hand_over_plan(book, "Acme", "Dora").sentence == "Acme handed over to Dora with 3 open steps"
    assert {row.owner for row in plan_desk(book, "Acme").steps} == {"Dora"}
    with pytest.raises(Refused, match="already Dora's"):
        hand_over_plan(book, "Acme", "Dora")


def test_a_closed_case_has_no_plan_and_its_steps_are_nobodys_work(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "successor")
    close_case(book, "Acme")
    assert due(book) == []
    with pytest.raises(Refused, match="was closed"):
        make_plan(book, "Acme")
    with pytest.raises(NotFound, match="no open step"):
        drop_step(book, "Acme", "1")
    add_step(book, "Acme", MONDAY, purpose="Say hello")
    assert [row.item.text for row in due(book)] == ["Say hello"]


def test_steps_are_planned_ahead_only(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match="is in the past"):
        add_step(book, "Acme", TODAY - timedelta(days=1))
    add_step(book, "Acme", TODAY)
    with pytest.raises(BadInput, match="is in the past"):
        move_step(book, "Acme", "", TODAY - timedelta(days=1))


def test_changing_the_leader_alone_leaves_the_steps(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "successor")
    assign_case(book, "Acme", "Dora")
    assert field(book, "SELECT count(*) FROM step JOIN rep ON rep.id = owner_id WHERE name = 'Carl'") == 3


def test_the_one_letter_of_apology_is_no_plan_after_a_first_loss(tmp_path: Path) -> None:
    book = a_lost_account(tmp_path)[0]
    with pytest.raises(Refused, match="lost for the first time; 'One letter of apology' is for") as refused:
        make_plan(book, "Acme", "repentance", "Carl")
    assert refused.value.rule == "M13"


def test_a_planned_case_counts_as_contacted_from_the_day_of_its_plan_on(tmp_path: Path) -> None:
    book = ready_book(tmp_path)
    decide(book, "Acme", "win-back")

    def stage() -> tuple[str, str]:
        (row,) = board(book)
        return row.stage.text, row.stage.waits_for

    (made_on,) = {date.fromisoformat(str(field(book, "SELECT made_on FROM plan")))}
    assert stage()[0] == "planned"
    log_contact(book, "Acme", "reached", on_day=made_on - timedelta(days=1))
    assert stage()[0] == "planned", "that was before the plan"
    log_contact(book, "Acme", "reached", on_day=made_on)
    text, waits = stage()
    assert text == "contacted" and waits.startswith("contacted today")
