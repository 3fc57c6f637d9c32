"""No text that a person can read has a rule's code or a word that the glossary bans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.readable_strings import (
    PACKAGE,
    TOP,
    Readable,
    readable_in_code,
    readable_in_content,
    readable_in_page,
)
from winback_tui.playbook.glossary import glossary
from winback_tui.playbook.rules import rules

ROOMS = ("domain", "playbook", "intake", "store", "services", "output", "cli", "tui")
"""The folders of the package whose texts are checked."""
UNCHECKED = () if "tui" in ROOMS else ("keys",)
"""Pages made of texts from a folder that is not checked."""
PAGES = [
    page for page in (TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))) if page.stem not in UNCHECKED
]
"""The documents that are checked."""
EXPLAIN = ("winback_tui/cli/commands/cases/rule.py", "winback_tui/playbook/rules.py", "docs/playbook.md")
"""The places that explain rules, and so name their codes."""
DATA = ("chance gone", "money at stake", "silence / own gap", "silence discounts", "second life years")
"""Names of rankings and settings, which scripts rely on."""
_CODES = sorted((rule for rule in rules() if len(rule) > 1), key=len, reverse=True)
_KEYS = ("F1", "F2")
"""Codes that are also names of keys: they count as codes in brackets only."""
_CODE = re.compile(
    rf"(?<![\w.#])(?:{'|'.join(code for code in _CODES if code not in _KEYS)})(?![\w-])"
    rf"|\((?:{'|'.join(_KEYS)})\)|\((?:{'|'.join(r for r in rules() if len(r) == 1)})\)"
)


def mistakes(texts: Iterable[Readable]) -> list[str]:
    """What is wrong with these texts, each with its place."""
    words = glossary()
    found = []
    for place, text in texts:
        if text in DATA:
            continue
        wrong = words.mistakes(text)
        if (code := _CODE.search(text)) and not place.startswith(EXPLAIN):
            wrong.append(f"the code {code[0]}")
        found += [f"{place}: {' and '.join(wrong)} in {text!r}"] if wrong else []
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_the_texts_of_the_code_use_the_words_of_the_trade(room: str) -> None:
    assert mistakes(readable_in_code(PACKAGE / room)) == []


def test_the_content_uses_them_too() -> None:
    assert mistakes(readable_in_content(PACKAGE / "playbook" / "content")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_so_do_the_documents(page: Path) -> None:
    assert mistakes(readable_in_page(page)) == []


def test_a_mistake_of_each_kind_is_seen(tmp_path: Path) -> None:
    code = '"""Not read: B20."""\nRULE = "M10"\nKEY = "at_stake"\nSAID = f"Leave it to {1} (M13)."\nHEAD = "Rhythm"\n'
    (tmp_path / "module.py").write_text(code)
    texts = [Readable("x", each.text) for each in readable_in_code(tmp_path)]
    assert sorted(line.split(" in ")[0] for line in mistakes(texts)) == [
        "x: 'rhythm': say 'usual interval'",
        "x: the code M13",
    ]
