"""Complaints: how fast they are answered, compared with Kotler's figures (playbook L3, M12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from winback_tui.domain.days.medians import lower_median
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, full_day

SERIOUS_FROM = 3
"""Complaints of this severity or worse count as serious (our own definition, on the scale of M7)."""

AT_ONCE_DAYS = 1
"""A complaint answered within this many days counts as heard at once (our own definition)."""


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """One complaint. `severity` is 1 trifle to 5 end of the world, as the customer sees it."""

    on_day: date
    severity: int = 2
    text: str = ""
    answered_on: date | None = None
    resolved_on: date | None = None

    @property
    def serious(self) -> bool:
        """Whether it is a problem or worse."""
        return self.severity >= SERIOUS_FROM

    @property
    def marks(self) -> int:
        """Black marks: one for an error, three at once for a serious one (playbook section 4, 8)."""
        return 3 if self.serious else 1

    @property
    def open(self) -> bool:
        """Whether it is still unresolved."""
        return self.resolved_on is None

    @property
    def days_to_answer(self) -> int | None:
        """Days until somebody answered; a resolution without an answer counts as one."""
        answered = self.answered_on or self.resolved_on
        return (answered - self.on_day).days if answered else None

    @property
    def days_to_resolve(self) -> int | None:
        """Days until it was resolved."""
        return (self.resolved_on - self.on_day).days if self.resolved_on else None


def checked(complaint: ComplaintRecord, today: date) -> ComplaintRecord:
    """The complaint, if its severity is on the scale and its days are possible.

    Raises BadInput in one sentence otherwise.
    """
    if not 1 <= complaint.severity <= 5:
        raise BadInput(
            f"The severity of a complaint must be from 1 to 5, not {complaint.severity}.", rule="M7"
        )
    if complaint.on_day > today:
        raise BadInput(f"The complaint is dated {full_day(complaint.on_day)}, which is in the future.")
    for what, day in (("answered", complaint.answered_on), ("resolved", complaint.resolved_on)):
        if day and not complaint.on_day <= day <= today:
            raise BadInput(
                f"The complaint from {full_day(complaint.on_day)} cannot be {what} on {full_day(day)};"
                " give a day between then and today.",
                rule="M12",
            )
    return complaint


class ComplaintHistory(StrEnum):
    """What the complaints of an account say about its return (K1)."""

    NEVER = "never complained"
    RESOLVED = "complaints resolved"
    OPEN = "a complaint is unresolved"


def history(complaints: Iterable[ComplaintRecord]) -> ComplaintHistory:
    """The account's complaint history as K1 asks for it."""
    known = list(complaints)
    if not known:
        return ComplaintHistory.NEVER
    return ComplaintHistory.OPEN if any(complaint.open for complaint in known) else ComplaintHistory.RESOLVED


@dataclass(frozen=True, slots=True)
class Kotler:
    """Share of customers who buy again after a complaint. `rule` is its playbook id."""

    case: str
    buys_again: float
    rule: str


KOTLER = (
    Kotler("satisfied all along", 0.91, "M12"),
    Kotler("complained, unhappy with the answer", 0.54, "M12"),
    Kotler("complained, well answered", 0.96, "M12"),
    Kotler("serious complaint, heard", 0.34, "L3"),
    Kotler("serious complaint, handled at once", 0.52, "L3"),
    Kotler("small complaint, heard", 0.54, "L3"),
    Kotler("small complaint, handled at once", 0.95, "L3"),
)
KOTLER_NOTE = "Kotler's figures from the 1990s, measured on consumers: context, not a promise."


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the complaints of one sort were handled. Days are lower medians, None without any."""

    total: int
    open: int
    unanswered: int
    at_once: int
    median_answer: int | None
    median_resolve: int | None

    @property
    def sentence(self) -> str:
        """The figures in one sentence."""
        if not self.total:
            return "No complaint is recorded."
        alone = self.total == 1
        parts = [count(self.total, "complaint")]
        if not alone:
            parts.append(f"{self.at_once} answered at once")
        if alone and self.at_once:
            parts.append("answered at once")
        elif self.median_answer is not None:
            parts.append(f"{'' if alone else 'half '}answered {_within(self.median_answer)}")
        if self.median_resolve is not None:
            which = "resolved" if alone else "half of those resolved"
            parts.append(f"{which} {_within(self.median_resolve)}")
        parts += [f"{self.unanswered} unanswered"] if self.unanswered else []
        parts += [f"{self.open} open"] if self.open else []
        return ", ".join(parts) + "."


def _within(days: int) -> str:
    return f"within {count(days, 'day')}" if days else "the same day"


def speed(complaints: Sequence[ComplaintRecord]) -> Speed:
    """How fast these complaints were answered and resolved."""
    answers = [days for each in complaints if (days := each.days_to_answer) is not None]
    resolved = [days for each in complaints if (days := each.days_to_resolve) is not None]
    return Speed(
        total=len(complaints),
        open=sum(each.open for each in complaints),
        unanswered=len(complaints) - len(answers),
        at_once=sum(days <= AT_ONCE_DAYS for days in answers),
        median_answer=lower_median(answers) if answers else None,
        median_resolve=lower_median(resolved) if resolved else None,
    )


def compare_with_kotler(complaints: Sequence[ComplaintRecord]) -> tuple[str, ...]:
    """Own speed, serious and small apart, each compared with Kotler's figures (L3); empty without complaints."""
    sentences = []
    for name, serious, heard, fast in (("Serious", True, 0.34, 0.52), ("Small", False, 0.54, 0.95)):
        own = [each for each in complaints if each.serious is serious]
        if not own:
            continue
        share = sum(each.days_to_answer is not None and each.days_to_answer <= AT_ONCE_DAYS for each in own)
        sentences.append(
            f"{name}: {share} of {len(own)} answered at once ({exact_percent(share / len(own))}). "
            f"Kotler: {exact_percent(fast)} buy again when handled at once, {exact_percent(heard)} when only heard."
        )
    return tuple(sentences)
