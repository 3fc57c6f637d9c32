from __future__ import annotations

from pathlib import Path

from tests.tui.capture import capture
from tests.tui.demo import demo_app


def test_a_picture_has_the_same_bytes_every_time_and_loads_nothing(tmp_path: Path) -> None:
    one, two = (
        capture(demo_app(tmp_path / name), (80, 24), "j", "c", "tab", *"hello") for name in ("one", "two")
    )
    assert one == two
    assert "Kessler" in one
    assert "url(" not in one.replace("url(#", "")
