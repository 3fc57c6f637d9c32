"""Promises, complaints and offers, each in the customer's file until it is settled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, an_account, field, with_order
from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.contacts.complaints import answer_complaint, log_complaint, resolve_complaint
from winback_tui.services.contacts.offers import make_offer, refuse_offer, take_offer
from winback_tui.services.contacts.promises import break_promise, keep_promise, make_promise
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act

FRIDAY = date(2026, 11, 27)


def interviewed(book: Book, account: str) -> None:
    """A finished interview with a root, as the interview room leaves it."""
    with act(book, "interview", "Interview with Acme finished", account) as transaction:
        case_id = transaction.run("SELECT id FROM loss_case WHERE closed_on = ''").fetchone()[0]
        interview = transaction.insert(
            "interview", case_id=case_id, script="long", started_at=1, finished_at=2
        )
        transaction.insert("why_node", interview_id=interview, question="whys", text="late", root=True)


def test_a_promise_is_due_until_it_is_kept(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    done = make_promise(book, "Acme", "Samples of the new oak", FRIDAY)
    assert done.sentence == "Promised to Acme: Samples of the new oak by Fri 27 Nov"
    assert [row.what for row in due(book)] == ["promise: Samples of the new oak"]
    assert keep_promise(book, "Acme").sentence == "Promise to Acme kept: Samples of the new oak"
    assert due(book) == []
    with pytest.raises(Refused, match="Acme has no open promise"):
        break_promise(book, "Acme")
    undo(book)
    assert break_promise(book, "Acme").sentence == "Promise to Acme broken: Samples of the new oak"


def test_a_promise_needs_words_and_a_day_ahead(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(BadInput, match="Write what was promised"):
        make_promise(book, "Acme", " ")
    with pytest.raises(BadInput, match="is in the past"):
        make_promise(book, "Acme", "x", date(2026, 11, 21))
    assert "easily forgotten" in make_promise(book, "Acme", "x").warnings[0]
    assert next((row.day, row.what) for row in due(book)) == ("no day set", "promise: x")
    assert (
        make_promise(book, "Acme", "call on Friday").sentence
        == "Promised to Acme: call on Friday by Fri 27 Nov"
    )
    keep_promise(book, "Acme", "call on Friday")
    make_promise(book, "Acme", "y")
    with pytest.raises(NeedsHuman):
        keep_promise(book, "Acme")
    keep_promise(book, "Acme", "2")
    assert field(book, "SELECT kept_on FROM promise WHERE text = 'y'") == TODAY.isoformat()


def test_a_complaint_is_logged_answered_resolved(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    done = log_complaint(book, "Acme", "Half of it was missing", 3, date(2026, 11, 18))
    assert done.sentence == "Complaint of Acme logged, severity 3 of 5, problem (3 black marks)"
    assert answer_complaint(book, "Acme", on_day=date(2026, 11, 20)).sentence == (
        "Complaint of Acme from Wed 18 Nov answered after 2 days"
    )
    resolve_complaint(book, "Acme")
    assert field(book, "SELECT answered_on || ' ' || resolved_on FROM complaint") == "2026-11-20 2026-11-22"
    with pytest.raises(Refused, match="Acme has no open complaint"):
        resolve_complaint(book, "Acme")


@pytest.mark.parametrize(
    ("severity", "on_day", "resolved_on", "said"),
    [
        (6, TODAY, None, "6 is not on the scale"),
        (2, date(2026, 11, 23), None, "in the future"),
        (2, TODAY, date(2026, 11, 21), "cannot be resolved"),
    ],
)
def test_impossible_complaints_are_refused(
    tmp_path: Path, severity: int, on_day: date, resolved_on: date | None, said: str
) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(BadInput, match=said):
        log_complaint(book, "Acme", "x", severity, on_day, None, resolved_on)
    assert field(book, "SELECT count(*) FROM complaint") == 0


def test_no_offer_before_the_reasons_are_known_and_removed(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    cost = Money(20_000, "EUR")
    with pytest.raises(Refused) as refused:
        make_offer(book, "Acme", "discount", cost)
    assert refused.value.rule == "B6"
    interviewed(book, account)
    add_cause(book, "Acme", "delivery")
    with pytest.raises(Refused) as refused:
        make_offer(book, "Acme", "discount", cost)
    assert refused.value.rule == "B20"
    add_fix(book, "Acme", "New carrier", done_on=TODAY)
    with pytest.raises(Refused) as refused:
        make_offer(book, "Acme", "discount", cost)
    assert refused.value.rule == "B7"
    make_plan(book, "Acme")
    done = make_offer(book, "Acme", "discount", cost, FRIDAY)
    assert done.sentence == "Offer to Acme: discount for 200.00 EUR, until Fri 27 Nov"
    assert any("is too short" in warning for warning in done.warnings)
    assert [row.what for row in due(book) if row.item.kind == "offer"] == ["offer ends: discount"]
    assert "that takes an order" in take_offer(book, "Acme").warnings[0]
    assert field(book, "SELECT status FROM account_summary") == "in work"
    with pytest.raises(Refused, match="Acme has no open offer"):
        refuse_offer(book, "Acme")


def test_a_bad_payer_gets_revised_terms_first(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    edit_account(book, account, {"pays_badly": True})
    interviewed(book, account)
    make_plan(book, "Acme")
    with pytest.raises(Refused) as refused:
        make_offer(book, "Acme", "gift")
    assert refused.value.rule == "B10"
    make_offer(book, "Acme", "revised terms", text="Prepayment")
    make_offer(book, "Acme", "gift", Money(500, "EUR"))


def test_an_offer_in_another_currency_or_below_nothing_is_refused(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(BadInput, match="but the account is in EUR"):
        make_offer(book, "Acme", "gift", Money(500, "USD"))
    with pytest.raises(BadInput, match="never below zero"):
        make_offer(book, "Acme", "gift", Money(-1, "EUR"))
    with pytest.raises(BadInput, match="not a kind of offer"):
        make_offer(book, "Acme", "bribe")
    with pytest.raises(BadInput, match="cannot end on"):
        make_offer(book, "Acme", "gift", deadline_on=date(2026, 11, 20))
    make_offer(book, "Acme", "gift", Money(500, "EUR"))
    with pytest.raises(BadInput, match="comes before"):
        take_offer(book, "Acme", on_day=date(2026, 11, 20))


def test_twice_lost_gets_no_offer(tmp_path: Path) -> None:
    from winback_tui.services.cases.opening import open_case

    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    open_case(book, "Acme", date(2026, 11, 15), "Carl", "Dora")
    for kind in ("gift", "revised-terms"):
        with pytest.raises(Refused) as refused:
            make_offer(book, "Acme", kind)
        assert refused.value.rule == "M13"
