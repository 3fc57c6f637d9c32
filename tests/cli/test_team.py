"""The team by command: JSON that scripts rely on, and exit 4 while a conflict is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_tree import ENV
from tests.cli.runner import Winback

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


def laptop(folder: Path, name: str) -> Winback:
    """A laptop with a home of its own."""
    home = folder / name
    return Winback(
        home / "book.db", {**ENV, "WINBACK_ACTOR": name, **{each: str(home / each) for each in FOLDERS}}
    )


@pytest.fixture
def team(tmp_path: Path) -> tuple[Winback, Winback, Path, str]:
    """Ann's laptop, Ben's, the folder between them, and the team's code."""
    ann, ben, folder = laptop(tmp_path, "Ann"), laptop(tmp_path, "Ben"), tmp_path / "stick"
    folder.mkdir()
    assert ann("account", "add", "Acme").code == 0
    made = ann("sync", str(folder), "--yes", "--json")
    assert made.code == 0 and made.json["target"] == str(folder)
    code = made.json["code"]
    assert len(code.split()) == 7
    joined = ben("join", str(folder), "--code", code, "--json")
    assert (joined.code, joined.json["accounts"]) == (0, 1)
    return ann, ben, folder, code


def test_a_monday_with_a_conflict(team: tuple[Winback, Winback, Path, str]) -> None:
    ann, ben, folder, _ = team
    ann("account", "edit", "Acme", "--city", "Wien")
    ben("account", "edit", "Acme", "--city", "Graz")
    assert ben("sync", str(folder), "--yes", "--json").json["people"] == []
    tried = ann("sync", str(folder), "--dry-run", "--json")
    assert (tried.code, tried.json["done"], tried.json["conflicts_open"]) == (4, False, 1)
    assert ann("conflicts", "--json").json == []
    synced = ann("sync", "--yes", "--json")
    assert synced.code == 4
    assert synced.json["people"] == [
        {"person": "Ben", "changes": 1, "orders_new": 0, "conflicts": 1, "erasures": 0}
    ]
    assert "code" not in synced.json and synced.json["conflicts_open"] == 1
    listed = ann("conflicts", "--json")
    assert listed.code == 4
    (row,) = listed.json
    assert list(row) == ["id", "account", "what", "field", "before", "values"]
    assert (row["account"], row["field"], row["before"]) == ("Acme", "city", "")
    assert [list(each) for each in row["values"]] == [["value", "person", "at", "stands"]] * 2
    assert [each["stands"] for each in row["values"]] == [True, False]
    other = row["values"][1]["value"]
    assert ann("conflicts", row["id"], "--take", "2").code == 0
    assert ann("conflicts", "--json").json == [] and ann("conflicts").code == 0
    assert other in ann("show", "Acme").out
    assert ann("conflicts", "--undo").code == 0
    assert ann("conflicts", row["id"], "--value", "Linz", "--json").json["done"] is True
    assert ann("sync", "--yes").code == 0
    assert ben("sync", "--yes").code == 0
    assert "Linz" in ben("show", "Acme").out


def test_what_is_asked_wrongly_is_said_in_one_line(team: tuple[Winback, Winback, Path, str]) -> None:
    ann, _, folder, code = team
    for words, exit_code, said in (
        (("conflicts", "--keep"), 2, "Name the conflict"),
        (("conflicts", "nothing", "--keep"), 1, "no open conflict"),
        (("conflicts", "x", "--keep", "--take", "1"), 2, "Choose one"),
        (("sync", str(folder / "nowhere.winback"), "--yes"), 2, "no file"),
        (("sync", str(folder)), 4, "add --yes"),
        (("join", str(folder), "--code", "one two"), 2, "no word of a team code"),
        (("join", str(folder / "nowhere"), "--code", code), 2, "nothing at"),
        (("team", "retire", "Nobody"), 1, "No laptop"),
        (("bundle", "--to", str(next(folder.iterdir()))), 1, "already exists"),
    ):
        ended = ann(*words)
        assert (ended.code, said in ended.err) == (exit_code, True), (words, ended.code, ended.err)
        assert "Traceback" not in ended.err


def test_a_folder_of_another_team_is_not_written_to(
    team: tuple[Winback, Winback, Path, str], tmp_path: Path
) -> None:
    _, _, folder, _ = team
    eve = laptop(tmp_path, "Eve")
    eve("account", "add", "Elsewhere")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ended = eve("sync", str(folder), "--yes")
    assert ended.code == 1 and "winback join" in ended.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_one_bad_file_does_not_stop_the_others(team: tuple[Winback, Winback, Path, str]) -> None:
    ann, ben, folder, _ = team
    ben("account", "add", "Bolt")
    ben("sync", "--yes")
    (folder / "carl.winback").write_bytes(b"")
    ended = ann("sync", "--yes", "--json")
    assert ended.code == 0
    assert [each["person"] for each in ended.json["people"]] == ["Ben"]
    assert len(ended.json["problems"]) == 1 and "carl.winback" in ended.json["problems"][0]
    assert ann("sync", "--yes").code == 1, "only the bad file is left to read"


def test_who_has_what(team: tuple[Winback, Winback, Path, str]) -> None:
    ann, ben, _, _ = team
    ben("sync", "--yes")
    ann("sync", "--yes")
    rows = ann("team", "list", "--json").json
    assert [(row["person"], row["this"], row["unconfirmed"]) for row in rows] == [
        ("Ann", True, 0),
        ("Ben", False, 0),
    ]
