"""Books made once in a process: whoever asks for the same one again gets a copy of the file, to write to as its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from winback_tui.store.book import Book
from winback_tui.store.file.site import remember_site

Words = ParamSpec("Words")
Told = TypeVar("Told")


def made_once(
    file: str = "team/book.db",
) -> Callable[[Callable[Concatenate[Path, Words], Told]], Callable[Concatenate[Path, Words], Told]]:
    """For a function that makes the book `file` in the folder that it is given, the same one for the same words.

    What it tells is told of every copy, with the copy's own path. Where the folder has a book already, the function
    adds to it as ever.
    """

    def once(make: Callable[Concatenate[Path, Words], Told]) -> Callable[Concatenate[Path, Words], Told]:
        kept: dict[str, tuple[bytes, Told]] = {}

        @wraps(make)
        def made(folder: Path, /, *words: Words.args, **named: Words.kwargs) -> Told:
            path = folder / file
            if path.exists():
                return make(folder, *words, **named)
            asked = repr((words, named))
            if asked not in kept:
                told = make(folder, *words, **named)
                kept[asked] = (path.read_bytes(), told)
                return told
            content, told = kept[asked]
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(0o600)
            path.write_bytes(content)
            with closing(sqlite3.connect(path)) as connection:
                remember_site(path, *connection.execute("SELECT site, seq FROM state").fetchone())
            return cast(Told, _of(told, path))

        return made

    return once


def _of(told: Any, path: Path) -> Any:
    if isinstance(told, tuple) and type(told) is tuple:
        return tuple(_of(each, path) for each in told)
    return replace(told, path=path, _past={}) if isinstance(told, Book) else told
