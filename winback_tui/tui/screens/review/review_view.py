"""View 5: the leader's page, one panel at a time, with formula and plot beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from winback_tui.domain.review.causes.own_changes import DiaryEntry
from winback_tui.domain.review.period import ALL, Period
from winback_tui.domain.review.review import Review
from winback_tui.domain.wording.wording import count
from winback_tui.output.review.page import panel_lines
from winback_tui.output.review.panels.panel import Panel
from winback_tui.output.review.panels.panels import panels
from winback_tui.services.review.review import GROUPS, ReviewNarrowing, period_of
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.detail_pane import FittedPart
from winback_tui.tui.widgets.list.empty import Empty, Why

from .board import BOARD_HEIGHT, BOARD_WIDTH, BoardPanel, ReviewBoard
from .pages.detail_parts import detail_parts
from .pages.review_rows import PAGES, ReviewRow
from .pages.reviews_read import PageRead, PageRows, ReviewChoice, ReviewsKept
from .review_commands import REVIEW_COMMANDS, NextGroup, ReadReview

LENGTHS = (12, 3, 1)
"""Months of the periods that can be looked at."""
_BY = ("", *GROUPS)
SIDE_WIDTH = 150
"""From this width on reference figures stand beside the board."""


def _value(row: ReviewRow) -> Cell:
    return row.value, (row.figure.tone or "strong") if row.figure is not None else ""


class ReviewView(ListView[ReviewRow]):
    """Every figure of a page is a row; the pane says how it is made, Enter opens the accounts behind it."""

    VIEW = "review"
    PURPOSE = (
        "What was lost and why, what came back, who works on it, in customers and in money. Each figure shows its"
        " formula; below 30 there are counts, no percentages."
    )
    OWN_COMMANDS = (*REVIEW_COMMANDS, *VIEW_COMMANDS)
    ENTER = "accounts"
    COLUMNS = (
        ListColumn[ReviewRow]("figure", "Figure", lambda row: row.label, 34, 22, sorts=False, grows=True),
        ListColumn[ReviewRow]("value", "Value", _value, 14, 12, right=True, sorts=False),
        ListColumn[ReviewRow](
            "behind",
            "Behind it",
            lambda row: (row.behind, "muted"),
            40,
            18,
            grows=True,
            sorts=False,
            leaves=1,
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.board = ReviewBoard()
        self.references = True
        self.choice = ReviewChoice()
        self._opened = PAGES[0]
        self._kept = ReviewsKept()
        self._shown: PageRead | None = None
        """What the rows on the screen belong to; `choice` may be ahead of it while that is read."""

    # --- what the list asks

    def listing(self, wanted: Query) -> Listing[ReviewRow]:
        """The rows of the page looked at; the review is computed again only for another period or another book."""
        choice = self.choice
        page = PageRead.of(self._kept.of(self._app.book, choice), choice)
        rows = [row for row in page.page.rows if wanted.finds(f"{row.label} {row.behind}".casefold())]
        return Listing(PageRows(rows, page), (), _empty(page.review, wanted))

    def reload(self) -> None:
        """The book has changed: what was computed is forgotten."""
        self._kept = ReviewsKept()
        super().reload()

    def detail(self, row: ReviewRow) -> tuple[str, Content]:
        """How the figure is made."""
        parts: list[Cell] = []
        figure = row.figure
        if figure is not None:
            parts += [f"{figure.formula[:1].upper()}{figure.formula[1:]}.\n"]
            parts += [(f"{figure.why}\n", "warn")] if figure.why else []
        parts += [f"{row.behind}\n"] if row.behind and (figure is None or row.behind != figure.why) else []
        parts += [f"{row.more}\n"] if row.more else []
        return row.label, say(*parts)

    def detail_parts(self, row: ReviewRow) -> list[Content | FittedPart]:
        """The plots of the page, and what others have measured."""
        if self._shown is None:
            return []
        return detail_parts(self._shown.page.panel, self.references, self._app.key_of(ReadReview()))

    def opens(self, row: ReviewRow) -> bool:
        """Where accounts stand behind the figure."""
        return row.accounts is not None

    def opened(self, row: ReviewRow) -> None:
        """Enter: the accounts behind the figure."""
        accounts = row.accounts(self._listed()) if row.accounts is not None else ()
        if not accounts:
            self._app.tell(f"There is no list of accounts behind “{row.label}”.")
            return
        from .accounts_behind import AccountsBehindScreen

        self.app.push_screen(AccountsBehindScreen(row.label, accounts, lost=row.losses))

    def _listed(self) -> Review:
        """The review looked at with every account in it; read when one is first opened, as that takes longer."""
        read = self._kept.with_accounts(self._app.book, self.choice)
        return read.reviews[self.choice.place % len(read.reviews)]

    # --- the board

    def compose(self) -> ComposeResult:
        """The board stands where the list stands, one of the two at a time."""
        for widget in super().compose():
            if widget is self.footer:
                yield self.board
            yield widget

    def on_mount(self) -> None:
        """Shows the one of the two that there is room for."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """A larger terminal may have room for the board, a smaller one not."""
        self._arrange()

    @property
    def on_board(self) -> bool:
        """Whether all panels stand side by side."""
        has_figures = self._shown is not None and not self._shown.review.why
        return has_figures and not self.choice.page and self._board_fits()

    @property
    def above_board(self) -> bool:
        """Whether one panel was opened from the page of all of them, to which Esc leads back."""
        return bool(self.choice.page) and self._board_fits()

    def _board_fits(self) -> bool:
        width, height = self.app.size
        return width >= BOARD_WIDTH and height >= BOARD_HEIGHT

    def _show(self, listing: Listing[ReviewRow], keep: bool) -> None:
        self._shown = listing.rows.page if isinstance(listing.rows, PageRows) else None
        super()._show(listing._replace(headline=self._headline_words() or listing.headline), keep)
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        on_board, shown = self.on_board, self._shown
        self.board.display = on_board
        self.query_one("#body").display = not on_board
        if on_board and shown is not None:
            self.board.show(panels(shown.review), self.references and self.app.size.width >= SIDE_WIDTH)
            if self.focused is None or self.focused is self.table:
                self.board.go_to(self._opened)
        elif isinstance(self.focused, BoardPanel):
            self.set_focus(self.table)
        if shown is not None:
            self._headline = self._headline_words()
            words = self.wanted.in_words()
            self.headline.show(self._headline, ((words, "accent"),) if words else ())
        self.footer.refresh_commands()

    async def begin_search(self) -> None:
        """On the board the panel with the focus is opened, whose figures are looked through."""
        if self.on_board:
            self.open_page(self.board.focused_key)
        await super().begin_search()

    def rules(self) -> Sequence[str]:
        """The rules behind the figure under the cursor, or behind the panel with the focus."""
        if self.on_board:
            panel = self._panel()
            return list(dict.fromkeys(each.rule for each in panel.figures)) if panel else ()
        row = self.table.row
        return (row.figure.rule,) if row is not None and row.figure is not None else ()

    @on(BoardPanel.Opened)
    def _panel_opened(self, event: BoardPanel.Opened) -> None:
        self.open_page(event.key)

    def open_page(self, key: str) -> None:
        """One panel as a list of its figures."""
        self._opened = key
        self._look(replace(self.choice, page=key))

    def action_clear(self) -> None:
        """Esc: marks and filters go first, then back to the board."""
        if self.above_board and not self.wanted.text and not self.table.marked_keys():
            self._look(replace(self.choice, page=""))
        else:
            super().action_clear()

    # --- what the commands ask

    def turn_page(self, by: int) -> None:
        """Another page, round and round; from the board the one after or before the panel with the focus."""
        page = self.board.focused_key if self.on_board else self.choice.page or PAGES[0]
        step = 0 if self.on_board else by
        self.open_page(PAGES[(PAGES.index(page) + step) % len(PAGES)])

    def narrow(self, only: ReviewNarrowing, period: str) -> None:
        """The accounts of one owner, segment or class; another period where one is named."""
        self._look(replace(self.choice, only=only, period=period or self.choice.period, place=0))

    def turn_references(self) -> None:
        """Reference figures on or off."""
        self.references = not self.references
        self._arrange()
        self._show_detail()

    def move_period(self, by: int) -> None:
        """The period before or after."""
        period = self._whole()
        self._look(replace(self.choice, period=(period.next() if by > 0 else period.previous()).name))

    def earlier_possible(self) -> bool:
        """Whether there is a period before this one."""
        return self._whole().name != ALL

    def later_possible(self) -> bool:
        """Whether the period after has begun."""
        return self._whole().next().start <= self._app.book.today

    def change_length(self) -> None:
        """From a year to the quarter and the month that today or its end lies in, then all, then the year again."""
        period = self._whole()
        if period.months == LENGTHS[-1]:
            self._look(replace(self.choice, period=ALL))
            return
        at = LENGTHS.index(period.months) + 1 if period.months in LENGTHS else 0
        months = LENGTHS[at % len(LENGTHS)]
        day = min(period.end, self._app.book.today)
        typed = {12: f"{day.year}", 3: f"{day.year}-Q{(day.month + 2) // 3}", 1: f"{day.year}-{day.month:02}"}
        self._look(replace(self.choice, period=typed[months]))

    def change_by(self) -> None:
        """Everybody, then by rep, segment, class."""
        self._look(replace(self.choice, by=self.following_by, place=0))

    @property
    def following_by(self) -> str:
        """By what the review is split after this; '' for everybody."""
        return _BY[(_BY.index(self.choice.by) + 1) % len(_BY)]

    def change_entry(self) -> DiaryEntry | None:
        """The own change under the cursor."""
        row = None if self.on_board else self.table.row
        if row is None or not row.change or self._shown is None:
            return None
        return next((each for each in self._shown.review.changes if each.row.id == row.change), None)

    def several(self) -> bool:
        """Whether there is another group or currency."""
        return self._others > 0

    @property
    def _others(self) -> int:
        return len(self._shown.read.reviews) - 1 if self._shown else 0

    @property
    def group_word(self) -> str:
        """What `next_group` goes through: reps, segments, classes, or the currencies of everybody."""
        return str(self.choice.by) if self.choice.by else "currency"

    def next_group(self) -> None:
        """The next group, or the next currency."""
        self._look(replace(self.choice, place=(self.choice.place + 1) % (self._others + 1)))

    def heading(self) -> str:
        """The title of the page looked at, or of the panel with the focus."""
        panel = self._panel()
        return panel.title if panel else "Review"

    def as_text(self) -> str:
        """The page looked at, or the panel with the focus, as plain text."""
        panel = self._panel()
        return "\n".join(panel_lines(panel)) if panel else ""

    def _panel(self) -> Panel | None:
        if self._shown is None:
            return None
        if self.on_board:
            key = self.board.focused_key
            return next(each for each in panels(self._shown.review) if each.key == key)
        return self._shown.page.panel

    def as_html(self) -> str:
        """Every review that is looked at, as one HTML file."""
        from winback_tui.output.review.html import html_page

        return html_page(self._shown.read.reviews if self._shown else ())

    def file_name(self) -> str:
        """The default name of the HTML file."""
        return f"winback-review-{self._whole().name}.html"

    def _whole(self) -> Period:
        """The period asked for now, though the one before may still be on the screen."""
        read = self._shown.read if self._shown else None
        if read is not None and read.asked == self.choice.asks:
            return read.period
        return period_of(self._app.book, self.choice.period)

    def _look(self, choice: ReviewChoice) -> None:
        self.choice = choice
        ListView.reload(self)

    def _headline_words(self) -> tuple[Cell, ...]:
        shown = self._shown
        if shown is None:
            return ()
        choice, panel = shown.choice, shown.page.panel
        at = PAGES.index(choice.page or PAGES[0]) + 1
        title = min((each for each in (panel.short, panel.title) if each), key=len)
        words: list[Cell] = [(title, "strong"), (f" · page {at} of {len(PAGES)} · ", "muted")]
        if self.on_board:
            words = [("Review", "strong"), (" · ", "muted")]
        words += [f"{shown.review.period.words} · {shown.review.currency}"]
        place = [(f" · {self._place_words}", "muted")] if self._place_words else []
        words += [] if choice.by else place
        if choice.only.words:
            words += [(f" · {choice.only.words}", "accent")]
        if choice.by:
            words += [f" · {choice.by} {shown.review.group or 'none'}", *place]
        if self.on_board:
            words += [(" · arrows move, Enter opens a panel", "muted")]
        return tuple(words)

    @property
    def _place_words(self) -> str:
        """How many other groups or currencies there are, and the key that shows them; '' for the only one."""
        if not self._others:
            return ""
        plurals = {"currency": "other currencies", "class": "other classes"}
        words = count(self._others, f"other {self.group_word}", plurals.get(self.group_word, ""))
        return f"{self._app.key_of(NextGroup())}: {words}"


def _empty(review: Review, wanted: Query) -> Empty:
    if review.why:
        return Empty(Why.NOTHING_YET, review.why, ((",", "shows the period before"), ("I", "imports orders")))
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No figure matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(Why.NOTHING_YET, "Nothing is on this page for the period.", (("n", "turns the page"),))
