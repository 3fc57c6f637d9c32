"""The review as the leader asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.collector import collector_paused
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.money.rates import rates_of
from winback_tui.domain.review.behind import CountedAccount, counted_by_case
from winback_tui.domain.review.causes.causes import (
    BY,
    VOICES,
    WORDING,
    CauseTotal,
    WordingGroup,
    cause_rows,
)
from winback_tui.domain.review.facts import GROUPS, ReviewFacts
from winback_tui.domain.review.one_currency import in_one_currency
from winback_tui.domain.review.period import ALL, Period, read_period
from winback_tui.domain.review.review import Review, make_reviews
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import setting
from winback_tui.store.summary.review.first_day import first_known_day

from .facts import AccountListing, gather_facts, review_facts
from .narrowing import EVERYBODY, ReviewNarrowing, as_in_book
from .wordings import joins_of

__all__ = [
    "BY",
    "EVERYBODY",
    "GROUPS",
    "VOICES",
    "ReviewNarrowing",
    "accounts_named",
    "causes",
    "period_of",
    "reviews",
]


def period_of(book: Book, typed: str) -> Period:
    """The period typed, this year where nothing is. Raises BadInput."""
    if typed.strip().casefold() != ALL:
        return read_period(typed, book.today)
    with book.read() as connection:
        return read_period(typed, book.today, first_known_day(connection, book.today.min))


def reviews(
    book: Book,
    typed: str = "",
    by: str = "",
    currency: str = "",
    only: ReviewNarrowing = EVERYBODY,
    *,
    listed: bool = False,
) -> list[Review]:
    """A review for each currency, in each group by rep (or owner, the same), segment or class where asked; in one
    `currency` by the team's rates where one is named; of `only` those accounts. Raises BadInput.

    The figures are the same with `listed`, which takes longer in a large book: then all accounts behind them are there
    to be opened.
    """
    by = "rep" if by == "owner" else by
    if by and by not in GROUPS:
        raise BadInput(f"A review cannot be split by '{by[:40]}'; choose one of {', '.join(GROUPS)}.")
    period = period_of(book, typed)
    # Each amount is converted by itself, so that then every account is read.
    listing = AccountListing.ALL if listed or currency else AccountListing.SUMS
    with collector_paused():  # of 100,000 accounts nothing is garbage: looking for it took 0.4 of 1.8 seconds
        facts = _facts(book, period, listing, only, by)
        return make_reviews(_in(book, facts, currency) if currency else facts, period, by)


def causes(
    book: Book, typed: str = "", by: str = "", voice: str = "", only: ReviewNarrowing = EVERYBODY
) -> list[tuple[str, CauseTotal]]:
    """The reasons of the cases lost in a period with their currency: of one voice, or of all voices.

    Raises BadInput for an invalid period, group or voice.
    """
    if by and by not in (*BY, WORDING):
        raise BadInput(f"Causes cannot be grouped by '{by[:40]}'; choose one of {', '.join(BY)}, {WORDING}.")
    if voice and voice not in VOICES:
        raise BadInput(f"'{voice[:40]}' is not a voice; choose one of {', '.join(VOICES)}.")
    period = period_of(book, typed)
    facts = _facts(book, period, AccountListing.CASES, only)
    joins = joins_of(book) if by == WORDING else {}
    return [
        (part.currency, row)
        for part in facts.by_currency()
        for each in ([voice] if voice else VOICES)
        for row in _rows(part, period, each, by, joins)
    ]


def accounts_named(book: Book, group: WordingGroup) -> list[CountedAccount]:
    """The accounts that gave these wordings as a root cause, with the latest loss for which they did."""
    facts, wanted = review_facts(book, period_of(book, "")), {group.wording, *group.joined}
    told = [
        case
        for case in facts.cases
        if case.account_id in group.account_ids
        and not case.repeats
        and any(cause.text in wanted for cause in case.roots())
    ]
    return counted_by_case(facts.accounts, told)


def _facts(
    book: Book, period: Period, listing: AccountListing, only: ReviewNarrowing, by: str = ""
) -> ReviewFacts:
    with book.read() as connection:
        return gather_facts(connection, book.today, period, listing, as_in_book(connection, only), by)


def _in(book: Book, facts: ReviewFacts, typed: str) -> ReviewFacts:
    currency = currency_code(typed)
    with book.read() as connection:
        rates = rates_of(setting(connection, "rates"))
    if rates is None:
        raise BadInput(
            "No rates are set; give them as in: winback config rates 'USD 0.92 EUR from 2026-01-01'."
        )
    if rates.worth(currency, facts.data_day.isoformat()) is None:
        raise BadInput(f"No rate for {currency or 'nothing'} is set; the rates are in {rates.base}.")
    return in_one_currency(facts, rates, currency)


def _rows(
    facts: ReviewFacts, period: Period, voice: str, by: str, joins: Mapping[str, str]
) -> Sequence[CauseTotal]:
    return cause_rows([case for case in facts.cases if period.holds(case.lost_on)], voice, by, joins)
