"""Writing a page of the review to a file."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import typed_path
from winback_tui.files.whole_file import save_text


def page_path(typed: str | Path) -> Path:
    """Check the path for a page. Raises BadInput for a folder, and where its folder does not exist."""
    path = typed_path(typed)
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file such as {path / 'review.html'}.")
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; the page cannot be written there.")
    return path


def write_page(typed: str | Path, text: str) -> Path:
    """Write a page that only its user can read; returns the path. Raises Refused where it cannot be written."""
    path = page_path(typed)
    try:
        save_text(path, text)
    except OSError as fault:
        raise Refused(f"{path} cannot be written: {fault.strerror or fault}.") from fault
    return path
