"""The figures of an account as a row of cards in one border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import basis_words
from winback_tui.domain.wording.wording import (
    distance,
    duration_short,
    every,
    money_words,
    percent,
)
from winback_tui.services.accounts.account_card import AccountCard
from winback_tui.tui.drawing.cells import fit
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

ROOMY = 16
"""Cells of a card from which its long words fit."""
LIKELY, DOUBTFUL = 6_000, 3_000
"""Basis points of risk from which a figure is drawn as bad, and as a warning."""


class Card(NamedTuple):
    """A figure under its title; `short` where there is little room."""

    title: str
    text: str
    short: str
    tone: str = "strong"


def cards_of(card: AccountCard) -> tuple[Card, ...]:
    """Last order, usual interval, risk, money at risk a year, and how many order days."""
    account = card.glance.account
    gap, risk = account.expected_gap or account.median_gap, account.gone_90
    days = (card.today - account.last_day).days if account.last_day else None
    ago = "–" if days is None or account.last_day is None else distance(account.last_day, card.today)
    ago_short = duration_short(days) if days else ago
    tone = "strong"
    if risk is not None:
        tone = "bad" if risk >= LIKELY else "warn" if risk >= DOUBTFUL else "good"
    usual = every(gap) if gap else "–"
    usual_short = duration_short(max(1.0, gap)) if gap else "–"
    money = money_words(account.at_stake, account.currency)
    chance = "–" if risk is None else percent(risk / 10_000)
    lost = card.open_case is None and account.status in (Status.LOST, Status.LET_GO)
    if lost:
        chance, tone = "lost", "muted"
    return (
        Card("Last order", ago, ago_short),
        Card("Usual", usual, usual_short),
        Card("Risk", chance, chance, tone),
        Card(f"{'Lost' if lost else 'At risk'}/yr ({basis_words(account.by_margin)})", money, money),
        Card("Orders", f"{account.order_days:,}", f"{account.order_days:,}"),
    )


class CardRow(Widget):
    """`╭ Last order ──┬ Usual ───────┬ Risk ──╮` and below each title its figure."""

    DEFAULT_CSS = """
    CardRow { height: 3; width: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="cards")
        self._cards: Sequence[Card] = ()

    def show(self, card: AccountCard) -> None:
        """Another state of the account."""
        found = cards_of(card)
        if found != self._cards:
            self._cards = found
            self.refresh()

    def render(self) -> Content:
        """Three lines."""
        return draw_cards(self._cards, self.content_size.width)


def draw_cards(cards: Sequence[Card], width: int) -> Content:
    """The cards in `width` cells; they share the width, the last ones a cell more where it does not divide."""
    if not cards or width < 6 * len(cards):
        return Content()
    spare, over = divmod(width - len(cards) - 1, len(cards))
    widths = [spare + (place >= len(cards) - over) for place in range(len(cards))]
    top: list[Cell] = []
    middle: list[Cell] = []
    bottom: list[Cell] = []
    for place, (card, cells) in enumerate(zip(cards, widths, strict=True)):
        first = place == 0
        title = _fitting_title(card.title, cells)
        text = card.text if cells >= ROOMY else card.short
        top += [("╭" if first else "┬", "faint"), (title, "muted"), ("─" * (cells - len(title)), "faint")]
        middle += [("│", "faint"), (fit(f" {text}", cells), card.tone)]
        bottom.append(("╰" if first else "┴", "faint"))
        bottom.append(("─" * cells, "faint"))
    return say(*top, ("╮\n", "faint"), *middle, ("│\n", "faint"), *bottom, ("╯", "faint"))


def _fitting_title(title: str, width: int) -> str:
    """The title between two spaces; where that is too long, as many of its words as fit: `At risk` of `At risk/yr`."""
    while len(title) + 2 > width and (end := max(title.rfind(" "), title.rfind("/"))) > 0:
        title = title[:end]
    return f" {title} "[:width]
