"""The ways in which a customer is reached, and their words."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a step reaches the customer; `INTERNAL` work does not reach them at all."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    LETTER = "letter"
    MAIL = "mail"
    MESSAGE = "message"
    INTERNAL = "internal"


def channel_words(channel: str) -> str:
    """A channel as people say it: `call` or `mail` as they are, work that reaches nobody as `internal task`."""
    return "internal task" if channel == Channel.INTERNAL else channel
