"""What usually comes of a contact, each with one key and the next day that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Outcome:
    """A usual result; `short` for a choice. `again_in`: days to the next contact, None where none follows."""

    code: str
    text: str
    short: str
    again_in: int | None

    def next_on(self, today: date) -> date | None:
        """The day proposed for the next contact, moved past the weekend."""
        if self.again_in is None:
            return None
        day = today + timedelta(days=self.again_in)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


OUTCOMES = (
    Outcome("1", "Not reached", "not reached", 1),
    Outcome("2", "Spoke with them, call again", "spoke, call again", 7),
    Outcome("3", "Asked to be called later", "call later", 30),
    Outcome("4", "Wants a quote or an offer", "wants an offer", 2),
    Outcome("5", "Says an order is coming", "order is coming", 7),
    Outcome("6", "Said no, door left open", "said no", 90),
)
"""Our own choice; anything else is typed. None of them makes a return: that takes an order (playbook M11)."""
