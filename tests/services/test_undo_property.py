"""Any acts one after the other: all undone the book is as it was, all done again it is as it became."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.services.case_books import LOST, TODAY, an_account
from tests.services.test_imports import take
from tests.store.books import book_at, content, with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import NotFound, WinbackError
from winback_tui.domain.money.money import Money
from winback_tui.output.tables.whole_book import write_json
from winback_tui.services.accounts import orders
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.book.export import export_book
from winback_tui.services.book.import_export import import_book
from winback_tui.services.cases import causes, conditions, fixes, opening
from winback_tui.services.cases import conditions as our_terms
from winback_tui.services.contacts import complaints, contacts, offers, promises
from winback_tui.services.decisions import decide as decisions
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.plans import contact_limit, working_days
from winback_tui.services.plans import make_plan as plans
from winback_tui.services.plans import steps as plan_steps
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undoing.undo import redo, undo

ACCOUNTS = st.sampled_from(["Acme", "Globex"])
PEOPLE = st.sampled_from(["Ann", "Bob", "Carl"])
NOBODY_OR = st.sampled_from(["", "Ann", "Bob", "Carl"])
AHEAD = st.integers(0, 9)
BACK = st.integers(0, 80)
WHICH = st.sampled_from(["", "1", "2"])
CHANNELS = st.sampled_from(["call", "mail", "letter", "internal"])
WORDS = st.sampled_from(["Spoke with them", "naïve ☕", "[red]late[/red]"])


class AnyActs(RuleBasedStateMachine):
    """Two accounts, a few employees, and whatever a team does; refused acts change nothing."""

    tally: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.book, _ = an_account(Path(self.folder.name))
        other = with_account(self.book, "Globex")
        with_order(self.book, other, "2026-09-01")
        self.day = TODAY
        elsewhere = book_at(Path(self.folder.name) / "elsewhere")
        for number in (1, 2):
            take(elsewhere, f"Customer,Date,Amount,Number\nElsewhere,2026-03-01,5,{number}\n".encode())
        self.exported = Path(self.folder.name) / "elsewhere.json"
        export_book(elsewhere, self.exported, write_json)
        self.start = content(self.book)
        self.done = 0
        self._try(lambda: opening.open_case(self.book, "Acme", LOST, "Bob", "Carl"))

    def _try(self, act: Callable[[], Any]) -> None:
        was = content(self.book)
        try:
            act()
        except WinbackError as refusal:
            assert str(refusal).endswith((".", ")")), refusal
            assert content(self.book) == was
            self.tally["refused"] += 1
            return
        if content(self.book) == was:
            return
        self.done += 1
        self.tally["done"] += 1

    # --- time

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.book = Book(self.book.path, fixed_clock(self.day), "Ann")

    # --- cases, contacts, plans

    @rule(ref=ACCOUNTS, back=BACK, lost_by=PEOPLE, lead=NOBODY_OR, why=st.sampled_from(["", "He knows them"]))
    def opens(self, ref: str, back: int, lost_by: str, lead: str, why: str) -> None:
        lost_on = self.day - timedelta(days=back)
        self._try(lambda: opening.open_case(self.book, ref, lost_on, lost_by, lead, why))

    @rule(
        ref=ACCOUNTS, outcome=st.sampled_from(["closed", "let go"]), note=st.sampled_from(["", "No margin"])
    )
    def closes(self, ref: str, outcome: str, note: str) -> None:
        self._try(lambda: opening.close_case(self.book, ref, outcome, note))

    @rule(ref=ACCOUNTS, channel=CHANNELS, words=WORDS, ahead=st.none() | AHEAD)
    def logs(self, ref: str, channel: str, words: str, ahead: int | None) -> None:
        coming = None if ahead is None else self.day + timedelta(days=ahead)
        self._try(lambda: contacts.log_contact(self.book, ref, words, channel, coming))

    @rule(ref=ACCOUNTS, words=WORDS)
    def notes(self, ref: str, words: str) -> None:
        self._try(lambda: contacts.add_note(self.book, ref, words))

    @rule(ref=ACCOUNTS, code=st.sampled_from(["", "persistence", "repair", "repentance"]), lead=NOBODY_OR)
    def plans(self, ref: str, code: str, lead: str) -> None:
        self._try(lambda: plans.make_plan(self.book, ref, code, lead))

    @rule(ref=ACCOUNTS, ahead=AHEAD, channel=CHANNELS, owner=NOBODY_OR)
    def adds_a_step(self, ref: str, ahead: int, channel: str, owner: str) -> None:
        day = self.day + timedelta(days=ahead)
        self._try(lambda: plan_steps.add_step(self.book, ref, day, channel, "x", owner))

    @rule(ref=ACCOUNTS, which=WHICH, ahead=AHEAD, how=st.sampled_from(["move", "drop", "finish"]))
    def changes_a_step(self, ref: str, which: str, ahead: int, how: str) -> None:
        day = self.day + timedelta(days=ahead)
        ways: dict[str, Callable[[], Any]] = {
            "move": lambda: plan_steps.move_step(self.book, ref, which, day),
            "drop": lambda: plan_steps.drop_step(self.book, ref, which),
            "finish": lambda: plan_steps.finish_step(self.book, ref, which),
        }
        self._try(ways[how])

    @rule(ref=ACCOUNTS, to=PEOPLE, ahead=AHEAD, away=st.booleans())
    def hands_over_or_leaves(self, ref: str, to: str, ahead: int, away: bool) -> None:
        first = self.day + timedelta(days=ahead)
        if away:
            self._try(lambda: working_days.take_leave(self.book, to, first, first + timedelta(days=4)))
        else:
            self._try(lambda: plan_steps.hand_over_plan(self.book, ref, to))

    # --- causes, decisions

    @rule(
        ref=ACCOUNTS,
        reason=st.sampled_from(["price", "delivery", "objective-closed"]),
        judged=st.none() | st.booleans(),
    )
    def finds_a_cause(self, ref: str, reason: str, judged: bool | None) -> None:
        self._try(lambda: causes.add_cause(self.book, ref, reason, competitor="Rival", whom="Bob"))
        self._try(lambda: causes.judge_cause(self.book, ref, "1", judged))

    @rule(ref=ACCOUNTS, which=WHICH, ahead=AHEAD, owner=NOBODY_OR, end=st.booleans())
    def fixes(self, ref: str, which: str, ahead: int, owner: str, end: bool) -> None:
        due = self.day + timedelta(days=ahead)
        if end:
            self._try(lambda: fixes.finish_fix(self.book, ref, which))
        else:
            self._try(lambda: fixes.add_fix(self.book, ref, "New carrier", which, owner, due))

    @rule(
        ref=ACCOUNTS,
        which=WHICH,
        how=st.sampled_from(["add", "met", "beyond", "fact"]),
        reason=st.sampled_from(["", "Too dear"]),
    )
    def conditions(self, ref: str, which: str, how: str, reason: str) -> None:
        ways: dict[str, Callable[[], Any]] = {
            "add": lambda: conditions.add_condition(self.book, ref, "delivery <= 3 days"),
            "met": lambda: conditions.meet_condition(self.book, ref, which),
            "beyond": lambda: conditions.put_out_of_reach(self.book, ref, which, reason),
            "fact": lambda: our_terms.record_delivery(self.book, len(reason)),
        }
        self._try(ways[how])

    @rule(
        ref=ACCOUNTS,
        verdict=st.sampled_from(["win-back", "wait", "let-go"]),
        ahead=AHEAD,
        cost=st.integers(0, 999),
    )
    def decides(self, ref: str, verdict: str, ahead: int, cost: int) -> None:
        until = self.day + timedelta(days=ahead) if verdict == "wait" else None
        words = "price <= 1 EUR" if verdict == "wait" else ""
        told = Assumptions(offer=cost, others="They talk")
        self._try(lambda: decisions.decide(self.book, ref, verdict, "x", until, words, assumptions=told))

    # --- promises, complaints, offers, orders

    @rule(ref=ACCOUNTS, which=WHICH, ahead=AHEAD, how=st.sampled_from(["make", "keep", "break", "limit"]))
    def promises(self, ref: str, which: str, ahead: int, how: str) -> None:
        due = self.day + timedelta(days=ahead)
        ways: dict[str, Callable[[], Any]] = {
            "make": lambda: promises.make_promise(self.book, ref, "Samples", due),
            "keep": lambda: promises.keep_promise(self.book, ref, which),
            "break": lambda: promises.break_promise(self.book, ref, which),
            "limit": lambda: contact_limit.promise_limit(self.book, ref, 1 + ahead, 30),
        }
        self._try(ways[how])

    @rule(
        ref=ACCOUNTS,
        which=WHICH,
        severity=st.integers(1, 6),
        how=st.sampled_from(["log", "answer", "resolve"]),
    )
    def complains(self, ref: str, which: str, severity: int, how: str) -> None:
        ways: dict[str, Callable[[], Any]] = {
            "log": lambda: complaints.log_complaint(self.book, ref, "Rude", severity),
            "answer": lambda: complaints.answer_complaint(self.book, ref, which),
            "resolve": lambda: complaints.resolve_complaint(self.book, ref, which),
        }
        self._try(ways[how])

    @rule(
        ref=ACCOUNTS,
        which=WHICH,
        how=st.sampled_from(["make", "take", "refuse"]),
        kind=st.sampled_from(["gift", "revised-terms"]),
    )
    def offers(self, ref: str, which: str, how: str, kind: str) -> None:
        ways: dict[str, Callable[[], Any]] = {
            "make": lambda: offers.make_offer(self.book, ref, kind, Money(500, "EUR")),
            "take": lambda: offers.take_offer(self.book, ref, which),
            "refuse": lambda: offers.refuse_offer(self.book, ref, which),
        }
        self._try(ways[how])

    @rule(
        ref=ACCOUNTS,
        back=BACK,
        amount=st.integers(0, 9_999),
        kind=st.sampled_from(["order", "credit", "quote"]),
    )
    def orders(self, ref: str, back: int, amount: int, kind: str) -> None:
        day: date = self.day - timedelta(days=back)
        self._try(lambda: orders.enter_order(self.book, ref, day, Money(amount, "EUR"), kind))

    @rule(
        ref=ACCOUNTS, flag=st.sampled_from(["hunts_price", "pays_badly", "refers_others"]), on=st.booleans()
    )
    def learns(self, ref: str, flag: str, on: bool) -> None:
        self._try(lambda: edit_account(self.book, ref, {flag: on}))

    @rule()
    def takes_in_a_book(self) -> None:
        self._try(lambda: import_book(self.book, self.exported))

    # --- what must hold

    @rule()
    def takes_one_back_and_does_it_again(self) -> None:
        if not self.done:
            return
        was = content(self.book)
        undo(self.book)
        redo(self.book)
        assert content(self.book) == was

    @invariant()
    def one_case_is_open_at_most(self) -> None:
        with self.book.read() as connection:
            most = connection.execute(
                "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM loss_case WHERE closed_on = ''"
                " GROUP BY account_id)"
            ).fetchone()[0]
        assert most <= 1

    def teardown(self) -> None:
        if not hasattr(self, "done"):
            return
        end = content(self.book)
        for _ in range(self.done):
            undo(self.book)
        assert content(self.book) == self.start
        assert all(act.sentence for act in self._told())
        for _ in range(self.done):
            redo(self.book)
        assert content(self.book) == end
        try:
            redo(self.book)
        except NotFound:
            self.folder.cleanup()
            return
        raise AssertionError("there was more to do again than was undone")

    def _told(self) -> list[Any]:
        with self.book.read() as connection:
            return list(acts(connection))


def _run(examples: int, steps: int, *, fixed: bool = False) -> None:
    AnyActs.tally.clear()
    run_state_machine_as_test(
        AnyActs,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=fixed,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.thorough
def test_a_few_histories_can_be_undone_and_redone() -> None:
    _run(examples=7, steps=14, fixed=True)
    assert AnyActs.tally["done"] >= 20
    assert AnyActs.tally["refused"] >= 10


@pytest.mark.slow
def test_many_histories_can_be_undone_and_redone() -> None:
    _run(examples=25, steps=25)
    assert AnyActs.tally["done"] >= 150
    assert AnyActs.tally["refused"] >= 100
