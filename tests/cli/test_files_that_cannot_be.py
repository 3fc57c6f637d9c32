"""Letters, calendars and cards where they cannot be written: one sentence, nothing half, nothing kept."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.test_letters import silent
from winback_tui.services.accounts.people import add_person
from winback_tui.services.letters.writing import letters_written

READ_ONLY = Path("/proc")
"""Nobody may write here, not even root."""
COMMANDS = (
    ("letter", "Acme", "--out", "{}.eml"),
    ("letter", "Acme", "--out", "{}.docx"),
    ("letters", "--write", "{}"),
    ("calendar", "--out", "{}.ics"),
    ("account", "vcard", "Acme", "--out", "{}.vcf"),
)


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("place", ("read-only", "no folder", "a file above", "there already"))
def test_a_place_that_cannot_be_is_told_in_one_sentence(
    words: tuple[str, ...], place: str, tmp_path: Path, winback: Winback
) -> None:
    if place == "read-only" and not READ_ONLY.is_dir():
        pytest.skip("needs /proc")
    book = silent(tmp_path)
    add_person(book, "Acme", "Ana", phone="+44 20 7946 0112", email="ana@acme.example")
    (tmp_path / "file").write_text("x")
    base = {
        "read-only": READ_ONLY / "winback",
        "no folder": tmp_path / "nowhere" / "out",
        "a file above": tmp_path / "file" / "out",
        "there already": tmp_path / "there",
    }[place]
    target = Path(words[-1].format(base))
    if place == "there already":
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    call = Winback(book.path, {**winback.env, "WINBACK_NOW": f"{book.today}T12:00:00"})
    ended = call(*words[:-1], str(target))
    failed = place == "read-only" or (place == "there already" and words[0] == "letters")
    assert (ended.code, ended.out) == (1 if failed else 2, ""), (words, ended)
    assert (ended.err.count("\n") == 1 and str(target.name) in ended.err) or "folder" in ended.err
    assert letters_written(book) == []
    assert [each for each in sorted(tmp_path.rglob("*")) if each not in before] == []


READERS = (
    ("list",),  # the book itself
    ("import", "{}", "--yes"),
    ("import", "orders.csv", "--yes", "--rules", "{}"),
    ("interview", "Acme", "--answers", "{}", "--new"),
    ("script", "check", "{}"),
    ("letter", "check", "{}"),
    ("letter", "Acme", "--kind", "sleeping-90", "--out", "a.docx", "--template", "{}"),
    ("sync", "{}", "--yes"),
    ("join", "{}"),
    ("restore", "{}", "--yes"),
)
WRITERS = (
    ("export", "{}.json"),
    ("backup", "--to", "{}"),
    ("calendar", "--out", "{}.ics"),
    ("review", "--html", "{}"),
    ("bundle", "--open", "--to", "{}.winback"),
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("words", [*READERS, *WRITERS])
def test_a_pipe_is_neither_waited_for_nor_replaced(
    words: tuple[str, ...], tmp_path: Path, winback: Winback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> None:
        raise TimeoutError("it waits for somebody to write into the pipe")

    monkeypatch.chdir(tmp_path)
    book = silent(tmp_path)
    Path("orders.csv").write_text("Customer,Date,Amount,Currency\nAcme,2026-02-03,5,EUR\n")
    pipe = tmp_path / (words[-1].format("pipe") if words in WRITERS else "pipe")
    os.mkfifo(pipe)
    path = pipe if words == ("list",) else book.path
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(20)
    try:
        call = Winback(path, {**winback.env, "WINBACK_NOW": f"{book.today}T12:00:00"})
        ended = call(*(pipe.name if "{}" in word else word for word in words))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert ended.code in (1, 2, 3) and ended.out == "", (words, ended)
    assert pipe.name in ended.err and "broke inside" not in ended.err and pipe.is_fifo()
