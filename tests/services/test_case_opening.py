"""Cases begin with a possible day of loss and another leader than who lost them, and end once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import LOST, TODAY, a_lost_account, an_account, field, with_order
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.services.cases.board import board
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.plans.steps import add_step
from winback_tui.store.log.undoing.undo import redo, undo

STATUS = "SELECT status FROM account_summary JOIN account ON no = account_no WHERE account.id = ?"


def test_an_opened_case_makes_the_account_lost(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    done = open_case(book, "acm", LOST, "Bob", "Carl", note="Went silent after the price list.")
    assert done.sentence == "Case opened for Acme: lost on Thu 1 Oct by Bob, Carl leads"
    assert set(done.warnings) == {'Added "Bob" to the team.', 'Added "Carl" to the team.'}
    assert field(book, STATUS, account) == "lost"
    (row,) = board(book)
    assert (row.stage.text, row.case.lost_by, row.case.responsible) == ("to interview", "Bob", "Carl")
    assert row.next_words == "ask them why they left"


@pytest.mark.parametrize(
    ("lost_on", "said"),
    [(date(2026, 11, 23), "is in the future"), (date(2026, 3, 1), "placed its first order on 2 Mar 2026")],
)
def test_an_impossible_day_of_loss_is_refused_in_one_sentence(
    tmp_path: Path, lost_on: date, said: str
) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(BadInput, match=said):
        open_case(book, "Acme", lost_on, "Bob")
    assert board(book) == []


def test_the_day_of_the_first_order_and_today_are_possible(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    open_case(book, "Acme", date(2026, 3, 2), "Bob", same_day="before")
    undo(book)
    open_case(book, "Acme", TODAY, "Bob")


def test_only_one_case_is_open_at_a_time(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(Refused, match="has an open case, lost on 1 Oct 2026"):
        open_case(book, "Acme", date(2026, 11, 1), "Bob")


def test_who_lost_them_may_not_lead_without_a_written_reason(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(Refused) as refused:
        open_case(book, "Acme", LOST, "Bob", "bob")
    assert refused.value.rule == "M10"
    assert "override with a written reason" in str(refused.value)
    with pytest.raises(BadInput, match="written reason"):
        open_case(book, "Acme", LOST, "Bob", "Bob", override="..")
    done = open_case(book, "Acme", LOST, "Bob", "Bob", override="Nobody else speaks Finnish")
    assert done.sentence.endswith("Bob leads on a written reason")
    assert field(book, "SELECT reason FROM override WHERE rule = 'M10'") == "Nobody else speaks Finnish"
    assert board(book)[0].overrides == ("M10",)


def test_handing_the_case_to_who_lost_it_meets_the_same_gate(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(Refused, match="Bob lost Acme"):
        assign_case(book, "Acme", "Bob")
    assert board(book)[0].case.responsible == "Carl"
    assert assign_case(book, "Acme", "Dora").sentence == "Dora leads the return of Acme"
    assert assign_case(book, "Acme", "Bob", "He asked for a second try").sentence == (
        "Bob leads the return of Acme on a written reason"
    )
    assign_case(book, "Acme", "Dora")
    assert assign_case(book, "Acme", "Bob").sentence.endswith("on a written reason")


def test_closing_ends_the_case_and_a_closed_one_refuses_acts(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match="why we let Acme go"):
        close_case(book, "Acme", "let go")
    assert close_case(book, "Acme", "let go", "The margin is nothing").sentence == (
        "Acme let go, lost on 1 Oct 2026"
    )
    assert field(book, STATUS, account) == "let go"
    with pytest.raises(Refused, match="was closed as let go on 22 Nov 2026"):
        close_case(book, "Acme")
    with pytest.raises(Refused, match="was closed as let go on 22 Nov 2026"):
        assign_case(book, "Acme", "Dora")
    undo(book)
    assert field(book, STATUS, account) == "lost"
    redo(book)
    assert field(book, STATUS, account) == "let go"


def test_an_account_without_a_case_says_so(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(Refused, match="Acme has no case"):
        close_case(book, "Acme")
    with pytest.raises(NotFound, match="No account is called 'Globex'"):
        open_case(book, "Globex", LOST, "Bob")


def test_a_loss_after_a_return_closes_the_answered_case_and_is_a_second_loss(tmp_path: Path) -> None:
    book, account, first = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    assert field(book, STATUS, account) == "returned"
    assert board(book) == []
    with pytest.raises(BadInput, match="was already lost on 1 Oct 2026"):
        open_case(book, "Acme", LOST, "Bob")
    with pytest.raises(BadInput, match="came back on 20 Oct 2026"):
        open_case(book, "Acme", date(2026, 10, 10), "Bob")
    done = open_case(book, "Acme", date(2026, 11, 15), "Carl", "Dora")
    assert done.sentence == "Case opened for Acme: lost again on Sun 15 Nov by Carl, Dora leads"
    assert field(book, "SELECT outcome FROM loss_case WHERE id = ?", first.id) == "closed"
    assert board(book)[0].standing.twice_lost
    undo(book)
    assert field(book, "SELECT outcome FROM loss_case WHERE id = ?", first.id) == ""


def test_an_account_gone_for_good_gets_no_case(tmp_path: Path) -> None:
    from winback_tui.services.accounts.edit import edit_account

    book, _ = an_account(tmp_path)
    edit_account(book, "Acme", {"gone_reason": "bankrupt"})
    with pytest.raises(Refused, match="gone for good \\(bankrupt\\)"):
        open_case(book, "Acme", LOST, "Bob")


def test_an_account_can_be_gone_for_good_and_is_out_of_every_list(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    done = close_case(book, "Acme", "closed", gone="bankrupt")
    assert done.sentence == "Case closed for Acme, lost on 1 Oct 2026; gone for good: bankrupt"
    assert field(book, STATUS, account) == "gone for good"
    undo(book)
    assert field(book, STATUS, account) == "lost"


def test_a_relapse_asks_for_the_reason(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "delivery")
    with_order(book, account, "2026-10-20")
    done = open_case(book, "Acme", date(2026, 11, 15), "Carl", "Dora")
    assert "ask if the reason is the same (Delivery)" in done.warnings[-1]


def test_trying_changes_nothing(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    done = open_case(book, "Acme", LOST, "Bob", dry_run=True)
    assert done.sentence == "Case opened for Acme: lost on Thu 1 Oct by Bob"
    assert board(book) == []
    assert field(book, "SELECT count(*) FROM rep") == 0


def test_closing_ends_what_was_planned_and_its_undoing_brings_it_back(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_step(book, "Acme", date(2026, 11, 25), purpose="Ask again")
    done = close_case(book, "Acme", gone="Bankrupt")
    assert done.sentence == (
        "Case closed for Acme, lost on 1 Oct 2026; gone for good: Bankrupt; 1 planned step dropped"
    )
    assert field(book, "SELECT dropped_on FROM step") == "2026-11-22"
    undo(book)
    assert field(book, "SELECT dropped_on FROM step") == ""
