"""The account that a command would act on, and what the place where it is called knows of its case."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple


class CaseState(StrEnum):
    """Whether an account has a case, as far as the place knows where a command is called: for `enabled` without a
    query. `OPEN`: under way; `ANSWERED`: an order came; `CLOSED`: and over; `LOST`: closed, and no order came since;
    `GONE`: nobody may open one."""

    UNKNOWN = ""
    NONE = "none"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    LOST = "lost"
    GONE = "gone"


class CommandSubject(NamedTuple):
    """The account that a command would act on: what is under the cursor, or what the screen is about."""

    account_id: str
    name: str
    case_id: str = ""
    row: Any = None
    """The row object under the cursor, where there is one: facts for `enabled` without another query."""
    case_state: CaseState = CaseState.UNKNOWN
    at_once: bool = False
    """Whether the page about it that opens does the next thing for it, without another key."""
