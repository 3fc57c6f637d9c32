"""A colleague imports the order that brings an account back: the plan ends once in the whole team."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.services.laptops import NOW, Desk, Stick, desk
from tests.store.books import with_orders
from winback_tui.intake import inspect
from winback_tui.services.book.history import undo
from winback_tui.services.cases.opening import open_case
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.team import open_conflicts

pytestmark = pytest.mark.thorough
TODAY = NOW.date()
ORDER = f"Customer,Order date,Amount,Order number\nAcme Secret,{TODAY},50.00,A-1\n".encode()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    found = Stick(tmp_path, monkeypatch)
    with found.ann.at_home() as book:
        with_orders(book, found.acme, ("2026-06-01", "2026-07-06", "2026-08-03", "2026-09-07"))
    found.round()
    return found


def lost(laptop: Desk) -> None:
    with laptop.at_home() as book:
        open_case(book, "Acme Secret", TODAY.replace(day=1), "Bob", "Carl")


def planned(laptop: Desk) -> None:
    with laptop.at_home() as book:
        make_plan(book, "Acme Secret", "repair")


def ordered(laptop: Desk) -> None:
    with laptop.at_home() as book:
        import_file(book, inspect(ORDER, name="orders.csv", currency="EUR"))


def steps(laptop: Desk) -> Counter[tuple[str, str]]:
    """What is planned by its words and series, and how often."""
    with laptop.book.read() as connection:
        found = "SELECT purpose, series FROM step WHERE done_on = '' AND dropped_on = ''"
        return Counter((row[0], row[1]) for row in connection.execute(found))


def drops(laptop: Desk) -> int:
    """How often a step was dropped, in the whole team."""
    with laptop.book.read() as connection:
        found = "SELECT count(*) FROM change WHERE tbl = 'step' AND col = 'dropped_on' AND value <> ''"
        return int(connection.execute(found).fetchone()[0])


def everywhere(stick: Stick, *others: Desk) -> Counter[tuple[str, str]]:
    for _ in range(2):
        for each in (stick.ann, stick.ben, *others):
            each.sync(stick.folder)
    found = steps(stick.ann)
    for each in (stick.ben, *others):
        assert steps(each) == found
        assert open_conflicts(each.book) == []
    assert set(found.values()) <= {1}
    return found


def test_who_knew_the_plan_ended_it_and_that_travels(stick: Stick) -> None:
    lost(stick.ann)
    planned(stick.ann)
    stick.round()
    before = sum(steps(stick.ben).values())
    ordered(stick.ben)
    watch = steps(stick.ben)
    assert before and drops(stick.ben) == before and watch
    assert everywhere(stick) == watch
    assert drops(stick.ann) == before


def test_a_plan_that_the_importer_did_not_know_is_ended_once_where_it_was_made(
    stick: Stick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(stick.ann)
    stick.round()
    lead = desk(tmp_path, "Lead", monkeypatch)
    lead.join(stick.folder, stick.code)
    planned(stick.ann)
    made = sum(steps(stick.ann).values())
    ordered(stick.ben)
    watch = steps(stick.ben)
    stick.ben.sync(stick.folder)
    report = stick.ann.sync(stick.folder)
    assert any("is back: " in note and "dropped" in note for note in report.notes)
    assert everywhere(stick, lead) == watch
    assert drops(lead) == made > 0


def test_a_case_that_the_importer_did_not_know_is_watched_once(
    stick: Stick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = desk(tmp_path, "Lead", monkeypatch)
    lead.join(stick.folder, stick.code)
    lost(stick.ann)
    planned(stick.ann)
    ordered(stick.ben)
    assert steps(stick.ben) == Counter()
    found = everywhere(stick, lead)
    assert found and all(series.startswith("watch:") for _, series in found)
    assert drops(lead) == drops(stick.ann) > 0


def test_a_preview_ends_nothing_and_the_ending_can_be_undone(stick: Stick) -> None:
    lost(stick.ann)
    stick.round()
    planned(stick.ann)
    before = steps(stick.ann)
    ordered(stick.ben)
    stick.ben.sync(stick.folder)
    stick.ann.sync(stick.folder, dry_run=True)
    assert steps(stick.ann) == before
    stick.ann.sync(stick.folder)
    assert drops(stick.ann) == sum(before.values())
    with stick.ann.at_home() as book:
        assert "is back" in undo(book)
    assert steps(stick.ann) & before == before
    assert due(stick.ann.book)
