"""`winback demo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from winback_tui.services.demo import smoke

from .runner import Winback


def test_smoke_does_the_main_job_and_says_each_step(winback: Winback) -> None:
    ended = winback("demo", "--smoke")
    assert ended.code == 0
    steps = [line.split()[:2] for line in ended.out.splitlines()]
    assert [step for _, step in steps] == [
        "import", "list", "case", "interview", "decide", "plan", "due", "log", "return", "undo", "redo"
    ]  # fmt: skip
    assert {word for word, _ in steps} == {"ok"}
    assert not winback.book.exists(), "the user's own book stays untouched"


def test_smoke_fails_where_something_is_not_as_it_should_be(
    winback: Winback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smoke, "FIRST_ORDER", smoke.FIRST_ORDER.replace("Invoice", "Quote"))
    ended = winback("demo", "--smoke")
    assert ended.code == 1
    assert ended.out.splitlines()[-1].startswith("WRONG  return")


def test_the_book_is_never_made_over_another_file(winback: Winback, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    mine.write_text("precious", encoding="utf-8")
    ended = winback("demo", "--to", str(mine))
    assert ended.code == 1
    assert "is there already" in ended.err
    assert mine.read_text(encoding="utf-8") == "precious"
