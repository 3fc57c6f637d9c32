"""What every verb owes its users, held over the whole command tree: options, help, exit codes, and keeping still."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_tree import ACTS, BOTH, ENV, OTHER_WRITERS, READS, VERBS, book_of_everything, leaves
from tests.cli.runner import Winback

REFUSALS = {"backtest": 1, "script check": 1, "letter check": 1}
"""Reading verbs that end in 1 on this book: too short a past to replay, a script or a letter with a fault."""

STILL = {"export", "account vcard", "calendar"}
"""Verbs that may be asked of a past day though they write no rows."""

NEED_A_FILE = {"import", "interview", "restore"}
"""Verbs that look at a file before the book."""


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def winback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Winback:
    monkeypatch.chdir(tmp_path)
    return book_of_everything(tmp_path)


def test_every_verb_is_known_here() -> None:
    assert sorted(name for name, _ in leaves()) == sorted(verb.name for verb in VERBS)


def test_every_verb_has_the_options_of_its_kind_and_says_what_each_is_for() -> None:
    kinds = {verb.name: verb.kind for verb in VERBS}
    wrong: list[object] = []
    for name, command in leaves():
        told = {option for param in command.params for option in param.opts}
        wrong += [f"{name}: no {option}" for option in kinds[name].value if option not in told]
        wrong += [] if command.help else [f"{name}: no help"]
        for param in command.params:
            said = getattr(param, "help", "") or ""
            wrong += [] if said.strip() else [f"{name} {param.name}: no help"]
            acts = "done" in said and "--json" in param.opts
            wrong += [f"{name}: --json is said to act"] if acts and kinds[name] is READS else []
    assert wrong == []


def test_a_call_is_known_for_every_option_that_names_a_file_or_folder() -> None:
    """So that what is tried with every verb that writes (`tests/slow/test_faulty_disk.py`) forgets none."""
    calls = [each.acting for each in (*VERBS, *OTHER_WRITERS)]
    known = {(each.name, word) for each in calls for word in each.call()}
    wrong = [
        f"{name} {option}"
        for name, command in leaves()
        for param in command.params
        if (param.metavar or "").rstrip(".") in ("FILE", "DIR")
        for option in param.opts
        if option.startswith("-") and (name, option) not in known
    ]
    assert wrong == ["letter write --template", "letters --template"], "which are only read"


def test_reading_verbs_write_the_same_rows_in_every_form(winback: Winback) -> None:
    wrong: list[object] = []
    for verb in VERBS:
        if verb.kind is not READS:
            continue
        ended = {form: winback(*verb.call(f"--{form}")) for form in ("json", "csv", "tsv")}
        codes = {one.code for one in ended.values()}
        if codes != {REFUSALS.get(verb.name, 0)}:
            wrong.append((verb.name, codes, ended["csv"].err))
        elif verb.name != "backtest":
            json.loads(ended["json"].out)
            heads = [ended[form].out.splitlines()[0].split(by) for form, by in (("csv", ","), ("tsv", "\t"))]
            wrong += [] if heads[0] == heads[1] else [(verb.name, *heads)]
            few = winback(*verb.call("--tsv", "--limit", "1"))
            parts = len({line.split("\t")[0] for line in few.out.splitlines()[1:]})
            wrong += [] if len(few.out.splitlines()) <= 1 + parts else [(verb.name, "--limit", few.out)]
    assert wrong == []


def test_an_act_that_is_only_tried_says_so_and_changes_no_byte(winback: Winback, tmp_path: Path) -> None:
    before = everything(tmp_path)
    wrong: list[object] = []
    for verb in VERBS:
        if verb.kind not in (ACTS, BOTH) or verb.served:
            continue
        ended = winback(*verb.acting.call("--dry-run", *(["--json"] if verb.name != "check" else [])))
        if ended.code != 0:
            wrong.append((verb.name, ended.code, ended.err))
        elif verb.name == "check":
            wrong += [] if ended.err.startswith("Dry run, nothing saved") else [(verb.name, ended.err)]
        elif (told := json.loads(ended.out)).get("done", told.get("dry_run") is False):
            wrong.append((verb.name, ended.out))
        if (now := everything(tmp_path)) != before:
            wrong.append(
                (verb.name, sorted(path for path in now | before if now.get(path) != before.get(path)))
            )
            before = now
    assert wrong == []


def test_nobody_acts_in_the_past(winback: Winback, tmp_path: Path) -> None:
    before = everything(tmp_path)
    wrong: list[object] = []
    for verb in VERBS:
        if verb.kind is READS or verb.name in STILL or verb.bookless:
            continue
        ended = winback("--as-of", "2026-11-22", *verb.acting.call())
        wrong += (
            [] if (ended.code, "--as-of" in ended.err) == (1, True) else [(verb.name, ended.code, ended.err)]
        )
    assert wrong == [] and everything(tmp_path) == before


def test_what_is_not_understood_ends_in_2_and_a_book_that_is_none_in_3(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_bytes(b"no book at all, and long enough to look like a file " * 40)
    none = Winback(tmp_path / "book.db", ENV)
    wrong: list[object] = []
    for verb in VERBS:
        ended = none(*verb.call("--no-such-option"))
        wrong += [] if (ended.code, ended.out) == (2, "") else [(verb.name, ended.code, ended.out)]
        if verb.bookless or verb.name in NEED_A_FILE:
            continue
        ended = none(*verb.call())
        wrong += [] if (ended.code, ended.out) == (3, "") else [(verb.name, ended.code, ended.err)]
    assert wrong == []
