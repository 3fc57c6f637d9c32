"""Fields that belong together, written by different people: one the kind, another the amount, unknown to each other.

Each field by itself then has one head, and merging them gives a record nobody wrote. A group of fields is therefore
treated as one field: its heads are the changes that no later one of the group knew of. A change knows what it
replaces, what its laptop had written before, what it cites, and all that these knew. It also replaces changes that
only repeat what its writer saw in the fields: where two people wrote the same, a later edit replaces both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from winback_tui.store.log.logged_tables import TOGETHER

from .row_changes import Decisions, RowChange, Stamped


@dataclass(frozen=True, slots=True)
class GroupView:
    """The fields of a group as the writer of one of its heads left them."""

    change: RowChange
    values: dict[str, Any]


def views_apart(
    table: str, changes: Sequence[RowChange], decisions: Decisions
) -> Iterator[tuple[GroupView, ...]]:
    """The views of each group of fields that has several; they may still agree. `changes` in the order of stamps."""
    for group, own in _written(table, changes):
        known = _known(own, decisions)
        lasting = [change for change in own if decisions.in_force(change)]
        first = {change.col: change.before for change in reversed(own)}
        overtaken = {at for change in lasting for at in known[change.at]} | _echoes(lasting, known, first)
        heads = [change for change in lasting if change.at not in overtaken]
        if len(heads) > 1:
            yield tuple(
                GroupView(
                    head,
                    {
                        column: _value(column, head, lasting, known, first)
                        for column in group
                        if column in first
                    },
                )
                for head in heads
            )


def touched_by_several(table: str, changes: Sequence[RowChange]) -> bool:
    """Whether more than one laptop wrote to a group of fields: a quick check before the full one."""
    return any(True for _ in _written(table, changes))


def changed_apart(table: str, changes: Sequence[RowChange], decisions: Decisions) -> set[str]:
    """The first field of each group that two people ever wrote to without knowing of each other; decided or not."""
    found = set()
    for group, own in _written(table, changes):
        known = _known(own, decisions)
        if any(one.at not in known[other.at] for one, other in combinations(own, 2)):
            found.add(next(column for column in group if any(change.col == column for change in own)))
    return found


def _written(table: str, changes: Sequence[RowChange]) -> Iterator[tuple[tuple[str, ...], list[RowChange]]]:
    """The changes of each group that more than one laptop wrote to, since the row was last entered or deleted."""
    entered = max((place for place, change in enumerate(changes) if change.col in ("*", "-")), default=-1)
    for group in TOGETHER.get(table, ()):
        own = [change for change in changes[entered + 1 :] if change.col in group]
        if len({change.at[0] for change in own}) > 1:
            yield group, own


def _known(own: Sequence[RowChange], decisions: Decisions) -> dict[Stamped, set[Stamped]]:
    """By change: the earlier ones of its group that its writer knew of."""
    known: dict[Stamped, set[Stamped]] = {}
    for number, change in enumerate(own):
        cited = decisions.cited_by(change)
        known[change.at] = set()
        for earlier in own[:number]:
            if earlier.at == change.replaces or earlier.at[0] == change.at[0] or earlier.at in cited:
                known[change.at] |= {earlier.at, *known[earlier.at]}
    return known


def _echoes(
    lasting: Sequence[RowChange], known: dict[Stamped, set[Stamped]], first: dict[str, Any]
) -> set[Stamped]:
    """The changes that only repeat what the writer of a later one saw in the fields."""
    found = set()
    for number, change in enumerate(lasting):
        fields = first | {each.col: each.value for each in lasting[:number] if each.at in known[change.at]}
        fields[change.col] = change.before
        for earlier in lasting[:number]:
            if earlier.at in known[change.at]:
                continue
            own = {each.col: each for each in lasting if each is earlier or each.at in known[earlier.at]}
            if all(
                each.at in known[change.at] or each.value == fields[column] for column, each in own.items()
            ):
                found.add(earlier.at)
    return found


def _value(
    column: str,
    head: RowChange,
    lasting: Sequence[RowChange],
    known: dict[Stamped, set[Stamped]],
    first: dict[str, Any],
) -> Any:
    """What the writer of `head` had in this field."""
    own = [each for each in lasting if each.col == column and (each is head or each.at in known[head.at])]
    return own[-1].value if own else first[column]
