"""Where Winback keeps its files on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from winback_tui import user_folders
from winback_tui.domain.text import typed_path

APP = "winback"


def book_path(path: str | None) -> Path:
    """The book's file: as given by `--db`, else by `WINBACK_DB`, else in the user's data folder."""
    path = path or os.environ.get("WINBACK_DB")
    return typed_path(path) if path else data_folder() / "winback.db"


def data_folder() -> Path:
    """The user's data folder, where the book and its backups live."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def settings_folder() -> Path:
    """The user's folder for own scripts, letters and key maps."""
    from winback_tui.services.settings.own_settings import own_folder

    return own_folder()


def state_folder() -> Path:
    """The user's folder for logs."""
    return user_folders.state_folder()


def crash_log() -> Path:
    """The log of crashes."""
    return state_folder() / "crash.log"


def demo_path() -> Path:
    """The demo's book, in the cache folder: it can be made again at any time."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False) / "demo" / "demo.db"
