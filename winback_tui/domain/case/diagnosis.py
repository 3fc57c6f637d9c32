"""Why an account left, put together from several interviews: weights, doubts, human failures.

Only what the customer's people say gives weights; the rep's word and the data are shown next to them and are
compared in `voices`, never averaged in (playbook section 4, 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count


@dataclass(frozen=True, slots=True)
class StatedReason:
    """One reason given in one interview. `reason` is its class code, `confidence` 0 to 3 how sure we are.

    `root` says that the whys reached it; `whom` and `promise_broken` belong to a human failure (M8).
    `text` are the words of the root; `nth` counts the roots of one class within one interview from 1: each is a
    cause of its own. Raises BadInput for a missing class or a confidence off the scale.
    """

    interview: str
    person: str
    reason: str
    root: bool = False
    confidence: int = 0
    human: bool = False
    whom: str = ""
    promise_broken: str = ""
    text: str = ""
    nth: int = 1

    @property
    def key(self) -> tuple[str, int]:
        """Identifies the same cause in several interviews: its class, and which root of that class."""
        return self.reason, self.nth

    def __post_init__(self) -> None:
        if not self.reason:
            raise BadInput(
                f"The reason that {self.person or 'somebody'} gave has no class; choose one.", rule="B6"
            )
        if not 0 <= self.confidence <= 3:
            raise BadInput(f"How sure we are is a number from 0 to 3, not {self.confidence}.", rule="M9")


@dataclass(frozen=True, slots=True)
class WeighedReason:
    """A reason with its share (0..1) and whole `percent`; `told_by` names who said so.

    `reached` is false where the whys never came to this reason as a root: it is only stated (M9).
    """

    reason: str
    share: float
    percent: int
    told_by: tuple[str, ...]
    reached: bool
    nth: int = 1

    @property
    def key(self) -> tuple[str, int]:
        """The same key as `StatedReason.key`."""
        return self.reason, self.nth


@dataclass(frozen=True, slots=True)
class HumanFailure:
    """Which person failed the customer and which promise was broken, as `person` said (M8)."""

    whom: str
    promise_broken: str
    person: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The reasons for one loss, the heaviest first, with everything that makes them uncertain."""

    reasons: tuple[WeighedReason, ...]
    groups: tuple[tuple[str, float], ...]
    human: tuple[HumanFailure, ...]
    doubts: tuple[str, ...]

    @property
    def weights(self) -> dict[str, float]:
        """Reason code to share; strategies are proposed from it."""
        found: dict[str, float] = {}
        for weighed in self.reasons:
            found[weighed.reason] = found.get(weighed.reason, 0.0) + weighed.share
        return found


def diagnose(
    stated: Sequence[StatedReason], groups: Mapping[str, str], labels: Mapping[str, str] | None = None
) -> Diagnosis:
    """Weigh the reasons that the customer's people gave.

    Every interview has the same say, however many reasons it names. Within one, only roots count, or what was
    stated where no root was reached; each reason weighs 1 and its confidence (our own definition). `groups` maps
    reason codes to their group, `labels` to the reader's words.
    """
    names = labels or {}
    interviews = list(dict.fromkeys(each.interview for each in stated))
    shares: dict[tuple[str, int], float] = {}
    tellers: dict[tuple[str, int], list[str]] = {}
    reached: set[tuple[str, int]] = set()
    for interview in interviews:
        counted = _counted([each for each in stated if each.interview == interview])
        total = sum(1 + each.confidence for each in counted)
        for each in counted:
            say = (1 + each.confidence) / total / len(interviews)
            shares[each.key] = shares.get(each.key, 0.0) + say
            tellers.setdefault(each.key, []).append(each.person)
            if each.root:
                reached.add(each.key)
    heavy = sorted(shares, key=lambda key: (-shares[key], key))
    percents = whole_percents([shares[key] for key in heavy])
    reasons = tuple(
        WeighedReason(
            key[0], shares[key], percent, tuple(dict.fromkeys(tellers[key])), key in reached, key[1]
        )
        for key, percent in zip(heavy, percents, strict=True)
    )
    return Diagnosis(reasons, _grouped(reasons, groups), _failures(stated), _doubts(stated, reasons, names))


def whole_percents(shares: Sequence[float]) -> list[int]:
    """Shares as whole percents that add up to 100, the largest remainders rounded up."""
    total = sum(shares)
    if total <= 0:
        return [0 for _ in shares]
    exact = [share / total * 100 for share in shares]
    floors = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    for place in by_remainder[: 100 - sum(floors)]:
        floors[place] += 1
    return floors


def _counted(stated: Sequence[StatedReason]) -> list[StatedReason]:
    return [each for each in stated if each.root] or list(stated)


def _grouped(reasons: Sequence[WeighedReason], groups: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    shares: dict[str, float] = {}
    for weighed in reasons:
        group = groups.get(weighed.reason, "other")
        shares[group] = shares.get(group, 0.0) + weighed.share
    return tuple(sorted(shares.items(), key=lambda pair: -pair[1]))


def _failures(stated: Sequence[StatedReason]) -> tuple[HumanFailure, ...]:
    found = [HumanFailure(each.whom, each.promise_broken, each.person) for each in stated if each.human]
    return tuple(dict.fromkeys(found))


def _doubts(
    stated: Sequence[StatedReason], reasons: Sequence[WeighedReason], names: Mapping[str, str]
) -> tuple[str, ...]:
    if not stated:
        return ("Nobody at the customer has told us why.",)
    doubts = []
    by_person = {
        each.person or "somebody": [
            other.reason for other in _counted([t for t in stated if t.person == each.person])
        ]
        for each in stated
    }
    if len(by_person) > 1 and not set.intersection(*(set(own) for own in by_person.values())):
        words = [
            f"{person} names {join_names([names.get(reason, reason) for reason in dict.fromkeys(own)])}"
            for person, own in by_person.items()
        ]
        doubts.append(f"The customer's people do not agree: {'; '.join(words)}.")
    for weighed in reasons:
        if not weighed.reached:
            name = names.get(weighed.reason, weighed.reason)
            doubts.append(f"{name} was only stated; the whys have not reached the root cause there.")
    unsure = [each for each in stated if each.root and each.confidence == 1]
    if unsure:
        doubts.append(
            f"{count(len(unsure), 'root cause')} in doubt because of tone or posture; ask once more."
        )
    return tuple(doubts)
