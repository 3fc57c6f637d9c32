"""Why accounts leave, in two levels: three groups, and reasons in each (playbook section 4, end)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from winback_tui.domain.errors import NotFound


class ReasonGroup(StrEnum):
    """Lured by a rival, dissatisfied with us, or lost for objective reasons (G1, L2)."""

    LURED = "lured"
    DISSATISFIED = "dissatisfied"
    OBJECTIVE = "objective"


class Nature(StrEnum):
    """What a reason is about, where a rule asks for it: K1 (price, service) and M8 (human)."""

    PRICE = "price"
    SERVICE = "service"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason class in one language. A retired one is still named in old cases but no longer offered."""

    code: str
    group: ReasonGroup
    label: str
    hint: str = ""
    natures: frozenset[Nature] = frozenset()
    fixable: bool = True
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """All reason classes, in the order of the list, with the names of the groups."""

    all: tuple[Reason, ...]
    group_labels: tuple[tuple[ReasonGroup, str], ...]

    def __getitem__(self, code: str) -> Reason:
        """The reason with this code. Raises NotFound."""
        for each in self.all:
            if each.code == code:
                return each
        raise NotFound(
            f"'{code}' is not a reason; choose one of {', '.join(each.code for each in self.offered)}."
        )

    @property
    def offered(self) -> tuple[Reason, ...]:
        """The reasons to choose from, without the retired ones."""
        return tuple(each for each in self.all if not each.retired)

    def of(self, group: ReasonGroup) -> tuple[Reason, ...]:
        """The reasons to choose from in one group."""
        return tuple(each for each in self.offered if each.group is group)

    @property
    def labels(self) -> dict[str, str]:
        """Code -> name, also of retired reasons."""
        return {each.code: each.label for each in self.all}

    def group_label(self, group: ReasonGroup) -> str:
        """The group's name."""
        return dict(self.group_labels)[group]

    def natures(self, codes: Iterable[str]) -> frozenset[Nature]:
        """What these reasons are about, taken together; an unknown code is about nothing."""
        known = {each.code: each.natures for each in self.all}
        return frozenset(nature for code in codes for nature in known.get(code, frozenset()))
