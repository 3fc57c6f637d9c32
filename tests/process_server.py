"""The process from which quick_processes.py forks: it loads the program once, and runs a module of it in each copy."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import gc
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import sys
import termios
import threading
import time
from importlib import import_module
from select import select
from typing import Any

_LONGEST = 1 << 20
"""Bytes of a call."""
_RUN = ("__main__", "worker_process", "bundle_check", "spreadsheet_worker")


def load(key_cost: int) -> None:
    """Everything of the program that can be loaded here, but for what is to be run; `key_cost`: see quick_keys.py."""
    import winback_tui
    from winback_tui.sync.bundle import sealing

    for found in pkgutil.walk_packages(winback_tui.__path__, "winback_tui."):
        if found.name.endswith(_RUN) or ".migrations." in found.name:
            continue
        with contextlib.suppress(ImportError):
            import_module(found.name)
    sealing._COST = key_cost
    gc.collect()
    gc.freeze()


def next_call(calls: socket.socket) -> dict[str, Any]:
    """Serves as long as there is who asks; comes back in each copy, with its call."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    running: dict[int, int] = {}
    while True:
        ready, _, _ = select([calls.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _report_the_ended(running)
        if calls.fileno() not in ready:
            continue
        asked, fds, _, _ = socket.recv_fds(calls, _LONGEST, 4)
        if not asked:
            os._exit(0)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (calls.detach(), woken, wakes, *running.values()):
                os.close(each)
            call: dict[str, Any] = pickle.loads(asked)
            take_over(call, fds)
            return call
        for each in fds[:3]:
            os.close(each)
        running[pid] = fds[3]
        calls.send(str(pid).encode())


def _report_the_ended(running: dict[int, int]) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        with contextlib.suppress(OSError):
            os.write(running[pid], str(status).encode())
        os.close(running.pop(pid))


def take_over(call: dict[str, Any], fds: list[int]) -> None:
    """Makes this copy the process that was asked for."""
    for place, given in enumerate(fds[:3]):
        os.dup2(given, place)
    for given in fds:
        os.close(given)
    if call["session"]:
        os.setsid()
        if os.isatty(0):
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.umask(call["umask"])
    os.chdir(call["cwd"])
    os.environ.clear()
    os.environ.update(call["env"])
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = [call["module"], *call["words"]]
    sys.path[:] = sys.path if call["safe"] else [call["cwd"], *sys.path]


def run(module: str) -> int:
    """Runs the module as `python -m` does; its exit code."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:  # noqa: BLE001  whatever it is, it is told as an interpreter tells it
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def end(code: int) -> None:
    """Ends as an interpreter does, but leaves it to the system to clear away what was loaded: that takes longest."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code)


if __name__ == "__main__":
    load(int(sys.argv[2]))
    end(run(next_call(socket.socket(fileno=int(sys.argv[1])))["module"]))
