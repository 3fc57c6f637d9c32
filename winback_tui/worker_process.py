"""Work in a process of its own, on a second core, so that no key waits for it: an object, or one call of a function.

Both can only take and return what can be pickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import IO, Any, Generic, TypeVar, cast

from .domain.errors import WinbackError

T = TypeVar("T")

_TELL, _ASK, _EACH = "tell", "ask", "each"
_END = None
_CALL = "--call"


def run_module(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this program; files in the current folder are not imported (-P)."""
    return [sys.executable, "-P", "-m", module, *arguments]


def usable_cores() -> int:
    """How many processors this process may use, which may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerProcess:
    """Stands for an instance of `maker` (a class at the top of a module) in another process.

    It ends with the process that made it, when its pipe closes.
    """

    def __init__(self, maker: type, *given: object) -> None:
        self._process = _start(maker.__module__, maker.__qualname__)
        self._write(given)

    def tell(self, method: str, *given: object) -> None:
        """Call a method and do not wait for it."""
        self._write((_TELL, method, given))

    def ask(self, method: str, *given: object) -> Any:
        """Call a method, after all earlier `tell` calls, and wait for what it returns."""
        self._write((_ASK, method, given))
        return self._read()

    def ask_each(self, method: str, *given: object) -> Iterator[Any]:
        """Call a method that returns an iterator, at once; its items come while it is still working."""
        self._write((_EACH, method, given))
        return iter(self._read, _END)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def _write(self, message: object) -> None:
        _request(self._process, message)

    def _read(self) -> Any:
        return _answer(self._process)


class FunctionProcess(Generic[T]):
    """One call of `function` (at the top of a module) in another process, which begins at once."""

    def __init__(
        self, function: Callable[..., T], *given: object, niceness: int = 0, outlives: bool = False
    ) -> None:
        """`niceness` lets everything else come first; with `outlives` it goes on after this program has ended."""
        self._process = _start(_CALL, str(niceness), "outlives" if outlives else "")
        with suppress(RuntimeError):  # it ended at once: `result` raises that
            _request(self._process, (function, given))

    @property
    def running(self) -> bool:
        """Whether it is still running. One with a long result may seem to run until `result` takes it."""
        return self._process.poll() is None

    def result(self) -> T:
        """Wait for what the function returns; raises its WinbackError, or RuntimeError where it ended early."""
        try:
            outcome = _answer(self._process)
        finally:
            self._process.communicate()
        if isinstance(outcome, WinbackError):
            raise outcome
        return cast("T", outcome)

    def stop(self) -> None:
        """End it if it is still running; may be called from another thread than the one that waits."""
        if self.running:
            self._process.kill()


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        run_module(__name__, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _request(process: subprocess.Popen[bytes], message: object) -> None:
    assert process.stdin is not None
    try:
        _send(process.stdin, message)
    except BrokenPipeError:
        raise RuntimeError("the worker process ended early") from None


def _answer(process: subprocess.Popen[bytes]) -> Any:
    assert process.stdout is not None
    try:
        return pickle.load(process.stdout)
    except (EOFError, pickle.UnpicklingError):
        raise RuntimeError("the worker process ended early") from None


def _send(stream: IO[bytes], message: object) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve(source: IO[bytes], answers: IO[bytes], module: str, name: str) -> None:
    """Make the object and do what it is told, until the pipe closes.

    Without collecting garbage: what a worker is given and makes has hardly any cycles, and scoring 100,000 accounts
    took 5 % longer with it, in the same memory.
    """
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


def call(source: IO[bytes], answers: IO[bytes], niceness: int, outlives: bool) -> None:
    """Call the function that comes through the pipe once, and send what it returned or its WinbackError."""
    function, given = pickle.load(source)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    if not outlives:
        Thread(target=end_with_pipe, args=(source.fileno(),), daemon=True).start()
    try:
        outcome = function(*given)
    except WinbackError as fault:
        outcome = fault
    _send(answers, outcome)


@contextmanager
def until_we_end() -> Iterator[int]:
    """The reading end of a pipe, as the stdin of a child: it closes when this process ends, however it ends."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


def end_with_pipe(descriptor: int) -> None:
    """Nothing more is sent: anything there to read means that the other end of the pipe is gone."""
    os.read(descriptor, 1)
    os._exit(1)


if __name__ == "__main__":
    if sys.argv[1] == _CALL:
        call(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]), bool(sys.argv[3]))
    else:
        serve(sys.stdin.buffer, sys.stdout.buffer, *sys.argv[1:])
