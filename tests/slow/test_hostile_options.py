"""Whatever is typed after any option, nothing that a terminal would obey is kept in the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_tree import VERBS, Kind, Verb, book_of_everything, leaves
from tests.store.books import content
from winback_tui.domain.text import FORBIDDEN
from winback_tui.store.book import Book

HOSTILE = "E\x1b[2Jvi\u202el \x9b31m\ufeff\udc80=x"
NO_TEXT = {"DATE", "N", "AMOUNT", "SHARE", "FILE", "COL=FIELD", "ID=VALUE"}
"""What an option takes where that is no text of the book, or is compared with a closed list."""


def calls(verb: Verb, options: list[str]) -> Iterator[list[str]]:
    """The verb's call with each text option in turn, and with each of its own words replaced."""
    for option in options:
        yield verb.call(option, HOSTILE)
    words = verb.call()
    for at in range(len(verb.name.split()), len(words)):
        if not words[at].startswith("--"):
            yield [*words[:at], HOSTILE, *words[at + 1 :]]


@pytest.mark.slow
def test_no_option_of_no_verb_lets_in_what_a_terminal_would_obey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    winback = book_of_everything(tmp_path)
    book = Book(winback.book)
    texts = {
        name: [
            param.opts[-1]
            for param in command.params
            if param.opts[0][:1] == "-" and not param.is_flag and param.metavar not in NO_TEXT
        ]
        for name, command in leaves()
    }
    kept, wrong = 0, []
    for verb in VERBS:
        if verb.kind not in (Kind.ACTS, Kind.BOTH) or verb.bookless or verb.name in ("erase", "restore"):
            continue
        for call in calls(verb, texts[verb.name]):
            ended = winback(*call)
            told = [cell for rows in content(book).values() for row in rows for cell in row]
            harm = [cell for cell in told if isinstance(cell, str) and FORBIDDEN.search(cell)]
            wrong += [(call, cell) for cell in harm]
            if ended.code not in (0, 1, 2, 4) or "broke inside" in ended.err:
                wrong.append((call, ended.err))
            if ended.code == 0 and verb.name not in ("undo", "redo", "backup", "export"):
                kept += 1
                winback("undo")
    assert wrong == []
    assert kept >= 40
