"""Channels as they are said to a reader."""

from __future__ import annotations

from winback_tui.domain.plan import Channel


def said_channel(channel: str) -> str:
    """`call`, `mail` as they are; what reaches nobody is `inner work`."""
    return "inner work" if channel == Channel.INTERNAL else channel
