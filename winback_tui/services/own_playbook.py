"""Where the user's own scripts, reasons and strategies lie, which win over those of the package."""

from __future__ import annotations

from pathlib import Path

from .own_places import own_folder


def own_playbook() -> Path | None:
    """The folder `playbook` among the user's settings; None where there is none."""
    folder = own_folder() / "playbook"
    return folder if folder.is_dir() else None
