"""An object that lives in a process of its own, so that a second core works on it.

It may only be given and give back what can be pickled. It ends with whoever made it: when its pipe closes.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

_TELL, _ASK, _EACH = "tell", "ask", "each"
_END = None


def run_module(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this program; files in the folder of the call take no part in it (-P)."""
    return [sys.executable, "-P", "-m", module, *arguments]


class WorkerProcess:
    """Stands for an instance of `maker` (a class at the top of a module) in another process."""

    def __init__(self, maker: type, *given: object) -> None:
        self._process = subprocess.Popen(
            run_module(__name__, maker.__module__, maker.__qualname__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._write(given)

    def tell(self, method: str, *given: object) -> None:
        """Call a method and do not wait for it."""
        self._write((_TELL, method, given))

    def ask(self, method: str, *given: object) -> Any:
        """Call a method, after everything told before, and wait for what it returns."""
        self._write((_ASK, method, given))
        return self._read()

    def ask_each(self, method: str, *given: object) -> Iterator[Any]:
        """Call a method that returns an iterator, at once; what it gives comes while it still works."""
        self._write((_EACH, method, given))
        return iter(self._read, _END)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def _write(self, message: object) -> None:
        assert self._process.stdin is not None
        try:
            _send(self._process.stdin, message)
        except BrokenPipeError:
            raise RuntimeError("the process beside this one ended early") from None

    def _read(self) -> Any:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise RuntimeError("the process beside this one ended early") from None


def _send(stream: IO[bytes], message: object) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve(source: IO[bytes], answers: IO[bytes], module: str, name: str) -> None:
    """Make the object and do what it is told, until the pipe closes."""
    gc.disable()
    made = getattr(import_module(module), name)(*pickle.load(source))
    while True:
        try:
            kind, method, given = pickle.load(source)
        except EOFError:
            return
        result = getattr(made, method)(*given)
        if kind == _ASK:
            _send(answers, result)
        elif kind == _EACH:
            for each in result:
                _send(answers, each)
            _send(answers, _END)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, *sys.argv[1:])
