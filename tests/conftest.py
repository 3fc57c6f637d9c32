"""Nothing here touches the user's own book: every test gets folders of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from winback_tui.store import open as opening

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("WINBACK_DB", "WINBACK_AS_OF", "WINBACK_NOW", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests inside this process do not survive a power cut; those that must run the real command."""
    monkeypatch.setattr(opening, "SYNCHRONOUS", "OFF")
