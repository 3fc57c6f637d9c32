"""Help: what this place is for, and what each key does here, nearest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from ..cells import fit
from ..columns import Cell
from ..here import places
from ..keys import shown_keys
from ..tones import say
from ..verb import Acting
from ..widgets.beside import beside
from ..widgets.key_footer import KeyFooter
from .room import Modal

if TYPE_CHECKING:
    from ..app import WinbackApp

KEY_WIDTH = 22


class HelpScreen(Modal[None]):
    """Assembled from the focused widget and everything around it."""

    DEFAULT_CSS = beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,ctrl+d,space", "scroll(12)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-12)", "page up", show=False),
        Binding("question_mark,f1,q", "back", "back", show=False),
    ]

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self._origin = origin

    def compose(self) -> ComposeResult:
        """A box with one long text."""
        lines: list[Content] = []
        shown: set[str] = set()
        for node in places(self._origin):
            lines += self._about(node, shown)
        with Vertical(id="box") as box:
            box.border_title = Content("What the keys do here")
            with VerticalScroll(id="help", can_focus=False):
                yield Static(Content("\n").join(lines), markup=False)
            yield KeyFooter()

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    def _about(self, node: DOMNode, shown: set[str]) -> list[Content]:
        app = cast("WinbackApp", self.app)
        rows: list[Content] = []
        if isinstance(node, Acting):
            context = app.context(node, self._origin)
            for verb in node.verbs():
                title = verb.title(context)
                if not title or verb.id in shown:
                    continue
                shown.add(verb.id)
                reason = verb.why_not(context)
                said: list[Cell] = [title, (f"  {verb.about}", "muted")]
                if reason:
                    said.append((f"  Not now: {reason}", "warn"))
                rows.append(_row(shown_keys(app.keys_of(verb)) or "palette", said, verb.id))
        rows += self._plain_keys(node, shown)
        if not rows:
            return []
        purpose = getattr(node, "PURPOSE", "")
        head = [say((purpose, "strong")), Content("")] if purpose else []
        return [*head, *rows, Content("")]

    def _plain_keys(self, node: DOMNode, shown: set[str]) -> list[Content]:
        own = [binding for _key, binding in node._bindings if binding.id not in shown and binding.description]
        own = [binding for binding in own if "verb(" not in binding.action and not binding.system]
        rows = []
        for words, group in groupby(own, key=lambda binding: binding.description):
            keys = ",".join(binding.key for binding in group)
            rows.append(_row(shown_keys(keys), [(words, "muted")], ""))
        return rows


def _row(keys: str, said: list[Cell], verb_id: str) -> Content:
    name: list[Cell] = [(f"   {verb_id}", "faint")] if verb_id else []
    return say((fit(keys, KEY_WIDTH), "key"), *said, *name)
