"""The least Textual program: one label."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class OneLabel(App[None]):
    """Shows one label."""

    def compose(self) -> ComposeResult:
        yield Label("READY", markup=False)


if __name__ == "__main__":
    OneLabel().run()
