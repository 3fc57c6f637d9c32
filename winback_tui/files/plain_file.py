"""Reading what a person named or wrote by hand: a file that ends, never a pipe or device that might not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO, Any

TOML_BYTES = 512 * 1024
"""The largest TOML file; the longest script of questions has a tenth of it."""

_DEEPEST_KEY = 60
"""Parts of a dotted key. The library takes time with the square of their number, and a key of thousands has a use
only for somebody who wants the program to stand still.
"""


def open_plain_file(path: Path) -> IO[bytes]:
    """Open a regular file for reading, without ever waiting for the other end of a pipe.

    Raises OSError, also for whatever is no regular file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        require_plain(os.fstat(handle).st_mode, path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def require_plain(mode: int, path: Path) -> None:
    """Raises OSError for a folder, a pipe, a device; `mode` as `stat` gives it."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "Not a regular file", str(path))


def read_plain_file(path: Path, most: int = TOML_BYTES) -> bytes:
    """The bytes of a regular file. Raises OSError, also where it has more than `most` of them."""
    with open_plain_file(path) as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise OSError(errno.EFBIG, f"More than {most >> 10} KB", str(path))
    return raw


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ValueError, also where they are nested too deeply."""
    import re
    import tomllib

    part = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
    # only from the beginning of a word: from each of its letters, a long one takes the square of its length
    if re.search(f"(?<![A-Za-z0-9_-])(?:{part}){{{_DEEPEST_KEY}}}", text):
        raise ValueError("The file is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("The file is nested too deeply") from None
