"""Two years of orders: a bar a month, and the order days to one scale with the day on which the next was expected."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from winback_tui.domain.wording.wording import near_day
from winback_tui.output.order_strips import EXPECTED, TICK, TODAY, fitting_months, gap_strip
from winback_tui.services.accounts.glance import Glance
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.tones import say

MONTHS_WIDTH = 45
LEAST_SCALE = 16
GAP = "   "
MONTHS_LEGEND = "sales by month"


class OrderStrips(Widget):
    """The strips, and under each of them what its signs mean."""

    DEFAULT_CSS = """
    OrderStrips { height: 2; width: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="order-strips")
        self._glance: Glance | None = None

    def show(self, glance: Glance) -> None:
        """Another state of the account."""
        self._glance = glance
        self.display = bool(glance.order_days)
        self.refresh()

    def render(self) -> Content:
        """Two lines."""
        return draw_history(self._glance, self.content_size.width) if self._glance else Content()


def draw_history(glance: Glance, width: int) -> Content:
    """The months on the left, the scale on the right of a line of `width` cells, and the legend below."""
    months = fitting_months(glance.money, glance.told_until, min(width - LEAST_SCALE, MONTHS_WIDTH))
    space = width - width_of(months) - len(GAP)
    if space < LEAST_SCALE:
        return say(f"{months}\n", (fit(MONTHS_LEGEND, width), "muted"))
    scale = gap_strip(glance.order_days, glance.today, glance.expected_on, space, labels=False)
    legend = f"{TICK} order"
    if glance.expected_on is not None:
        legend += f"  {EXPECTED} expected {near_day(glance.expected_on, glance.today)}"
    whole = f"{legend}  {TODAY} today"
    legend = whole if width_of(whole) <= space else legend
    begins = max(len(MONTHS_LEGEND + GAP), width - max(space, width_of(legend)))
    return say(
        f"{months}{GAP}{scale}\n",
        (fit(MONTHS_LEGEND, begins) + fit(legend, width - begins), "muted"),
    )
