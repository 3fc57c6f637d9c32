from __future__ import annotations

from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.playbook.glossary import BannedWord, glossary


def test_each_word_has_one_meaning_and_no_term_is_banned() -> None:
    found = glossary()
    words = [term.word for term in found.terms]
    assert len(words) == len(set(words)) > 20
    for term in found.terms:
        assert term.meaning.endswith(".")
        assert found.mistakes(f"{term.word}: {term.meaning}") == []
    for banned in found.banned:
        assert found.mistakes(banned.word) and found.mistakes(banned.say) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A fault in the file", True),
        ("Faulty goods", False),
        ("even if we were at fault", False),
        ("at fault, and a FAULT", True),
    ],
)
def test_a_banned_word_is_found_whole_and_outside_its_phrases(text: str, found: bool) -> None:
    assert BannedWord("fault", "error", ("at fault",)).found_in(text) is found


@pytest.mark.parametrize(
    "text",
    [
        "[[term]]\nword = 5\nmeaning = 'x'\n",
        "[[banned]]\nword = 'x'\n",
        "[[term]]\nword = 'a'\nmeanings = 'b'\n",
        "x =",
    ],
)
def test_a_broken_glossary_is_refused_with_its_place(text: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(BadInput, match=r"own\.toml:\d+:\d+"):
        glossary(tmp_path / "own.toml")
