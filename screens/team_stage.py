"""The three laptops of the demo for the pictures of the team: made once, put back as they were for each picture."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest import mock

from winback_tui.services.book.clock import clock_from_environment
from winback_tui.services.demo.laptops import demo_team, surroundings

from .stage import counted_ids


@contextmanager
def lead_laptop() -> Iterator[Path]:
    """The book of the lead before the sync of the morning; inside, the user's folders are those of that laptop.

    What a laptop knows of itself hangs on the path of its book, so that the same place is used again each time.
    """
    home = _laptops()
    shutil.rmtree(home / "team")
    shutil.copytree(home / "kept", home / "team")
    given = {**surroundings(home / "team" / "ann"), "HOME": str(home / "team")}
    with mock.patch.dict(os.environ, given):
        yield Path(given["XDG_DATA_HOME"]) / "winback" / "winback.db"


@cache
def _laptops() -> Path:
    home = Path(tempfile.mkdtemp(prefix="winback-laptops-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    with counted_ids():
        demo_team(home / "team", clock_from_environment())
    shutil.copytree(home / "team", home / "kept")
    return home
