"""The package's TOML files of one kind, whatever group they are in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any


def read_grouped(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and data of every TOML file in the groups of a folder of `intake/recognise`, by name.

    The groups only help people find a file; the order, which decides between equals, ignores them.
    """
    groups = resources.files("winback_tui.intake.recognise").joinpath(folder).iterdir()
    files = [file for group in groups if group.is_dir() for file in group.iterdir()]
    for file in sorted(files, key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name, tomllib.loads(file.read_text("utf-8"))
