"""Limits that a process sets itself before it reads a foreign file: memory, processor time, what it may write.

    python -I child_limits.py MEMORY_BYTES SECONDS FILE_BYTES SCRIPT [WORD...]

runs a script within such limits. A hostile file can then at worst end that process.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any

ENDED_BY_WINDOWS = 1816
"""ERROR_NOT_ENOUGH_QUOTA, the exit code of a process that Windows ends for its use of the processor."""

_EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation, the kind of limits that SetInformationJobObject sets."""
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_FAULT, _KILL_ON_CLOSE = (
    0x2,
    0x8,
    0x100,
    0x400,
    0x2000,
)
"""JOB_OBJECT_LIMIT_...: what a job limits. One that dies on a fault shows no window that waits for somebody."""
_TICKS = 10_000_000
"""The 100 nanoseconds of a second, in which Windows counts."""


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION. Its DWORD is c_uint32, which has 32 bits on every system."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; its six counters of reads and writes are unused."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limit_this_process(memory: int, seconds: int, file_bytes: int) -> None:
    """Limit memory and written files (bytes each) and processor time (seconds); a stricter machine stays stricter.

    Windows limits no files. Where it refuses a job, the deadline of whoever waits for this process is what remains.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            limit_by_job(ctypes.WinDLL("kernel32", use_last_error=True), memory, seconds)
    else:
        _limit_by_resources(memory, seconds, file_bytes)


def limit_by_job(kernel32: Any, memory: int, seconds: int) -> None:
    """Put this process, alone, into a job of Windows that limits it. Raises OSError where Windows refuses."""
    limits = ExtendedLimits()
    basic = limits.BasicLimitInformation
    basic.LimitFlags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE
    basic.PerProcessUserTimeLimit = seconds * _TICKS
    basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = min(memory, ctypes.c_size_t(-1).value)

    for function, result, words in (
        (kernel32.CreateJobObjectW, ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_wchar_p)),
        (kernel32.GetCurrentProcess, ctypes.c_void_p, ()),
        (
            kernel32.SetInformationJobObject,
            ctypes.c_int,
            (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32),
        ),
        (kernel32.AssignProcessToJobObject, ctypes.c_int, (ctypes.c_void_p, ctypes.c_void_p)),
    ):
        function.restype, function.argtypes = result, words  # a handle has 64 bits, which an int would cut

    job = kernel32.CreateJobObjectW(None, None)  # stays open until this process ends, and the job with it
    if (
        not job
        or not kernel32.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        or not kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess())
    ):
        raise OSError("Windows refuses a job with limits")


def _limit_by_resources(memory: int, seconds: int, file_bytes: int) -> None:
    if sys.platform != "win32":
        import resource

        for kind, soft, hard in (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, seconds, seconds + 1),
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_FSIZE, file_bytes, file_bytes),
        ):
            machine = resource.getrlimit(kind)[1]
            if machine != resource.RLIM_INFINITY:
                soft, hard = min(soft, machine), min(hard, machine)
            resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    from runpy import run_path

    limit_this_process(*map(int, sys.argv[1:4]))
    del sys.argv[:4]
    run_path(sys.argv[0], run_name="__main__")
