"""Decisions about files, kept as readable TOML per source and found again by the headers' fingerprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winback_tui.domain.errors import BadInput
from winback_tui.files.plain_file import parse_toml, read_plain_file
from winback_tui.files.whole_file import make_private_folder, save_text

from .choices import ImportChoices

if TYPE_CHECKING:
    from winback_tui.intake.understanding import Understanding

_TEXTS = (
    "source",
    "encoding",
    "delimiter",
    "sheet",
    "date",
    "decimal",
    "currency",
    "lines",
    "fill",
    "what",
    "amounts",
    "signs",
    "same",
    "repeats",
)
_HEAD = (
    "What was decided about these files. It is read at the next import of the same layout; edit it freely."
)


class RuleBook:
    """A folder of rules files, one a source; or a single file, whose one layout then serves any headers."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def find(self, fingerprint: str) -> ImportChoices | None:
        """The decisions for a layout; None when there are none. Raises BadInput for an unreadable file."""
        if self.place.exists() and not self.place.is_dir():
            layouts = _layouts(self.place)
            return layouts.get(fingerprint) or (next(iter(layouts.values())) if len(layouts) == 1 else None)
        for file in sorted(self.place.glob("*.toml")) if self.place.is_dir() else ():
            if found := _layouts(file).get(fingerprint):
                return found
        return None

    def keep(self, known: Understanding) -> Path:
        """Save the decisions about `known` in the file of its source; returns that file.

        Comments and layouts that a person wrote there stay.
        """
        import tomlkit

        file = self.place if self.place.suffix == ".toml" else self.place / f"{_file_name(known.source)}.toml"
        if file.exists():
            document = tomlkit.parse(file.read_text("utf-8"))
        else:
            document = tomlkit.document()
            document.add(tomlkit.comment(_HEAD))
        layouts = document.setdefault("layout", tomlkit.aot())
        fresh = tomlkit.item(_as_data(known))
        for place, old in enumerate(layouts):
            if old.get("fingerprint") == known.fingerprint:
                layouts[place] = fresh
                break
        else:
            layouts.append(fresh)
        make_private_folder(file.parent)
        save_text(file, tomlkit.dumps(document))
        return file


def merged(explicit: ImportChoices, remembered: ImportChoices) -> ImportChoices:
    """Merge decisions: what a person says now wins; `remembered` ones give way to rows that clearly differ."""
    texts: dict[str, Any] = {name: getattr(explicit, name) or getattr(remembered, name) for name in _TEXTS}
    return replace(
        remembered,
        **texts,
        header_row=explicit.header_row if explicit.header_row is not None else remembered.header_row,
        columns={**remembered.columns, **explicit.columns},
        kinds={**remembered.kinds, **explicit.kinds},
        remembered=tuple(
            name for name in _TEXTS if not getattr(explicit, name) and getattr(remembered, name)
        ),
    )


def _as_data(known: Understanding) -> dict[str, Any]:
    now = known.choices
    data: dict[str, Any] = {
        "fingerprint": known.fingerprint,
        "file": known.name,
        "source": known.source,
        "headers": [h.raw for h in known.headers],
    }
    if not known.encoding.certain or now.encoding:
        data["encoding"] = known.encoding.name
    decided = {
        "delimiter": now.delimiter,
        "sheet": now.sheet,
        "date": known.date.id if known.date and "date" in known.sure else "",
        "decimal": known.decimal if "decimal" in known.sure else "",
        "currency": now.currency,
        "lines": known.shape.lines if known.shape.lines != "one" else "",
        "fill": now.fill,
        "what": now.what,
        "amounts": now.amounts,
        "signs": now.signs,
        "same": now.same,
        "repeats": now.repeats,
    }
    data |= {name: value for name, value in decided.items() if value}
    if now.header_row is not None:
        data["header_row"] = now.header_row
    data["columns"] = dict(now.columns)
    data["kinds"] = dict(now.kinds)
    return data


def _layouts(file: Path) -> dict[str, ImportChoices]:
    try:
        data = parse_toml(read_plain_file(file).decode("utf-8"))
        return {str(item.get("fingerprint", "")): _choices(item) for item in data.get("layout", [data])}
    except (
        OSError,
        ValueError,
        AttributeError,
        TypeError,
    ) as problem:
        raise BadInput(f"The rules file '{file.name}' cannot be read: {problem}.") from None


def _choices(item: Mapping[str, Any]) -> ImportChoices:
    texts: dict[str, Any] = {name: str(item[name]) for name in _TEXTS if item.get(name)}
    columns = {str(c): str(f) for c, f in item.get("columns", {}).items()}
    kinds = {str(w): str(k) for w, k in item.get("kinds", {}).items()}
    return ImportChoices(header_row=item.get("header_row"), columns=columns, kinds=kinds, **texts)


def _file_name(source: str) -> str:
    return re.sub(r"[^\w.-]+", "-", source).strip("-.") or "books"
