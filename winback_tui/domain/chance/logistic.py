"""Logistic regression with an offset and a pull towards zero, solved by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import exp
from operator import add, mul, sub

_ROUNDS = 15
_STRIDE = 0.7
"""The most that a weight moves in one round: a full Newton step may overshoot the answer and never come back."""


def chance_of(logit: float) -> float:
    """The probability whose logarithm of odds is `logit`."""
    return 1 / (1 + exp(-logit)) if -30 < logit < 30 else float(logit > 0)


def weighted_sum(weights: Sequence[float], values: Sequence[float]) -> float:
    """The sum of the products; both are equally long."""
    return float(sum(map(mul, weights, values)))


def regress(
    rows: Sequence[Sequence[float]],
    outcomes: Sequence[bool],
    offsets: Sequence[float],
    pulls: Sequence[float],
) -> list[float]:
    """Weights of the columns of `rows` beyond `offsets` (log odds); `pulls` are the ridge penalties."""
    width = len(pulls)
    weights = [0.0] * width
    columns: Sequence[Sequence[float]] = list(zip(*rows, strict=True)) or [()] * width
    for _ in range(_ROUNDS):
        sums = [0.0] * len(rows)
        for weight, column in zip(
            weights, columns, strict=True
        ):  # by column, which is quicker than a row at a time
            sums = list(map(add, sums, map(mul, repeat(weight), column)))
        chances = list(map(chance_of, map(add, offsets, sums)))
        errors = list(map(sub, chances, outcomes))
        slope = [
            pull * weight + weighted_sum(errors, column)
            for pull, weight, column in zip(pulls, weights, columns, strict=True)
        ]
        steep = [chance * (1 - chance) for chance in chances]
        curve = []
        for i, column in enumerate(columns):
            scaled = list(map(mul, steep, column))
            curve.append([weighted_sum(scaled, other) for other in columns[: i + 1]])
            curve[i][i] += pulls[i] + 1e-9
        step = _solved(curve, slope)
        longest = max(map(abs, step))
        shortened = min(1.0, _STRIDE / max(longest, 1e-12))
        weights = [weight - shortened * change for weight, change in zip(weights, step, strict=True)]
        if longest < 1e-3:
            break
    return weights


def _solved(lower: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric positive system given by its lower triangle (Cholesky)."""
    size = len(right)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = lower[i][j] - sum(root[i][k] * root[j][k] for k in range(j))
            root[i][j] = max(rest, 1e-12) ** 0.5 if i == j else rest / root[j][j]
    halfway: list[float] = []
    for i in range(size):
        halfway.append((right[i] - sum(root[i][k] * halfway[k] for k in range(i))) / root[i][i])
    solution = [0.0] * size
    for i in reversed(range(size)):
        rest = halfway[i] - sum(root[k][i] * solution[k] for k in range(i + 1, size))
        solution[i] = rest / root[i][i]
    return solution
