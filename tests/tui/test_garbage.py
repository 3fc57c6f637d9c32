"""Garbage is collected while the user rests, never while a form opens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from time import monotonic
from types import SimpleNamespace

import pytest

from winback_tui.tui.app.watching.garbage import REST, SAFETY, WORTH_IT, GarbageWatch


@pytest.fixture
def _usual_thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_usual_thresholds")
def test_in_a_rest_all_is_collected_if_it_is_worth_it_and_while_somebody_types_only_in_an_emergency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[object] = []
    collected: list[int] = []
    app = SimpleNamespace(key_at=0.0, set_interval=lambda seconds, look: looks.append(look))
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))

    def looked_after(seconds: float, made: int) -> bool:
        collected.clear()
        app.key_at = monotonic() - seconds
        monkeypatch.setattr(gc, "get_count", lambda: (made, 0, 0))
        looks[0]()  # type: ignore[operator]
        return bool(collected)

    GarbageWatch(app).begin()  # type: ignore[arg-type]
    assert gc.get_threshold()[0] == SAFETY
    assert looked_after(REST + 1, WORTH_IT)
    assert not looked_after(REST + 1, WORTH_IT - 1)
    assert not looked_after(0, WORTH_IT)
