"""Whatever a team does, and whatever happens to the files between them: in the end all books say the same."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.histories import Histories

_FIRST, _, _LAST = os.environ.get("WINBACK_SEEDS", "0-99").partition("-")
SEEDS = range(int(_FIRST), int(_LAST or _FIRST) + 1)
EVENTS = (
    "conflicts",
    "decided",
    "erased",
    "ahead",
    "lost",
    "restored",
    "cloned",
    "forked",
    "skewed",
    "refused",
)


class FewLaptops(Histories):
    counted: ClassVar[Counter[str]] = Counter()
    sizes = (2, 3)


class MoreLaptops(Histories):
    counted: ClassVar[Counter[str]] = Counter()
    sizes = (3, 5)


class ManyLaptops(Histories):
    counted: ClassVar[Counter[str]] = Counter()
    sizes = (2, 3, 5, 7)


def play(machine: type[Histories], histories: int, steps: int, *, fixed: bool = True, least: int = 1) -> None:
    """Play so many histories, always the same ones where `fixed`; each event must have happened `least` times."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            deadline=None,
            derandomize=fixed,
            database=None,
            phases=(Phase.generate, Phase.shrink) if "WINBACK_SHRINK" in os.environ else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.counted["histories"] >= histories
    rare = {event: machine.counted[event] for event in EVENTS if machine.counted[event] < least}
    assert not rare, (rare, machine.counted)


@pytest.mark.thorough
@pytest.mark.parametrize(("machine", "histories"), [(FewLaptops, 45), (MoreLaptops, 20)])
def test_everybody_agrees(machine: type[Histories], histories: int) -> None:
    play(machine, histories, 18)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_agrees_in_twenty_thousand_histories(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    """Two hundred histories a seed; `WINBACK_SEEDS=40-59` plays a part of them, so that machines share the work.

    `--junitxml` keeps what each seed met.
    """

    class Seeded(ManyLaptops):
        counted: ClassVar[Counter[str]] = Counter()

    play(with_seed(seed)(Seeded), 200, 30, fixed=False)
    record_property("counted", dict(Seeded.counted))
