from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.interview.script import QuestionType
from winback_tui.output.why_outline import outline
from winback_tui.playbook.scripts.answers_file import FilledScript, parse_answers, read_answers
from winback_tui.playbook.scripts.answers_template import template
from winback_tui.playbook.scripts.script_library import load_script

SAMPLE = Path(__file__).parents[2] / "assets" / "scripts" / "answers" / "north-mill.toml"
HEAD = 'script = "short"\n'


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def filled(text: str) -> FilledScript:
    return parse_answers(text.encode(), "f.toml", make_id=ids())


def test_the_sample_is_a_complete_interview() -> None:
    sample = read_answers(SAMPLE, make_id=ids())
    assert (sample.script.id, sample.person, sample.interviewer) == ("long", "Ana Silva", "Ben Osei")
    assert (sample.channel, sample.day) == ("call", date(2026, 11, 20))
    assert sample.flow.complete
    assert sample.answers["human"] == "yes" and sample.answers["severity"] == "3"
    assert sample.answers["conditions"] == "delivery within 3 days\none contact person who answers"
    assert sample.answers["whys"] == "Nobody told us about the Tuesday noon cut-off"
    assert [(line.level, line.marks) for line in outline(sample.whys["whys"])] == [
        (1, "stated"), (2, ""), (3, ""), (4, "root, sure"), (2, ""),
    ]  # fmt: skip


def test_whys_as_inline_tables_with_a_second_stated_reason() -> None:
    text = """
[[answers.whys]]
text = "dear"
because = [{ text = "freight", root = true, confidence = 1 }, { text = "" , because = [{ text = "skipped" }] }]
[[answers.whys]]
text = "slow"
stated = true
"""
    tree = filled(HEAD + text).whys["whys"]
    assert [(node.id, node.text) for node in tree] == [("n1", "dear"), ("n2", "freight"), ("n3", "slow")]
    told = why.stated_why(tree)
    assert told is not None and told.text == "slow"
    assert [node.confidence for node in why.roots(tree)] == [1]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("script_id", ["long", "short"])
def test_an_empty_template_reads_as_no_answers(script_id: str, language: str) -> None:
    script = load_script(script_id, language)
    text = template(script)
    empty = filled(text)
    assert (empty.script, empty.answers, empty.whys, empty.day) == (script, {}, {}, None)
    assert max(len(line) for line in text.split("\n")) <= 110


def test_a_template_asks_every_question_and_takes_each_answer() -> None:
    script = load_script("long")
    text = template(script)
    answers = {
        QuestionType.TEXT: "words", QuestionType.SCALE: "4", QuestionType.YES_NO: "yes", QuestionType.NUMBER: "3",
        QuestionType.CONDITION: "price at most 12",
    }  # fmt: skip
    for question in script.questions:
        assert question.label.split(",")[0][:40] in text
        value = (
            question.choices[0].code if question.type is QuestionType.CHOICE else answers.get(question.type)
        )
        if value is not None:
            assert f'\n{question.id} = ""\n' in text
            text = text.replace(f'\n{question.id} = ""\n', f'\n{question.id} = "{value}"\n')
    text = text.replace('[[answers.whys]]\ntext = ""', '[[answers.whys]]\ntext = "dear"')
    done = filled(text)
    assert done.flow.complete and done.flow.first_unanswered is None
    assert done.answers["whys"] == "dear"


def test_an_answer_to_a_hidden_page_is_kept() -> None:
    text = 'script = "long"\n[answers]\nhuman = "no"\nhuman_who = "the desk"\n'
    assert filled(text).flow.hidden_answers == {"human_who": "the desk"}


def test_answers_are_cleaned_and_taken_in_their_own_types() -> None:
    text = (
        HEAD
        + 'person = "Ana\\u001b[31m [/x]"\n[answers]\nseverity = 3\nrefusal = "a\\u202eb"\nconditions = "x\\ny"\n'
    )
    done = filled(text)
    assert done.person == "Ana [/x]"
    assert done.answers == {"severity": "3", "refusal": "ab", "conditions": "x\ny"}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("script = ", "1:", "not TOML"),
        ("person = 'x'\n", "1:1", "which script it fills"),
        (HEAD + "version = 9\n", "2:1", "fills version 9 of 'short'"),
        (HEAD + "who = 1\n", "2:1", "'who' means nothing here"),
        (HEAD + 'day = "11/20/2026"\n', "2:1", "like 2026-11-22"),
        (HEAD + "answers = 3\n", "2:1", "under [answers]"),
        (HEAD + "[answers]\nreason = 3\n", "3:1", "no question 'reason'"),
        (HEAD + "[answers]\nseverity = 7\n", "3:1", "from 1 to 5"),
        (HEAD + "[answers]\nseverity = [3]\n", "3:1", "a text, a number or true/false"),
        (HEAD + '[answers]\ngoodbye = "bye"\n', "3:1", "takes no answer"),
        (HEAD + '[answers]\nwhys = "dear"\n', "3:1", "headed [[answers.whys]]"),
        (HEAD + '[[answers.whys]]\ntext = "a"\nbecuase = []\n', "4:1", "'becuase' means nothing"),
        (HEAD + '[[answers.whys]]\ntext = "a"\nroot = 1\n', "4:1", "'root' must be true or false"),
        (HEAD + '[[answers.whys]]\ntext = "a"\nroot = true\nconfidence = 4\n', "5:1", "0, 1, 2 or 3"),
        (HEAD + '[[answers.whys]]\ntext = 5\n', "3:1", "in quotation marks"),
        (HEAD + '[[answers.whys]]\ntext = "a"\nbecause = [{ text = "b", stated = true }]\n', "4:1", "at the top"),
        (
            HEAD + "".join(f'[[answers.whys{".because" * n}]]\ntext = "{n}"\n' for n in range(6)),
            "12:1", "5 whys are enough",
        ),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_column(text: str, place: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        filled(text)
    assert str(caught.value).startswith(f"f.toml:{place}") and said in str(caught.value)


def test_unknown_script_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no script 'medium'"):
        filled('script = "medium"\n')
    with pytest.raises(BadInput, match="cannot be read"):
        read_answers(tmp_path / "none.toml")
