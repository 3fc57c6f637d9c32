"""The two lines above everything about an account: who they are, and whom to call."""

from __future__ import annotations

from textual.content import Content

from winback_tui.domain.wording.wording import full_day
from winback_tui.services.accounts.account_card import AccountCard
from winback_tui.services.accounts.next_action import lacks_phone, person_to_call, way_to_reach
from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.account import AddPerson, EditAccount
from winback_tui.tui.commands.copy_number import CopyNumber
from winback_tui.tui.drawing.cells import cut, showable, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import Piece, Sides
from winback_tui.tui.drawing.tab_line import with_demo
from winback_tui.tui.drawing.tones import linked
from winback_tui.tui.widgets.line import ClickableLine

LONGEST = 32
"""Most cells of a name, a role or an address."""
ROOMY = 70
"""Cells from which the day has room beside the name."""


def shortened(words: str) -> str:
    """At most so many cells that all parts of the line have room."""
    words = showable(words)
    return cut(words, LONGEST) if width_of(words) > LONGEST else words


class AccountTitle(ClickableLine):
    """`Baltic Timber OÜ · ▶ to decide                    Tue 24 Nov`; `page` names what is shown of them.

    Where it was opened from a list, its place there stands in the place of the day.
    """

    DEFAULT_CSS = """
    AccountTitle { background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, name: str, page: str = "") -> None:
        super().__init__(id="title")
        self._account, self._page = name, page
        self._standing = ""
        self._place = ""

    def show_place(self, place: str) -> None:
        """Where the account stands in the list that it was opened from, such as `2 of 12`."""
        self._place = place
        self.refresh()

    def show(self, card: AccountCard) -> None:
        """Another state of the account."""
        line = card.glance.line
        self._account, self._standing = card.glance.account.name, f"{line.glyph} {line.standing}"
        self.refresh()

    def pieces(self, width: int) -> Sides:
        """The name, what is shown of it and how it stands; the day where there is room."""
        book = app_of(self).book
        left = [Piece(((self._account, "strong"),))]
        left += [Piece((" · ", (self._page, "accent")))] if self._page else []
        left += [Piece(((f" · {self._standing}", "muted"),))] if self._standing else []
        demo = app_of(self).demo
        if self._place:
            return left, [with_demo(demo, (f"{self._place}  K ‹ › J", "muted"))]
        day = with_demo(demo, (("as of " if book.as_of else "") + full_day(book.today), "muted"))
        return left, [day] if width >= ROOMY else []


class ContactLine(ClickableLine):
    """`Pärnu · workshop · class A · Carla Ruiz        Kadri Tamm, buyer  +372 5123 4567`; never cuts the number."""

    DEFAULT_CSS = """
    ContactLine { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="contact-line")
        self._card: AccountCard | None = None

    def show(self, card: AccountCard) -> None:
        """Another state of the account."""
        self._card = card
        self.refresh()

    def pieces(self, width: int) -> Sides:
        """Place, segment, class and owner on the left; the person to call with the number on the right."""
        if self._card is None:
            return [], []
        account, details = self._card.glance.account, self._card.glance.details
        whom = self._whom(self._card)
        kind = (account.segment, f"class {account.abc}" if account.abc else "")
        owner = account.owner or "no owner"
        whole = [each for each in (details.city, *kind, owner) if each]
        tries: tuple[list[str], ...] = (
            whole,
            [each for each in (*kind, owner) if each],
            [each for each in kind if each],
            [each for each in kind[1:] if each],
            [],
        )
        room = width - whom.width - 2
        words = next(
            text for text in (" · ".join(each) for each in tries) if width_of(text) <= room or not text
        )
        return [Piece(((words, "muted"),))], [whom]

    def render(self) -> Content:
        """The number as a link besides, which a click with Ctrl opens in most terminals."""
        return linked(super().render(), [way_to_reach(self._card)[1]] if self._card else [])

    def _whom(self, card: AccountCard) -> Piece:
        app, person, (_, way) = app_of(self), person_to_call(card), way_to_reach(card)
        if person is None and not way:
            key = app.key_of(AddPerson())
            return Piece(
                (("nobody to call yet  ", "muted"), (key, "key"), " adds"),
                lambda: app.run_command(AddPerson(), self.screen),
            )
        known = (person.name, person.role) if person else ()
        who = ", ".join(shortened(part) for part in known if part)
        decides = ", decides" if person and person.decision_maker else ""
        lacking: tuple[Cell, ...] = (("  no phone", "warn"),) if lacks_phone(card) else ()
        if lacking and self._can_edit():
            lacking = (("  no phone: ", "warn"), (app.key_of(EditAccount()), "key"), " adds one")
        return Piece(
            (f"{who}{decides}", *lacking, (f"  {shortened(way)}", "strong")),
            lambda: app.run_command(CopyNumber(), self.screen),
        )

    def _can_edit(self) -> bool:
        """Whether the key that edits the account works now, so that it may be named."""
        return EditAccount().why_not(app_of(self).context(self.screen, self.screen)) is None
