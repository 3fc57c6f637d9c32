"""The decision is reckoned from the book, the manager's assumptions are kept with it, the verdict is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, field, with_order
from tests.services.interview_books import LONG, a_begun_interview, a_chain, answer_all
from tests.services.ready_case import on, twice_lost
from tests.services.test_gates_everywhere import command
from winback_tui.domain.decision import Verdict, evaluate
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.cases.board import board
from winback_tui.services.cases.causes import add_cause, judge_cause
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.decisions.decide import decide, question_before
from winback_tui.services.decisions.desk import decision_desk
from winback_tui.services.interviews.answers import keep_answer
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.review.own_changes import add_change, answer_change
from winback_tui.services.settings.choices import choose
from winback_tui.store.log.undoing.undo import undo

NOTHING_SPENT = Assumptions(offer=0, fixes=0, hours=0.0, others="They will not mind")
"""Every cost is set, and it is nothing."""


def test_the_sum_can_be_recomputed_by_hand(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    desk = decision_desk(
        book, "Acme", Assumptions(offer=5_000, hours=2.0, hour_cost=4_000, margin=0.5, years=2.0)
    )
    # 700 EUR stand for 220 days: 189 from the first to the last order, and one mean gap
    assert desk.inputs.yearly.minor == 70_000 * 365 // 220
    # the base chance, never complained, halved every 365 days since the loss
    assert desk.evaluation.chance == pytest.approx(0.30 * 1.10 * 0.5 ** (52 / 365), abs=0.0001)
    assert desk.evaluation.second_life.minor == desk.inputs.yearly.minor  # half the margin, two years
    assert desk.evaluation.known_cost.minor == 13_000
    assert desk.evaluation.unknown == ("cost of the fixes",)
    assert desk.evaluation.best_value.minor == desk.evaluation.gain.minor - 13_000
    assert evaluate(desk.inputs, desk.settings) == desk.evaluation


def test_what_the_book_knows_moves_the_chance(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start = decision_desk(book, "Acme").evaluation.chance
    edit_account(book, account, {"refers_others": True})
    referred = decision_desk(book, "Acme").evaluation.chance
    assert referred > start
    log_complaint(book, "Acme", "Rude", 2)
    complained = decision_desk(book, "Acme").evaluation.chance
    assert complained < referred
    add_cause(book, "Acme", "staff-indifferent", whom="Bob")
    human = decision_desk(book, "Acme").evaluation.chance
    assert human < complained
    assign_case(book, "Acme", "Bob", "Only he is left")
    overridden = decision_desk(book, "Acme")
    assert overridden.evaluation.chance < human
    assert [gate.rule for gate in overridden.gates if gate.override] == ["M10"]


def test_a_verdict_is_kept_with_its_numbers_and_its_review(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    done = decide(
        book, "Acme", "win-back", assumptions=Assumptions(offer=5_000, others="They will ask for it too")
    )
    assert done.sentence.startswith("Decided for Acme: win back; chance 30 %, value ")
    assert done.sentence.endswith("review on Tue 22 Dec")
    assert done.facts["review_on"] == "2026-12-22"
    desk = decision_desk(book, "Acme")
    assert desk.last is not None and desk.last.verdict == "win-back"
    assert desk.assumptions == Assumptions(offer=5_000, others="They will ask for it too")
    assert [row.what for row in due(book) if row.item.kind == "decision"] == ["review decision (win back)"]
    undo(book)
    assert decision_desk(book, "Acme").last is None


def test_waiting_has_an_end_and_its_condition_is_checked(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match="needs a day or a condition"):
        decide(book, "Acme", "wait")
    decide(book, "Acme", "wait", wait_until=date(2027, 1, 15), wait_for="price <= 12.50 EUR")
    assert field(book, "SELECT term FROM condition") == "price <= 12.50 EUR"
    assert board(book)[0].stage.text == "waits until Fri 15 Jan"
    assert [row.item.kind for row in due(book)] == ["decision"]
    decide(book, "Acme", "wait", wait_until=date(2027, 2, 1), wait_for="price <= 12.50 EUR")
    assert field(book, "SELECT count(*) FROM condition") == 1


def test_letting_go_needs_a_reason_and_leaves_only_the_closing(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match="needs a reason"):
        decide(book, "Acme", "let-go")
    done = decide(book, "Acme", "let-go", "The margin is nothing", assumptions=NOTHING_SPENT)
    assert any("Trying earns" in warning for warning in done.warnings)
    assert board(book)[0].stage.text == "to close"
    assert close_case(book, "Acme", "let go").sentence == "Acme let go, lost on 1 Oct 2026"


@pytest.mark.parametrize("decided", [True, False])
def test_whoever_was_let_go_is_asked_again_after_a_year(decided: bool, tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    if decided:
        decide(book, "Acme", "let-go", "The margin is nothing")
    close_case(book, "Acme", "let go", "The margin is nothing")
    before, later = on(book, date(2027, 11, 21)), on(book, date(2027, 11, 22))
    assert due(book) == due(before) == []
    (row,) = command(later)("due", "--json").json
    assert (row["kind"], row["what"], row["on"]) == (
        "decision",
        "ask again: we let them go on 22 Nov 2026",
        "2027-11-22",
    )
    log_contact(later, "Acme", "Not reached")
    assert len(due(later)) == 1
    log_contact(later, "Acme", "Still no, thanked them")
    assert due(later) == []
    undo(later)
    assert len(due(later)) == 1
    assert len(due(on(book, date(2028, 2, 19)))) == 1 and due(on(book, date(2028, 2, 20))) == []
    with_order(book, account, "2027-11-20")
    assert not any(each.item.kind == "decision" for each in due(later))


def test_nobody_is_asked_again_who_is_gone_for_good_or_was_lost_twice(tmp_path: Path) -> None:
    gone = a_lost_account(tmp_path / "gone")[0]
    close_case(gone, "Acme", "let go", "Bankrupt", "Bankrupt")
    again = twice_lost(tmp_path / "again")
    close_case(again, "Acme", "let go", "Lost twice")
    assert due(on(gone, date(2028, 1, 3))) == due(on(again, date(2028, 1, 3))) == []


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        (Assumptions(own_chance=1.2), "from 0 to 1"),
        (Assumptions(own_chance=-0.1), "from 0 to 1"),
        (Assumptions(offer=-1), "never below zero"),
        (Assumptions(hours=-1.0), "own time"),
        (Assumptions(margin=2.0), "margin"),
    ],
)
def test_numbers_that_cannot_be_are_refused(tmp_path: Path, assumed: Assumptions, said: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match=said):
        decide(book, "Acme", "win-back", assumptions=assumed)
    assert field(book, "SELECT count(*) FROM decision") == 0


def test_what_is_open_is_named_kept_with_the_verdict_and_holds_the_suggestion(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    desk = decision_desk(book, "Acme")
    assert desk.leaning is None
    assert desk.conclusion.startswith(
        "Cannot say yet: cost of the offer; cost of your time; cost of the fixes; "
    )
    assert "nobody has asked Acme why they left" in desk.conclusion
    assert question_before(desk, "win-back").startswith(
        "Win Acme back although this is open: cost of the offer"
    )
    assert question_before(desk, "wait") == question_before(desk, "let-go") == ""
    done = decide(book, "Acme", "win-back")
    assert (done.facts["value"], done.facts["cost"]) == (None, None)
    assert "value not known yet" in done.sentence
    assert any(said.startswith("Still open: cost of the offer") for said in done.warnings)
    last = decision_desk(book, "Acme").last
    assert last is not None and last.factors["open"][0] == "cost of the offer"


def test_how_bad_it_was_for_them_is_named_where_it_could_turn_the_verdict(tmp_path: Path) -> None:
    book, told = a_begun_interview(tmp_path)
    told = answer_all(
        book, told, LONG | {"severity": ""}, a_chain("Too dear", "Their own buyer is measured by it")
    )
    finish_interview(book, told.head.id)
    offer = decision_desk(book, "Acme").evaluation.gain.minor // 100 * 9 // 10
    nearly_all = Assumptions(offer=offer * 100, fixes=0, hours=0.0, others="They will not mind")
    desk, words = decision_desk(book, "Acme", nearly_all), "how bad it was for them is not known"
    assert (desk.leaning, desk.conclusion) == (None, f"Cannot say yet: {words}.")
    known = ("--offer", str(offer), "--fixes", "0", "--hours", "0")
    shown = command(book)("decide", "Acme", *known, "--json").json
    assert words in [each["open"] for each in shown["open"]]
    keep_answer(book, told, "severity", "1")
    assert "how bad" not in decision_desk(book, "Acme", nearly_all).conclusion


def test_price_and_service_together_are_in_vain_whatever_the_sum(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "price")
    add_cause(book, "Acme", "service")
    desk = decision_desk(book, "Acme", NOTHING_SPENT)
    assert desk.evaluation.value is not None and desk.evaluation.value.minor > 0
    assert desk.leaning is Verdict.LET_GO
    assert "in vain" in desk.conclusion


def test_the_aim_of_the_firm_is_a_setting_and_said(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    dear = Assumptions(offer=10_000_000, fixes=0, hours=0.0, others="They will not mind")
    assert decision_desk(book, "Acme", dear).leaning is Verdict.LET_GO
    choose(book, "aim", "market share")
    desk = decision_desk(book, "Acme", dear)
    assert desk.leaning is not Verdict.LET_GO
    assert any("market share" in each.sentence for each in desk.suggestions if each.rule == "K6")
    with pytest.raises(BadInput, match="choose profit or market share"):
        choose(book, "aim", "glory")


def test_hindrances_speak_firmly_for_letting_go(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    assert decision_desk(book, "Acme").leaning is None
    assert decision_desk(book, "Acme", Assumptions(unforgivable=True)).leaning is Verdict.LET_GO
    add_cause(book, "Acme", "price", "Below our own cost")
    judge_cause(book, "Acme", "", False)
    assert decision_desk(book, "Acme").leaning is Verdict.LET_GO
    judge_cause(book, "Acme", "", None)
    edit_account(book, account, {"hunts_price": True})
    assert decision_desk(book, "Acme").leaning is Verdict.WAIT


def test_an_objective_loss_is_said_so(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "objective-closed")
    assert decision_desk(book, "Acme").suggestions[0].rule == "L2"


def test_whoever_is_not_our_target_group_any_more_need_not_be_won_back(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    edit_account(book, account, {"segment": "workshops"})

    def said() -> list[str]:
        return [each.sentence for each in decision_desk(book, "Acme").suggestions if each.rule == "A-iso"]

    add_change(book, "Everybody pays ahead", "rules", date(2026, 9, 2), answers={"new_target": "yes"})
    add_change(book, "Large orders only", "rules", date(2026, 9, 1), "workshops")
    add_change(book, "After the loss", "rules", date(2026, 10, 2), "workshops", {"new_target": "yes"})
    assert said() == []
    answer_change(book, "Large", {"new_target": "yes"})
    assert said() == ["Not our target group any more since “Large orders only”."]
    # class A speaks for them, and now two things against them
    rude = decision_desk(book, "Acme", Assumptions(rude=True))
    assert rude.leaning is Verdict.LET_GO
    undo(book)
    assert decision_desk(book, "Acme", Assumptions(rude=True)).leaning is None
    assert said() == []


def test_the_base_chance_is_learnt_from_own_cases(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme")
    before = decision_desk(book, "Acme").evaluation.parts[0].effect
    with_order(book, account, TODAY.isoformat())
    open_case_again = open_case(book, "Acme", TODAY, "Carl", "Dora", same_day="before")
    assert "lost again" in open_case_again.sentence
    after = decision_desk(book, "Acme").evaluation.parts[0].effect
    assert before == 0.3
    assert after == pytest.approx((1 + 3) / 11, abs=0.0001)


def test_a_closed_case_is_decided(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    close_case(book, "Acme")
    with pytest.raises(Refused, match="was closed"):
        decide(book, "Acme", "win-back")
