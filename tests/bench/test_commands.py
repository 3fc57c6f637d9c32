"""The commands of this folder do what they print; the measuring itself is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import commands, main
from tests.bench.book_file import histories_in


def test_a_generated_book_is_the_same_every_time_and_can_be_replayed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        assert main(["generate", str(path), "--accounts", "300", "--orders", "4000"]) == 0

    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_text().splitlines()) == 4_001
    assert len(histories_in(first)) <= 300
    capsys.readouterr()
    assert main(["replay", str(first), "--cut", "2026-01-01", "--cut", "2026-06-29"]) == 0
    told = capsys.readouterr().out
    assert "days since last order" in told
    assert "less than 90 days after" in told
    assert told.rstrip().splitlines()[-1].startswith("mean of 1: area 0.")


def test_no_command_lists_them_and_an_unknown_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert {"generate", "replay", "scoring"} <= commands().keys()
    assert main(["nonsense"]) == 2
    assert "replay" in capsys.readouterr().out
