"""The user's folders for settings and for what the program remembers.

`platformdirs` knows them on every system. Loading it takes 4 ms, and the first rows of the list need both folders,
so the usual case on Linux, where the XDG variables are valid or unset, is worked out here.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

APP = "winback"


def settings_folder() -> Path:
    """Where settings, own scripts, letters and key maps are kept."""
    quick = _xdg("XDG_CONFIG_HOME", ".config")
    if quick is not None:
        return quick
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def state_folder() -> Path:
    """Where logs are kept, and what is remembered about each book."""
    quick = _xdg("XDG_STATE_HOME", ".local/state")
    if quick is not None:
        return quick
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)


def _xdg(variable: str, usual: str) -> Path | None:
    """The folder that the variable names, or the usual one below the home folder; None where it is not that simple."""
    if sys.platform != "linux":
        return None
    return _below(os.environ.get(variable, ""), os.environ.get("HOME", ""), usual)


@lru_cache(maxsize=16)
def _below(own: str, home_path: str, usual: str) -> Path | None:
    folder, home = Path(own), Path(home_path)
    if folder.is_absolute():
        return folder / APP
    return home / usual / APP if home.is_absolute() else None
