"""Wordings of root causes: proposed, joined by a person, parted again, undone, synced; they add up over accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.laptops import Stick
from tests.services.review_book import a_reviewed_book, case_id
from tests.store.books import content
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.domain.review.causes.wordings import proposed_joins, stands_for
from winback_tui.services.review.review import causes
from winback_tui.services.review.wordings import join_wordings, joins_of, part_wordings, wordings
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act

LATE, LATER, WRONG = "Late every Monday", "late on Monday every time", "Wrong goods"
ENV = {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"}


def told(book: Book) -> Book:
    """The same with three causes told in words."""
    with act(book, "fix", "Told") as transaction:
        for number, text in ((18, LATE), (19, LATER), (20, WRONG)):
            transaction.insert("cause", case_id=case_id(number), reason="delivery", text=text)
    return book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return told(a_reviewed_book(tmp_path))


def groups(book: Book) -> list[tuple[str, str, str, int, int]]:
    return [(each.wording, each.state, each.proposed, each.accounts, each.profit) for each in wordings(book)]


def test_nearly_equal_wordings_are_proposed_and_nothing_more(book: Book) -> None:
    assert sorted(groups(book)) == [
        (LATE, "alone", "", 1, 450_00),
        (WRONG, "alone", "", 1, 450_00),
        (LATER, "proposed", LATE, 1, 450_00),
    ]
    by_wording = {row.group: row.accounts for _, row in causes(book, "2026", "wording", "root") if row.group}
    assert by_wording == {LATE: 1, LATER: 1, WRONG: 1}


def test_joined_by_a_person_they_count_as_one_until_parted(book: Book) -> None:
    before = content(book)
    done = join_wordings(book, ["late on"])
    assert done.sentence == f"“{LATER}” counts as “{LATE}” now"
    assert groups(book)[0] == (LATE, "joined", "", 2, 900_00)
    by_wording = {row.group: row.profit for _, row in causes(book, "2026", "wording", "root") if row.group}
    assert by_wording == {LATE: 900_00, WRONG: 450_00}
    join_wordings(book, [WRONG], "Monday every")  # no word of it is near: a person may still
    assert groups(book) == [(LATE, "joined", "", 3, 1_350_00)]
    part_wordings(book, ["wrong"])
    assert groups(book)[0] == (LATE, "joined", "", 2, 900_00)
    for _ in range(3):
        undo(book)
    assert content(book) == before


def test_joins_come_to_the_other_laptops_and_so_does_what_takes_them_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = Stick(tmp_path, monkeypatch)
    with team.ann.at_home() as ann, act(ann, "fix", "Told") as transaction:
        for text in (LATE, LATER):
            case = transaction.insert(
                "loss_case", account_id=team.acme, lost_on="2026-11-01", opened_on="2026-11-01"
            )
            transaction.insert("cause", case_id=case, reason="delivery", text=text)
    team.round()
    with team.ann.at_home() as ann:
        join_wordings(ann, [LATER])
    team.round()
    with team.ben.at_home() as ben:
        assert joins_of(ben) == {LATER: LATE}
        part_wordings(ben, [LATER])
    team.round()
    with team.ann.at_home() as ann:
        assert joins_of(ann) == {}
        join_wordings(ann, [LATER])
    team.round()
    with team.ann.at_home() as ann:
        undo(ann)
        assert joins_of(ann) == {}
    team.round()
    with team.ben.at_home() as ben:
        assert joins_of(ben) == {}


def test_the_groups_add_up_to_all_root_causes_told(book: Book) -> None:
    join_wordings(book, [LATER])
    whole = sum(row.profit for _, row in causes(book, "2026", "", "root"))
    assert sum(row.profit for _, row in causes(book, "2026", "wording", "root")) == whole


def test_what_cannot_be_joined_is_refused_in_one_sentence(book: Book) -> None:
    with pytest.raises(Refused, match="Nothing is nearly the same as 'Wrong goods'"):
        join_wordings(book, [WRONG])
    with pytest.raises(BadInput, match="already count as one"):
        join_wordings(book, [LATE], LATE)
    with pytest.raises(NotFound):
        join_wordings(book, ["nothing like it"])
    with pytest.raises(NeedsHuman):
        join_wordings(book, ["Monday"], WRONG)
    with pytest.raises(Refused, match="No wordings are joined"):
        part_wordings(book, [LATE])


def test_joins_in_a_circle_end_and_both_stand_for_one() -> None:
    circle = {"b": "a", "a": "b", "c": "b"}
    assert {stands_for(each, circle) for each in "abc"} == {"a"}
    assert proposed_joins(["late Monday", "late monday"], {"late monday": "late Monday"}) == {}


def test_the_command_lists_joins_and_parts_and_hostile_words_are_harmless(book: Book) -> None:
    with act(book, "fix", "Told") as transaction:
        transaction.insert("cause", case_id=case_id(3), reason="price", text="=1+1 [red]x[/red] <b>")
    winback = Winback(book.path, ENV)
    rows = winback("wording", "list", "--json").json
    assert {row["wording"]: row["state"] for row in rows}[LATER] == "proposed"
    assert winback("wording", "join", "late on", "--dry-run").code == 0
    assert winback("wording", "join", "=1+1", "--as", "wrong goods").code == 0
    assert winback("wording", "join", "late on").code == 0
    found = {row["wording"]: row for row in winback("wording", "list", "--json").json}
    assert (found[LATE]["accounts"], found[LATE]["joined"], found[LATE]["profit_lost"]) == (
        2,
        LATER,
        "900.00",
    )
    assert found[WRONG]["joined"] == "=1+1 [red]x[/red] <b>"
    assert winback("wording", "list", "--period", "2025", "--json").json == []
    assert winback("wording", "part", "late on").code == 0
    assert "joined" not in {
        row["state"] for row in winback("wording", "list", "--json").json if LATE in row["wording"]
    }
