"""The editor that a text is opened in."""

from __future__ import annotations

import pytest

from winback_tui.domain.errors import Refused
from winback_tui.tui.widgets.form.editor import editor_command


@pytest.mark.parametrize("setting", ['vi "unclosed', "'", "vi \\"])
def test_an_editor_whose_quotes_do_not_close_is_said(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", setting)
    with pytest.raises(Refused, match="EDITOR cannot be read"):
        editor_command()
