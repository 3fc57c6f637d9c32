"""The team's own offers beside what K3 measured: how often taken, what they brought for their cost."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from winback_tui.domain.plan.offers import TakeUp, note
from winback_tui.domain.returns.romi import Romi
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, money_column
from winback_tui.services.contacts.offers_taken import offers_taken
from winback_tui.tui.app.context import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows


class OfferStatsRow(NamedTuple):
    """One kind, and its money in one currency; None where nothing was spent or brought."""

    told: TakeUp
    money: Romi | None

    @property
    def key(self) -> str:
        """Kind and currency."""
        return f"{self.told.kind}:{self.money.cost.currency if self.money else ''}"


def _share(row: OfferStatsRow) -> Cell:
    if row.told.share is None:
        return "too few to say" if row.told.made else "–", "muted"
    return exact_percent(row.told.share)


def _brought(row: OfferStatsRow) -> Cell:
    money = row.money
    return money_column(money.profit.minor, money.profit.currency) if money else ("–", "muted")


def _spent(row: OfferStatsRow) -> Cell:
    money = row.money
    return money_column(money.cost.minor, money.cost.currency) if money else ("–", "muted")


def _romi(row: OfferStatsRow) -> Cell:
    if row.money is None or row.money.share is None:
        return "–", "muted"
    return exact_percent(row.money.share), "good" if row.money.share > 0 else "bad"


COLUMNS = (
    ListColumn[OfferStatsRow](
        "kind", "Offer", lambda row: row.told.kind.value, 14, 10, grows=True, sorts=False
    ),
    ListColumn[OfferStatsRow]("made", "Made", lambda row: f"{row.told.made}", 5, right=True, sorts=False),
    ListColumn[OfferStatsRow]("taken", "Taken", lambda row: f"{row.told.taken}", 5, right=True, sorts=False),
    ListColumn[OfferStatsRow]("share", "Take-up", _share, 14, 8, right=True, sorts=False),
    ListColumn[OfferStatsRow](
        "k3", "K3", lambda row: (row.told.k3.split(",")[0] or "–", "muted"), 5, right=True, sorts=False
    ),
    ListColumn[OfferStatsRow]("spent", "Spent", _spent, 12, 9, right=True, leaves=2, sorts=False),
    ListColumn[OfferStatsRow]("brought", "Brought", _brought, 12, 9, right=True, leaves=1, sorts=False),
    ListColumn[OfferStatsRow]("romi", "ROMI", _romi, 7, right=True, sorts=False),
)


class OffersScreen(ListView[OfferStatsRow]):
    """The whole team; Esc leaves."""

    PURPOSE = (
        "What each kind of offer did here, beside four offers that K3 measured with 40,000 lapsed customers. A share is"
        " told from twenty decided offers on; what an offer brought is the profit of the second life it led to (M11c)."
    )
    COLUMNS = COLUMNS
    VERBS = (Back,)

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Offers of the team", "")

    def listing(self, wanted: Query) -> Listing[OfferStatsRow]:
        """Every kind that was offered or measured."""
        found = offers_taken(self._app.book)
        rows = [OfferStatsRow(each, money) for each in found for money in each.returns or (None,)]
        made, taken = sum(each.made for each in found), sum(each.taken for each in found)
        words = ((f"{made}", "strong"), f" made · {taken} taken")
        return Listing(ListRows(rows), words, Empty(Why.NOTHING_YET, "Nothing was offered yet."))

    def detail(self, row: OfferStatsRow) -> tuple[str, Content]:
        """The take-up in words, the return on what was spent, and what the field knows of this kind."""
        told = row.told
        cells: list[Cell] = [f"{told.sentence[0].upper()}{told.sentence[1:]}\n"]
        cells += [f"{row.money.sentence}\n"] if row.money else []
        cells += [f"{count(told.pending, 'offer')} still open.\n"] if told.pending else []
        cells += [(f"{note(told.kind)}\n", "muted")] if note(told.kind) else []
        return told.kind.value.capitalize(), say(*cells)

    def subject(self) -> CommandSubject | None:
        """Nobody: this is about the team."""
        return None

    def action_back(self) -> None:
        """Back to whatever asked."""
        self.dismiss(None)
