"""`winback backtest`: the past of a book replayed, or one sentence why it cannot be."""

from __future__ import annotations

from pathlib import Path

from tests.bench.book_file import write_rows
from tests.bench.generate import rows
from tests.cli.runner import Winback


def test_a_book_without_a_past_says_so(winback: Winback, tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("number,account,date,amount\n1,Acme,2026-11-02,12.00\n2,Bolt,2026-11-09,15.00\n")
    assert winback("import", str(file), "--yes", "--currency", "EUR").code == 0

    ended = winback("backtest")

    assert ended.code == 1
    assert "half a year before" in ended.err
    assert winback("backtest", "--cut", "2026-11-05").code == 1


def test_a_replay_tells_top_hits_reliability_and_the_rules_of_thumb(winback: Winback, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    write_rows(file, rows(200, 3_000, 1))
    assert winback("import", str(file), "--yes", "--currency", "EUR").code == 0

    ended = winback("backtest", "--cut", "2026-01-01", "--json")

    (told,) = ended.json
    assert told["cut"] == "2026-01-01"
    assert told["told_on"] < "2026-01-01"
    assert {one["by"] for one in told["rankings"]} >= {"chance gone", "days since last order", "45 days"}
    assert sum(one["accounts"] for one in told["reliability"]) == told["accounts"]
    ours = told["rankings"][0]
    assert ours["area"] > 0.6 and 0 <= ours["lost_money_in_top_tenth"] <= 1
    page = winback("backtest", "--cut", "2026-01-01").out
    assert told["sentence"] in page and "did not order" in page
