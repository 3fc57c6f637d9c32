"""What the gates look at: the facts of one case, gathered by whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

PRICE_HUNTER_WAIT_DAYS = 90
"""Default days that a lowest-price hunter is left with the cheaper supplier (our own figure, a setting)."""

NOTHING_OF_OURS = frozenset(
    {
        "rival-persistence",
        "nicer-specialist",
        "better-terms",
        "forgotten",
        "indifferent",
        "decision-maker-left",
        "market",
    }
)
"""Causes that the plan answers and no repair removes; added codes with the prefixes below count too."""

NOTHING_OF_OURS_PREFIXES = ("objective", "lured-")
"""Code prefixes of added objective and `lured` reasons."""

NO_WRONG_OF_OURS = frozenset({"price"})
"""Causes that we can repair but need not apologise for: being dearer than a rival wrongs nobody."""


@dataclass(frozen=True, slots=True)
class FixFact:
    """A repair that removes a cause: what is done, who does it, by when, and when it was done."""

    what: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None


@dataclass(frozen=True, slots=True)
class CauseFact:
    """A cause of the loss. `reason` is its class code, `name` what the reader sees.

    `fixable` is what the manager said: can we remove it, or not, or (None) not asked yet.
    """

    reason: str
    name: str
    fixable: bool | None = None
    fixes: tuple[FixFact, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether there is something on our side to repair before anybody contacts the customer."""
        return self.reason not in NOTHING_OF_OURS and not self.reason.startswith(NOTHING_OF_OURS_PREFIXES)

    @property
    def our_fault(self) -> bool:
        """Whether we did something wrong, which a letter of apology may name as its reason (W)."""
        return self.ours and self.reason not in NO_WRONG_OF_OURS

    @property
    def removed(self) -> bool:
        """Whether every recorded fix is done, and at least one where the cause is our own (B20)."""
        return all(fix.done_on for fix in self.fixes) and (bool(self.fixes) or not self.ours)


@dataclass(frozen=True, slots=True)
class GateFacts:
    """Everything that the gates of playbook section 5 ask about one case on the day `today`.

    Ids are compared, names are shown. `lost_by_*` is the employee who lost the account or let it go
    without trying to keep it. `step_owners` are the people (id to name) whom the plan sends out.
    `unmeetable` holds the texts of the conditions of return that the manager declared out of reach.
    `revised_terms` is the text of the terms agreed for a bad payer. `times_lost` counts this loss.
    `overrides` maps a rule id to the written reason.
    """

    account: str
    today: date
    lost_on: date
    lost_by_id: str = ""
    lost_by_name: str = ""
    responsible_id: str = ""
    responsible_name: str = ""
    strategy: str = ""
    step_owners: Mapping[str, str] = field(default_factory=dict)
    interviews_begun: int = 0
    interviews_finished: int = 0
    root_recorded: bool = False
    causes: tuple[CauseFact, ...] = ()
    unmeetable: tuple[str, ...] = ()
    pays_badly: bool = False
    revised_terms: str = ""
    hunts_price: bool = False
    price_hunter_wait: int = PRICE_HUNTER_WAIT_DAYS
    times_lost: int = 1
    repentance_sent_on: date | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)

    @property
    def repairable(self) -> tuple[CauseFact, ...]:
        """The causes that a repair of ours removes, done or not."""
        return tuple(cause for cause in self.causes if cause.ours or cause.fixes)

    @property
    def standing(self) -> tuple[CauseFact, ...]:
        """The causes still to be removed (B20); what is beyond us is not among them (B9)."""
        return tuple(cause for cause in self.repairable if not cause.removed and cause.fixable is not False)
