"""What one person has chosen for this machine: name, look, language. The team's settings are in the book."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_name
from winback_tui.files.plain_file import parse_toml, read_plain_file
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.user_folders import settings_folder

THEMES = ("dark", "light", "contrast", "mono", "16")
"""The themes of the screen."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """One person's settings; empty texts mean the default: the login name, the terminal's theme, English."""

    actor: str = ""
    theme: str = ""
    language: str = ""


def settings_file() -> Path:
    """The file with this person's settings."""
    return own_folder() / "settings.toml"


def own_settings() -> OwnSettings:
    """The choices of this person. Raises BadInput naming the file and what is wrong in it."""
    path = settings_file()
    try:
        text = read_plain_file(path).decode("utf-8")
    except FileNotFoundError:
        return OwnSettings()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path} cannot be read: {fault}.") from fault
    try:
        entries = parse_toml(text)
    except ValueError as fault:
        raise BadInput(f"{path} cannot be read as TOML: {fault}.") from fault
    try:
        return OwnSettings(**{name: checked(name, value) for name, value in entries.items()})
    except BadInput as fault:
        raise BadInput(f"{path}: {fault}") from None


def checked(name: str, value: Any) -> str:
    """A setting as it is stored. Raises BadInput for an unknown name or an invalid value."""
    if name not in _CHECKS:
        raise BadInput(f"There is no setting '{name}'; choose one of {', '.join(_CHECKS)}.")
    if not isinstance(value, str):
        raise BadInput(f"'{name}' must be a text in quotes.")
    return _CHECKS[name](value)


def write_own_setting(name: str, value: str | None, dry_run: bool = False) -> str:
    """Write one setting to the file, leaving everything else as it is; None removes it. Returns the value stored.

    Raises BadInput for an invalid value, Refused when the file cannot be written.
    """
    checked_value = None if value is None else checked(name, value)
    own_settings()
    if dry_run:
        return checked_value or ""
    import tomlkit

    path = settings_file()
    try:
        make_private_folder(path.parent)
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        if checked_value is None:
            document.pop(name, None)
        else:
            document[name] = checked_value
        save_text(path, tomlkit.dumps(document))
    except OSError as fault:
        raise Refused(f"{path} cannot be written: {fault.strerror}; nothing was changed.") from fault
    return checked_value or ""


def _theme(value: str) -> str:
    if value not in THEMES:
        raise BadInput(f"There is no theme '{value[:40]}'; choose one of {', '.join(THEMES)}.")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise BadInput(f"'{value[:40]}' is not a language; write it as en, de or pt-BR.")
    return value


def _actor(value: str) -> str:
    name = clean_name(value)
    if not name:
        raise BadInput("The actor's name cannot be empty.")
    return name


_CHECKS: dict[str, Callable[[str], str]] = {"actor": _actor, "theme": _theme, "language": _language}

OWN_SETTINGS = tuple(_CHECKS)
"""The names of what one person can choose."""


def own_folder() -> Path:
    """The user's settings folder."""
    return settings_folder()
