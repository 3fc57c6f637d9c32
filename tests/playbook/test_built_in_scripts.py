from __future__ import annotations

import re
from pathlib import Path

import pytest

from winback_tui.domain.case.voices import Voice
from winback_tui.domain.interview.flow import Flow
from winback_tui.domain.interview.script import Meaning, QuestionType, Script
from winback_tui.domain.wording.channels import Channel
from winback_tui.playbook.scripts.script_library import BUILT_IN, check_script, list_scripts, load_script
from winback_tui.tui.screens.interview.boxes.heading import NOT_ASKED

LANGUAGES = ("en", "de")


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.name)
def test_built_in_files_have_no_fault(path: Path) -> None:
    assert check_script(path) == []


def test_the_scripts_in_two_languages_the_exit_interviews_first() -> None:
    assert [(each.id, each.languages, each.own) for each in list_scripts()] == [
        ("long", ("en", "de"), False),
        ("short", ("en", "de"), False),
        ("cancellation", ("en", "de"), False),
        ("colleague", ("en", "de"), False),
        ("meeting", ("en", "de"), False),
    ]


@pytest.mark.parametrize(
    ("script_id", "rule", "first"),
    [
        ("cancellation", "W-canc", "refusal"),
        ("meeting", "W-torn", "refusal"),
        ("colleague", "G-col", "conditions"),
    ],
)
def test_each_special_occasion_opens_by_its_rule_and_thanks_before_it_apologises(
    script_id: str, rule: str, first: str
) -> None:
    script = load_script(script_id)
    assert rule in script.questions[0].rules
    questions = script.questions
    meant = [each.means for each in questions if each.means in (Meaning.REFUSAL, Meaning.CONDITIONS)]
    assert meant[0] == first
    said = [each.label for each in questions if "sorry" in each.label]
    assert [label.index("Thank") < label.index("sorry") for label in said] == [True]


def by_point(script: Script, point: int) -> list[str]:
    return [question.id for question in script.questions if question.point == point]


def test_the_long_script_has_the_eleven_points_in_order() -> None:
    script = load_script("long")
    assert sorted({question.point for question in script.questions}) == list(range(1, 12))
    assert by_point(script, 1) == ["background", "rep_reason", "rep_class", "own_changes", "data_reason"]
    assert [by_point(script, point) for point in (2, 3, 6)] == [["channel"], ["opening"], ["listening"]]
    assert by_point(script, 7)[0] == "whys"
    assert by_point(script, 8) == ["severity", "severity_ours", "who_paid"]
    assert by_point(script, 9) == ["human", "human_who", "promise_broken"]
    assert by_point(script, 11) == ["promise", "standing", "goodbye", "stated_class", "root_class"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_classes_are_chosen_after_the_call_and_nothing_is_said_aloud_after_them(language: str) -> None:
    questions = load_script("long", language).questions
    at = [place for place, question in enumerate(questions) if question.means in NOT_ASKED]
    assert at == [len(questions) - 2, len(questions) - 1]
    assert questions[at[0] - 1].id == "goodbye"


@pytest.mark.parametrize("script_id", ["long", "short"])
def test_the_two_key_questions_stand_one_after_the_other(script_id: str) -> None:
    ids = [question.id for question in load_script(script_id).questions]
    assert ids.index("conditions") == ids.index("refusal") + 1


def test_no_apology_before_the_thanks() -> None:
    script = load_script("long")
    ids = [question.id for question in script.questions]
    assert ids.index("apology") == ids.index("thanks") + 1
    sorry = re.compile(r"sorry|apolog|regret|excuse", re.IGNORECASE)
    aloud = [question.id for question in script.questions if question.aloud and sorry.search(question.label)]
    assert aloud == ["apology"]
    leid = re.compile(r"leid|entschuldig|bedauer", re.IGNORECASE)
    said = [q.id for q in load_script("long", "de").questions if q.aloud and leid.search(q.label)]
    assert said == ["apology"]


@pytest.mark.parametrize(("language", "thanks", "sorry"), [("en", "Thank", "sorry"), ("de", "Danke", "leid")])
def test_the_short_script_thanks_first_and_has_four_questions(language: str, thanks: str, sorry: str) -> None:
    script = load_script("short", language)
    assert sum(question.asks for question in script.questions) == 4
    goodbye = script.questions[-1].label
    assert goodbye.index(thanks) < goodbye.index(sorry)
    spoken = sum(len(question.label.split()) for question in script.questions)
    assert spoken < 90, "at two words a second half of the 90 seconds is left for the answers"


def test_the_three_voices_have_their_own_fields() -> None:
    script = load_script("long")
    voices = {
        Meaning.REP_REASON: Voice.REP,
        Meaning.REFUSAL: Voice.CUSTOMER,
        Meaning.DATA_REASON: Voice.DATA,
        Meaning.SEVERITY: Voice.CUSTOMER,
        Meaning.SEVERITY_OURS: Voice.OURS,
    }
    for meaning, voice in voices.items():
        question = script.meaning(meaning)
        assert question is not None and question.voice is voice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_hint_and_rule(language: str) -> None:
    for question in load_script("long", language).questions:
        assert question.label and question.hint
        assert question.rules or question.means is Meaning.CHANNEL, question.id
        assert question.id != "severity" or all(choice.hint for choice in question.choices)


def test_german_says_nothing_in_english() -> None:
    for script_id in ("long", "short"):
        english, german = load_script(script_id), load_script(script_id, "de")
        assert (german.language, german.id, german.version) == ("de", english.id, english.version)
        for there, here in zip(english.questions, german.questions, strict=True):
            assert (here.id, here.type, here.when, here.point) == (
                there.id,
                there.type,
                there.when,
                there.point,
            )
            assert here.label != there.label and here.hint != there.hint
            for choice, wahl in zip(there.choices, here.choices, strict=True):
                assert choice.code == wahl.code
                assert choice.label != wahl.label or choice.label in {"Problem"}


def test_an_unknown_language_falls_back_to_the_scripts_own() -> None:
    script = load_script("long", "fr")
    assert script.language == "en"
    assert script.questions == load_script("long").questions


def test_channels_are_those_of_the_plan() -> None:
    assert {choice.code for choice in load_script("long").question("channel").choices} <= set(Channel)


def test_the_whole_long_interview_can_be_walked() -> None:
    script = load_script("long")
    answers: dict[str, str] = {}
    page, seen = Flow(script, answers).resume(), 1
    while True:
        if page.type is QuestionType.YES_NO:
            answers[page.id] = "yes"
        elif page.choices:
            answers[page.id] = page.choices[0].code
        elif page.asks:
            answers[page.id] = "words"
        following = Flow(script, answers).next(page.id)
        if following is None:
            break
        page, seen = following, seen + 1
    flow = Flow(script, answers)
    assert flow.complete and seen == len(script.questions)
    assert str(flow.progress("whys")) == "7 of 11"
