"""Commands of the review: which page, which period, whose, which currency; and taking it along."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .review_view import ReviewView


def _view(context: Context) -> ReviewView:
    return cast("ReviewView", context.screen)


class OpenPanel(Command):
    id = "review.open"
    keys = "enter"
    label = "open the panel"
    short = "open"
    about = "On the page of all panels: the page of the panel that the arrows have chosen."
    footer = 1

    def word(self, context: Context) -> str:
        return self.short if _view(context).on_board else ""

    def enabled(self, context: Context) -> str | None:
        return None if _view(context).on_board else "Only the page of all panels has panels to open."

    def run(self, context: Context) -> None:
        view = _view(context)
        view.open_page(view.board.focused_key)


class NextReviewPage(Command):
    id = "review.next"
    keys = "n"
    label = "next page"
    about = "Customers, money, causes, win-back, team, map, complaints: one after the other."
    footer = 1

    def run(self, context: Context) -> None:
        _view(context).turn_page(1)


class PreviousReviewPage(Command):
    id = "review.previous"
    keys = "p"
    label = "previous page"
    about = "The page of the review before this one."

    def run(self, context: Context) -> None:
        _view(context).turn_page(-1)


class EarlierPeriod(Command):
    id = "review.earlier"
    keys = "comma"
    label = "earlier period"
    short = "earlier"
    about = "The year, quarter or month before."
    footer = 2

    def enabled(self, context: Context) -> str | None:
        return None if _view(context).earlier_possible() else "This is all of the book; m shows a year."

    def run(self, context: Context) -> None:
        _view(context).move_period(-1)


class LaterPeriod(Command):
    id = "review.later"
    keys = "full_stop"
    label = "later period"
    short = "later"
    about = "The year, quarter or month after."
    footer = 3

    def enabled(self, context: Context) -> str | None:
        return None if _view(context).later_possible() else "The period after this one has not begun yet."

    def run(self, context: Context) -> None:
        _view(context).move_period(1)


class PeriodLength(Command):
    id = "review.length"
    keys = "m"
    label = "year, quarter, month or all"
    short = "year/month"
    about = "Review a year, a quarter, a month, or all since the first order or case."
    footer = 4

    def run(self, context: Context) -> None:
        _view(context).change_length()


class ReviewBy(Command):
    id = "review.by"
    keys = "b"
    label = "everybody, by rep, segment or class"
    about = "Show the review for everybody, or for one rep, segment or class at a time."
    footer = 5

    def word(self, context: Context) -> str:
        following = _view(context).following_by
        return f"by {following}" if following else "everybody"

    def run(self, context: Context) -> None:
        _view(context).change_by()


class NextGroup(Command):
    id = "review.group"
    keys = "w"
    label = "next rep, segment, class or currency"
    about = "The next rep, segment or class; in a review of everybody, the next currency."
    footer = 6

    def word(self, context: Context) -> str:
        return f"next {_view(context).group_word}"

    def enabled(self, context: Context) -> str | None:
        return (
            None
            if _view(context).several()
            else "There is only one; b splits the review by rep, segment or class."
        )

    def run(self, context: Context) -> None:
        _view(context).next_group()


class BackToPanels(Command):
    id = "review.back"
    keys = "escape"
    label = "back to all panels"
    short = "back"
    about = "From the page of one panel back to all of them; marks and filters go first."
    footer = 70
    stays = True

    def word(self, context: Context) -> str:
        return self.short if _view(context).above_board else ""

    def run(self, context: Context) -> None:
        _view(context).action_clear()


class CopyReview(Command):
    id = "review.copy"
    keys = "y"
    label = "copy this page as text"
    short = "copy"
    about = "The page with its plots and tables as plain text, for a mail."
    footer = 7

    def run(self, context: Context) -> None:
        from winback_tui.tui.app.terminal.clipboard import copy

        context.tell(f"This page: {copy(context.node.app, _view(context).as_text())}.")


class WriteReview(Command):
    id = "review.html"
    keys = "x"
    label = "write as HTML"
    short = "HTML"
    about = "All pages of every group as one HTML file, to be shown in a browser or printed."
    footer = 9
    opens = True

    async def run(self, context: Context) -> None:
        from .html_dialog import HtmlDialog

        view = _view(context)
        written = await context.ask(HtmlDialog(view.file_name(), view.as_html))
        if written is not None:
            context.tell(f"Review written to {written}")


class ReadReview(Command):
    id = "review.read"
    keys = "t"
    label = "read the tables"
    short = "tables"
    about = "All plots and tables behind this page."
    footer = 8
    opens = True

    def run(self, context: Context) -> None:
        from winback_tui.tui.drawing.tones import say
        from winback_tui.tui.screens.base.reader import DetailScreen

        view = _view(context)
        context.app.push_screen(DetailScreen(view.heading(), say(view.as_text())))


class NarrowReview(Command):
    id = "review.narrow"
    keys = "F"
    label = "narrow to an owner, a segment, a class"
    short = "only some"
    opens = True
    about = "Review only the accounts of one owner, segment or class; also any period, such as since a day."
    footer = 11

    async def run(self, context: Context) -> None:
        from winback_tui.services.lists.narrowing import choices

        from .narrow_dialog import NarrowReviewDialog

        view = _view(context)
        chosen = await context.ask(NarrowReviewDialog(view.choice.only, choices(context.book)))
        if chosen is not None:
            view.narrow(*chosen)


class References(Command):
    id = "review.references"
    keys = "e"
    label = "reference figures on or off"
    about = "Whether figures that others have measured stand beside ours."

    def run(self, context: Context) -> None:
        _view(context).turn_references()


class Wordings(Command):
    id = "review.wordings"
    keys = "r"
    label = "root causes in their own words"
    short = "wordings"
    opens = True
    about = (
        "Join wordings of root causes that mean the same, so that what frees most accounts comes out on top."
    )
    footer = 12

    async def run(self, context: Context) -> None:
        await context.show("wordings")


class AddChange(Command):
    id = "review.change"
    keys = "a"
    label = "write down a change of ours"
    short = "own change"
    opens = True
    about = "Prices, range, suppliers, rules, people: it stands on the curve of losses from then on."
    footer = 13
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.services.lists.narrowing import choices

        from .causes.change_dialog import AddChangeDialog

        await context.ask(AddChangeDialog(choices(context.book)))


class AnswerChange(Command):
    id = "review.answer"
    keys = "f"
    label = "answer the four questions"
    short = "questions"
    opens = True
    about = (
        "Whom our change met, whether our target moved, whether it improved things, what they buy instead."
    )
    footer = 14
    writes = True

    def enabled(self, context: Context) -> str | None:
        found = _view(context).change_entry()
        return None if found else "Put the cursor on a change of ours, on the page “own changes”."

    async def run(self, context: Context) -> None:
        from .causes.change_dialog import AnswerChangeDialog

        entry = _view(context).change_entry()
        assert entry is not None
        await context.ask(AnswerChangeDialog(entry))


REVIEW_COMMANDS: tuple[type[Command], ...] = (
    OpenPanel,
    NextReviewPage,
    PreviousReviewPage,
    EarlierPeriod,
    LaterPeriod,
    PeriodLength,
    ReviewBy,
    NextGroup,
    ReadReview,
    CopyReview,
    WriteReview,
    NarrowReview,
    References,
    Wordings,
    AddChange,
    AnswerChange,
    BackToPanels,
)
