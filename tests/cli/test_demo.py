"""`winback demo`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from winback_tui.services.demo import smoke
from winback_tui.services.demo.past.customers import past_customers
from winback_tui.services.demo.team import seeds

from .runner import Winback, code_at_end


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
    assert "already exists" in ended.err
    assert mine.read_text(encoding="utf-8") == "precious"


def test_the_book_is_made_where_told_and_nothing_beside_it(winback: Winback, tmp_path: Path) -> None:
    place = tmp_path / "looks" / "demo.db"
    ended = winback("demo", "--to", str(place))
    assert ended.code == 0, ended.err
    assert [path.name for path in place.parent.iterdir()] == ["demo.db"]
    shown = Winback(place, winback.env)("list", "--view", "all")
    assert len(shown.rows) == len(seeds()) + len(past_customers()) + 1, "one came by telephone"


def test_at_a_terminal_it_opens_the_screen_and_asks_nothing(winback: Winback, tmp_path: Path) -> None:
    env = {**winback.env, "XDG_CACHE_HOME": str(tmp_path / "cache"), "WINBACK_THEME": "dark"}
    terminal = Winback(winback.book, env).terminal("demo", size=(30, 100), term="xterm-256color")
    terminal.expect("North Mill Ltd", timeout=90)
    terminal.send("q")
    assert code_at_end(terminal) == 0
    assert not winback.book.exists(), "the user's own book stays untouched"


def test_a_team_of_three_laptops_waits_for_its_lead(winback: Winback, tmp_path: Path) -> None:
    made = winback("demo", "--team", str(tmp_path / "team"))
    assert made.code == 0, made.err
    openers = [Path(line.split()[1]) for line in made.out.splitlines()]
    assert [each.name for each in openers] == ["ann.sh", "ben.sh", "carla.sh"]

    def run(opener: Path, *words: str) -> Any:
        ended = subprocess.run(
            ["sh", str(opener), *words, "--json"], capture_output=True, text=True, check=False
        )
        return ended.returncode, json.loads(ended.stdout)

    ann, _, carla = openers
    code, synced = run(ann, "sync", "--yes")
    assert code == 4 and synced["conflicts_open"] == 2
    people = {each["person"]: each for each in synced["people"]}
    assert people["Ben Osei"]["orders_new"] == 1 and people["Carla Ruiz"]["erasures"] == 1
    assert any("Marais" in name for name in synced["returned"])
    conflicts = run(ann, "conflicts")[1]
    assert {(each["account"], each["field"]) for each in conflicts} == {
        ("Hollis & Grey Printers", "note"),
        ("Lindqvist Bygg AB", "date"),
    }
    laptops = {each["person"]: each["unconfirmed"] for each in run(carla, "team", "list")[1]}
    assert laptops["Ann Keller"] == 1, "the lead has not confirmed the erasure yet"
    assert winback("demo", "--team", str(tmp_path / "team")).code == 1
