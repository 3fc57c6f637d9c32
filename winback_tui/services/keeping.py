"""Writing a setting as part of an act."""

from __future__ import annotations

import json
from typing import Any

from winback_tui.store.tables import Setting
from winback_tui.store.write import Deed


def keep_setting(deed: Deed, name: str, value: Any) -> None:
    """Set the team's choice of this name; None takes it back."""
    if value is None:
        deed.run("DELETE FROM setting WHERE id = ?", (name,))
        return
    told = json.dumps(value, ensure_ascii=False)
    if deed.run("UPDATE setting SET value = ? WHERE id = ?", (told, name)).rowcount == 0:
        deed.add(Setting(id=name, value=told))
