"""Deciding about a lost account: win back, wait, or let go, with the numbers as they stood (F4, F5)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.case.conditions import read
from winback_tui.domain.decision import Verdict, ruling
from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import money_words
from winback_tui.services.accounts.edit import account_currency
from winback_tui.services.accounts.reps import rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.conditions import note_met_conditions
from winback_tui.store.book import Book
from winback_tui.store.cases.conditions import conditions_of
from winback_tui.store.cases.writes import insert_condition, insert_decision
from winback_tui.store.write import Transaction

from .assumptions import Assumptions
from .desk import DecisionDesk, desk_in

VERDICT_WORDS = {Verdict.WIN_BACK: "win back", Verdict.WAIT: "wait", Verdict.LET_GO: "let go"}


def decide(
    book: Book,
    ref: str,
    verdict: str,
    reason: str = "",
    wait_until: date | None = None,
    wait_for: str = "",
    review_on: date | None = None,
    assumed: Assumptions | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Keep a verdict with its numbers. A condition to wait for joins the conditions, so that it is checked.

    The manager may overrule what the playbook suggests; the warnings then say what that was. Raises BadInput for
    an unknown verdict, a let-go without a reason, a wait without an end, or numbers that cannot be.
    """
    account = find_account(book, ref)
    currency = account_currency(book, account.id)
    with account_action(book, "decide", account, dry_run=dry_run) as transaction:
        desk = desk_in(transaction.connection, book, account, currency, assumed)
        ruled = ruling(verdict, transaction.today, reason, review_on, wait_until, wait_for)
        found = desk.evaluation
        factors = {**found.record(), "assumed": desk.assumed.record(), "waits_for": ruled.wait_for}
        row_id = insert_decision(
            transaction,
            desk.case.id,
            ruled.verdict,
            factors,
            found.chance,
            ruled.wait_until,
            ruled.review_on,
            reason=ruled.reason,
            value=found.value.minor,
            cost=found.cost.minor,
            currency=currency,
            decided_by_id=rep_of_actor(transaction, book),
        )
        _add_awaited_condition(transaction, desk, ruled.wait_for)
        until = f" until {day_words(ruled.wait_until, transaction.today)}" if ruled.wait_until else ""
        until += f" for {ruled.wait_for}" if ruled.wait_for else ""
        transaction.sentence = (
            f"Decided for {account.name}: {VERDICT_WORDS[ruled.verdict]}{until}; chance {exact_percent(found.chance)},"
            f" value {money_words(found.value.minor, currency)}, review on"
            f" {day_words(ruled.review_on, transaction.today)}"
        )
        warnings = (*_against(desk, ruled.verdict), *note_met_conditions(transaction, desk.case.id))
    facts: dict[str, str | float | None] = {
        "verdict": str(ruled.verdict),
        "chance": found.chance,
        "value": Money(found.value.minor, currency).decimal,
        "cost": Money(found.cost.minor, currency).decimal,
        "currency": currency,
        "review_on": ruled.review_on.isoformat(),
        "wait_until": iso(ruled.wait_until) or None,
    }
    return ActionResult(transaction.sentence, account.id, account.name, row_id, warnings, facts)


def _add_awaited_condition(transaction: Transaction, desk: DecisionDesk, words: str) -> None:
    if not words:
        return
    wish = read(words)
    known = {str(row.wish).casefold() for row in conditions_of(transaction.connection, desk.case.id)}
    if str(wish).casefold() not in known:
        term = str(wish) if wish.checkable else ""
        insert_condition(transaction, desk.case.id, term, words)


def _against(desk: DecisionDesk, verdict: Verdict) -> tuple[str, ...]:
    """What the playbook says against this verdict, its firm rules first."""
    if verdict is desk.leaning:
        return ()
    return tuple(
        f"Against this: {each.sentence}" for each in desk.suggestions if each.verdict is desk.leaning
    )
