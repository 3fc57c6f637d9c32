"""Paths as people type them."""

from __future__ import annotations

from pathlib import Path


def typed_path(typed: str | Path) -> Path:
    """The path that somebody typed, with `~` for a home folder; `~nobody`, whom the machine lacks, stays as typed."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
