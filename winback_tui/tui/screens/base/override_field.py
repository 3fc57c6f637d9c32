"""The field by which a refusal is overridden in writing."""

from __future__ import annotations

from winback_tui.tui.widgets.form.field import TextField


class OverrideField(TextField):
    """Why it must be who lost the account that leads its return, in writing (playbook M10, B8).

    Refusals by M10 stand at the name instead: another name typed at once must not become the reason.
    """

    def __init__(self) -> None:
        super().__init__("override", "Exception", example="why the rep who lost them leads all the same")
