"""What fails after something was kept: the refusal says first what is done all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from winback_tui.domain.errors import Refused, WinbackError


@contextmanager
def after_commit(done: str) -> Iterator[None]:
    """Inside, a refusal or a fault of the disk begins with `done`, a whole sentence; '' where nothing is kept yet.

    Raises Refused. Without it "nothing was saved" would be said of the step that failed, and be read of the whole act.
    """
    try:
        yield
    except (WinbackError, OSError) as fault:
        if not done:
            raise
        why = (
            f"{fault.filename or 'The disk'}: {fault.strerror}." if isinstance(fault, OSError) else str(fault)
        )
        raise Refused(f"{done} {why}") from fault
