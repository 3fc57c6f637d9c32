"""Sealing a bundle with the team's key: authenticated encryption, piece by piece, whatever the size of the file.

AES-GCM in the STREAM construction: every piece knows its place and whether it is the last one, so that pieces can
neither be swapped nor cut off. The key follows from the team's code by scrypt.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.files.whole_file import make_private_folder, save_text

PIECE = 1 << 20
"""Bytes that are sealed at once."""

PREFIX, TAG = 7, 16
_COST = 1 << 16


class WrongKey(Exception):
    """The key does not fit, or somebody changed the file."""


@lru_cache(maxsize=4)
def key_of_code(code: str, team: str) -> bytes:
    """The key of a team from its code; a guess costs 64 MB and a tenth of a second."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=team.encode(), length=32, n=_COST, r=8, p=1).derive(code.encode())


def sealer(key: bytes, head: bytes) -> tuple[bytes, Callable[[bytes, bool], bytes]]:
    """A random prefix that the file begins with, and a function that seals the next piece; each authenticates
    `head`.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    prefix, cipher, at = secrets.token_bytes(PREFIX), AESGCM(key), 0

    def seal_piece(piece: bytes, last: bool) -> bytes:
        nonlocal at
        sealed = cipher.encrypt(_nonce(prefix, at, last), piece, head)
        at += 1
        return sealed

    return prefix, seal_piece


def opener(key: bytes, head: bytes, prefix: bytes) -> Callable[[bytes, bool], bytes]:
    """A function that opens the next piece; it raises WrongKey."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, at = AESGCM(key), 0

    def open_piece(piece: bytes, last: bool) -> bytes:
        nonlocal at
        try:
            opened = cipher.decrypt(_nonce(prefix, at, last), piece, head)
        except InvalidTag as fault:
            raise WrongKey from fault
        at += 1
        return opened

    return open_piece


def _nonce(prefix: bytes, at: int, last: bool) -> bytes:
    return prefix + at.to_bytes(4, "big") + bytes([last])


class KeyRing:
    """The keys of the teams that this user belongs to, one small file each, outside every book."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, team: str) -> bytes | None:
        """The key of a team, or None."""
        with contextlib.suppress(OSError, ValueError):
            key = bytes.fromhex(self._file(team).read_text(encoding="ascii"))
            return key if len(key) == 32 else None
        return None

    def keep(self, team: str, key: bytes) -> None:
        """Keep the key of a team, readable by this user only. Raises Refused."""
        path = self._file(team)
        try:
            make_private_folder(path.parent)
            save_text(path, key.hex())
        except OSError as fault:
            raise Refused(f"The team's key cannot be kept in {path.parent}: {fault.strerror}.") from fault

    def _file(self, team: str) -> Path:
        if not team.isalnum():
            raise Refused("The file does not name a team made by Winback.")
        return self._folder / f"{team}.key"
