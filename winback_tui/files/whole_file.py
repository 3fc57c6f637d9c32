"""Writing a file or a folder whole: first in a private folder next to its place, then in its place in one step.

The private folder has a name that nobody can foresee, so nothing already there is followed, emptied or removed.
Whatever interrupts the writing, the place holds what it held before or all that was written, never a part.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from .plain_file import require_plain

LEFT_AFTER = 3_600
"""A private folder older than this many seconds belongs to nobody: its writer was killed."""

_OWN_NAME = re.compile(r"\.winback-[0-9a-f]{16}\.part")
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.EBADF, errno.EACCES, errno.ENOTSUP, errno.EPERM})
"""The errors of systems that cannot put a folder on the disk by itself; there the rename has to do."""


@contextmanager
def written_whole(
    target: Path, *, overwrite: bool = True, durable: bool = True, dry_run: bool = False
) -> Iterator[Path]:
    """A free path to write a file or a folder to in the block; afterwards it is at `target`.

    A file is the user's alone (0600), and so is a folder (0700), whatever the umask. With `durable` it is on the
    disk when the block ends; with `dry_run` it is written and removed again. A link at `target` is replaced, not
    followed; a pipe or device there is left alone. Raises OSError, and FileExistsError where `target` exists and
    `overwrite` is False.
    """
    _require_no_device(target)
    private = target.parent / f".winback-{os.urandom(8).hex()}.part"
    try:
        private.mkdir(mode=0o700)
        private.chmod(0o700)
        fresh = private / target.name
        yield fresh
        _finish(fresh, durable)
        if not dry_run:
            put_in_place(fresh, target, overwrite)
    except OSError as fault:
        # Nobody knows the hidden place: what a person reads names the file that they asked for.
        if fault.filename is not None and str(private) in str(fault.filename):
            fault.filename = str(target)
        raise
    finally:
        _remove_folder(private)
    if durable and not dry_run:
        put_on_disk(target.parent)


def save_text(target: Path, text: str, *, durable: bool = True) -> None:
    """Write a text file in UTF-8, whole or not at all. Raises OSError."""
    with written_whole(target, durable=durable) as fresh:
        fresh.write_text(text, "utf-8", newline="")


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the user alone (0700). Raises OSError.

    `Path.mkdir` with `parents` would leave those above to the umask.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:  # a drive that is not there has none above it
        make_private_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)
    except FileExistsError:
        if not folder.is_dir():  # another process was quicker
            raise


def put_in_place(fresh: Path, target: Path, overwrite: bool) -> None:
    """Rename at once; without `overwrite` raises FileExistsError where something, even a broken link, is there."""
    if overwrite:
        fresh.replace(target)
        return
    if fresh.is_dir() or not linked(fresh, target):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        fresh.rename(target)


def linked(file: Path, second: Path) -> bool:
    """Give the file a second name; False where the file system has no hard links. Raises FileExistsError."""
    try:
        os.link(file, second)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def put_on_disk(path: Path) -> None:
    """Wait until the file or folder is on the disk. Raises OSError where the disk did not take it.

    A folder may be a link to another, as people's folders often are; a file may not.
    """
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(handle)
    except OSError as fault:
        if not folder or fault.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def remove_left_over(folder: Path, older_than: float = LEFT_AFTER) -> None:
    """Remove the private folders in `folder` that a killed process left, and nothing else. Seconds."""
    found = [
        left
        for left in folder.glob(".winback-*.part")
        if _OWN_NAME.fullmatch(left.name) and not left.is_symlink() and left.is_dir()
    ]
    now = clock_of(folder) if found else 0.0
    for left in found:
        with suppress(FileNotFoundError):  # Its writer has just finished.
            if now - left.stat().st_mtime >= older_than:
                _remove_folder(left)


def clock_of(folder: Path) -> float:
    """The time in seconds at which a file made in `folder` now counts as changed: the age of a file is counted from it.

    On a network drive it is the server's, which may be hours from ours. Where no file can be made it is ours.
    """
    from tempfile import TemporaryFile  # loads four more modules, and is needed after a kill only

    try:
        with TemporaryFile(dir=folder) as fresh:
            return os.fstat(fresh.fileno()).st_mtime
    except OSError:
        return time()


def _require_no_device(target: Path) -> None:
    try:
        mode = target.stat().st_mode
    except OSError:  # nothing there, or what is wrong shows when it is written
        return
    if not stat.S_ISDIR(mode):
        require_plain(mode, target)


def _finish(fresh: Path, durable: bool) -> None:
    """Close what was written at `fresh` to all other users, and put it on the disk."""
    if fresh.is_dir():
        fresh.chmod(0o700)
        for each in fresh.iterdir():
            _finish(each, durable)
    else:
        fresh.chmod(0o600)
    if durable:
        put_on_disk(fresh)


def _remove_folder(folder: Path) -> None:
    """Remove what can be removed; `shutil`, which loads five packers, is not needed before the first list."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)
