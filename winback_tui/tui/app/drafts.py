"""Texts typed into dialogs and not yet saved: they survive Esc, a lost terminal and the next start."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from threading import RLock

from winback_tui.files.whole_file import save_text


class Drafts:
    """Drafts by (dialog, subject), in a 0600 file beside the book; erasing an account must drop them too."""

    def __init__(self, path: Path, keeps: bool = True) -> None:
        """With `keeps` False nothing is written to the file; the drafts last as long as the program runs."""
        self._path = path
        self.keeps = keeps
        self._drafts: dict[str, dict[str, str]] | None = None
        self._dirty = False
        self._lock = RLock()
        """Forms forget their draft in the thread that saves them."""

    def get(self, dialog: str, subject: str) -> dict[str, str]:
        """What was typed there and not saved, by field."""
        with self._lock:
            return dict(self._all().get(_name(dialog, subject), {}))

    def put(self, dialog: str, subject: str, typed: Mapping[str, str]) -> None:
        """Remembers the texts that are not empty; nothing left forgets the draft."""
        texts = {field: text for field, text in typed.items() if text}
        name = _name(dialog, subject)
        with self._lock:
            drafts = self._all()
            if texts == drafts.get(name, {}):
                return
            if texts:
                drafts[name] = texts
            else:
                del drafts[name]
            self._dirty = True

    def forget(self, dialog: str, subject: str) -> None:
        """Drops the draft: it was saved for good."""
        self.put(dialog, subject, {})

    def forget_about(self, subjects: Collection[str]) -> None:
        """Drops every draft about these subjects: they were erased."""
        with self._lock:
            drafts = self._all()
            for name in [name for name in drafts if name.rpartition(" ")[2] in subjects]:
                del drafts[name]
                self._dirty = True

    def write(self) -> None:
        """Puts changes on the disk, whole or not at all. Raises nothing: a full disk leaves them in memory."""
        with self._lock:
            if self._dirty and self.keeps:
                self._write()

    def _write(self) -> None:
        import json

        try:
            if not self._all():
                self._path.unlink(missing_ok=True)
            else:
                save_text(self._path, json.dumps(self._all(), ensure_ascii=False))
        except OSError:
            return
        self._dirty = False

    def _all(self) -> dict[str, dict[str, str]]:
        if self._drafts is None:
            self._drafts = _read(self._path)
        return self._drafts


def _name(dialog: str, subject: str) -> str:
    return f"{dialog} {subject}"


def _read(path: Path) -> dict[str, dict[str, str]]:
    import json

    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {
        name: {
            field: text for field, text in draft.items() if isinstance(field, str) and isinstance(text, str)
        }
        for name, draft in stored.items()
        if isinstance(name, str) and isinstance(draft, dict)
    }
