"""Pictures of the screen, the same bytes every time under one version of the toolkit."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from textual.app import App

QUIET = 0.08
"""Seconds without a key, so that details and toasts have followed."""


def capture(app: App[Any], size: tuple[int, int], *keys: str, title: str = "Winback") -> str:
    """An SVG of `app` at `size` after pressing `keys` one after the other."""
    return asyncio.run(_captured(app, size, keys, title))


async def _captured(app: App[Any], size: tuple[int, int], keys: tuple[str, ...], title: str) -> str:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause(QUIET)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(QUIET)
        return _without_font_addresses(app.export_screenshot(title=title, simplify=True))


def _without_font_addresses(svg: str) -> str:
    """The pictures name their font and let the reader's own stand in: nothing is loaded from a network."""
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
