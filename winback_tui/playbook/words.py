"""Texts of the playbook in several languages: in the file itself, or in a language pack next to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from winback_tui.domain.text import clean

from .source import TEXT_LIMIT, PlaybookFile, read_source

_PACK_NAME = re.compile(r"(?P<base>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.toml")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


def is_language(code: object) -> bool:
    """Whether `code` is written like a language: `en`, `pt-BR`."""
    return isinstance(code, str) and _LANGUAGE.fullmatch(code) is not None


def is_pack(path: Path) -> bool:
    """Whether a file name is that of a language pack: `long.de.toml`."""
    return _PACK_NAME.fullmatch(path.name) is not None


def language_packs(path: Path) -> dict[str, Path]:
    """Language -> the pack of `path` in the same folder (`long.toml`: `long.de.toml`)."""
    found: dict[str, Path] = {}
    for each in sorted(path.parent.glob(f"{path.stem}.*.toml")):
        match = _PACK_NAME.fullmatch(each.name)
        if match and match["base"] == path.stem:
            found[match["language"]] = each
    return found


class Words:
    """Finds a text in the wanted language: in the packs (later ones win), in the file, else in its own language."""

    def __init__(self, source: PlaybookFile, language: str, packs: Sequence[Path] = ()) -> None:
        self.source = source
        own = source.doc.get("language", "en")
        self.own_language: str = own if is_language(own) else "en"
        self.language = language
        self.used = {self.own_language}
        self.packs = [read_source(path) for path in packs]
        for pack in self.packs:
            source.faults.extend(pack.faults)

    def text(self, value: object, place: Sequence[str | int], *pack_path: str) -> str:
        """`value` (a text, or a table language -> text) as said in the language; '' when there is none."""
        by_language = self._by_language(value, place)
        self.used.update(by_language)
        for pack in reversed(self.packs):
            translated = _look(pack.doc, pack_path)
            if isinstance(translated, str) and translated.strip():
                return clean(translated, TEXT_LIMIT)
        return by_language.get(self.language) or by_language.get(self.own_language, "")

    def _by_language(self, value: object, place: Sequence[str | int]) -> Mapping[str, str]:
        if value is None:
            return {}
        if isinstance(value, str):
            return {self.own_language: self._cleaned(value, place)}
        if isinstance(value, dict) and all(
            is_language(key) and isinstance(text, str) for key, text in value.items()
        ):
            return {key: self._cleaned(text, place) for key, text in value.items()}
        self.source.wrong(
            f'Write {place[-1]} as a text, or as a table like {{ en = "...", de = "..." }}.', *place
        )
        return {}

    def _cleaned(self, text: str, place: Sequence[str | int]) -> str:
        if len(text) > TEXT_LIMIT:
            self.source.wrong(f"This text has more than {TEXT_LIMIT} characters.", *place)
        return clean(text, TEXT_LIMIT)


def _look(doc: Any, path: Sequence[str]) -> object:
    """What a pack says under `path`; a choice may be a bare text instead of a table with a label."""
    for number, step in enumerate(path):
        if isinstance(doc, str) and step == "label" and number == len(path) - 1:
            return doc
        if not isinstance(doc, dict):
            return None
        doc = doc.get(step)
    return doc
