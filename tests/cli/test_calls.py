"""The program as a whole: version, help, the bare call, and words it does not know."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from winback_tui import __version__
from winback_tui.cli import main, screen
from winback_tui.cli.invocation import Invocation
from winback_tui.cli.parsing import dispatch
from winback_tui.cli.parsing.register import COMMANDS


def test_version_is_one_line_of_data(winback: Winback) -> None:
    ended = winback("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"winback {__version__}\n", "")


@pytest.mark.parametrize("words", [[], ["--as-of", "2026-06-01"], ["--plain"]])
def test_without_a_terminal_the_bare_call_names_a_verb(winback: Winback, words: list[str]) -> None:
    ended = winback.process(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert "`winback list`" in ended.err
    assert ended.err.count("\n") == 1


def test_a_dumb_terminal_gets_the_same_line(winback: Winback) -> None:
    terminal = winback.terminal(term="dumb")
    terminal.expect("`winback list`")
    assert code_at_end(terminal) == 2


def test_the_module_and_the_entry_point_are_the_same(winback: Winback) -> None:
    assert winback.process("where", "--tsv") == winback("where", "--tsv")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["wher"], "Did you mean 'where'?"),
        (["where", "--nonsense"], "winback where: No such option: --nonsense."),
        (["where", "superfluous"], "unexpected"),
        (["where", "--limit", "many"], "'many' is not a whole number"),
        (["where", "--limit", "-1"], "--limit"),
        (["where", "--json", "--csv"], "--json and --csv"),
        (["--as-of", "someday", "where"], "is not a date"),
        (["--nonsense"], "--nonsense"),
        (
            ["where", "--as-of", "2026-01-01"],
            "--as-of comes before the command, as in `winback --as-of … where`",
        ),
        (["case", "list", "--db", "x.db"], "--db comes before the command, as in `winback --db … case list`"),
    ],
)
def test_what_is_not_understood_ends_in_2_and_one_sentence(
    winback: Winback, words: list[str], said: str
) -> None:
    ended = winback(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert said in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--db", "a.db"],
        ["--db=a=b.db", "--plain"],
        ["--as-of", "2026-06-01", "--db", "a.db"],
        ["--as-of=yesterday"],
        ["--plain", "--plain"],
        ["--db", "a.db", "--db", "b.db"],
    ],
)
def test_the_swift_way_understands_what_the_command_tree_does(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Invocation] = []

    def note(told: Invocation) -> int:
        seen.append(told)
        return 0

    monkeypatch.setattr(screen, "open_screen", note)
    monkeypatch.setenv("WINBACK_NOW", "2026-11-22T12:00:00")
    assert main.run(words) == 0
    assert dispatch.dispatch(words) == 0
    swift, slow = seen
    assert (swift.path, swift.as_of, swift.plain) == (slow.path, slow.as_of, slow.plain)


def test_options_stand_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINBACK_DB", "/told/by/environment.db")
    monkeypatch.setenv("WINBACK_AS_OF", "2026-01-31")
    assert Invocation.of().path == Path("/told/by/environment.db")
    assert str(Invocation.of().as_of) == "2026-01-31"
    assert Invocation.of(db="mine.db").path == Path("mine.db")
    assert str(Invocation.of(as_of="2025-01-31").as_of) == "2025-01-31"


def test_without_any_word_the_book_lies_in_the_users_data_folder() -> None:
    path = Invocation.of().path
    assert path.name == "winback.db"
    if sys.platform == "linux":
        assert path.is_relative_to(os.environ["XDG_DATA_HOME"])


def test_help_names_every_verb_with_its_line(winback: Winback) -> None:
    ended = winback("--help")
    assert ended.code == 0
    for verb in COMMANDS.values():
        assert f"  {verb.name} " in ended.out
        assert verb.help[:40] in ended.out
    assert "130 interrupted" in ended.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_verb_explains_itself_in_plain_text(winback: Winback, name: str) -> None:
    ended = winback(name, "--help")
    assert ended.code == 0
    assert f"Usage: winback {name}" in ended.out
    assert "\x1b" not in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_verbs_have_no_module_without_a_name_in_the_register() -> None:
    folder = Path(main.__file__).with_name("commands")
    modules = {
        f"winback_tui.cli.commands.{file.parent.name}.{file.stem}"
        for file in folder.glob("*/[!_]*.py")
        if "= CommandApp(" in file.read_text(encoding="utf-8")
    }
    assert modules == {verb.module for verb in COMMANDS.values()}
