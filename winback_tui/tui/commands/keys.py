"""Keys: what may be bound, how they are named for people, remapping, and Cyrillic layouts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.files.plain_file import parse_toml, read_plain_file

NEVER = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"})
"""Terminals send these for Backspace, Tab, line feed, Enter and Esc."""

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "Backspace",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "dollar_sign": "$",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "equals_sign": "=",
}
_LONG = {short: long for long, short in _NAMES.items() if len(short) == 1 and short not in "↑↓←→"}

_LATIN = dict(
    zip(
        "йцукенгшщзхъфывапролджэячсмитьбюіїє" + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮІЇЄ",
        "qwertyuiop[]asdfghjkl;'zxcvbnm,.s]'" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>S}"',
        strict=True,
    )
)
_LATIN_SIGNS = {".": "/", ",": "?"}


class KeyboardLayout:
    """Turns a key typed in a Cyrillic layout into the Latin key of the same place on the keyboard."""

    def __init__(self) -> None:
        self._cyrillic = False

    def latin(self, character: str) -> str | None:
        """The Latin character meant, or None where `character` is meant as it is.

        `.` and `,` exist in both layouts: the last letter typed tells which one is on.
        """
        if character in _LATIN:
            self._cyrillic = True
            return _LATIN[character]
        if character.isalpha():
            self._cyrillic = False
        return _LATIN_SIGNS.get(character) if self._cyrillic else None


def long_name(key: str) -> str:
    """The toolkit's name of a key given as people write it: `?` is `question_mark`."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    return "+".join([*modifiers, _LONG.get(last, last)])


def key_label(key: str) -> str:
    """A key as people read it: `question_mark` is `?`, `ctrl+p` stays, `f1` is `F1`."""
    *modifiers, last = key.split("+")
    if len(last) > 1 and last[0] == "f" and last[1:].isdecimal():
        last = last.upper()
    return "+".join([*modifiers, _NAMES.get(last, last)])


def character(key: str) -> str | None:
    """The character that a key types; None for keys that type nothing."""
    name = key_label(key)
    return name if len(name) == 1 and name not in "↑↓←→" else " " if key == "space" else None


def key_labels(keys: str) -> str:
    """A comma-separated key list as people read it: `?  F1`."""
    return "  ".join(key_label(key.strip()) for key in keys.split(",") if key.strip())


def read_keymap(path: Path) -> dict[str, str]:
    """The user's keys: a table `[keys]` of binding id to key or list of keys.

    Raises BadInput naming the entry for a key that terminals cannot tell apart, or bad TOML. Whether there is
    such a command is asked later, when every room has been imported.
    """
    try:
        text = read_plain_file(path).decode("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path} cannot be read as TOML: {fault}.") from fault
    try:
        entries = parse_toml(text).get("keys", {})
    except ValueError as fault:
        raise BadInput(f"{path} cannot be read as TOML: {fault}.") from fault
    if not isinstance(entries, Mapping):
        raise BadInput(f"{path}: [keys] must be a table of command = key.")
    keymap: dict[str, str] = {}
    for name, value in entries.items():
        keys = value if isinstance(value, list) else [value]
        if not keys or not all(isinstance(key, str) and key for key in keys):
            raise BadInput(f'{path}: \'{name}\' needs a key or a list of keys, such as "x" or ["x", "f7"].')
        long = [long_name(key) for key in keys]
        for key in long:
            if key in NEVER:
                raise BadInput(f"{path}: '{name}' cannot have {key}: terminals send it for another key.")
        keymap[name] = ",".join(long)
    return keymap
