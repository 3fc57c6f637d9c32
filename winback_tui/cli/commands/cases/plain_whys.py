"""The chain of whys line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.cli.terminal.talk import ask, tell
from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Question
from winback_tui.output.interview import whys_text

if TYPE_CHECKING:
    from .plain_interview import PlainInterview

HELP = (
    "Each line answers the next why. Enter alone ends the whys.",
    ":r marks the last why as the root cause; :r 1 doubtful, :r 2 likely, :r 3 sure.",
    ":o asks the same why again, for another answer.",
    ":u goes one why up.",
    ":x deletes the last why.",
    ":b goes back to the question before, :l lists all, :g 3 goes to the third.",
    ":q leaves; everything is saved, so you can continue later.",
)


class PlainWhys:
    """Asks why until Enter alone is pressed, starting at the last why answered."""

    def __init__(self, around: PlainInterview, question: Question) -> None:
        self._around = around
        self._question = question
        self._tree = around.record.whys.get(question.id, ())
        self._at = (why.roots(self._tree) or self._tree[-1:] or (None,))[0]
        self._sibling = False

    def run(self) -> str:
        """A command to go elsewhere, or empty for the next question."""
        self._begin()
        if self._tree:
            tell(whys_text(self._tree, self._around.width, "  "))
        while True:
            typed = ask(self._prompt()).strip()
            if typed == ":?":
                self._around.tell(*HELP)
            elif typed in (":b", ":q", ":l") or typed.startswith(":g"):
                return typed
            elif typed.startswith(":"):
                self._command(typed[1:].split())
            elif typed:
                self._add(typed)
            elif self._ask_for_root():
                return ""

    def _begin(self) -> None:
        """The first why repeats what the customer said first."""
        first = self._around.record.given.get(self._question.about, "")
        if not self._tree and first.strip():
            self._tree = why.add_top((), new_id(), first)
            self._at = self._tree[0]

    def _prompt(self) -> str:
        if self._at is None:
            return "What did they say first?"
        level = why.level(self._tree, self._at.id) + (0 if self._sibling else 1)
        if level > why.LEVELS:
            return "Five whys are enough; :r marks the root cause, Enter goes on:"
        return f"{level} {'And why else?' if self._sibling else 'And why was that?'}"

    def _add(self, words: str) -> None:
        node = new_id()
        try:
            if self._at is None:
                tree = why.add_top(self._tree, node, words)
            elif self._sibling:
                tree = why.branch(self._tree, self._at.id, node, words)
            else:
                tree = why.add_why(self._tree, self._at.id, node, words)
        except BadInput as fault:
            self._around.tell(str(fault))
            return
        lost = {each.id for each in why.roots(self._tree)} - {each.id for each in why.roots(tree)}
        before = [each.text for each in self._tree if each.id in lost]
        self._keep(tree, node, (node,), "written down")
        for text in before:
            self._around.tell(
                f"No longer the root cause, because another why follows: {text}. :r marks the new one."
            )

    def _command(self, words: list[str]) -> None:
        at = self._at
        if at is None or not words:
            self._around.tell(*HELP)
        elif words[0] == "r":
            sure = int(words[1]) if len(words) > 1 and words[1] in "0123" else at.confidence
            self._keep(why.mark_root(self._tree, at.id, sure), at.id, (new_id(),), "marked")
            self._around.tell(f"Root cause: {at.text}. Enter goes on to the next question.")
        elif words[0] == "o":
            self._sibling = True
        elif words[0] == "u":
            self._at = next(iter(why.ancestors(self._tree, at.id)), at)
            self._sibling = False
            self._around.tell(self._at.text, indent="  ")
        elif words[0] == "x":
            tree = why.remove(self._tree, at.id)
            left = at.parent_id or (tree[-1].id if tree else "")
            self._keep(tree, left, (new_id(),), "removed")
        else:
            self._around.tell(*HELP)

    def _ask_for_root(self) -> bool:
        """Whether the page can be left: once the root is marked, or nobody wants to say which it is."""
        at = self._at
        if at is None or why.roots(self._tree):
            return True
        self._around.tell(f"Is this the root cause: {at.text}?")
        typed = ask("1 doubtful, 2 likely, 3 sure, y just yes, Enter for no:").strip().lower()
        if typed in ("y", "yes", "1", "2", "3"):
            self._command(["r", typed] if typed.isdigit() else ["r"])
        return True

    def _keep(self, tree: why.WhyTree, at: str, act: tuple[str, ...], done: str) -> None:
        from winback_tui.services.interviews.answers import keep_whys

        around, place = self._around, InterviewPlace(self._question.id, at)
        keep_whys(around.book, around.record, self._question.id, tree, place, around.own, act, done)
        around.record = around.record.with_whys(self._question.id, tree).at(place)
        around.after = (self._question.id, *act)
        self._tree, self._sibling = tree, False
        self._at = next((node for node in tree if node.id == at), None)
