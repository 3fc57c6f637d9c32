"""Checking a file of letters that a user wrote."""

from __future__ import annotations

from pathlib import Path

from winback_tui.playbook.letters.packs import pack_faults
from winback_tui.playbook.source import FileFault


def letter_faults(path: Path) -> list[FileFault]:
    """Everything that is wrong in the file, by line; nothing where it can be used. Raises BadInput if unreadable."""
    return pack_faults(path)
