"""Processes of the program that begin at once: each is forked from one that has everything loaded already.

What such a process does, reads and says is the same; only the half second of loading is saved. Tests of the start
itself, or of what is loaded, say `processes` and get real ones.
"""

from __future__ import annotations

import array
import atexit
import os
import pickle
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.quick_keys import LEAST

_PYTHON = sys.executable
_SERVER = Path(__file__).with_name("process_server.py")
_QUICK = {
    "winback_tui",
    "winback_tui.worker_process",
    "winback_tui.sync.bundle.bundle_check",
    "tests.tui.demo",
}


class QuickPopen(subprocess.Popen[Any]):
    """As subprocess.Popen; the program's own modules are run by a copy of the loaded process."""

    _status: socket.socket | None = None
    """Tells how the process ended, once it has."""

    def _execute_child(self, args: Any, executable: Any, preexec_fn: Any, *more: Any) -> None:
        called = None if preexec_fn or executable else quick_call(args)
        if called is None:
            super()._execute_child(args, executable, preexec_fn, *more)  # type: ignore[misc]
            return
        _, _, cwd, env, _, _, _, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, *rest = more
        try:
            self.pid, self._status = _the_server().start(
                {
                    "module": called[0],
                    "words": called[1],
                    "safe": called[2],
                    "cwd": os.fspath(cwd) if cwd else str(Path.cwd()),
                    "env": dict(os.environ if env is None else env),
                    "session": rest[-2],
                    "umask": _umask(),
                },
                [given if given != -1 else at for at, given in enumerate((p2cread, c2pwrite, errwrite))],
            )
            self._child_created = True
        finally:
            self._close_pipe_fds(p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite)  # type: ignore[attr-defined]

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        if self._status is None:
            return super()._try_wait(wait_flags)  # type: ignore[misc,no-any-return]
        if wait_flags and not select.select([self._status], [], [], 0)[0]:
            return 0, 0
        told = self._status.recv(16)
        return self.pid, int(told or b"9")

    def _internal_poll(self, _deadstate: int | None = None, **more: Any) -> int | None:
        if self._status is None:
            return super()._internal_poll(_deadstate, **more)  # type: ignore[misc,no-any-return]
        if self.returncode is None and self._waitpid_lock.acquire(blocking=False):  # type: ignore[attr-defined]
            try:
                if self.returncode is None:
                    pid, status = self._try_wait(os.WNOHANG)
                    if pid:
                        self._handle_exitstatus(status)
            finally:
                self._waitpid_lock.release()  # type: ignore[attr-defined]
        return self.returncode

    def _handle_exitstatus(self, status: int, **more: Any) -> None:
        super()._handle_exitstatus(status, **more)  # type: ignore[misc]
        if self._status is not None:
            self._status.close()


def quick_call(args: Any) -> tuple[str, list[str], bool] | None:
    """Module, words, and whether the folder of the call takes no part; None for what is no call of the program."""
    if isinstance(args, (str, bytes, os.PathLike)):
        return None
    words = [os.fspath(each) for each in args]
    safe = words[1:2] == ["-P"]
    python, dash, *called = [words[0], *words[2:]] if safe else words
    if python != _PYTHON or dash != "-m" or not called or called[0] not in _QUICK:
        return None
    return called[0], called[1:], safe


def _umask() -> int:
    """Of this process; to set and put back would be seen by other threads."""
    (told,) = (
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("Umask:")
    )
    return int(told.split()[1], 8)


class _Server:
    """The loaded process; it ends with this one."""

    def __init__(self) -> None:
        self._mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        self.of = os.getpid()
        known = {
            name: told
            for name, told in os.environ.items()
            if name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
        }
        self._process = _REAL(
            [_PYTHON, "-P", str(_SERVER), str(theirs.fileno()), str(LEAST)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**known, "HOME": "/", "LANG": "C.UTF-8", "PYTHONUTF8": "1", "ESCDELAY": "20"},
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self._close)

    def _close(self) -> None:
        if self.of == os.getpid():
            self._mine.close()
            self._process.wait()

    def start(self, call: dict[str, Any], streams: list[int]) -> tuple[int, socket.socket]:
        mine, theirs = socket.socketpair()
        with self._lock, theirs:
            fds = array.array("i", [*streams, theirs.fileno()])
            self._mine.sendmsg([pickle.dumps(call)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
            return int(self._mine.recv(32)), mine


_REAL = subprocess.Popen
_servers: list[_Server] = []


def _the_server() -> _Server:
    if not _servers or _servers[0].of != os.getpid():
        _servers[:] = [_Server()]
    return _servers[0]
