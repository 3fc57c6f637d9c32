"""What a file looks like before anybody chooses it: a table of orders, of accounts, or nothing to import."""

from __future__ import annotations

from enum import StrEnum

from winback_tui.domain.errors import WinbackError
from winback_tui.intake import inspect

from .found_files import FoundFile

HEAD = 48_000
"""Only the first bytes of a text are read: its columns are known after some hundred rows."""
LARGEST_SHEET = 2_000_000
"""A spreadsheet or packed file up to this size (bytes) is opened to look at it, as it has to be read whole."""
LEAST_COLUMNS = 2
"""A table of accounts has at least this many columns with a known meaning; any list of words has one."""
TEXTS = frozenset({".csv", ".tsv", ".txt"})


class FileLook(StrEnum):
    """What a file seems to hold."""

    ORDERS = "orders"
    ACCOUNTS = "accounts"
    UNKNOWN = "not checked"
    OTHER = "something else"

    @property
    def importable(self) -> bool:
        """Whether it is proposed for import."""
        return self is not FileLook.OTHER


def looks_like(file: FoundFile) -> FileLook:
    """What the file seems to hold, by its first rows. One that cannot be read, or is no table, is something else."""
    text = file.path.suffix.lower() in TEXTS
    if not text and file.size > LARGEST_SHEET:
        return FileLook.UNKNOWN
    try:
        known = inspect(_head(file), name=file.path.name) if text else inspect(file.path)
    except (WinbackError, OSError):
        return FileLook.OTHER
    if known.what == "orders":
        return FileLook.ORDERS
    return FileLook.ACCOUNTS if len(known.columns) >= LEAST_COLUMNS else FileLook.OTHER


def _head(file: FoundFile) -> bytes:
    """The beginning of the file up to the end of a line."""
    with file.path.open("rb") as opened:
        head = opened.read(HEAD)
    return head if len(head) < HEAD else head[: head.rfind(b"\n") + 1] or head
