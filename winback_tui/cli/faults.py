"""The one place that turns what went wrong into an exit code and one sentence."""

from __future__ import annotations

import os
from collections.abc import Callable

from winback_tui.domain.errors import BadInput, BookUnavailable, NeedsHuman, NotFound, WinbackError

from .exits import ExitCode
from .terminal.talk import close_quietly, flush, tell

CANDIDATES_SHOWN = 10


def guarded(act: Callable[[], int]) -> int:
    """Run `act`; whatever it raises becomes an exit code, and one sentence on stderr."""
    try:
        code = act()
        flush()
        return code
    except BrokenPipeError:
        close_quietly()
        return ExitCode.DONE
    except KeyboardInterrupt:
        tell("winback: interrupted.")
        return ExitCode.INTERRUPTED
    except EOFError:
        tell("winback: the input ended before the question was answered; nothing was changed.")
        return ExitCode.FAILED
    except WinbackError as error:
        tell(sentence(error))
        return code_of(error)
    except OSError as error:
        close_quietly()
        tell(f"winback: {error.filename or 'the output'}: {error.strerror or type(error).__name__}.")
        return ExitCode.FAILED
    except Exception as error:  # noqa: BLE001 - the last net: told to the user and recorded
        return _crashed(error)


def code_of(error: WinbackError) -> ExitCode:
    """The exit code that a domain error ends in."""
    match error:
        case BadInput():
            return ExitCode.USAGE
        case BookUnavailable():
            return ExitCode.NO_BOOK
        case NeedsHuman():
            return ExitCode.NEEDS_HUMAN
        case _:
            return ExitCode.FAILED


def sentence(error: WinbackError) -> str:
    """What stderr says: the error's own sentence, the rule that explains it, the nearest names, or the choices."""
    text = f"winback: {error}" + (f" See `winback rule {error.rule}`." if error.rule else "")
    if isinstance(error, NotFound) and error.nearest:
        return f"{text} Nearest: {', '.join(error.nearest)}."
    if isinstance(error, NeedsHuman) and error.candidates:
        shown = error.candidates[:CANDIDATES_SHOWN]
        more = len(error.candidates) - len(shown)
        return "\n".join([text, *(f"  {one}" for one in shown), *([f"  and {more} more"] if more else [])])
    return text


def _crashed(error: Exception) -> ExitCode:
    if os.environ.get("WINBACK_TRACEBACK"):
        raise error
    from . import crash, places

    log = places.crash_log()
    where = f"details are in {log}" if crash.record(error, log) else "no log could be written"
    tell(f"winback: something broke inside Winback ({type(error).__name__}); {where}.")
    return ExitCode.FAILED
