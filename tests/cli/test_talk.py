"""The door to the terminal."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from winback_tui.cli.parsing.register import COMMANDS
from winback_tui.cli.terminal import talk
from winback_tui.cli.terminal.acting import report
from winback_tui.domain.errors import NeedsHuman

CLI = Path(talk.__file__).parent
HOSTILE = "\x1b[31mred\x07\x9b2J\u202eevil\x00\ud800"


def test_nothing_else_in_the_command_line_writes_to_a_stream() -> None:
    for file in CLI.rglob("*.py"):
        if file.name == "talk.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called = f"{node.value.id}.{node.attr}"
                forbidden = (
                    "sys.stdout",
                    "sys.stderr",
                    "sys.stdin",
                    "typer.echo",
                    "typer.secho",
                    "typer.prompt",
                )
                assert called not in forbidden, f"{file}:{node.lineno} goes past cli/talk.py"
            if isinstance(node, ast.Name):
                assert node.id not in ("print", "input"), f"{file}:{node.lineno} goes past cli/talk.py"


def test_talk_and_data_lose_their_control_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    talk.say(HOSTILE)
    talk.tell(HOSTILE)
    talk.say("two\r\nlines\ttab")
    told = capsys.readouterr()
    assert told.out == "␛[31mred␇\ufffd2J\ufffdevil␀\ufffd\ntwo\nlines\ttab\n"
    assert told.err == "␛[31mred␇\ufffd2J\ufffdevil␀\ufffd\n"


@pytest.mark.parametrize("name", ["--db", "--as-of", *COMMANDS])
def test_hostile_words_reach_no_stream(winback: Winback, name: str) -> None:
    for word in (HOSTILE, f"--{HOSTILE}", f"--limit={HOSTILE}"):
        ended = winback(name, word)
        for stream in (ended.out, ended.err):
            assert not set(stream) & set("\x1b\x07\x9b\u202e\x00\ud800")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_poor_encoding_never_ends_in_a_crash(encoding: str) -> None:
    code = "from winback_tui.cli.terminal import talk as t; t.prepare_streams(); t.say('Ромашка 株'); t.tell('é 株')"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONIOENCODING": encoding, "PYTHONPATH": str(CLI.parent.parent)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.decode(encoding).strip()


def test_pipes_get_utf8_whatever_the_locale() -> None:
    code = "from winback_tui.cli.terminal import talk; talk.prepare_streams(); talk.say('\\u0420\\u043e')"
    ended = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code],
        env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(CLI.parent.parent)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.decode("utf-8") == "Ро\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "agreed"), [("y\n", True), ("YES\n", True), ("\n", False), ("nonsense\n", False)]
)
def test_only_a_clear_yes_agrees(typed: str, agreed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", asked := Terminal())
    assert talk.confirm("Erase Acme?", yes=False) is agreed
    assert asked.getvalue() == "Erase Acme? [y/N] "


def test_nobody_to_ask_means_a_person_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with pytest.raises(NeedsHuman, match="--yes"):
        talk.confirm("Erase Acme?", yes=False)
    assert talk.confirm("Erase Acme?", yes=True)


def test_the_end_of_input_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        talk.ask("Who?")


def test_acts_report_a_sentence_or_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    report("Call logged for Acme.")
    report("Call logged for Acme.", dry_run=True)
    report("Call logged.", json=True, account_id="a1", next=None)
    told = capsys.readouterr()
    assert told.err == "Call logged for Acme.\nDry run, nothing saved: Call logged for Acme.\n"
    assert told.out == '{"done": true, "sentence": "Call logged.", "account_id": "a1", "next": null}\n'
