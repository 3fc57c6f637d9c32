"""What is unpacked on the way goes with the work, and after a kill with the next one; folders in use stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from winback_tui.files.working_folder import WorkingFolder

HOLDS_ONE = """
import sys, time
from winback_tui.files.working_folder import WorkingFolder
folder = WorkingFolder()
print(folder.name, flush=True)
time.sleep(60)
"""
OLD = 1_000_000_000


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_it_is_private_and_goes_with_the_work(tmp_path: Path) -> None:
    with WorkingFolder() as name:
        (Path(name) / "sheet").write_text("Acme")
        assert Path(name).stat().st_mode & 0o777 == 0o700 and Path(name).parent == tmp_path
    kept = WorkingFolder()
    kept.cleanup()
    kept.cleanup()
    assert list(tmp_path.iterdir()) == []


def test_that_of_a_killed_process_goes_with_the_next_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLDS_ONE], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    theirs = Path(child.stdout.readline().strip())
    (theirs / "sheet").write_text("Acme")
    os.utime(theirs, (OLD, OLD))
    with WorkingFolder():
        assert theirs.is_dir(), "somebody works with it"
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    with WorkingFolder():
        assert not theirs.exists()
    child.stdout.close()


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    (tmp_path / "winback-work-abcdefgh").mkdir()
    for name in ("winback-work-of-mine", "winback-smoke-abcdefgh", "other"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (OLD, OLD))
    (tmp_path / "winback-work-aaaaaaaa").symlink_to(tmp_path / "other")
    before = sorted(tmp_path.iterdir())
    with WorkingFolder():
        pass
    assert sorted(tmp_path.iterdir()) == before, "young ones without a lock may be about to get it"
    os.utime(tmp_path / "winback-work-abcdefgh", (OLD, OLD))
    with WorkingFolder():
        pass
    assert sorted(tmp_path.iterdir()) == [each for each in before if each.name != "winback-work-abcdefgh"]
