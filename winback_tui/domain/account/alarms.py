"""Warning signs other than a missing order, each shown with its own reason (playbook B2, B3, B5, B17, C4, K5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from winback_tui.domain.account.risk_sign import RiskSign

from .abc_class import fell


@dataclass(frozen=True, slots=True)
class Alarm:
    """The playbook rule, one sentence, and one word of at most seven letters for a narrow column."""

    rule: str
    text: str
    word: str = field(default="", compare=False)


def alarm_of(sign: RiskSign) -> Alarm:
    """A sign as a page or a row shows it."""
    return Alarm(sign.kind.rule, sign.sentence, sign.kind.word)


def class_fell(former: str, now: str) -> Alarm | None:
    """B5: the ABC class is worse than a year ago."""
    return Alarm("B5", f"Was class {former} a year ago, now {now}.", "class") if fell(former, now) else None
