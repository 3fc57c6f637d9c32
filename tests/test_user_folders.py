"""The quick way to the user's folders leads where the library that knows all systems leads."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from winback_tui.user_folders import APP, settings_folder, state_folder


@pytest.mark.parametrize("home", ["/home/ann", "/home/ann/", "relative", ""])
@pytest.mark.parametrize("named", [None, "", "/elsewhere", "/else where/", "relative", " "])
def test_they_are_those_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str, named: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", home)
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    assert settings_folder() == platformdirs.user_config_path(APP, appauthor=False)
    assert state_folder() == platformdirs.user_state_path(APP, appauthor=False)
