"""The version of the reader, kept with every import, so that a better reader can propose to read a file again."""

from __future__ import annotations

READER_VERSION = 5
"""Raise it by one when files may be read differently from before: other orders, sums, days, customers or kinds."""

FIRST_VERSION = 1
"""The version of imports that stored none."""
