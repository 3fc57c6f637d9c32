"""Faults that were small and met every day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account, an_account, field
from tests.services.interview_books import LONG, a_chain, another_interview, answer_all
from tests.services.ready_case import lost, on
from tests.services.test_gates_everywhere import command
from winback_tui.files.whole_file import written_whole
from winback_tui.services.interviews.finish import finish_interview


def test_days_in_words_count_from_the_day_of_the_call(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path, today=date(2026, 11, 20))
    begun = another_interview(book, account, "Ana")
    said = LONG | {"promise": "I call again on Friday"}
    monday = on(book, date(2026, 11, 30))
    told = answer_all(monday, begun, said, a_chain("Their rep calls weekly"))
    finish_interview(monday, told.head.id)
    day = datetime.fromtimestamp(told.head.started_at / 1000, UTC).astimezone().date()
    assert day == date(2026, 11, 20)
    assert field(book, "SELECT due_on FROM promise") == "2026-11-27"


def test_an_unknown_strategy_names_the_nearest_few(tmp_path: Path) -> None:
    refused = command(lost(tmp_path))("plan", "Acme", "--strategy", "persistense")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Nearest: persistence" in refused.err and "production-tour" not in refused.err
    assert "choose one of" in command(lost(tmp_path / "b"))("plan", "Acme", "--strategy", "xx").err


@pytest.mark.parametrize("words", [("list",), ("due", "--json")])
def test_the_past_is_not_tomorrow(words: tuple[str, ...], tmp_path: Path) -> None:
    refused = command(an_account(tmp_path)[0])("--as-of", "tomorrow", *words)
    assert (refused.code, "is in the future" in refused.err) == (2, True)
    assert command(an_account(tmp_path / "b")[0])("--as-of", "today", *words).code == 0


def test_trying_to_erase_in_the_past_is_refused_as_erasing_is(tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    for words in (("erase", "Acme", "--dry-run"), ("erase", "Acme", "--yes")):
        refused = winback("--as-of", "2026-10-01", *words)
        assert (refused.code, "The past cannot be changed" in refused.err) == (1, True)


def test_an_error_names_the_file_and_no_hidden_one(tmp_path: Path) -> None:
    with pytest.raises(OSError) as fault, written_whole(tmp_path / "none" / "a.txt") as fresh:
        fresh.write_text("x")
    assert fault.value.filename == str(tmp_path / "none" / "a.txt")
    with pytest.raises(OSError) as fault, written_whole(tmp_path / "b.txt") as fresh:
        raise OSError(28, "No space left on device", str(fresh))
    assert fault.value.filename == str(tmp_path / "b.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_is_cut_with_a_word_and_checked_at_once(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    target = tmp_path / "long.csv"
    target.write_text(f"Customer;Date;Amount\n{'Ä' * 350};2026-11-01;5\nBe;2026-11-02;6\n", "utf-8")
    done = command(book)("import", str(target), "--yes", "--json")
    told = command(book)("import", str(target), "--yes")
    assert done.code == told.code == 0
    assert "1 name was longer than 200 letters and cut: 'ÄÄÄÄ" in told.out + told.err + done.out
    assert "not checked yet" not in command(book)("check").out


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("deliver in 3 days", "delivery <= 3 days"),
        ("delivered within 2 weeks", "delivery <= 14 days"),
        ("delivery in 1 day by 2026-12-01", "delivery <= 1 day by 2026-12-01"),
    ],
)
def test_a_delivery_in_plain_words_can_be_checked(typed: str, term: str, tmp_path: Path) -> None:
    book = lost(tmp_path)
    assert command(book)("condition", "add", "Acme", typed).code == 0
    assert field(book, "SELECT term FROM condition") == term


def test_doctor_and_the_editor_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from winback_tui.tui.widgets.form.editor import editor_command

    book, _ = an_account(tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "vi").write_text("#!/bin/sh\n")
    (tools / "vi").chmod(0o755)
    env = {"PATH": str(tools), "EDITOR": "", "VISUAL": ""}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert editor_command() == ["vi"]
    told = Winback(book.path, env)("doctor")
    assert "long texts open in vi" in told.out
