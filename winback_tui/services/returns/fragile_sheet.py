"""A sheet about a returned account for colleagues who do not use Winback: accounting, stores (playbook M12b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from winback_tui.domain.errors import Refused
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.account_details import people_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of
from winback_tui.store.cases.causes import causes_of, fixes_of
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.returns.returns import answer_to, returns_by_case


def fragile_sheet(book: Book, ref: str) -> list[str]:
    """The lines of the sheet: since when they are back, what lost them, what was promised, whom to ask.

    Raises Refused for an account that is not fragile: lost and not back, or a clean year later.
    """
    account = find_account(book, ref)
    with book.read() as connection:
        cases = cases_of(connection, account.id)
        back = answer_to(returns_by_case(connection, account.no, cases, book.today), cases)
        if back is None or not back.fragile:
            raise Refused(f"{account.name} is not a customer who came back within the last year.", "M12b")
        case = next(each for each in cases if each.id == back.loss.case_id)
        causes = [each.text or each.reason for each in causes_of(connection, case.id)]
        fixes = [each.what for each in fixes_of(connection, case.id) if each.done_on]
        promised = [row for row in promises_of(connection, account.id) if row.open]
        people = [each.name for each in people_of(connection, account.id) if each.left_on is None]
    return list(_lines(account.name, case.responsible, back, causes, fixes, promised, people))


def _lines(
    name: str,
    who: str,
    back: Return,
    causes: Sequence[str],
    fixes: Sequence[str],
    promised: Sequence[PromiseRow],
    people: Sequence[str],
) -> Iterator[str]:
    until = f" until {full_day(back.clean_on)}" if back.clean_on else ""
    yield f"HANDLE WITH CARE: {name}"
    yield f"Lost on {full_day(back.loss.lost_on)}, back with an order of {full_day(back.order.day)}. Fragile{until}."
    yield "One wrong invoice or one late delivery can lose them for good: check twice, and tell us first."
    for cause in dict.fromkeys(causes):
        yield f"They left because of: {cause}"
    for fix in dict.fromkeys(fixes):
        yield f"Changed since: {fix}"
    for promise in promised:
        yield f"Promised: {promise.text}{f', by {full_day(promise.due_on)}' if promise.due_on else ''}"
    if people:
        yield f"Who to speak with there: {', '.join(people)}"
    yield f"Before you write, charge or change anything, ask {who or 'the sales team'}."
