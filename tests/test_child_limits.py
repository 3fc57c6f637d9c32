"""A process that reads foreign files is limited; on Windows, which is only played here, by a job of its own."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from winback_tui.files import child_limits
from winback_tui.files.child_limits import BasicLimits, ExtendedLimits, limit_by_job, limit_this_process

MEMORY, SECONDS, FILE_BYTES = 400_000_000, 1, 1_000
JOB, SELF = 2**40 + 8, 2**64 - 1
"""Handles that an int of C would cut."""


@pytest.fixture
def resource() -> Any:
    """The limits of Unix."""
    return pytest.importorskip("resource", reason="Windows has no limits of this kind, but jobs")


def within_limits(folder: Path, script: str, **more: Any) -> subprocess.CompletedProcess[str]:
    file = folder / "script.py"
    file.write_text(script)
    limits = map(str, (MEMORY, SECONDS, FILE_BYTES))
    command = [sys.executable, "-I", child_limits.__file__, *limits, str(file), "one", "two"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


def test_a_script_runs_as_if_it_were_called_itself(tmp_path: Path) -> None:
    ended = within_limits(tmp_path, "import sys\nprint(__name__, *sys.argv)\nsys.exit(4)")
    assert (ended.returncode, ended.stdout) == (4, f"__main__ {tmp_path / 'script.py'} one two\n")


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("bytearray(500_000_000)", "MemoryError"),
        ("import pathlib\npathlib.Path('big').write_bytes(bytes(1_001))", "File too large"),
        (
            "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', 'bytearray(10**9)'])",
            "MemoryError",
        ),
    ],
    ids=["memory", "file", "what it becomes"],
)
@pytest.mark.usefixtures("resource")
def test_what_it_may_take_is_limited(tmp_path: Path, script: str, error: str) -> None:
    ended = within_limits(tmp_path, script, cwd=tmp_path)
    assert ended.returncode == 1 and error in ended.stderr


def test_what_it_may_take_is_enough_up_to_the_limit(tmp_path: Path) -> None:
    ended = within_limits(
        tmp_path, "bytearray(200_000_000)\nopen('big', 'wb').write(bytes(1_000))", cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.usefixtures("resource")
def test_its_processor_time_is_limited_and_waiting_is_not(tmp_path: Path) -> None:
    assert within_limits(tmp_path, "while True: pass").returncode == -signal.SIGXCPU
    assert within_limits(tmp_path, "import time\ntime.sleep(2.5)").returncode == 0


def test_a_stricter_machine_stays_stricter(tmp_path: Path, resource: Any) -> None:
    script = "import resource\nprint(*resource.getrlimit(resource.RLIMIT_FSIZE))"
    stricter = within_limits(
        tmp_path, script, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
    )
    assert stricter.stdout == "700 700\n", stricter.stderr
    assert within_limits(tmp_path, script).stdout == f"{FILE_BYTES} {FILE_BYTES}\n"


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of 64 bits")
def test_windows_is_told_in_structures_of_its_own_sizes() -> None:
    """As winnt.h lays them out."""
    assert ctypes.sizeof(BasicLimits) == 64 and ctypes.sizeof(ExtendedLimits) == 144
    basic = {name: getattr(BasicLimits, name).offset for name, _ in BasicLimits._fields_}
    assert basic == {
        "PerProcessUserTimeLimit": 0,
        "PerJobUserTimeLimit": 8,
        "LimitFlags": 16,
        "MinimumWorkingSetSize": 24,
        "MaximumWorkingSetSize": 32,
        "ActiveProcessLimit": 40,
        "Affinity": 48,
        "PriorityClass": 56,
        "SchedulingClass": 60,
    }
    assert ExtendedLimits.IoInfo.offset == 64 and ExtendedLimits.ProcessMemoryLimit.offset == 112


class Windows:
    """Stands for kernel32: takes what it is told as C would, by the types that were declared."""

    def __init__(self, refused: str = "") -> None:
        self.told: list[tuple[Any, ...]] = []
        for name, answer in (
            ("CreateJobObjectW", JOB),
            ("GetCurrentProcess", SELF),
            ("SetInformationJobObject", 1),
            ("AssignProcessToJobObject", 1),
        ):
            setattr(
                self,
                name,
                self._function(name, None if name == refused and answer == JOB else answer, refused),
            )

    def _function(self, name: str, answer: Any, refused: str) -> Any:
        def function(*words: Any) -> Any:
            if name == "SetInformationJobObject":
                job, kind, limits, size = words
                raw = ctypes.string_at(ctypes.cast(limits, ctypes.c_void_p).value or 0, size)
                words = (job, kind, ExtendedLimits.from_buffer_copy(raw))
            self.told.append((name, *words))
            return 0 if name == refused and answer == 1 else answer

        return function


def test_on_windows_a_job_limits_this_process_alone() -> None:
    windows = Windows()
    limit_by_job(windows, MEMORY, 7)
    made, told, itself, assigned = windows.told
    assert made == ("CreateJobObjectW", None, None)
    name, job, kind, limits = told
    assert (name, job, kind) == ("SetInformationJobObject", JOB, 9)
    basic = limits.BasicLimitInformation
    assert basic.PerProcessUserTimeLimit == 70_000_000 and basic.ActiveProcessLimit == 1
    assert limits.ProcessMemoryLimit == MEMORY
    assert basic.LimitFlags == 0x0002 | 0x0008 | 0x0100 | 0x0400 | 0x2000
    assert itself == ("GetCurrentProcess",) and assigned == ("AssignProcessToJobObject", JOB, SELF)
    for function in (windows.CreateJobObjectW, windows.GetCurrentProcess):  # type: ignore[attr-defined]
        assert function.restype is ctypes.c_void_p, "a handle is not cut"


@pytest.mark.parametrize(
    "refused", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_where_windows_refuses_the_file_is_read_all_the_same(
    refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deadline of whoever waits is a limit still."""
    with pytest.raises(OSError, match="refuses a job"):
        limit_by_job(Windows(refused), MEMORY, SECONDS)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, use_last_error: Windows(refused), raising=False)
    limit_this_process(MEMORY, SECONDS, FILE_BYTES)


def test_on_windows_the_job_is_chosen(monkeypatch: pytest.MonkeyPatch, resource: Any) -> None:
    windows = Windows()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, use_last_error: windows, raising=False)
    before = resource.getrlimit(resource.RLIMIT_CPU)
    limit_this_process(MEMORY, SECONDS, FILE_BYTES)
    assert [name for name, *_ in windows.told][-1] == "AssignProcessToJobObject"
    assert resource.getrlimit(resource.RLIMIT_CPU) == before
