"""What an account was promised and offered, and what it complained about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.wording.wording import count, money_words, near_day
from winback_tui.services.accounts.dealings import Dealings, dealings
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.case import ShowOffers
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import LogComplaint, LogContact, MakeOffer, MakePromise
from winback_tui.tui.commands.settle import SETTLE_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.pieces import override_mark
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.screens.contact.offer_dialog import kind_words
from winback_tui.tui.screens.views.view import Listing, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows


@dataclass(frozen=True, slots=True)
class DealingsRow:
    """`kind` is `promise`, `offer` or `complaint`; `open` while nobody has settled it."""

    kind: str
    id: str
    day: date | None
    text: str
    more: str
    state: Cell
    open: bool
    answered: bool = False

    @property
    def key(self) -> str:
        """Kind and row."""
        return f"{self.kind}:{self.id}"


def _day(row: DealingsRow) -> Cell:
    return row.day.isoformat() if row.day else ("–", "muted")


COLUMNS = (
    ListColumn[DealingsRow]("day", "Date", _day, 10, sorts=False),
    ListColumn[DealingsRow]("kind", "Kind", lambda row: (row.kind, "muted"), 9, sorts=False),
    ListColumn[DealingsRow]("text", "Details", lambda row: row.text, 40, 18, grows=True, sorts=False),
    ListColumn[DealingsRow]("state", "Status", lambda row: row.state, 20, 12, sorts=False),
)


class DealingsScreen(CasePage[DealingsRow]):
    """One account on top of the screen that opened it; Esc leaves."""

    PAGE = "dealings"
    HEADING = "Promises, offers, complaints"

    PURPOSE = (
        "What we promised and offered, and what they complained about. A promise stays open until it is kept, a"
        " complaint until it is resolved; an accepted offer is not a return yet."
    )
    COLUMNS = COLUMNS
    OWN_COMMANDS = (*SETTLE_COMMANDS, MakePromise, MakeOffer, LogComplaint, LogContact, ShowOffers, Back)

    def __init__(self, about: CommandSubject) -> None:
        super().__init__(about)
        self._answer_speed: tuple[str, ...] = ()

    def listing(self, wanted: Query) -> Listing[DealingsRow]:
        """What is open first, then by day."""
        self.read_card()
        found = dealings(self._app.book, self._about.account_id)
        self._answer_speed = found.team_speed
        rows = rows_of(found, self._app.book.today)
        return Listing(ListRows(rows), (found.speed.sentence, *override_mark(found.overrides)), _empty())

    def detail(self, row: DealingsRow) -> tuple[str, Content]:
        """The row in full; with a complaint, how fast the team answers, compared with a study."""
        cells: list[Cell] = [f"{row.text}\n", (f"{row.more}\n", "muted")]
        if row.kind == "complaint" and self._answer_speed:
            cells += [("\nHow fast we answer\n", "muted"), *(f"· {line}\n" for line in self._answer_speed)]
        return row.kind.capitalize(), say(*cells)


def rows_of(found: Dealings, today: date) -> list[DealingsRow]:
    """Everything, what is still open on top, the nearest day first."""
    rows = []
    for promise in found.promises:
        late = promise.open and promise.due_on is not None and promise.due_on < today
        state: Cell = ("▲ late", "bad") if late else ("○ open", "")
        if promise.kept_on:
            state = (f"✓ kept {near_day(promise.kept_on, today)}", "good")
        elif promise.broken_on:
            state = (f"✗ broken {near_day(promise.broken_on, today)}", "bad")
        rows.append(
            DealingsRow(
                "promise",
                promise.id,
                promise.due_on,
                promise.text,
                "A promise to the customer.",
                state,
                promise.open,
            )
        )
    for offer in found.offers:
        state = ("○ open", "")
        if offer.taken_on:
            state = (f"✓ taken {near_day(offer.taken_on, today)}", "good")
        elif offer.refused_on:
            state = (f"✗ refused {near_day(offer.refused_on, today)}", "muted")
        what = f"{kind_words(offer.kind)} for {money_words(offer.cost, offer.currency)}"
        day = offer.deadline_on or offer.made_on
        rows.append(
            DealingsRow(
                "offer", offer.id, day, what, offer.note or "An offer to the customer.", state, offer.open
            )
        )
    for each in found.complaints:
        complaint = each.complaint
        state = ("○ unanswered", "bad") if complaint.answered_on is None else ("◑ answered", "warn")
        if complaint.resolved_on:
            state = (f"✓ resolved {near_day(complaint.resolved_on, today)}", "good")
        severity = (
            f"Severity {severity_of(complaint.severity).words}, {count(complaint.marks, 'black mark')}."
        )
        rows.append(
            DealingsRow(
                "complaint",
                each.id,
                complaint.on_day,
                complaint.text,
                severity,
                state,
                complaint.open,
                complaint.answered_on is not None,
            )
        )
    return sorted(rows, key=lambda row: (not row.open, row.day or date.max, row.kind, row.id))


def _empty() -> Empty:
    return Empty(
        Why.NOTHING_YET,
        "No promises, offers or complaints yet.",
        (("ctrl+p", "adds a promise, an offer or a complaint"), ("Esc", "goes back")),
    )
