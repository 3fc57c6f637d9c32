from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from tests.services.case_books import a_lost_account, an_account
from tests.tui.terminal import Terminal
from winback_tui.services.interviews.interviews import case_interviews, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book

FILLED = """script = "short"
person = "Ana Silva"
[answers]
refusal = "Too dear."
conditions = ["delivery within 3 days"]
severity = 4
[[answers.whys]]
text = "Too dear."
because = [{ text = "Freight", root = true, confidence = 2 }]
"""
SHORT = ("too dear", "delivery within 3 days", "", "freight", "late", ":r 2", "", "4", "", "delivery", "y")


@pytest.fixture
def lost(winback: Winback, tmp_path: Path) -> Winback:
    """The caller on a book where Acme is lost, with an open case."""
    book, _, _ = a_lost_account(tmp_path)
    return Winback(book.path, winback.env)


def the_book(winback: Winback) -> Book:
    return Book(winback.book, actor="Ann")


def lines(*words: str) -> str:
    return "".join(f"{word}\n" for word in words)


def test_a_filled_script_is_taken_whole(lost: Winback, tmp_path: Path) -> None:
    file = tmp_path / "ana.toml"
    file.write_text(FILLED)
    ended = lost("interview", "acme", "--answers", str(file), "--json")
    assert ended.code == 0
    assert ended.json["sentence"] == "Interview from a file with Ana Silva at Acme: finished"
    assert ended.json["finished"] is True
    shown = lost("interview", "Acme", "--show").out
    assert "4 catastrophe" in shown and "Freight  [root, likely]" in shown
    (told,) = lost("interview", "Acme", "--show", "--json").json["interviews"]
    answers = {each["question"]: each for each in told["answers"]}
    assert (told["person"], told["finished"], answers["severity"]["value"]) == ("Ana Silva", True, "4")
    (root,) = [why for each in answers.values() for why in each["whys"] if why["root"]]
    assert (root["text"], root["sure"], root["stated"]) == ("Freight", "likely", False)
    undone = lost("undo")
    assert undone.code == 0
    assert case_interviews(the_book(lost), "Acme").interviews == ()


def test_a_filled_script_from_the_input(lost: Winback) -> None:
    ended = lost.process("interview", "acme", "--answers", "-", "--person", "Bo", stdin=FILLED)
    assert ended.code == 0
    assert [each.head.person for each in case_interviews(the_book(lost), "Acme").interviews] == ["Bo"]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("severity = 9", 6), ("nonsense = 1", 6), ('human = "perhaps"', 6)],
)
def test_one_fault_in_a_file_takes_nothing_and_names_its_line(
    lost: Winback, tmp_path: Path, wrong: str, line: int
) -> None:
    file = tmp_path / "ana.toml"
    file.write_text(FILLED.replace("severity = 4", wrong))
    ended = lost("interview", "acme", "--answers", str(file))
    assert ended.code == 2
    assert re.search(rf"ana\.toml:{line + 0}:\d+: ", ended.err), ended.err
    assert case_interviews(the_book(lost), "Acme").interviews == ()


def test_only_trying_changes_nothing(lost: Winback, tmp_path: Path) -> None:
    file = tmp_path / "ana.toml"
    file.write_text(FILLED)
    ended = lost("interview", "acme", "--answers", str(file), "--dry-run")
    assert ended.code == 0 and ended.err.startswith("Dry run, nothing saved: ")
    assert case_interviews(the_book(lost), "Acme").interviews == ()


def test_line_by_line_to_the_end(lost: Winback) -> None:
    ended = lost("interview", "acme", "--plain", "--script", "short", "--person", "Ana", stdin=lines(*SHORT))
    assert ended.code == 0, ended.err
    assert "[3 of 4]" in ended.err
    assert "Interview finished with Ana at Acme: 1 cause, 1 condition" in ended.err
    (told,) = case_interviews(the_book(lost), "Acme").interviews
    assert told.head.finished
    assert [node.text for node in told.chain] == ["too dear", "freight", "late"]
    assert told.answers["root_class"] == "delivery"


def test_line_by_line_goes_on_where_the_input_ended(lost: Winback) -> None:
    lost("interview", "acme", "--plain", "--script", "short", stdin=lines(*SHORT[:5]))
    (told,) = case_interviews(the_book(lost), "Acme").interviews
    assert not told.head.finished and told.page.id == "whys"
    ended = lost("interview", "acme", "--plain", stdin=lines(*SHORT[5:]))
    assert "Interview finished" in ended.err


def test_line_by_line_one_can_go_back_correct_and_take_back(lost: Winback) -> None:
    typed = lines("too dear", ":b", "+and slow", ":g 1", ":x", "", ":l", ":q")
    ended = lost("interview", "acme", "--plain", "--script", "short", stdin=typed)
    assert ended.code == 0
    assert "  = too dear" in ended.err and "  = and slow" in ended.err
    assert "Saved. Run the same command to continue here." in ended.err
    (told,) = case_interviews(the_book(lost), "Acme").interviews
    assert "refusal" not in told.answers
    assert told.page.id == "conditions"


def test_line_by_line_a_wrong_answer_is_asked_again(lost: Winback) -> None:
    typed = lines("a", "b", "", "c", "", "n", "7", "three", "3", ":q")
    ended = lost("interview", "acme", "--plain", "--script", "short", stdin=typed)
    assert ended.err.count("is not on the scale") == 2
    (told,) = case_interviews(the_book(lost), "Acme").interviews
    assert told.answers["severity"] == "3"


def test_line_by_line_help_and_faults_break_between_words_and_name_the_choices(lost: Winback) -> None:
    typed = lines("", "price went up", "99", "8", ":?", ":w", ":q")
    ended = lost("interview", "acme", "--plain", "--script", "long", stdin=typed)
    assert "'99' is not one of the choices; type a number from 1 to 21 or the words next to it." in " ".join(
        ended.err.split()
    )
    assert "'standing'" not in ended.err and "[y/N" not in ended.err
    assert "Talk to the colleagues who served the account" in " ".join(ended.err.split())
    assert ":x deletes the answer.\n" in ended.err
    assert max(len(line.removeprefix("Answer: ")) for line in ended.err.split("\n")) <= 78


def test_line_by_line_a_root_that_is_lost_is_told_and_asked_for_again(lost: Winback) -> None:
    typed = lines("too dear", "", "freight", ":r 3", "old rates", "", "2", ":q")
    ended = lost("interview", "acme", "--plain", "--script", "short", stdin=typed)
    assert "Root cause: freight. Enter goes on to the next question." in ended.err
    assert "No longer the root cause, because another why follows: freight. :r marks the new" in " ".join(
        ended.err.split()
    )
    assert "Is this the root cause: old rates?\n1 doubtful, 2 likely, 3 sure" in ended.err
    (told,) = case_interviews(the_book(lost), "Acme").interviews
    assert [(node.text, node.confidence) for node in told.chain if node.root] == [("old rates", 2)]


def test_line_by_line_at_a_dumb_terminal(lost: Winback) -> None:
    told = lost.terminal("interview", "Acme", "--plain", "--script", "short", term="dumb")
    told.expect("What made you decide")
    told.sendline("too dear")
    told.expect("What would we have to do")
    told.sendintr()
    assert code_at_end(told) == 130
    (kept,) = case_interviews(the_book(lost), "Acme").interviews
    assert kept.answers["refusal"] == "too dear"


def test_hostile_answers_reach_no_terminal_as_they_are(lost: Winback) -> None:
    typed = lines("\x1b]0;x\x07[red]dear", ":q")
    lost("interview", "acme", "--plain", "--script", "short", "--person", "\x1b[31mAna", stdin=typed)
    ended = lost("interview", "acme", "--show")
    assert "[red]dear" in ended.out and "\x1b" not in ended.out + ended.err


def test_without_a_terminal_the_screen_names_the_way_out(lost: Winback) -> None:
    ended = lost("interview", "Acme")
    assert ended.code == 1
    assert (
        ended.err
        == "winback: The interview's screen needs a terminal; add --plain to be asked line by line.\n"
    )
    assert case_interviews(the_book(lost), "Acme").interviews == ()


def test_without_a_case_it_says_what_comes_first(winback: Winback, tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    ended = Winback(book.path, winback.env)("interview", "Acme", "--plain")
    assert ended.code == 1
    assert "'winback case open'" in ended.err


def test_which_of_several_is_asked_back(lost: Winback) -> None:
    book = the_book(lost)
    for person in ("Ana", "Bo"):
        start_interview(book, "Acme", person, "short")
    ended = lost("interview", "Acme", "--plain")
    assert ended.code == 4
    assert "Ana" in ended.err and "Bo" in ended.err
    assert "What made you decide" in lost("interview", "Acme", "--plain", "--person", "bo", stdin=":q\n").err


def test_a_finished_one_is_shown_or_another_begun(lost: Winback) -> None:
    lost("interview", "acme", "--plain", "--script", "short", "--person", "Ana", stdin=lines(*SHORT))
    ended = lost("interview", "acme", "--plain")
    assert ended.code == 1 and "--new starts another" in ended.err
    assert lost("interview", "acme", "--plain", "--new", stdin=":q\n").code == 0
    assert len(case_interviews(the_book(lost), "Acme").interviews) == 2


def test_scripts_are_listed_checked_and_printed_to_be_filled(winback: Winback, tmp_path: Path) -> None:
    assert [row["id"] for row in winback("script", "list").rows] == [
        *("long", "short", "cancellation", "colleague", "meeting"),
    ]
    form = winback("script", "template", "short")
    assert form.out.startswith("# Short exit interview") and 'refusal = ""' in form.out
    good = Path(__file__).parents[2] / "assets" / "scripts" / "wholesale-visit.toml"
    assert winback("script", "check", str(good)).code == 0
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'id = "x"\nversion = 1\nlanguage = "en"\ntitle = "X"\n[[question]]\nid = "a"\ntype = "txt"\n'
    )
    ended = winback("script", "check", str(bad))
    assert ended.code == 1
    assert re.search(r"bad\.toml:\d+:\d+: .*unknown type 'txt'", ended.out)
    assert winback("script", "template", "nope").code == 1


def on_screen(lost: Winback) -> Terminal:
    command = [sys.executable, "-m", "winback_tui", "--db", str(lost.book), "interview", "Acme"]

    homes = {key: os.environ[key] for key in os.environ if key.startswith("XDG_") or key == "HOME"}
    return Terminal(command, (80, 24), {**homes, **lost.env}, timeout=60)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_from_outside_loses_no_letter(lost: Winback, ending: signal.Signals) -> None:
    begun = start_interview(the_book(lost), "Acme", "Ana", "short")
    with on_screen(lost) as terminal:
        terminal.wait_for("What made you decide", "○ not answered yet")
        terminal.type("typed-a-moment-ago")
        terminal.wait_for("typed-a-moment-ago")
        terminal.signal(ending)
        assert terminal.exit_code() == 130
        assert terminal.control_bytes == b""
    assert interview_record(the_book(lost), begun.id).answers["refusal"] == "typed-a-moment-ago"


def test_esc_on_the_screen_ends_the_program_and_the_next_call_goes_on(lost: Winback) -> None:
    start_interview(the_book(lost), "Acme", "Ana", "short")
    with on_screen(lost) as terminal:
        terminal.wait_for("What made you decide", "○ not answered yet")
        terminal.type("one")
        terminal.press("escape")
        terminal.wait_for("Esc again leaves")
        terminal.press("escape")
        assert terminal.exit_code() == 0
    with on_screen(lost) as terminal:
        terminal.wait_for("│ one")
        terminal.type("-two")
        terminal.wait_for("│ one-two", "✓ saved")
