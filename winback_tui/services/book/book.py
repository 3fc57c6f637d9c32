"""The handle that command line and screen pass to every service; they know nothing else of the store."""

from __future__ import annotations

from winback_tui.store.book import Book

__all__ = ["Book"]
