"""Failures after something was saved: the refusal says first what was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from winback_tui.domain.errors import BookUnavailable, Refused, WinbackError
from winback_tui.store.file.open import NOTHING_SAVED


@contextmanager
def after_commit(done: str) -> Iterator[None]:
    """A refusal or disk error inside begins with `done`, a whole sentence; '' where nothing is saved yet.

    Raises Refused, or BookUnavailable again. "Nothing was saved" is true of the failed step only, and becomes
    "nothing more was saved".
    """
    try:
        yield
    except (WinbackError, OSError) as fault:
        if not done:
            raise
        why = (
            f"{fault.filename or 'The disk'}: {fault.strerror}." if isinstance(fault, OSError) else str(fault)
        )
        raised = BookUnavailable if isinstance(fault, BookUnavailable) else Refused
        raise raised(f"{done} {why.replace(NOTHING_SAVED, 'nothing more was saved')}") from fault
