"""Files next to the book that may name somebody who was erased: drafts, saved readings of files, own scripts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection
from pathlib import Path

from winback_tui.files.whole_file import remove_left_over, save_text
from winback_tui.services.importing.understand import own_rules
from winback_tui.services.settings.own_settings import own_folder
from winback_tui.store.file.erase.redaction import Redactor, redact_data

NOBODY = Redactor(())


def drop_drafts(book_path: Path, ids: Collection[str], redactor: Redactor = NOBODY) -> None:
    """Remove unsaved text about the account, and its name, from the drafts next to the book."""
    path = book_path.with_name(f"{book_path.name}.drafts")
    remove_left_over(path.parent, 0)
    if not path.exists():
        return
    try:
        drafts = json.loads(path.read_text("utf-8"))
        remaining = {name: draft for name, draft in drafts.items() if name.rpartition(" ")[2] not in ids}
    except (OSError, ValueError, AttributeError):
        remaining = {}
    save_text(path, json.dumps(redact_data(remaining, redactor), ensure_ascii=False))


def drop_readings(redactor: Redactor) -> list[str]:
    """Delete saved readings of files whose layout holds the name; only change a file's name. Returns what to report."""
    lines = []
    folder = own_rules().place
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        if redactor.finds(path.stem):
            path.unlink()
            lines.append(
                f"The saved rules for reading files from {redactor.without(path.stem)} were deleted."
            )
        elif redactor.finds(text := path.read_text("utf-8", errors="replace")):
            save_text(path, _without(text, redactor))
            lines.append(f"The name was taken out of {path}.")
    return lines


def playbook_files_naming(redactor: Redactor) -> list[Path]:
    """The user's own scripts, letters and settings that hold the name: they are only reported, not changed."""
    folder = own_folder()
    own = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
    return [path for path in own if redactor.finds(path.read_text("utf-8", errors="replace"))]


def _without(text: str, redactor: Redactor) -> str:
    """The readings without the name, and without entries whose columns or words contain it."""
    import tomlkit

    try:
        document = tomlkit.parse(text)
        layouts = document.get("layout", [])
        for place in reversed(range(len(layouts))):
            known = dict(tomllib.loads(tomlkit.dumps(layouts[place])))
            if redactor.finds(json.dumps([known.get(part) for part in ("headers", "columns", "kinds")])):
                del layouts[place]
        return redactor.without(tomlkit.dumps(document))
    except (ValueError, TypeError, AttributeError):
        return redactor.without(text)
