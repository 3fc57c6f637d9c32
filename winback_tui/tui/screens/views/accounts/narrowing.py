"""Narrowing a list of accounts: the dialog, saved lists, and one's own accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast, runtime_checkable

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.services.lists.listing import ListQuery, View
from winback_tui.services.lists.narrowing import NarrowingChoices, choices
from winback_tui.services.lists.saved_filters import SavedFilter, saved_filter, saved_filters
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.views.view import Query
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

from .head import WORDS

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

MOST_CHOICES = 12
"""More names than these are typed instead of chosen."""
ANY = ("", "any")
OVERDUE, EVERYBODY = 1, 6
"""Numbers of the two views."""


@runtime_checkable
class NarrowableList(Protocol):
    """A list of accounts on the screen."""

    HOLDS: View
    wanted: Query

    def list_query(self, wanted: Query) -> ListQuery:
        """The query of the view as the services take it."""
        ...

    def want(self, wanted: Query) -> None:
        """Shows the answer to another query."""
        ...


class Narrowed(NamedTuple):
    """What was chosen; `saved` wins over the rest, `name` keeps the rest under a name."""

    saved: str
    view: str
    abc: str
    owner: str
    segment: str
    name: str


class NarrowDialog(Dialog[Narrowed]):
    """Each field may stay open; Enter shows the list."""

    TITLE_WORDS = "Narrow the list"
    DOES = "show"
    WRITES = False

    def __init__(
        self, now: ListQuery, known: NarrowingChoices, saved: Sequence[SavedFilter], everybody: bool
    ) -> None:
        """`everybody`: the list holds all accounts, so that a view of the book can be chosen too."""
        super().__init__()
        self._now, self._known, self._saved, self._everybody = now, known, saved, everybody

    def fields(self) -> Iterable[Field]:
        """Saved lists first, where there are any."""
        if self._saved:
            options = [(each.name, each.name) for each in self._saved]
            yield ChoiceField("saved", "Saved list", [("", "none"), *options])
        if self._everybody:
            views = [(str(view), words) for view, words in WORDS.items()]
            now = "" if self._now.view is View.ALL else str(self._now.view)
            yield ChoiceField("view", "Show", [("", "all accounts"), *views], now)
        yield ChoiceField("class", "Class", [ANY, *((letter, letter) for letter in CLASSES)], self._now.abc)
        yield _name_field("owner", "Owner", self._known.owners, self._now.owner)
        yield _name_field("segment", "Segment", self._known.segments, self._now.segment)
        yield TextField("name", "Save as", limit=40, hint="empty: not saved")

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Typed names must be known."""
        wrong = {}
        for field, known in (("owner", self._known.owners), ("segment", self._known.segments)):
            typed = values.text(field)
            if typed and not any(name.casefold() == typed.casefold() for name in known):
                wrong[field] = f"No {field} has that name; choose one of {', '.join(known[:8])}."
        return wrong

    def act(self, values: FormValues) -> Narrowed:
        """What was chosen."""
        chosen = {
            name: str(values.get(name) or "") for name in ("saved", "view", "class", "owner", "segment")
        }
        return Narrowed(
            chosen["saved"],
            chosen["view"],
            chosen["class"],
            chosen["owner"],
            chosen["segment"],
            values.text("name"),
        )


def _name_field(name: str, label: str, known: Sequence[str], now: str) -> Field:
    if len(known) > MOST_CHOICES:
        return TextField(name, label, now, example="any")
    return ChoiceField(name, label, [ANY, *((each, each) for each in known)], now)


class PickSaved(Dialog[str]):
    """One of the saved lists."""

    TITLE_WORDS = "Delete a saved list"
    DOES = "delete"
    WRITES = False

    def __init__(self, saved: Sequence[SavedFilter]) -> None:
        super().__init__()
        self._saved = saved

    def fields(self) -> Iterable[Field]:
        """Their names."""
        options = [(each.name, each.name) for each in self._saved]
        yield ChoiceField("saved", "Saved list", options, needed="Choose the list to delete.")

    def act(self, values: FormValues) -> str:
        """Its name."""
        return values.text("saved")


async def narrow(context: Context) -> None:
    """Asks by the dialog, and shows the list."""
    book, view = context.book, cast("NarrowableList", context.screen)
    known, saved = choices(book), saved_filters(book)
    now = view.list_query(view.wanted)
    chosen = await context.ask(NarrowDialog(now, known, saved, view.HOLDS is View.ALL))
    if chosen is None:
        return
    if chosen.saved:
        await show_saved(context, saved_filter(book, chosen.saved))
        return
    holds = View(chosen.view) if chosen.view else view.HOLDS
    query = ListQuery(
        holds,
        chosen.owner,
        chosen.segment,
        chosen.abc,
        view.wanted.text,
        view.wanted.sort,
        view.wanted.falling,
    )
    view.want(wanted_for(query, view.HOLDS))
    if chosen.name:
        await _keep(context, chosen.name, query)


async def _keep(context: Context, name: str, query: ListQuery) -> None:
    if context.read_only:
        context.app.tell(context.read_only, "warning")
        return
    from winback_tui.services.lists.saved_filters import save_filter

    await context.act(
        lambda: save_filter(context.book, name, query),
        lambda saved_list: f"List '{saved_list.name}' saved: {saved_list.words}",
    )


async def show_saved(context: Context, saved: SavedFilter) -> None:
    """Goes to the view that the list belongs to, and filters it."""
    await context.app.be_at_view(OVERDUE if saved.query.view is View.OVERDUE else EVERYBODY)
    screen = context.app.screen
    if isinstance(screen, NarrowableList):
        screen.want(wanted_for(saved.query, screen.HOLDS))


async def drop_saved(context: Context) -> None:
    """Asks which, and forgets it; undo brings it back."""
    saved = saved_filters(context.book)
    if not saved:
        context.tell("No list is saved yet; press F to save one.")
        return
    name = await context.ask(PickSaved(saved))
    if name is not None:
        from winback_tui.services.lists.saved_filters import drop_filter

        await context.act(lambda: drop_filter(context.book, name), lambda gone: f"List '{gone.name}' deleted")


def only_mine(context: Context) -> None:
    """The filter by the user's own name, on or off."""
    view = cast("NarrowableList", context.screen)
    mine = next(
        (name for name in choices(context.book).owners if name.casefold() == context.book.actor.casefold()),
        "",
    )
    if not mine:
        context.tell(
            f"{context.book.actor or 'You'} owns no account; press e on an account to set its owner."
        )
        return
    query = view.list_query(view.wanted)
    others = tuple(entry for entry in view.wanted.filters if entry[0] != "owner")
    own = () if query.owner == mine else (("owner", mine, f"owner {mine}"),)
    view.want(view.wanted._replace(filters=(*own, *others)))


def turn_to_risk(context: Context) -> None:
    """The accounts at risk instead of the overdue ones, or these again; owner, segment and class stay."""
    _turn(cast("NarrowableList", context.screen), View.RISK)


async def turn_to_pool(context: Context) -> None:
    """Of all accounts those of the pool, or all of them again; owner, segment and class stay."""
    await context.app.be_at_view(EVERYBODY)
    screen = context.app.screen
    if isinstance(screen, NarrowableList):
        _turn(screen, View.POOL)


def _turn(view: NarrowableList, to: View) -> None:
    others = tuple(entry for entry in view.wanted.filters if entry[0] != "view")
    shown = view.list_query(view.wanted).view is to
    turned = () if shown else (("view", str(to), WORDS[to]),)
    view.want(view.wanted._replace(filters=(*turned, *others)))


def shows_pool(context: Context) -> bool:
    """Whether the list on the screen is that of the pool."""
    screen = context.screen
    return isinstance(screen, NarrowableList) and screen.list_query(screen.wanted).view is View.POOL


def wanted_for(query: ListQuery, holds: View) -> Query:
    """The query of the services as a view keeps it, which itself holds the view `holds` of the book."""
    filters = [
        ("view", str(query.view), WORDS.get(query.view, str(query.view)))
        if query.view is not holds
        else None,
        ("owner", query.owner, f"owner {query.owner}") if query.owner else None,
        ("segment", query.segment, f"segment {query.segment}") if query.segment else None,
        ("class", query.abc, f"class {query.abc}") if query.abc else None,
    ]
    return Query(query.search, query.sort, query.descending, tuple(each for each in filters if each))
