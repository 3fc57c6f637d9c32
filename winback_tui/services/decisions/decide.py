"""Deciding about a lost account: win back, wait, or let go, with the numbers at that time (F4, F5)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.case.conditions import in_words, read
from winback_tui.domain.decision import Evaluation, Ruling, Verdict, before_deciding, ruling
from winback_tui.domain.wording.phrasing import exact_percent, verdict_words
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


def decide(
    book: Book,
    ref: str,
    verdict: str,
    reason: str = "",
    wait_until: date | None = None,
    wait_for: str = "",
    review_on: date | None = None,
    assumptions: Assumptions | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Keep a verdict with its numbers. A condition to wait for joins the conditions, so that it is checked.

    The manager may overrule what the playbook suggests; the warnings then say what that was, and what is still open;
    both are kept with the decision. Whoever calls asks `question_before` first. Raises BadInput for an unknown
    verdict, a let-go without a reason, a wait without an end, or impossible numbers.
    """
    account = find_account(book, ref)
    currency = account_currency(book, account.id)
    with account_action(book, "decide", account, dry_run=dry_run) as transaction:
        desk = desk_in(transaction.connection, book, account, currency, assumptions)
        ruled = ruling(verdict, transaction.today, reason, review_on, wait_until, wait_for)
        found = desk.evaluation
        factors = {**found.record(), "assumed": desk.assumptions.record(), "waits_for": ruled.wait_for}
        factors["open"] = [point.words for point in desk.open_points]
        row_id = insert_decision(
            transaction,
            desk.case.id,
            ruled.verdict,
            factors,
            found.chance,
            ruled.wait_until,
            ruled.review_on,
            reason=ruled.reason,
            value=found.value.minor if found.value else None,
            cost=found.cost.minor if found.cost else None,
            currency=currency,
            decided_by_id=rep_of_actor(transaction, book),
        )
        _add_awaited_condition(transaction, desk, ruled.wait_for)
        transaction.sentence = _sentence(account.name, ruled, found, transaction.today)
        warnings = (
            *_against(desk, ruled.verdict),
            *_still_open(desk, ruled.verdict),
            *note_met_conditions(transaction, desk.case.id),
        )
    facts: dict[str, str | float | None] = {
        "verdict": str(ruled.verdict),
        "chance": found.chance,
        "value": found.value.decimal if found.value else None,
        "cost": found.cost.decimal if found.cost else None,
        "currency": currency,
        "review_on": ruled.review_on.isoformat(),
        "wait_until": iso(ruled.wait_until) or None,
    }
    return ActionResult(transaction.sentence, account.id, account.name, row_id, warnings, facts)


def question_before(desk: DecisionDesk, verdict: str) -> str:
    """The question before this verdict is kept: whether to win them back though something could change that; or ''."""
    return before_deciding(desk.account.name, desk.open_points) if verdict == Verdict.WIN_BACK else ""


def _sentence(account: str, ruled: Ruling, found: Evaluation, today: date) -> str:
    until = f" until {day_words(ruled.wait_until, today)}" if ruled.wait_until else ""
    until += f" for {in_words(ruled.wait_for)}" if ruled.wait_for else ""
    value = money_words(found.value.minor, found.currency) if found.value else "not known yet"
    return (
        f"Decided for {account}: {verdict_words(ruled.verdict)}{until}; chance {exact_percent(found.chance)},"
        f" value {value}, review on {day_words(ruled.review_on, today)}"
    )


def _still_open(desk: DecisionDesk, verdict: Verdict) -> tuple[str, ...]:
    """One sentence for all that is open, where the verdict is to win them back."""
    if verdict is not Verdict.WIN_BACK or not desk.open_points:
        return ()
    return (f"Still open: {'; '.join(point.words for point in desk.open_points)}.",)


def _add_awaited_condition(transaction: Transaction, desk: DecisionDesk, words: str) -> None:
    if not words:
        return
    wish = read(words)
    known = {str(row.wish).casefold() for row in conditions_of(transaction.connection, desk.case.id)}
    if str(wish).casefold() not in known:
        term = str(wish) if wish.checkable else ""
        insert_condition(transaction, desk.case.id, term, words)


def _against(desk: DecisionDesk, verdict: Verdict) -> tuple[str, ...]:
    """What the playbook says against this verdict, its firm rules first.

    Where it has no verdict yet, reasons to win them back still count against letting them go.
    """
    leaning = desk.leaning or (Verdict.WIN_BACK if verdict is Verdict.LET_GO else verdict)
    if verdict is leaning:
        return ()
    return tuple(f"Against this: {each.sentence}" for each in desk.suggestions if each.verdict is leaning)
