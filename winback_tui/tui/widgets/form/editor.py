"""Editing a text in the user's own editor: the command of every text box, and the editor run meanwhile."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from winback_tui.domain.errors import Refused
from winback_tui.domain.text import clean
from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from textual.app import App

    from winback_tui.tui.app.context import Context


def editor_command() -> list[str]:
    """The words of $VISUAL or $EDITOR, else vi or what the machine has. Raises Refused if there is none."""
    import shlex

    for setting in (os.environ.get("VISUAL"), os.environ.get("EDITOR"), "vi", "nano", "notepad"):
        try:
            words = shlex.split(setting) if setting else []
        except ValueError as fault:
            raise Refused(f"EDITOR cannot be read ({fault}): {str(setting)[:60]}.") from fault
        if words and shutil.which(words[0]):
            return words
    raise Refused("No editor was found; set EDITOR to one, such as EDITOR=nano.")


def edit_outside(app: App[Any], text: str) -> str:
    """`text` as the user left it in the editor, cleaned; unchanged where the editor failed.

    The file lives in a folder of its own, readable by the user only, and is removed afterwards. Raises Refused.
    """
    import subprocess

    from textual.app import SuspendNotSupported

    from winback_tui.files.working_folder import WorkingFolder

    command = editor_command()
    with WorkingFolder() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text + "\n" if text else "", "utf-8")
        path.chmod(0o600)
        try:
            with app.suspend():
                done = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported:
            raise Refused("No editor can be opened in this terminal.") from None
        except OSError as fault:
            raise Refused(f"{command[0]} could not be started: {fault.strerror}.") from fault
        if done.returncode != 0:
            raise Refused(f"{command[0]} ended with code {done.returncode}; the text is unchanged.")
        return clean(path.read_text("utf-8", errors="replace"))


class EditableText(Protocol):
    """A widget with a text."""

    def entered_text(self) -> str:
        """The text now."""
        ...

    def put(self, text: str) -> None:
        """Replaces the text."""
        ...


class EditOutside(Command):
    id = "text.editor"
    keys = "f4,ctrl+e"
    label = "edit in your editor"
    short = "editor"
    about = "Edit the text in $EDITOR; what you save there comes back here."
    footer = 90

    def run(self, context: Context) -> None:
        box = cast("EditableText", context.node)
        box.put(edit_outside(context.node.app, box.entered_text()))
