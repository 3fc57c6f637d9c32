"""What was read for a page of the review; it comes from a thread, whole, together with the rows of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winback_tui.domain.review.period import Period
from winback_tui.domain.review.review import Review
from winback_tui.services.review.review import EVERYBODY, ReviewNarrowing, period_of, reviews
from winback_tui.tui.widgets.list.rows import ListRows

from .review_rows import PAGES, ReviewPage, ReviewRow, review_page

if TYPE_CHECKING:
    from winback_tui.store.book import Book


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """What is looked at: a period as it is typed, by what, which group or currency, which page, whose accounts.

    `page` '' is the board of all panels, and the first page where there is no room for it.
    """

    period: str = ""
    by: str = ""
    place: int = 0
    page: str = ""
    only: ReviewNarrowing = EVERYBODY

    @property
    def asks(self) -> tuple[str, str, ReviewNarrowing]:
        """What must be read anew where it differs; another page or group is in what was read already."""
        return self.period, self.by, self.only


@dataclass(frozen=True, slots=True)
class ReviewsRead:
    """The reviews of every group or currency that was asked for by `asked`, and the period that this means."""

    asked: tuple[str, str, ReviewNarrowing]
    reviews: Sequence[Review]
    period: Period


class ReviewsKept:
    """The reviews read last, of a book that has not changed since; where it changes, another one takes its place.

    A thread that began before the change keeps its reading in the one from before, where nobody looks for it.
    """

    def __init__(self) -> None:
        self._plain: ReviewsRead | None = None
        self._listed: ReviewsRead | None = None

    def of(self, book: Book, choice: ReviewChoice) -> ReviewsRead:
        """The reviews of that choice. Reads them where others were read last."""
        read = self._plain
        if read is None or read.asked != choice.asks:
            read = self._plain = _read(book, choice, listed=False)
        return read

    def with_accounts(self, book: Book, choice: ReviewChoice) -> ReviewsRead:
        """The same with every account in them, which takes longer."""
        read = self._listed
        if read is None or read.asked != choice.asks:
            read = self._listed = _read(book, choice, listed=True)
        return read


def _read(book: Book, choice: ReviewChoice, listed: bool) -> ReviewsRead:
    found = reviews(book, choice.period, choice.by, only=choice.only, listed=listed)
    return ReviewsRead(choice.asks, found, period_of(book, choice.period))


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of one of the reviews read."""

    read: ReviewsRead
    choice: ReviewChoice
    review: Review
    page: ReviewPage

    @classmethod
    def of(cls, read: ReviewsRead, choice: ReviewChoice) -> PageRead:
        """The page that was chosen, of the group or currency that was chosen."""
        review = read.reviews[choice.place % len(read.reviews)]
        return cls(read, choice, review, review_page(review, choice.page or PAGES[0]))


class PageRows(ListRows[ReviewRow]):
    """The rows of a page that are shown, and the page."""

    def __init__(self, items: Sequence[ReviewRow], page: PageRead) -> None:
        super().__init__(items)
        self.page = page
