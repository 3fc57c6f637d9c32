"""The chain of whys: earlier answers stay visible while the next why is asked (playbook M9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.text import LINE_LIMIT
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.screens.interview.boxes.answer_box import AnswerBox
from winback_tui.tui.screens.interview.saving.unsaved import Typed, TypedWhys
from winback_tui.tui.screens.interview.whys.chain import Chain, open_chain
from winback_tui.tui.screens.interview.whys.chain_view import ChainBelow, ChainView
from winback_tui.tui.screens.interview.whys.why_commands import TYPING_COMMANDS

from .page import Page, PageContext

TYPING_IDS = {command.id for command in TYPING_COMMANDS}


class WhyBox(AnswerBox):
    """The why being typed. No why begins with a plus or a star, so in an empty box these are keys."""

    DEFAULT_CSS = "WhyBox { margin-left: 6; }"
    KEYS_WHEN_EMPTY = "?+*"


class _Enter(StrEnum):
    """What Enter does in a chain of whys, as the footer says it."""

    ASK = "next why"
    END = "no more whys"
    CLOSE = "end the whys"
    GO_ON = "next question"


class WhyPage(Page):
    """Everything above the why being typed, the box, everything below it."""

    OWN_COMMANDS = TYPING_COMMANDS

    def __init__(self, known: PageContext, report: Callable[[Typed, bool], None], *, id: str) -> None:
        super().__init__(known, report, id=id)
        self.chain = Chain()
        self.view = ChainView(self.go_to, self.step)
        self._below = ChainBelow(self.go_to)
        self.box = WhyBox(self._typed, limit=LINE_LIMIT)
        self.box.left = self._left
        self._record: InterviewRecord | None = None
        self._asked_enough = False
        """Whether the last box was left empty: no further why is wanted, so Enter goes on even without a root."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.view
        yield self.box
        yield self._below

    # --- what the screen asks

    def load(self, record: InterviewRecord) -> None:
        """The saved chain, at the why typed last."""
        self._record = record
        tree = record.whys.get(self.current.id, ())
        first = record.given.get(self.current.about, "")
        place = record.head.place
        at = place.why if place.question == self.current.id else ""
        self._show(open_chain(tree, first, new_id, at))

    def changed_elsewhere(self, record: InterviewRecord) -> None:
        """The cursor stays on its why, and an open box for the next why stays open."""
        tree = record.whys.get(self.current.id, ())
        asking = self.chain if self.chain.typing and self.chain.is_new else None
        standing, at = not self.chain.typing, self.chain.at
        if tree == self.chain.saved_tree:
            return
        self.load(record)
        if asking is not None and any(node.id == asking.above for node in tree):
            self._show(replace(asking, tree=tree, seeded=False))
        if standing and self.chain.tree:
            there = [node.id for node in self.chain.tree]
            self._show(self.chain.stand_on(at if at in there else there[-1]))

    def target(self) -> Widget:
        """The box while a why is typed, else the chain."""
        return self.box if self.chain.typing else self.view

    def place(self) -> InterviewPlace:
        """This question and the why answered last, once it is saved."""
        last = None if self.chain.seeded else self.chain.current
        return InterviewPlace(self.current.id, last.id if last else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The ctrl keys work while typing; on a selected why the letter alone does."""
        return self.chain.typing if action == "command" and parameters[0] in TYPING_IDS else True

    @property
    def _enter_does(self) -> _Enter:
        """The next why; an empty one ends the whys, and the page is done with the next Enter or a root."""
        chain = self.chain
        if chain.typing and (chain.is_new or not self.box.entered_text()):
            return _Enter.END if chain.tree and self._last_why else _Enter.GO_ON
        done = why.roots(chain.tree) or chain.deepest or self._asked_enough
        if chain.node is None or (not chain.typing and done):
            return _Enter.GO_ON
        return _Enter.CLOSE if chain.deepest else _Enter.ASK

    @property
    def _last_why(self) -> str:
        """The why above the empty box; '' where there is none."""
        return (self.chain.above if self.chain.is_new else self.chain.emptied().at) or ""

    @property
    def enter_word(self) -> str:
        """In a chain of whys Enter asks the next one, until a box is left empty."""
        return self._enter_does.value

    def enter(self) -> bool:
        """What the footer says of Enter."""
        match self._enter_does:
            case _Enter.GO_ON:
                return False
            case _Enter.END:
                last = self._last_why
                self._left_empty()
                self._show(self.chain.stand_on(last))
                self._asked_enough = True
                self.mind_enter()
            case _Enter.CLOSE:
                self._show(self.chain.stand_on(self.chain.at))
            case _Enter.ASK:
                self.ask_why()
        return True

    # --- what the keys do

    def step(self, by: int) -> None:
        """To the why above or below."""
        self._left(by)

    def go_to(self, node_id: str) -> None:
        """Puts that why into the box."""
        self._left_empty()
        if any(node.id == node_id for node in self.chain.tree):
            self._show(self.chain.type_on(node_id))

    def ask_why(self) -> None:
        """Asks the next why below the one at the cursor."""
        try:
            self._show(self.chain.ask_on(new_id()))
        except BadInput as fault:
            self._say(str(fault))

    def edit(self) -> None:
        """Puts the why at the cursor into the box."""
        if self.chain.node is not None:
            self._show(self.chain.type_on(self.chain.at))

    def branch(self) -> None:
        """Asks what else was a reason at the same place."""
        self._left_empty()
        self._show(self.chain.ask_beside(new_id()))

    def mark_root(self, confidence: int | None = None) -> None:
        """Marks the why at the cursor as the root, or takes the mark back."""
        self._left_empty()
        self._do(self.chain.root(confidence), "marked" if confidence is None else "judged")

    def mark_stated(self) -> None:
        """Marks the why at the cursor as the reason given first."""
        try:
            self._do(self.chain.stated(), "marked")
        except BadInput as fault:
            self._say(str(fault))

    def take_away(self) -> None:
        """Takes the why at the cursor away, with all below it."""
        if self.chain.node is not None:
            self._do(self.chain.removed(), "removed")

    # --- inside

    def _typed(self) -> None:
        chain = self.chain.with_text(self.box.entered_text())
        if chain.tree != self.chain.tree:
            if _outline(chain) != _outline(self.chain):
                self.view.show(chain)
                self._below.show(chain)
            self.chain = chain
            self._report(chain.at, "written down", at_once=False)
        self.mind_enter()

    def _do(self, chain: Chain, done: str) -> None:
        if chain.tree != self.chain.tree:
            self.chain = chain
            self._report(new_id(), done, at_once=True)
        self._show(chain)

    def _report(self, act: str, done: str, at_once: bool) -> None:
        self.report(TypedWhys(self.current.id, self.chain.saved_tree, act, done), at_once)

    def _left(self, by: int) -> bool:
        """An arrow leaves the box: the why above or below is next."""
        before = self.chain
        step = before.step(by)
        if step is before:
            return False
        self._left_empty()
        there = any(node.id == step.at for node in self.chain.tree)
        self._show(replace(step, tree=self.chain.tree) if there else self.chain)
        return True

    def _left_empty(self) -> None:
        """A why whose words were all deleted is taken away when it is left."""
        if self.chain.typing and self.chain.node is not None and not self.box.entered_text():
            self._do(self.chain.emptied(), "removed")

    def _show(self, chain: Chain) -> None:
        self.chain = chain
        self._asked_enough = False
        typing = chain.typing
        self.box.display = typing
        if typing:
            self.box.load(chain.text)
        self.view.show(chain)
        self._below.show(chain)
        self.focus_here()
        self.screen.refresh_bindings()
        self.moved()
        self.call_after_refresh(self._into_sight)

    def _into_sight(self) -> None:
        """Scrolls until the why at the cursor and its prompt are visible."""
        around = self.screen.query_one("#page", VerticalScroll)
        if self.chain.typing:
            around.scroll_to_widget(self.box, animate=False)
        else:
            around.scroll_to_region(self.view.region_here(), animate=False)

    def _say(self, text: str) -> None:
        self.app.tell(text)  # type: ignore[attr-defined]


def _outline(chain: Chain) -> list[tuple[str, bool]]:
    """What typing may change besides the words: a first letter adds a why and unmarks a root."""
    return [(node.id, node.root) for node in chain.tree]
