"""Where the user's own scripts, reasons and strategies lie, which win over those of the package."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path


def own_playbook() -> Path | None:
    """The folder `playbook` among the user's settings; None where there is none."""
    folder = user_config_path("winback", appauthor=False) / "playbook"
    return folder if folder.is_dir() else None
