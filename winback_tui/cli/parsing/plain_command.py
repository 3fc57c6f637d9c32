"""The typer commands that every verb is made of: quick to start, plain to read."""

from __future__ import annotations

from typer.core import TyperCommand, TyperGroup

from .plain_help import HelpsPlainly
from .plain_values import ReadsPlainly


class PlainCommand(ReadsPlainly, HelpsPlainly, TyperCommand):
    """One command."""


class PlainGroup(ReadsPlainly, HelpsPlainly, TyperGroup):
    """A group of commands."""
