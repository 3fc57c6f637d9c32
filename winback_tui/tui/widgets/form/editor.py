"""A text in the user's own editor, with the screen put aside meanwhile."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winback_tui.domain.errors import Refused
from winback_tui.domain.text import clean

if TYPE_CHECKING:
    from textual.app import App


def editor_command() -> list[str]:
    """The words of $VISUAL or $EDITOR, else vi or what the machine has. Raises Refused if there is none."""
    for told in (os.environ.get("VISUAL"), os.environ.get("EDITOR"), "vi", "nano", "notepad"):
        words = shlex.split(told) if told else []
        if words and shutil.which(words[0]):
            return words
    raise Refused("No editor was found; set EDITOR to one, such as EDITOR=nano.")


def edit_outside(app: App[Any], text: str) -> str:
    """`text` as the user left it in the editor, cleaned; unchanged where the editor failed.

    The file lives in a folder of its own, readable by the user only, and is removed afterwards. Raises Refused.
    """
    from textual.app import SuspendNotSupported

    command = editor_command()
    with tempfile.TemporaryDirectory(prefix="winback-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text + "\n" if text else "", "utf-8")
        path.chmod(0o600)
        try:
            with app.suspend():
                done = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported:
            raise Refused("This terminal cannot be lent to an editor.") from None
        except OSError as fault:
            raise Refused(f"{command[0]} could not be started: {fault.strerror}.") from fault
        if done.returncode != 0:
            raise Refused(f"{command[0]} ended with code {done.returncode}; the text is as it was.")
        return clean(path.read_text("utf-8", errors="replace"))
