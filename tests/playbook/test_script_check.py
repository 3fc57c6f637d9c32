"""Each fault that a script can have, with the line and column where a person would look."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winback_tui.playbook.scripts.script_library import BUILT_IN, check_script

HEAD = 'id = "own"\nversion = 1\ntitle = "Own"\n'
ASK = '[[question]]\nid = "{id}"\ntype = "{type}"\nlabel = "Ask"\n'
REFUSAL = ASK.format(id="refusal", type="text")
SEVERITY = ASK.format(id="severity", type="scale")
REASON = (
    ASK.format(id="reason", type="choice")
    + '[[question.choice]]\ncode = "a"\nlabel = "A"\n[[question.choice]]\ncode = "b"\nlabel = "B"\n'
)
LAST = ASK.format(id="last", type="text")


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return [str(fault) for fault in check_script(path)]


def test_a_small_script_is_without_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + REFUSAL + SEVERITY + REASON + LAST) == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('id = "own\n', "1:10", "This is not TOML"),
        (HEAD + "[[question]\n", "4:11", "This is not TOML"),
        ("version = 1\ntitle = 'x'\n" + REFUSAL, "1:1", "needs an id"),
        ('id = "Own Script"\nversion = 1\ntitle = "x"\n' + REFUSAL, "1:1", "needs an id"),
        ('id = "own"\nversion = "1"\ntitle = "x"\n' + REFUSAL, "2:1", "needs a version"),
        ('id = "own"\nversion = 0\ntitle = "x"\n' + REFUSAL, "2:1", "needs a version"),
        ('id = "own"\nversion = 1\n' + REFUSAL, "1:1", "needs a title"),
        (HEAD, "1:1", "at least one [[question]]"),
        (HEAD + "question = 5\n", "4:1", "[[question]]"),
        (HEAD + "color = 5\n" + REFUSAL, "4:1", "'color' means nothing here"),
        (HEAD + 'language = "English"\n' + REFUSAL, "4:1", "Write the language"),
        (HEAD + REFUSAL + 'colour = "red"\n', "8:1", "'colour' means nothing here"),
        (HEAD + REFUSAL + REFUSAL, "9:1", "Two questions are called 'refusal'"),
        (HEAD + ASK.format(id="2nd", type="text"), "5:1", "needs an id"),
        (HEAD + ASK.format(id="and", type="text"), "5:1", "needs an id"),
        (HEAD + ASK.format(id="x", type="slider"), "6:1", "unknown type 'slider'"),
        (HEAD + '[[question]]\nid = "x"\nlabel = "L"\n', "4:1", "has no type"),
        (HEAD + '[[question]]\nid = "x"\ntype = "text"\n', "4:1", "'x' has no label"),
        (HEAD + '[[question]]\nid = "x"\ntype = "text"\nlabel = { de = "L" }\n', "7:1", "'x' has no label"),
        (HEAD + '[[question]]\nid = "x"\ntype = "text"\nlabel = 5\n', "7:1", "Write label as a text"),
        (HEAD + REFUSAL + 'rule = ["X9"]\n', "8:1", "no rule 'X9'"),
        (HEAD + REFUSAL + "point = 0\n", "8:1", "'point' must be a whole number"),
        (HEAD + REFUSAL + "point = 4\n" + SEVERITY + "point = 3\n", "13:1", "no lower than before (4)"),
        (HEAD + REFUSAL + 'required = "yes"\n', "8:1", "true or false"),
        (HEAD + REFUSAL + 'voice = "ghost"\n', "8:1", "'voice' must be one of rep, customer, data, ours"),
        (HEAD + REFUSAL + 'means = "nothing"\n', "8:1", "'means' must be one of"),
        (HEAD + REFUSAL + 'means = "severity"\n', "8:1", "means severity must be of type scale"),
        (HEAD + REASON.replace('label = "Ask"', 'label = "Ask"\nmeans = "root_class"'), "8:1", "choices_from"),
        (HEAD + REFUSAL + 'means = "refusal"\n' + LAST + 'means = "refusal"\n', "13:1", "'refusal' already means"),
        (HEAD + REFUSAL + "lowest = 3\n", "8:1", "'lowest' means nothing in a question of type text"),
        (HEAD + ASK.format(id="n", type="number") + 'lowest = "3"\n', "8:1", "'lowest' must be a number"),
        (HEAD + ASK.format(id="n", type="number") + "lowest = 5\nhighest = 3\n", "9:1", "is below the lowest"),
        (HEAD + ASK.format(id="n", type="note") + "required = true\n", "8:1", "'required' means nothing"),
        (HEAD + ASK.format(id="c", type="choice"), "4:1", "at least two choices"),
        (HEAD + ASK.format(id="c", type="choice") + 'choices_from = "cats"\n', "8:1", 'can only be "reasons"'),
        (HEAD + REASON.replace('code = "b"', 'code = "a"'), "11:1", "the choice 'a' twice"),
        (HEAD + REASON.replace('code = "b"', 'code = "B!"'), "12:1", "small letters"),
        (HEAD + REASON.replace('label = "B"', 'name = "B"'), "13:1", "'name' means nothing"),
        (HEAD + SEVERITY + '[[question.choice]]\ncode = 1\nlabel = "one"\n', "8:1", "1 to 5 in this order"),
        (HEAD + ASK.format(id="w", type="why"), "4:1", "A why needs `about`"),
        (HEAD + REFUSAL + ASK.format(id="w", type="why") + 'about = "nobody"\n', "12:1", "A why needs `about`"),
        (HEAD + SEVERITY + ASK.format(id="w", type="why") + 'about = "severity"\n', "12:1", "A why needs `about`"),
        (HEAD + SEVERITY + LAST + 'when = "severity => 3"\n', "12:18", "'=' is not part"),
        (HEAD + SEVERITY + LAST + 'when = "severity >= 3 and"\n', "12:26", "the id of a question"),
        (HEAD + SEVERITY + LAST + 'when = """\nseverity => 3"""\n', "12:8", "'=' is not part"),
        (HEAD + SEVERITY + LAST + "when = true\n", "12:1", "'when' must be a text"),
        (HEAD + SEVERITY + LAST + 'when = "nobody == yes"\n', "12:9", "No question is called 'nobody'"),
        (HEAD + LAST + 'when = "severity >= 3"\n' + SEVERITY, "8:9", "may only look back"),
        (HEAD + SEVERITY + LAST + 'when = "answered(last)"\n', "12:18", "may only look back"),
        (HEAD + ASK.format(id="n", type="note") + LAST + 'when = "answered(n)"\n', "12:18", "is a note"),
        (HEAD + REFUSAL + LAST + "when = \"answered(refusal) and refusal == 'x'\"\n", "12:31", "answered in words"),
        (HEAD + REASON + LAST + 'when = "reason == c"\n', "18:9", "'c' is not a choice of 'reason'"),
        (HEAD + REASON + LAST + 'when = "reason in [a, c]"\n', "18:9", "its choices are a, b"),
        (HEAD + REASON + LAST + 'when = "reason >= 3"\n', "18:9", "have no order"),
        (HEAD + SEVERITY + LAST + 'when = "severity >= 6"\n', "12:9", "'6' is not on it"),
        (HEAD + ASK.format(id="h", type="yes-no") + LAST + 'when = "h == maybe"\n', "12:9", "yes or no, never 'maybe'"),
        (HEAD + ASK.format(id="n", type="number") + LAST + 'when = "n == many"\n', "12:9", "is a number"),
        (HEAD + REFUSAL + f'hint = "{"x" * 2_001}"\n', "8:1", "more than 2000 characters"),
        (HEAD + "".join(ASK.format(id=f"q{n}", type="text") for n in range(101)), "404:1", "at most 100 questions"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_column(tmp_path: Path, text: str, place: str, said: str) -> None:
    found = faults(tmp_path, text)
    assert any(fault.startswith(f"own.toml:{place}: ") and said in fault for fault in found), found


def test_all_faults_are_named_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = HEAD + REFUSAL + 'rule = "X9"\n' + SEVERITY + 'when = "refusal == 3"\nvoice = "ghost"\n'
    assert [fault.split(":")[1] for fault in faults(tmp_path, text)] == ["8", "13", "14"]


def test_what_is_no_text_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b'id = "own"\ntitle = "\xe4\xf6"\n')
    assert [str(fault) for fault in check_script(path)] == [
        "own.toml:2:10: This is not UTF-8 text; save the file as UTF-8."
    ]
    path.write_bytes(b"#" * 600_000)
    assert "more than 512 KB" in str(check_script(path)[0])
    path.write_text("a = " + "[" * 5_000 + "]" * 5_000, encoding="utf-8")
    assert "nested too deeply" in str(check_script(path)[0])
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + REFUSAL).replace("\n", "\r\n").encode())
    assert check_script(path) == []


def test_a_pack_is_checked_against_its_script(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(HEAD + REFUSAL + REASON, encoding="utf-8")
    pack = tmp_path / "own.de.toml"
    pack.write_text(
        'script = "other"\nlanguage = "fr"\nabout_us = 1\n[question.refusal]\nlabel = "Frage"\nlable = "x"\n'
        '[question.gone]\nlabel = "weg"\n[question.reason.choice]\na = "A"\nz = "Z"\n',
        encoding="utf-8",
    )
    found = [str(fault) for fault in check_script(pack)]
    assert found == [str(fault) for fault in check_script(tmp_path / "own.toml")]
    for said in (
        "own.de.toml:1:1: 'script' must be the id",
        "own.de.toml:2:1: 'language' must be that of the file name",
        "own.de.toml:3:1: 'about_us' means nothing here",
        "own.de.toml:6:1: 'lable' means nothing here",
        "own.de.toml:7:1: The script 'own' has no question 'gone'",
        "'reason' has no label in 'de'",
        "'reason' has no choice 'b' in 'de'",
        "own.de.toml:11:1: 'reason' has no choice 'z'",
    ):
        assert any(said in fault for fault in found), (said, found)


def test_a_pack_alone(tmp_path: Path) -> None:
    pack = tmp_path / "nobody.de.toml"
    pack.write_text('script = "nobody"\n', encoding="utf-8")
    assert "no script nobody.toml next to" in str(check_script(pack)[0])


LONG = (BUILT_IN / "long.toml").read_text("utf-8")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, len(LONG)), st.integers(0, 60), st.text("[]\"'={}\n#.a1é\t,", max_size=4))
def test_a_damaged_script_gives_faults_with_places_and_never_breaks(
    tmp_path: Path, at: int, length: int, put: str
) -> None:
    path = tmp_path / "long.toml"
    text = LONG[:at] + put + LONG[at + length :]
    path.write_text(text, encoding="utf-8")
    lines = text.split("\n")
    for fault in check_script(path):
        assert 1 <= fault.line <= len(lines) and fault.column >= 1
        assert fault.text.endswith(".")
