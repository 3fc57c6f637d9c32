"""Style sheets beside the module they belong to."""

from __future__ import annotations

from pathlib import Path


def style_sheet(module_file: str) -> str:
    """The text of the `.tcss` with the module's own name, for `DEFAULT_CSS`.

    A widget's sheet is parsed when the widget is first shown; `CSS_PATH` would parse every sheet again.
    """
    return Path(module_file).with_suffix(".tcss").read_text("utf-8")
