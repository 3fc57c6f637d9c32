"""Settings of the person and of the team: checked, kept with comments, acts where the team chose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from tests.services.team_book import a_team
from tests.store.books import book_at
from winback_tui.domain.decision import Evaluation
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.services.book.history import history, undo
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.decisions.desk import decision_desk
from winback_tui.services.settings.choices import TEAM_SETTINGS, choices, choose, find_setting
from winback_tui.services.settings.own_settings import (
    THEMES,
    OwnSettings,
    own_settings,
    settings_file,
    write_own_setting,
)
from winback_tui.tui.drawing.tones import THEMES as DRAWN


def written(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_themes_are_those_that_can_be_drawn() -> None:
    assert set(THEMES) == set(DRAWN)


def test_own_settings_keep_the_comments_around_them() -> None:
    assert own_settings() == OwnSettings()
    path = written('# mine\ntheme = "dark"  # for the evening\n')
    assert write_own_setting("actor", "  Ann\u202e  Lee ") == "Ann Lee"
    write_own_setting("theme", "light")
    assert path.read_text("utf-8") == '# mine\ntheme = "light"  # for the evening\nactor = "Ann Lee"\n'
    assert own_settings() == OwnSettings("Ann Lee", "light", "")
    write_own_setting("theme", None)
    assert own_settings() == OwnSettings("Ann Lee")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = ", "cannot be read as TOML"),
        ('theme = "purple"', "no theme 'purple'"),
        ("theme = 3", "must be a text"),
        ('colour = "red"', "no setting 'colour'"),
        ('language = "english please"', "not a language"),
        ('actor = "\u202e"', "cannot be empty"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_place(text: str, said: str) -> None:
    path = written(text)
    with pytest.raises(BadInput, match=said) as fault:
        own_settings()
    assert str(path) in str(fault.value)
    assert path.read_text("utf-8") == text


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    written("").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(BadInput, match="cannot be read"):
        own_settings()


def test_a_settings_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises((Refused, BadInput)):
        write_own_setting("theme", "dark")


def test_every_setting_has_a_value_before_there_is_a_book(tmp_path: Path) -> None:
    found = {choice.name: choice for choice in choices(book_at(tmp_path))}
    assert found["abc limits"].value == "80/15/5" and not found["abc limits"].chosen
    assert {"actor", "theme", "language", *TEAM_SETTINGS} == set(found)


def test_what_the_team_chose_is_an_act_and_can_be_undone(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    assert choose(book, "ABC-limits", "70 20 10") == "Abc limits set to 70/20/10"
    assert find_setting(book, "abc_limits").value == "70/20/10"
    choose(book, "price hunter wait", "120")
    choose(book, "country", "de")
    assert find_setting(book, "country").value == "DE"
    assert choose(book, "abc limits", None) == "Abc limits is back to its default"
    assert [past.act.verb for past in history(book)[:4]] == ["setting"] * 4
    undo(book)
    assert find_setting(book, "abc limits").value == "70/20/10"


def test_segments_are_settings_too(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    assert not find_setting(book, "segment mills").chosen
    choose(book, "segment mills", "45")
    assert find_setting(book, "segment mills").value == "45"
    choose(book, "segment mills", None)
    assert not find_setting(book, "segment mills").chosen


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("abc limits", "70/20"),
        ("abc limits", "x"),
        ("age buckets", "90/60"),
        ("price hunter wait", "-1"),
        ("price hunter wait", "9" * 40),
        ("segment mills", "often"),
        ("base chance", "99 %"),
        ("base chance", "35"),
        ("effect severity 5", "0.9"),
        ("effect referred", "0.5"),
        ("hour cost", "45"),
        ("second life years", "0"),
        ("theme", "purple"),
        ("actor", " "),
    ],
)
def test_a_value_that_cannot_be_changes_nothing(tmp_path: Path, name: str, value: str) -> None:
    book = a_team(tmp_path)
    before = [(each.name, each.value) for each in choices(book)]
    with pytest.raises(BadInput):
        choose(book, name, value)
    assert [(each.name, each.value) for each in choices(book)] == before


def test_an_unknown_setting_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no setting 'abc limit'") as fault:
        find_setting(book_at(tmp_path), "abc limit")
    assert "abc limits" in fault.value.nearest


def test_the_figures_of_the_decision_are_settings(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)

    def reckoned() -> Evaluation:
        return decision_desk(book, "Acme", Assumptions(hours=2.0)).evaluation

    usual = reckoned()
    assert find_setting(book, "base chance").value == "30 %"
    assert choose(book, "base-chance", "60%") == "Base chance set to 60 %"
    choose(book, "halving days", "26")
    choose(book, "margin", "0.45")
    choose(book, "second life years", "4")
    choose(book, "hour cost", "45,50 eur")
    own = reckoned()
    # twice the base; halved twice in the 52 days since the loss
    assert own.chance == pytest.approx(0.60 * 1.10 * 0.25, abs=1e-4)
    yearly = own.inputs.yearly.minor
    assert (own.second_life.minor, usual.second_life.minor) == (
        round(yearly * 4 * 0.45),
        round(yearly * 3 * 0.30),
    )
    assert own.known_cost.minor == 9_100
    assert {part.source for part in usual.parts if part.rule == "F5"} == {"default"}
    assert {part.source for part in own.parts if part.rule == "F5"} == {"your team's setting"}
    assert find_setting(book, "hour cost").value == "45.50 EUR"
    for name in ("base chance", "halving days", "margin", "second life years", "hour cost"):
        choose(book, name, None)
    assert reckoned() == usual


def test_every_figure_is_said_as_it_is_typed() -> None:
    for each in TEAM_SETTINGS.values():
        if each.usual is not None:
            assert each.reads(each.says(each.usual)) == each.usual, each.name
