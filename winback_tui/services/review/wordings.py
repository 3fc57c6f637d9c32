"""Wordings of root causes: near-equal ones are proposed, a person joins them and can separate them again (playbook
L4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.review.causes.causes import WordingGroup, wording_groups
from winback_tui.domain.review.causes.wordings import proposed_joins, stands_for
from winback_tui.domain.review.period import ALL, Period, read_period
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.book.lookup import resolve_row
from winback_tui.store.book import Book
from winback_tui.store.cases.causes import join_wording, joined_wordings, root_wordings, split_wording
from winback_tui.store.write import act

from .facts import AccountListing, review_facts

__all__ = ["WordingGroup", "join_wordings", "joins_of", "part_wordings", "wordings"]


def joins_of(book: Book) -> Mapping[str, str]:
    """Each joined wording -> the one it was joined to."""
    with book.read() as connection:
        return joined_wordings(connection)


def wordings(book: Book, typed: str = "") -> list[WordingGroup]:
    """The wordings of root causes of the cases lost in a period, in all years where none is named. Raises BadInput."""
    period = Period(book.today.min, book.today, "")
    if typed.strip().casefold() not in ("", ALL):
        period = read_period(typed, book.today)
    joins = joins_of(book)
    return [
        group
        for part in review_facts(book, period, AccountListing.CASES).by_currency()
        for group in wording_groups(
            [case for case in part.cases if period.holds(case.lost_on)], part.currency, joins
        )
    ]


def join_wordings(book: Book, which: Sequence[str], into: str = "", dry_run: bool = False) -> ActionResult:
    """Count wordings as another; `into` '' uses the proposed one. Each is given in full or by some of its words.

    Raises NotFound or NeedsHuman where it is not clear which, BadInput for a wording joined to itself, Refused where
    nothing is proposed.
    """
    with act(book, "wording", "", dry_run=dry_run) as transaction:
        known, joins = root_wordings(transaction.connection), joined_wordings(transaction.connection)
        if not known:
            raise Refused("No root cause has been written in words yet.", "L4")
        chosen = [_one(known, each) for each in which]
        target = stands_for(_one(known, into), joins) if into.strip() else ""
        proposals = {} if target else proposed_joins(known, joins)
        joined = []
        for wording in dict.fromkeys(stands_for(each, joins) for each in chosen):
            other = target or proposals.get(wording, "")
            if not other:
                raise Refused(
                    f"Nothing is nearly the same as '{wording[:60]}'; name the wording to join it to.", "L4"
                )
            if other == wording:
                continue
            join_wording(transaction, wording, other)
            joined.append((wording, other))
        if not joined:
            raise BadInput("These wordings already count as one.", "L4")
        transaction.sentence = "; ".join(f"“{one}” counts as “{other}” now" for one, other in joined)
    return ActionResult(transaction.sentence, "", "")


def part_wordings(book: Book, which: Sequence[str], dry_run: bool = False) -> ActionResult:
    """Count joined wordings separately again. Raises Refused where nothing is joined, NotFound, NeedsHuman."""
    with act(book, "wording", "", dry_run=dry_run) as transaction:
        joins = joined_wordings(transaction.connection)
        if not joins:
            raise Refused("No wordings are joined.", "L4")
        parted = dict.fromkeys(_one(list(joins), each) for each in which)
        for wording in parted:
            split_wording(transaction, wording)
        names = ", ".join(f"“{each}”" for each in parted)
        transaction.sentence = f"{names} {'counts' if len(parted) == 1 else 'count'} separately again"
    return ActionResult(transaction.sentence, "", "")


def _one(known: Sequence[str], which: str) -> str:
    exact = [each for each in known if each.casefold() == which.strip().casefold()]
    if exact:
        return exact[0]
    return resolve_row(known, which, lambda each: each, lambda each: each, "wording")
