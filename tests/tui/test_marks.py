"""One mark, one meaning: the marks before words on any screen, by the enumeration and by the program's own text."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import winback_tui
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.wording.marks import RowMark

PACKAGE = Path(winback_tui.__file__).parent
DRAWN = frozenset("·┊▁▇█▐▌▰▱◀▸◼←↑↓✕⌕↶◆•≡✔")
"""Cursors, arrows of keys, bars and ticks in files: none of them stands before a word of a list."""
WORDS = {
    RowMark.URGENT: {"late", "late, next", "overdue again"},
    RowMark.DONE: {
        "done", "done today", "finished", "kept", "nothing", "resolved", "saved", "Synced", "taken",
    },
    RowMark.ENDED_BADLY: {"broken", "dropped", "erased", "refused"},
    RowMark.ON_HOLD: {"aside until", "on hold"},
    RowMark.NOTHING_YET: {"open", "to do", "trial", "unanswered", "not answered yet"},
    RowMark.HALF: {"answered", "volume back"},
    RowMark.WHOLE: {"clean year"},
    RowMark.NEXT: {"next"},
    RowMark.BACK: {"fragile"},
}  # fmt: skip
"""The words that the code writes out behind a mark. Add one here once it means what the mark means (see `RowMark`);
`✓ nothing` is said of a laptop that has nothing left to get."""


def strings(module: Path) -> list[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]


def test_no_mark_has_two_names() -> None:
    assert len(RowMark.__members__) == len(RowMark)


def test_what_an_account_can_be_has_a_mark_of_its_own() -> None:
    marks = [each.glyph for each in (*Status, *Stage)]
    assert len(set(marks)) == len(marks) and set(marks) <= set(RowMark)


def test_a_mark_stands_before_the_same_words_everywhere() -> None:
    found = defaultdict(set)
    for folder in ("domain", "services", "tui"):
        for module in (PACKAGE / folder).rglob("*.py"):
            for text in strings(module):
                for mark, words in re.findall(r"^\s*([^\w\s]) ([A-Za-z][a-z ,:]*)", text):
                    if mark in set(RowMark) - {RowMark.NEW}:
                        found[RowMark(mark)].add(words.strip())
    unknown = {mark: words - WORDS.get(mark, set()) for mark, words in found.items()}
    assert not any(unknown.values()), unknown


def test_every_mark_is_one_of_them() -> None:
    unknown = {
        (sign, module.name)
        for folder in ("domain", "services", "tui")
        for module in (PACKAGE / folder).rglob("*.py")
        if module.name not in ("cells.py",)
        for text in strings(module)
        for sign in re.findall("[‼←-↻■-◿☀-➿]", text)
        if sign not in DRAWN and sign not in set(RowMark)
    }
    assert unknown == set()
