"""Nothing here touches the user's own book: every test gets folders of its own."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import quick_keys, reused_connections
from tests.fits_once import once
from tests.quick_processes import QuickPopen
from winback_tui.cli.main import GC_THRESHOLD
from winback_tui.domain.chance import fit
from winback_tui.store.file import migrate
from winback_tui.store.file import open as opening
from winback_tui.store.summary.past import figures
from winback_tui.store.summary.refresh import whole_book
from winback_tui.sync.bundle import sealing

# Begun in the background, the tests would hand a deafness to ctrl+c on to every program that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# In memory where there is such a folder: each small file that is renamed or removed on a disk waits for it.
_IN_MEMORY, _ENOUGH = Path("/dev/shm"), 2 << 30
if (
    "PYTEST_DEBUG_TEMPROOT" not in os.environ
    and os.access(_IN_MEMORY, os.W_OK)
    and shutil.disk_usage(_IN_MEMORY).free > _ENOUGH
):
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_IN_MEMORY)

# Rewritten asserts and the program's bytecode are kept for the next worker, the next child and the next run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As the program does: one part in twenty-five of the time went into looking for garbage among the loaded modules.
gc.set_threshold(GC_THRESHOLD, 20, 20)

if sys.platform == "linux":  # elsewhere the other processes are real ones, which take the real time
    sealing._COST = quick_keys.LEAST

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("fresh", deadline=None, print_blob=True)  # pytest --hypothesis-profile=fresh
settings.load_profile("repeatable")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One more than there are processors: a third of the time tests wait, for timers of a screen and for children."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no worker is still at one when the others have nothing left."""
    items.sort(key=lambda item: item.get_closest_marker("thorough") is None)


_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


@pytest.fixture(scope="session", autouse=True)
def folders_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is made once for many tests leaves no notes in the folders of whoever runs them, and finds none there."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in _FOLDERS:
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def models_fitted_once() -> Iterator[None]:
    """The same orders give the same model: see fits_once.py."""
    found = once(fit)
    with pytest.MonkeyPatch.context() as patch:
        for module in (whole_book, figures):
            patch.setattr(module, "fit", found)
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("WINBACK_DB", "WINBACK_AS_OF", "WINBACK_NOW", "NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests inside this process do not survive a power cut; those that must run the real command."""
    monkeypatch.setattr(opening, "SYNCHRONOUS", "OFF")


@pytest.fixture(autouse=True)
def processes_begin_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of the program come from one that is loaded already.

    Tests of how a process begins, and of what it loads, say `processes`; slow ones, which kill them, get real ones too,
    and with them the real cost of a key (quick_keys.py).
    """
    if sys.platform != "linux":
        return
    if any(request.node.get_closest_marker(name) for name in ("processes", "slow")):
        monkeypatch.setattr(sealing, "_COST", quick_keys.REAL)
    else:
        monkeypatch.setattr(subprocess, "Popen", QuickPopen)


@pytest.fixture(autouse=True)
def connections_used_again(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside this process, acts and readings of one test share connections; see reused_connections.py."""
    if any(request.node.get_closest_marker(name) for name in ("migrates", "slow")):
        yield
        return
    monkeypatch.setattr(opening, "_connect", reused_connections.connect)
    yield
    reused_connections.close_all()


_blank: list[bytes] = []
"""A book just begun, once it was begun in the ordinary way."""


@pytest.fixture(autouse=True)
def books_begun_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside this process the first new book is begun from its scripts and the others are copies of it.

    Tests of how a book is begun or migrated say `migrates`.
    """
    if request.node.get_closest_marker("migrates") is None:
        monkeypatch.setattr(migrate, "begin_file", _copied_or(migrate.begin_file))


def _copied_or(begin: Callable[[Path], None]) -> Callable[[Path], None]:
    def copied(path: Path) -> None:
        if _blank:
            path.write_bytes(_blank[0])
        else:
            begin(path)
            _blank.append(path.read_bytes())

    return copied
