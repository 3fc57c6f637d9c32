"""The best assignment: which column holds which field, so that all claims together are strongest; and the next best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from .evidence import Claim, ColumnChoice

DECISIVE = frozenset(
    ["account", "account_id", "date", "amount", "number", "kind", "status", "currency", "unit_price"]
)
"""Fields that decide money, customer, day, kind and count; they win over a strong claim of another field."""

_ASIDE = 0.8
_DOUBT, _OF_A_GUESS = 20.0, 0.17
"""Deducted from every claim, so that two guesses together do not outweigh a plain statement."""

_LEFT_FIRST = 1e-5
"""The bonus for a column further left where all else is equal."""

Edges = Mapping[str, Mapping[int, float]]


def best_assignment(claims: Iterable[Claim], fixed: Mapping[int, str]) -> dict[str, int]:
    """One column per field and one field per column, with the greatest total weight of the claims.

    Exact: each field in turn gets a column by the path of exchanges that gains most. `fixed` columns are not touched.
    """
    edges = _edges(claims, fixed)
    taken = {field: column for column, field in fixed.items()}
    return {**taken, **_matched(edges)}


def weighed_choices(claims: Sequence[Claim], columns: Mapping[str, int]) -> dict[str, ColumnChoice]:
    """Field -> its choice, for the fields in `columns` that were found by evidence.

    The runner-up of a decisive field is its column in the best assignment that puts it elsewhere; the margin is how
    much worse that assignment is.
    """
    at = {(claim.field, claim.column): claim for claim in claims}
    found: dict[str, ColumnChoice] = {}
    relevant = [claim for claim in claims if claim.field in columns]
    edges = _edges(relevant, {})
    whole = {field: column for field, column in columns.items() if (field, column) in at}
    total = sum(edges[field][column] for field, column in whole.items())
    for field, column in whole.items():
        others = [claim for claim in relevant if claim.field == field and claim.column != column]
        if not others or field not in DECISIVE:
            margin = at[field, column].score - others[0].score if others else float("inf")
            found[field] = ColumnChoice(at[field, column], others[0] if others else None, margin)
            continue
        without = {**edges, field: {c: w for c, w in edges[field].items() if c != column}}
        second = _matched(without)
        margin = total - sum(without[f][c] for f, c in second.items())
        elsewhere = second.get(field)
        runner_up = at[field, elsewhere] if elsewhere is not None else others[0]
        found[field] = ColumnChoice(at[field, column], runner_up, max(margin, 0.0))
    return found


def _edges(claims: Iterable[Claim], fixed: Mapping[int, str]) -> dict[str, dict[int, float]]:
    """Field -> column -> weight, for fields not decided yet."""
    decided = set(fixed.values())
    edges: dict[str, dict[int, float]] = {}
    for claim in claims:
        if claim.column in fixed or claim.field in decided or claim.score <= 0:
            continue
        worth = max(claim.score - _DOUBT, claim.score * _OF_A_GUESS)
        weight = worth * (1.0 if claim.field in DECISIVE else _ASIDE) - _LEFT_FIRST * claim.column
        edges.setdefault(claim.field, {})[claim.column] = max(weight, _LEFT_FIRST)
    return edges


def _matched(edges: Edges) -> dict[str, int]:
    """The assignment with the greatest weight, found by best augmenting paths until none gains."""
    taken: dict[str, int] = {}
    owner: dict[int, str] = {}
    for _ in edges:
        path = _best_path(edges, taken, owner)
        if not path:
            break
        for field, column in path:
            taken[field] = column
            owner[column] = field
    return taken


def _best_path(edges: Edges, taken: Mapping[str, int], owner: Mapping[int, str]) -> list[tuple[str, int]]:
    """The exchanges that give one field more a column and gain most; empty where nothing gains.

    Bellman and Ford over fields: `gain` is the best that a path from a free field to this one, robbed of its column, is
    worth.
    """
    gain = {field: (0.0 if field not in taken else float("-inf")) for field in edges}
    came: dict[str, tuple[str, int]] = {}
    for _ in range(len(edges)):
        moved = False
        for field, columns in edges.items():
            if gain[field] == float("-inf"):
                continue
            for column, weight in columns.items():
                robbed = owner.get(column)
                if robbed is None or robbed == field:
                    continue
                worth = gain[field] + weight - edges[robbed][column]
                if worth > gain[robbed] + 1e-9 and not _leads_through(came, field, robbed):
                    gain[robbed], came[robbed] = worth, (field, column)
                    moved = True
        if not moved:
            break
    best, end = 1e-9, ("", -1)
    for field, columns in edges.items():
        for column, weight in columns.items():
            if column not in owner and gain[field] + weight > best:
                best, end = gain[field] + weight, (field, column)
    return _walk_back(came, end)


def _leads_through(came: Mapping[str, tuple[str, int]], field: str, other: str) -> bool:
    """Whether the path to `field` passes `other`."""
    seen: Collection[str] = set()
    while field in came and field not in seen:
        if field == other:
            return True
        seen = {*seen, field}
        field = came[field][0]
    return field == other


def _walk_back(came: Mapping[str, tuple[str, int]], end: tuple[str, int]) -> list[tuple[str, int]]:
    field, column = end
    path: list[tuple[str, int]] = []
    while field:
        path.append((field, column))
        if field not in came:
            break
        field, column = came[field]
    return path
