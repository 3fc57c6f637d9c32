"""The team's offers compared with a study (K3): how often taken, cost and profit."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from winback_tui.domain.plan.offers import TakeUp, note
from winback_tui.domain.returns.romi import Romi
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import capitalised, count, money_column
from winback_tui.services.contacts.offers_taken import offers_taken
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.contact.offer_dialog import kind_words
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows


class OfferStatsRow(NamedTuple):
    """One kind, and its money in one currency; None where nothing was spent or brought."""

    take_up: TakeUp
    money: Romi | None

    @property
    def key(self) -> str:
        """Kind and currency."""
        return f"{self.take_up.kind}:{self.money.cost.currency if self.money else ''}"


def _share(row: OfferStatsRow) -> Cell:
    if row.take_up.share is None:
        return "too few" if row.take_up.made else "–", "muted"
    return exact_percent(row.take_up.share)


def _brought(row: OfferStatsRow) -> Cell:
    money = row.money
    return money_column(money.profit.minor, money.profit.currency) if money else ("–", "muted")


def _spent(row: OfferStatsRow) -> Cell:
    money = row.money
    return money_column(money.cost.minor, money.cost.currency) if money else ("–", "muted")


def _romi(row: OfferStatsRow) -> Cell:
    if row.money is None or row.money.share is None:
        return "–", "muted"
    return f"{row.money.share * 100:,.0f} %", "good" if row.money.share > 0 else "bad"


COLUMNS = (
    ListColumn[OfferStatsRow](
        "kind", "Offer", lambda row: kind_words(row.take_up.kind), 20, 10, grows=True, sorts=False
    ),
    ListColumn[OfferStatsRow](
        "made", "Offered", lambda row: f"{row.take_up.made:,}", 7, right=True, sorts=False
    ),
    ListColumn[OfferStatsRow](
        "taken", "Taken", lambda row: f"{row.take_up.taken:,}", 5, right=True, sorts=False
    ),
    ListColumn[OfferStatsRow]("share", "Take-up", _share, 8, right=True, sorts=False),
    ListColumn[OfferStatsRow](
        "k3", "Study", lambda row: (row.take_up.k3.split(",")[0] or "–", "muted"), 5, right=True, sorts=False
    ),
    ListColumn[OfferStatsRow]("spent", "Offer cost", _spent, 12, 9, right=True, leaves=2, sorts=False),
    ListColumn[OfferStatsRow]("brought", "Earned", _brought, 12, 9, right=True, leaves=1, sorts=False),
    ListColumn[OfferStatsRow]("romi", "Offer ROMI", _romi, 10, right=True, sorts=False),
)


class OffersScreen(ListView[OfferStatsRow]):
    """The whole team; Esc leaves."""

    PURPOSE = (
        "How each kind of offer works for you, compared with a study of 40,000 lapsed customers. The take-up is shown"
        " from twenty decided offers on; earned is the profit since the return that the offer led to. The cost is that"
        " of the offers alone; the review counts all costs of winning back, own time and fixes too."
    )
    COLUMNS = COLUMNS
    OWN_COMMANDS = (Back,)

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Team offers", "")

    def listing(self, wanted: Query) -> Listing[OfferStatsRow]:
        """Every kind that was offered or measured."""
        found = offers_taken(self._app.book)
        rows = [OfferStatsRow(each, money) for each in found for money in each.returns or (None,)]
        made, taken = sum(each.made for each in found), sum(each.taken for each in found)
        words = ((f"{made:,}", "strong"), f" offered · {taken:,} taken")
        return Listing(ListRows(rows), words, Empty(Why.NOTHING_YET, "No offers yet."))

    def detail(self, row: OfferStatsRow) -> tuple[str, Content]:
        """The take-up in words, the return on what was spent, and what the field knows of this kind."""
        take_up = row.take_up
        cells: list[Cell] = [f"{take_up.sentence[0].upper()}{take_up.sentence[1:]}\n"]
        cells += [f"{row.money.sentence}\n"] if row.money else []
        cells += [("Offers alone; own time and fixes are in the review.\n", "muted")] if row.money else []
        cells += [f"{count(take_up.pending, 'offer')} still open.\n"] if take_up.pending else []
        cells += [(f"{note(take_up.kind)}\n", "muted")] if note(take_up.kind) else []
        return capitalised(kind_words(take_up.kind)), say(*cells)

    def subject(self) -> CommandSubject | None:
        """Nobody: this is about the team."""
        return None

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)
