"""A why tree as nested tables of an answers file: text, stated, root, confidence, class, because."""

from __future__ import annotations

from collections.abc import Callable

from winback_tui.domain.case import why
from winback_tui.domain.errors import WinbackError
from winback_tui.domain.interview.answer import checked_answer
from winback_tui.domain.interview.script import Question
from winback_tui.playbook.source import PlaybookFile, Table

_KEYS = {"text", "stated", "root", "confidence", "class", "because"}


def read_whys(
    source: PlaybookFile,
    question_id: str,
    value: object,
    make_id: Callable[[], str],
    classes: Question | None = None,
) -> tuple[why.WhyTree, dict[str, str]]:
    """The tree under `answers.<question_id>`, and the reason class of each root that names one, by its id.

    `classes` is the question whose choices a class is one of. A table whose text is empty is skipped with
    everything below it. Faults are noted in the source.
    """
    reader = _Reader(source, make_id, classes)
    return reader.read((), None, value, ("answers", question_id)), reader.found


class _Reader:
    def __init__(self, source: PlaybookFile, make_id: Callable[[], str], classes: Question | None) -> None:
        self.source = source
        self.make_id = make_id
        self.classes = classes
        self.found: dict[str, str] = {}

    def read(
        self, tree: why.WhyTree, parent_id: str | None, value: object, path: tuple[str | int, ...]
    ) -> why.WhyTree:
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.source.wrong(f"Write the whys as tables headed [[{'.'.join(map(str, path[:2]))}]].", *path)
            return tree
        for number, table in enumerate(value):
            try:
                tree = self._node(tree, parent_id, table, (*path, number))
            except WinbackError as error:
                self.source.wrong(str(error), *path, number)
        return tree

    def _node(
        self, tree: why.WhyTree, parent_id: str | None, table: Table, path: tuple[str | int, ...]
    ) -> why.WhyTree:
        self.source.unknown_keys(table, _KEYS, *path)
        text = table.get("text", "")
        if not isinstance(text, str):
            self.source.wrong("Write the text of a why in quotation marks.", *path, "text")
            return tree
        if not text.strip():
            return tree
        node_id = self.make_id()
        grown = why.add_why(tree, parent_id, node_id, text) if parent_id else why.add_top(tree, node_id, text)
        tree = self.read(grown, node_id, table.get("because", []), (*path, "because"))
        if self._flag(table, "stated", path):
            tree = why.mark_stated(tree, node_id)
        if self._flag(table, "root", path):
            tree = why.mark_root(tree, node_id, self._confidence(table, path))
        self._class(table, node_id, path)
        return tree

    def _class(self, table: Table, node_id: str, path: tuple[str | int, ...]) -> None:
        typed = table.get("class", "")
        if not typed:
            return
        if table.get("root") is not True or self.classes is None or not isinstance(typed, str):
            self.source.wrong(
                "'class' must be the reason of a root cause, like class = \"delivery\".", *path, "class"
            )
            return
        try:
            self.found[node_id] = checked_answer(self.classes, typed)
        except WinbackError as error:
            self.source.wrong(str(error), *path, "class")

    def _flag(self, table: Table, key: str, path: tuple[str | int, ...]) -> bool:
        found = table.get(key, False)
        if not isinstance(found, bool):
            self.source.wrong(f"'{key}' must be true or false.", *path, key)
        return found is True

    def _confidence(self, table: Table, path: tuple[str | int, ...]) -> int:
        found = table.get("confidence", 0)
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < len(why.CONFIDENCE):
            return found
        self.source.wrong("'confidence' must be 0, 1, 2 or 3.", *path, "confidence")
        return 0
