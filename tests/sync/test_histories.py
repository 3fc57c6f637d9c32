"""Whatever a team does, and whatever happens to the files between them: in the end all books say the same."""

from __future__ import annotations

import os
from collections import Counter
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.histories import Histories

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


def play(machine: type[Histories], histories: int, steps: int, *, fixed: bool, least: int) -> None:
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


@pytest.mark.parametrize(("machine", "histories"), [(FewLaptops, 100), (MoreLaptops, 110)])
def test_everybody_agrees(machine: type[Histories], histories: int) -> None:
    play(machine, histories, 18, fixed=True, least=1)


@pytest.mark.slow
def test_everybody_agrees_in_twenty_thousand_histories() -> None:
    play(ManyLaptops, 20_000, 50, fixed=False, least=100)
