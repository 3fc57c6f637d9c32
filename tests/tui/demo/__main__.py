"""Runs the made-up team on the terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.tui.demo import demo_app
from winback_tui.tui.app.start import run_quickly

os.environ.setdefault("WINBACK_NOW", "2026-11-22T12:00:00")
with tempfile.TemporaryDirectory() as made:
    folder = Path(os.environ.get("DEMO_FOLDER", made))
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 37
    sys.exit(run_quickly(lambda: demo_app(folder, rows=rows, read_only="--read-only" in sys.argv)))
