from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.playbook.scripts.script_library import BUILT_IN, check_script, list_scripts, load_script

OWN = """
id = "short"
version = 7
title = "Ours"
[[question]]
id = "refusal"
type = "text"
label = { en = "Why [/b]?", de = "Warum?" }
"""
SPECIAL = ("cancellation", "colleague", "meeting")
SAMPLES = Path(__file__).parents[2] / "assets" / "scripts"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    return tmp_path


def test_a_users_script_wins_by_its_id_whatever_its_file(own: Path) -> None:
    (own / "scripts" / "anything.toml").write_text(OWN, encoding="utf-8")
    assert [(each.id, each.version, each.own) for each in list_scripts(own=own)] == [
        ("long", 1, False),
        ("short", 7, True),
        *((special, 1, False) for special in SPECIAL),
    ]
    script = load_script("short", own=own)
    assert (script.title, script.version, script.questions[0].label) == ("Ours", 7, "Why [/b]?")
    assert load_script("short", "de", own).questions[0].label == "Warum?"
    assert load_script("short").version == 1


def test_a_users_script_with_a_fault_is_named_and_holds_nothing_else_up(own: Path) -> None:
    (own / "scripts" / "mine.toml").write_text(OWN.replace('"text"', '"txt"'), encoding="utf-8")
    (own / "scripts" / "torn.toml").write_text("id = [", encoding="utf-8")
    shelf = {each.id: each for each in list_scripts(own=own)}
    assert list(shelf) == ["long", "short", *SPECIAL, "torn"]
    assert shelf["short"].faults and shelf["torn"].faults and not shelf["long"].faults
    assert load_script("long", own=own).version == 1
    with pytest.raises(BadInput, match=r"'short' cannot be used: mine\.toml:7:1: .*unknown type 'txt'"):
        load_script("short", own=own)


def test_an_unknown_script_names_those_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        load_script("lang")
    assert caught.value.nearest == ("long", "short", *SPECIAL)


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert [each.id for each in list_scripts(own=tmp_path / "nowhere")] == ["long", "short", *SPECIAL]


def test_a_users_pack_translates_a_built_in_script(own: Path) -> None:
    pack = own / "scripts" / "short.fr.toml"
    pack.write_text(
        'script = "short"\nlanguage = "fr"\n[question.whys]\nlabel = "Pourquoi ?"\n', encoding="utf-8"
    )
    script = load_script("short", "fr", own)
    assert script.languages == ("en", "de", "fr")
    assert script.question("whys").label == "Pourquoi ?"
    assert script.question("refusal").label == load_script("short").question("refusal").label
    assert any("'refusal' has no label in 'fr'" in str(fault) for fault in check_script(pack))


def test_a_torn_pack_is_named_and_only_its_language_suffers(own: Path) -> None:
    (own / "scripts" / "short.fr.toml").write_text("script = ", encoding="utf-8")
    with pytest.raises(BadInput, match=r"short\.fr\.toml:1:"):
        load_script("short", "fr", own)
    assert load_script("short", "de", own).language == "de"
    assert [each.id for each in list_scripts("fr", own) if each.faults] == ["short"]


def test_texts_are_cleaned(own: Path) -> None:
    hostile = OWN.replace("Why [/b]?", "Why\\u001b[31m \\u202ered?")
    (own / "scripts" / "x.toml").write_text(hostile, encoding="utf-8")
    assert load_script("short", own=own).questions[0].label == "Why red?"


def test_the_sample_script_is_without_fault_and_can_be_used(own: Path) -> None:
    sample = SAMPLES / "wholesale-visit.toml"
    assert check_script(sample) == []
    shutil.copy(sample, own / "scripts")
    script = load_script("wholesale-visit", "de", own)
    assert script.questions[0].label.startswith("„Guten Tag")
    assert script.question("wishes").label.startswith("What would")


def test_a_file_that_cannot_be_opened() -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        check_script(BUILT_IN / "nowhere.toml")
