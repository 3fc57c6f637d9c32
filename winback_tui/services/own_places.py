"""Where what one person decided for this machine lies: settings, playbook, rules of imports."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path


def own_folder() -> Path:
    """The user's settings folder."""
    return user_config_path("winback", appauthor=False)
