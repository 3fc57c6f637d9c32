"""The message when Winback itself fails: where in the program, and nothing of the customer's data."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from rich.text import Text

from winback_tui import __version__
from winback_tui.domain.errors import BookUnavailable


def crash_sentence() -> Text:
    """The exception being handled as file, line and kind; messages and values stay out, they may be data.

    A book that went away or broke under the screen is not a fault of the program: its sentence follows when the
    screen is gone.
    """
    kind, fault, trace = sys.exc_info()
    if isinstance(fault, BookUnavailable):
        return Text("Winback had to stop. What you typed is saved.")
    lines = ["Winback stopped because of an internal error. What you typed is saved.", ""]
    for frame in traceback.extract_tb(trace)[-8:]:
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    lines.append(f"  {kind.__name__ if kind else 'unknown'} in Winback {__version__}")
    return Text("\n".join(lines))
