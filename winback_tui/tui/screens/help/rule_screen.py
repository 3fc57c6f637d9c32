"""The rule of the playbook behind a refusal, an alarm, a hint or a gate: its title, its text, its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from winback_tui.services.settings.playbook import rule_texts
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.reader import Reader


class RuleScreen(Reader):
    """Opened by the help key right after something was refused."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", "back", show=False)]

    def __init__(self, rules: Sequence[str]) -> None:
        """`rules`: their ids in the playbook."""
        title = "The rule behind this" if len(rules) == 1 else "The rules behind this"
        super().__init__(title, Static(rules_content(rules), markup=False))


def rules_content(rules: Sequence[str]) -> Content:
    """Each rule with its title, its text, its source and its code."""
    parts = [
        say(
            (f"{rule.title}\n", "strong"),
            f"{rule.text}\n",
            (f"Source: {rule.source}. Rule {rule.id}", "muted"),
        )
        for rule in rule_texts(rules)
    ]
    return Content("\n\n").join(parts)
