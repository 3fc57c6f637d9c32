"""Writing what was done about the losses of the branch.

Each act is written under its own day and name by the functions that the services write with, and checks nothing: to
ask the services six hundred times would take longer than a demo may take to open. Opening, closing and calling are to
the letter what the services write, as a test says; what was asked, decided and planned in between is one act, without
whys and steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.offers import LedgerOffer, OfferKind
from winback_tui.domain.wording.phrasing import verdict_words
from winback_tui.services.accounts.reps import get_or_create_rep
from winback_tui.services.book.account_action import day_words
from winback_tui.services.cases.opening import closing_sentence
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.store.accounts.find import AccountRef, by_name
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, open_case_of
from winback_tui.store.cases.writes import (
    close_case_row,
    insert_case,
    insert_cause,
    insert_decision,
    insert_fix,
)
from winback_tui.store.contacts.offers import offers_of
from winback_tui.store.contacts.writes import answer_offer, insert_activity, insert_offer
from winback_tui.store.interviews.writes import insert_interview, write_answer
from winback_tui.store.plans.writes import insert_plan
from winback_tui.store.write import Transaction, act

SCRIPT = ("long", 1, "en")
HOUR_COST = 4_500
OFFER_COST = 4_000
"""Minor units of EUR: of an hour of our own time, and of an offer."""


def open_past_case(book: Book, name: str, lost_on: date, lost_by: str) -> None:
    """A case opened on its day by whoever led it."""
    with _action(book, "case open", name) as (transaction, account):
        loser, leader = get_or_create_rep(transaction, lost_by), get_or_create_rep(transaction, book.actor)
        insert_case(transaction, account.id, lost_on, loser, leader, "")
        transaction.sentence = (
            f"Case opened for {name}: lost on {day_words(lost_on, transaction.today)} by {lost_by},"
            f" {book.actor} leads"
        )


def work_on_past_case(
    book: Book,
    name: str,
    cause: Mapping[str, Any],
    words: str,
    person: str,
    verdict: str,
    offered: str,
    human: bool,
    promise: str,
) -> None:
    """What was asked, decided, repaired, planned and offered, in one act."""
    with _action(book, "decide", name) as (transaction, account):
        case_id, leader = _case_of(transaction, account).id, get_or_create_rep(transaction, book.actor)
        today = transaction.today
        _ask(transaction, case_id, leader, person, cause)
        cause_id = insert_cause(
            transaction,
            case_id,
            cause["reason"],
            "customer",
            today,
            text=words,
            fixable=bool(cause["fix"]) if not cause["strategy"] else None,
            human=human,
            promise_broken=promise,
        )
        assumed = Assumptions(hours=3, hour_cost=HOUR_COST, fixes=2_000 if cause["fix"] else 0)
        insert_decision(
            transaction,
            case_id,
            verdict,
            {"assumed": assumed.record()} if verdict == "win-back" else {},
            0.3,
            None,
            None,
            reason="The cause was ours" if cause["fix"] else "",
            currency="EUR",
            decided_by_id=leader,
        )
        if verdict == "win-back":
            insert_plan(transaction, case_id, cause["strategy"], False, "")
            insert_activity(
                transaction,
                account.id,
                case_id,
                channel="call",
                outcome="Explained what has changed",
                note="",
                by_id=leader,
                on_day=today,
                person=person,
            )
            if cause["fix"]:
                insert_fix(transaction, cause_id, cause["fix"], leader, None, today)
        if offered:
            offer = LedgerOffer(OfferKind(offered), Money(OFFER_COST, "EUR"), today)
            insert_offer(transaction, account.id, case_id, offer, "")
        transaction.sentence = f"Asked and decided for {name}: {verdict_words(verdict)}"


def close_past_case(book: Book, name: str, back: bool, let_go: bool) -> None:
    """The end of a case; an offer that was open is answered by whether they came back."""
    with _action(book, "case close", name) as (transaction, account):
        head = _case_of(transaction, account)
        for offer in offers_of(transaction.connection, account.id):
            if offer.open:
                answer_offer(transaction, offer.id, transaction.today, taken=back)
        note = "Back." if back else "Worth less than the drive." if let_go else "No order after all we tried."
        outcome = "let go" if let_go else "closed"
        close_case_row(transaction, head.id, outcome, note)
        transaction.sentence = closing_sentence(name, outcome, head.lost_on)


def call_past_customer(book: Book, name: str) -> None:
    """A routine call."""
    with _action(book, "log", name) as (transaction, account):
        insert_activity(
            transaction,
            account.id,
            None,
            channel="call",
            outcome="All well",
            note="",
            by_id=get_or_create_rep(transaction, book.actor),
            on_day=transaction.today,
        )
        transaction.sentence = f"Call logged for {name}: All well"


def _ask(transaction: Transaction, case_id: str, leader: str, person: str, cause: Mapping[str, Any]) -> None:
    interview_id = new_id(transaction.now_ms)
    insert_interview(
        transaction,
        case_id,
        interview_id,
        person=person,
        interviewer_id=leader,
        channel="call",
        script=SCRIPT,
        place=InterviewPlace("severity"),
        started_at=transaction.now_ms,
        finished_at=transaction.now_ms,
    )
    answers = {
        "stated_class": cause["voice"],
        "root_class": cause["reason"],
        "severity": str(cause["severity"]),
    }
    for question, value in answers.items():
        write_answer(transaction, interview_id, question, value)


def _case_of(transaction: Transaction, account: AccountRef) -> CaseHead:
    head = open_case_of(transaction.connection, account.id)
    assert head is not None
    return head


@contextmanager
def _action(book: Book, verb: str, name: str) -> Iterator[tuple[Transaction, AccountRef]]:
    with act(book, verb, "") as transaction:
        (account,) = by_name(transaction.connection, name)
        transaction.about(account.id)
        yield transaction, account
