"""The team by command: JSON that scripts rely on, and exit 4 while a conflict is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_tree import ENV
from tests.cli.runner import Winback

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


def laptop(folder: Path, name: str, asked: bool = False) -> Winback:
    """A laptop with a home of its own; `asked`: no variable says who sits there."""
    home = folder / name
    actor = "" if asked else name
    return Winback(
        home / "book.db", {**ENV, "WINBACK_ACTOR": actor, **{each: str(home / each) for each in FOLDERS}}
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
        (("join", str(folder), "--code", "one two"), 2, "not a word of a team code"),
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


def test_an_amount_is_typed_as_money_and_who_lost_is_told_and_puts_it_back(
    team: tuple[Winback, Winback, Path, str],
) -> None:
    ann, ben, folder, _ = team
    ann("offer", "add", "Acme", "gift", "--cost", "50", "--currency", "EUR")
    both = (ann, ben, ann, ben)
    for each in both:
        each("sync", str(folder), "--yes")
    ann("account", "edit", "Acme", "--city", "Wien")
    ben("account", "edit", "Acme", "--city", "Graz")
    for each in both:
        each("sync", str(folder), "--yes")
    (row,) = ann("conflicts", "--json").json
    wrong = ann("conflicts", row["id"], "--value", "Linz", "--value", "Linz")
    assert wrong.code == 2 and "give 1 value" in wrong.err
    winner, loser = (ann, ben) if row["values"][0]["person"] == "Ann" else (ben, ann)
    assert winner("conflicts", row["id"], "--keep").code == 0
    winner("sync", str(folder), "--yes")
    told = loser("sync", str(folder), "--yes", "--json").json
    mine = row["values"][1]["value"]
    assert len(told["lost"]) == 1 and f"yours was {mine}" in told["lost"][0]
    (lost,) = loser("conflicts", "--lost", "--json").json
    assert (lost["account"], lost["field"], lost["yours"]) == ("Acme", "city", mine)
    assert loser("conflicts", "--put-back", lost["id"], "--dry-run").code == 0
    assert len(loser("conflicts", "--lost", "--json").json) == 1
    assert loser("conflicts", "--put-back", lost["id"]).code == 0
    assert loser("conflicts", "--lost", "--json").json == []
    assert loser("show", "Acme", "--json").json["city"] == mine


def test_who_sits_here_is_said_once_and_kept(tmp_path: Path) -> None:
    alone = laptop(tmp_path, "root", asked=True)
    alone("account", "add", "Acme", "--owner", "Ann Keller")
    said = alone("team", "me", "ann", "--json").json
    assert (said["person"], said["done"]) == ("Ann Keller", True)
    assert alone("team", "me", "--json").json["person"] == "Ann Keller"
    alone("account", "edit", "Acme", "--city", "Wien")
    newest = alone("history", "--json", "--limit", "1").json[0]
    assert newest["actor"] == "Ann Keller"
    assert alone("team", "me", "").code == 0


def test_a_new_laptop_takes_on_the_full_name_by_which_the_team_knows_its_person(
    team: tuple[Winback, Winback, Path, str], tmp_path: Path
) -> None:
    ann, _, folder, code = team
    ann("account", "edit", "Acme", "--owner", "Carla Ruiz")
    ann("sync", str(folder), "--yes")
    new = laptop(tmp_path, "new", asked=True)
    assert new("team", "me", "carla").code == 0
    joined = new("join", str(folder), "--code", code)
    assert "you are Carla Ruiz" in joined.err
    assert new("team", "me").out.strip() == "Carla Ruiz"
    assert list(folder.glob("carla-ruiz-*")) and not list(folder.glob("carla-[0-9a-f]*"))


def test_a_folder_is_forgotten_and_its_files_stay(team: tuple[Winback, Winback, Path, str]) -> None:
    ann, _, folder, _ = team
    files = sorted(path.name for path in folder.iterdir())
    assert ann("team", "forget", str(folder), "--dry-run").code == 0
    assert ann("team", "forget", str(folder)).code == 0
    assert sorted(path.name for path in folder.iterdir()) == files
    again = ann("team", "forget", str(folder))
    assert again.code == 1 and "is not a folder" in again.err
