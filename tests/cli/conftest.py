"""The caller that command tests use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback


@pytest.fixture
def winback(tmp_path: Path) -> Winback:
    """The program on a book of its own that does not exist yet, on Sunday 22 November 2026."""
    return Winback(tmp_path / "book.db", {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})
