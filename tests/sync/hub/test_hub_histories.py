"""The same histories through the hub and through files end in the same books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

import pytest

from tests.sync.hub.desks import HubHistories
from tests.sync.test_histories import play
from winback_tui.sync.hub.address import hub_address
from winback_tui.sync.hub.connection import open_hub

pytestmark = pytest.mark.usefixtures("no_second_look")


def played(
    hub_url: Callable[[], str], histories: int, sizes: tuple[int, ...], *, fixed: bool
) -> Counter[str]:
    """Play so many histories, each on a hub of its own; what happened in them."""

    class OnAHub(HubHistories):
        counted: ClassVar[Counter[str]] = Counter()

        def __init__(self) -> None:
            super().__init__()
            self.sizes = sizes
            self._opened = open_hub(hub_address(hub_url()))
            self.hub = self._opened.__enter__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                self._opened.__exit__(None, None, None)

    play(OnAHub, histories, 18, fixed=fixed, least=1 if histories > 100 else 0)
    return OnAHub.counted


@pytest.mark.thorough
def test_the_hub_and_files_agree(hub_url: Callable[[], str]) -> None:
    counted = played(hub_url, 12, (2, 3), fixed=True)
    assert counted["met the hub"] >= 10 and counted["conflicts"] and counted["erased"]


@pytest.mark.slow
def test_the_hub_and_files_agree_in_five_hundred_histories(hub_url: Callable[[], str]) -> None:
    counted = played(hub_url, 500, (2, 3, 5), fixed=False)
    assert counted["met the hub"] >= 200 and counted["forked"] and counted["erased"] > 40
