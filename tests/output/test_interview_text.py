from __future__ import annotations

from datetime import date

from winback_tui.domain.case import why
from winback_tui.domain.case.voices import DataSentence, Disagreement
from winback_tui.domain.interview.flow import Flow
from winback_tui.output.interview import (
    InterviewHeading,
    answer_words,
    interview_text,
    question_text,
    voices_text,
)
from winback_tui.playbook.scripts.script_library import load_script

SHORT = load_script("short")
WHYS = why.mark_root(why.add_why(why.add_top((), "a", "Too [red]dear"), "a", "b", "late goods"), "b", 2)
ANSWERS = {
    "refusal": "Too [red]dear",
    "conditions": "price at most 12 EUR\nback by Friday",
    "whys": why.summary(WHYS),
    "severity": "3",
}
HEADING = InterviewHeading("ACME [/HQ]", "Ana Silva", "Ben Osei", "call", date(2026, 11, 20))


def test_the_whole_interview_as_text() -> None:
    assert interview_text(SHORT, ANSWERS, {"whys": WHYS}, HEADING, width=60) == (
        "Short exit interview: ACME [/HQ]\n"
        "Ana Silva, call, 20 Nov 2026, interviewer Ben Osei, script\n"
        "short 1\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        " 1  I have four short questions. What made you decide to\n"
        "    stop buying from us?\n"
        "    Too [red]dear\n"
        "\n"
        " 2  What would we have to do for you to consider us again?\n"
        "    - price at most 12 EUR\n"
        "    - back by Friday\n"
        "\n"
        " 3  Why was that?\n"
        "    1  “Too [red]dear”  [stated]\n"
        "    2   └ late goods  [root, likely]\n"
        "\n"
        " 4  From 1 to 5: how bad was this for you?\n"
        "    3 problem\n"
    )


def test_what_is_open_and_what_is_no_longer_asked_is_listed() -> None:
    text = interview_text(
        load_script("long"), {"human": "no", "human_who": "the desk", "old": "kept"}, {}, HEADING
    )
    assert "Not answered:\n" in text
    assert "  - What made you decide to stop buying from us?\n" in text
    kept = text.split("Answered, but no longer asked:\n")[1]
    assert kept.split("\n")[:2] == ["  - human_who: the desk", "  - old: kept"]


def test_no_line_is_wider_than_asked() -> None:
    long_words = {**ANSWERS, "refusal": "x" * 300, "conditions": "word " * 80}
    text = interview_text(SHORT, long_words, {"whys": WHYS}, HEADING, width=40)
    assert max(len(line) for line in text.split("\n")) <= 40
    assert text.count("x") >= 300


def test_a_question_as_it_is_asked_line_by_line() -> None:
    flow = Flow(SHORT, {})
    text = question_text(SHORT.question("severity"), flow.progress("severity"))
    assert text.split("\n")[:3] == ["[4 of 4]", "From 1 to 5: how bad was this for you?", "  1 trifle"]
    assert "M7" not in text and text.endswith("counts.")
    long_script = load_script("long")
    channel = question_text(long_script.question("channel"), Flow(long_script, {}).progress("channel"))
    assert "\n  2 By phone\n" in channel
    assert "yes / no" in question_text(long_script.question("human"), flow.progress("severity"))


def test_answers_in_words() -> None:
    long_script = load_script("long")
    assert answer_words(long_script.question("root_class"), "new-rules") == "New working rules"
    assert answer_words(long_script.question("root_class"), "retired-code") == "retired-code"
    assert answer_words(long_script.question("severity"), "5") == "5 end of the world"


def test_the_voices() -> None:
    data = [DataSentence("Nobody called for 143 days.", "C4")]
    differ = [Disagreement(("rep", "customer"), "The rep says 'Price', the customer 'Delivery'.", "M9")]
    assert voices_text(data, differ) == (
        "The data says:\n  - Nobody called for 143 days.\n\n"
        "The voices differ:\n  - The rep says 'Price', the customer 'Delivery'.\n"
    )
    assert voices_text([], []) == ""
