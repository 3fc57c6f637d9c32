"""Calls of the program: in this process (fast), as a real process, and at a real terminal."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pexpect

from tests.terminal_process import at_terminal
from winback_tui.cli.main import run


@dataclass(frozen=True)
class Ended:
    """How a call ended: exit code, data, talk."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as JSON."""
        import json

        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """stdout as TSV with a header."""
        head, *lines = self.out.splitlines()
        return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


@dataclass(frozen=True)
class Winback:
    """A caller bound to one book; `env` is added to every call's environment."""

    book: Path
    env: Mapping[str, str]

    def __call__(self, *words: str, stdin: str = "") -> Ended:
        """The call in this process, without a terminal."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self.env),
            mock.patch.object(sys, "stdin", io.StringIO(stdin)),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = run(["--db", str(self.book), *words])
        return Ended(code, out.getvalue(), err.getvalue())

    def process(self, *words: str, stdin: str = "") -> Ended:
        """The call as a process of its own, without a terminal; bytes that are no UTF-8 fail the test."""
        ended = subprocess.run(
            [sys.executable, "-m", "winback_tui", "--db", str(self.book), *words],
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, **self.env},
            timeout=60,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def terminal(self, *words: str, size: tuple[int, int] = (24, 80), term: str = "xterm") -> Any:
        """The call at a pseudo-terminal of `size` rows and columns; use `expect`, `sendline`, `wait`."""
        around = {name: told for name, told in os.environ.items() if name not in ("LINES", "COLUMNS")}
        return at_terminal(
            [sys.executable, "-m", "winback_tui", "--db", str(self.book), *words],
            size,
            {**around, **self.env, "TERM": term},
            30,
            "utf-8",
        )


def code_at_end(terminal: Any) -> int:
    """Read a terminal call to its end and give its exit code."""
    terminal.expect(pexpect.EOF)
    return int(terminal.wait())
