"""The line and column of a key in a TOML text, so that an error can name them."""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''(?:.)*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TomlPlace:
    """Line and column from 1; `plain` says that the value there is a one-line string without escapes."""

    line: int
    column: int
    plain: bool = False

    def inside(self, column: int) -> TomlPlace:
        """The place of a character (from 1) inside a plain string value, else the value itself."""
        return TomlPlace(self.line, self.column + column) if self.plain else self


class TomlPlaces:
    """Places of all tables and keys of a TOML text that tomllib has accepted.

    Paths are those of the parsed document: `("question", 2, "when")`. A key inside an inline table or array
    has the place of the whole value.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._table: Path = ()
        self._arrays: dict[Path, int] = {}
        self._keys: dict[Path, TomlPlace] = {}
        self._values: dict[Path, TomlPlace] = {}
        while self._at < len(text):
            self._statement()

    def key(self, *path: str | int) -> TomlPlace:
        """Where the key (or table) is written, or the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._keys:
                return self._keys[path[:length]]
        return TomlPlace(1, 1)

    def value(self, *path: str | int) -> TomlPlace:
        """Where the key's value begins, or the place of the key."""
        return self._values.get(path) or self.key(*path)

    def _statement(self) -> None:
        char = self._text[self._at]
        if char in " \t\r\n":
            self._at += 1
        elif char == "#":
            self._skip_line()
        elif char == "[":
            self._header()
        else:
            self._assignment()

    def _place(self, at: int, *, plain: bool = False) -> TomlPlace:
        line_start = self._text.rfind("\n", 0, at) + 1
        return TomlPlace(self._text.count("\n", 0, at) + 1, at - line_start + 1, plain)

    def _skip_line(self) -> None:
        end = self._text.find("\n", self._at)
        self._at = len(self._text) if end < 0 else end + 1

    def _header(self) -> None:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        names = self._dotted()
        path: Path = ()
        for number, name in enumerate(names):
            path = (*path, name)
            if many and number == len(names) - 1:
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                path = (*path, self._arrays[path])
        self._table = path
        for length in range(1, len(path) + 1):
            self._keys.setdefault(path[:length], self._place(start))
        self._skip_line()

    def _dotted(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip_blanks()
            names.append(self._name())
            self._skip_blanks()
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _skip_blanks(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in " \t":
            self._at += 1

    def _name(self) -> str:
        found = _BARE_KEY.match(self._text, self._at) or _STRING.match(self._text, self._at)
        if found is None:
            raise ValueError("not TOML")
        self._at = found.end()
        return found.group().strip("\"'")

    def _assignment(self) -> None:
        start = self._at
        path = (*self._table, *self._dotted())
        self._keys.setdefault(path, self._place(start))
        self._at += 1  # the equals sign
        self._skip_blanks()
        self._values.setdefault(path, self._place(self._at, plain=self._plain_string()))
        self._skip_value()

    def _plain_string(self) -> bool:
        found = _STRING.match(self._text, self._at)
        text = found.group() if found else ""
        return bool(text) and not text.startswith(('"""', "'''")) and (text[0] == "'" or "\\" not in text)

    def _skip_value(self) -> None:
        depth = 0
        while self._at < len(self._text):
            found = _STRING.match(self._text, self._at)
            if found is not None:
                self._at = found.end()
                continue
            char = self._text[self._at]
            if char == "#":
                self._skip_line()
                if depth == 0:
                    return
                continue
            self._at += 1
            depth += (char in "[{") - (char in "]}")
            if char == "\n" and depth == 0:
                return
