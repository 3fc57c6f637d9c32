"""What README and the pages of docs promise can be typed as it stands, and pages made from the program are current."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.make import PAGES
from screens.stage import NOW
from tests.cli.runner import Winback
from tests.demo_book import shared_demo
from winback_tui.cli.parsing.plain_command import GroupWithDefault
from winback_tui.cli.parsing.register import COMMANDS
from winback_tui.domain.plan.letter.fields import FIELDS

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCS = {page: page.read_text(encoding="utf-8") for page in sorted((TOP / "docs").glob("*.md"))}
TEXTS = {TOP / "README.md": README, TOP / "CONTRIBUTING.md": CONTRIBUTING, **DOCS}
SET_UP = [
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/winback demo",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
]


@pytest.fixture
def winback(tmp_path: Path) -> Winback:
    """The program on the day of the pictures, on a book that does not exist yet."""
    return Winback(tmp_path / "book.db", {"WINBACK_NOW": NOW, "WINBACK_ACTOR": "Ann Keller"})


def shell_lines(text: str) -> list[str]:
    """Every line of the shell blocks."""
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def calls(text: str) -> Iterator[list[str]]:
    """Every call of winback, in a block or in a sentence, as words; capital letters stand for what is typed."""
    for call in [*re.findall(r"`(winback [^`]+)`", text), *shell_lines(text)]:
        words = shlex.split(call)
        if words[0] == "winback" and len(words) > 1:
            yield words[1:]


def test_it_opens_with_one_sentence_one_picture_and_two_commands() -> None:
    opening = README.split("\n## ")[0]
    title, sentence, picture = [part.strip() for part in opening.split("\n\n")[:3]]
    assert title == "# Winback"
    assert sentence.endswith(".") and sentence.count(".") == 1
    shown = re.fullmatch(r"!\[[^]]+\]\((screens/[a-z0-9-]+\.svg)\)", picture)
    assert shown and (TOP / shown[1]).exists()
    assert opening.count("![") == 1
    assert shell_lines(opening) == SET_UP


def test_every_place_it_points_to_is_there() -> None:
    for page, text in TEXTS.items():
        for place in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / place).exists(), place


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_program_is_current(name: str) -> None:
    assert DOCS[TOP / "docs" / name] == PAGES[name](), "run python docs/make.py"


def test_every_page_is_linked_from_readme() -> None:
    assert {page.relative_to(TOP).as_posix() for page in DOCS} <= set(re.findall(r"\]\(([^)]+)\)", README))


@pytest.mark.parametrize("words", list(calls("\n".join(TEXTS.values()))), ids=" ".join)
def test_every_command_it_names_is_understood(words: list[str], winback: Winback) -> None:
    verb = next((word for word in words if word in COMMANDS), None)
    options = [word.split("=")[0] for word in words if word.startswith("--")]
    if verb is None:
        assert words[0] in ("COMMAND", "--help", "--version"), words
        return
    before, after = words[: words.index(verb)], words[words.index(verb) + 1 :]
    page = winback("--help").out if before else ""
    page += winback(verb, "--help").out
    page += winback(verb, after[0], "--help").out if after and after[0].isidentifier() else ""
    page += winback(verb, GroupWithDefault.DEFAULT, "--help").out if verb in ("letter",) else ""
    assert not [option for option in options if option not in page]


def test_the_tour_by_command_runs_as_written(
    winback: Winback, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    tour = [line for line in shell_lines(README) if line not in SET_UP]
    assert tour[0] == "winback demo --to demo.db"
    assert len(tour) > 5
    book = shared_demo(tmp_path_factory, worker_id)
    winback.book.write_bytes(book.read_bytes())
    for line in tour[1:]:
        words = shlex.split(line)
        assert words[:3] == ["winback", "--db", "demo.db"]
        ended = winback(*words[3:])
        assert ended.code == 0, ended.err
        assert ended.out or ended.err


def test_every_field_of_a_letter_is_explained() -> None:
    page = DOCS[TOP / "docs" / "letters.md"]
    assert [name for name, field in FIELDS.items() if f"| `{name}` | {field.words} |" not in page] == []
