"""A team with a folder between its laptops: made, joined, synced, and what a file can be that is none."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.laptops import Desk, Stick, desk
from tests.store.books import with_account
from tests.sync.replicas import tables_of as content
from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.intake import inspect
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.backups import back_up_now, folder_of_backups, kept_backups
from winback_tui.services.book.check import check
from winback_tui.services.book.history import undo, undoable
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.plans.followups import due
from winback_tui.services.returns.testimonials import add_testimonial
from winback_tui.services.returns.testimonials import testimonials as kept_testimonials
from winback_tui.services.team import (
    Teammate,
    hand_over,
    join,
    keep_value,
    open_conflicts,
    retire,
    settle_all,
    sync,
    take_value,
    targets,
    teammates,
    type_value,
    undo_decision,
    write_bundle_file,
)
from winback_tui.store.write import act
from winback_tui.sync.bundle.folder import own_names
from winback_tui.sync.laptops import laptop_id

pytestmark = pytest.mark.thorough


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    return Stick(tmp_path, monkeypatch)


def test_a_laptop_that_joins_has_the_whole_book_and_undoes_only_its_own_acts(stick: Stick) -> None:
    assert content(stick.ben.book) == content(stick.ann.book)
    assert undoable(stick.ben.book).undo == ""
    stick.edit(stick.ben, "city", "Graz")
    assert undoable(stick.ben.book).undo == "city corrected"
    report = stick.ben.sync(stick.folder)
    assert [Path(each).name for each in report.written] == [Path(report.written[0]).name]
    merged = stick.ann.sync(stick.folder)
    assert [(each.person, each.changes) for each in merged.people] == [("Ben", 1)]
    assert content(stick.ben.book) == content(stick.ann.book)
    assert stick.ann.sync(stick.folder).people == ()


def test_a_laptop_that_joins_goes_on_from_the_file_it_read(stick: Stick) -> None:
    """Its own file tells who sits there; the whole book lies in the folder already, and is not written once more."""
    (own,) = stick.folder.glob("ben-*")
    assert own.name.endswith(".new.winback")
    assert "Ben" in {each.person for each in _members_of(stick.ann, stick.folder)}
    stick.edit(stick.ben, "city", "Graz")
    stick.ben.sync(stick.folder)
    stick.ann.sync(stick.folder)
    assert content(stick.ann.book) == content(stick.ben.book)


def _members_of(laptop: Desk, folder: Path) -> list[Teammate]:
    laptop.sync(folder)
    with laptop.at_home() as book:
        return teammates(book)


def test_what_would_come_is_said_and_nothing_changed(stick: Stick) -> None:
    stick.edit(stick.ben, "city", "Graz")
    stick.ben.sync(stick.folder)
    before = stick.ann.book.path.read_bytes()
    files = sorted(path.name for path in stick.folder.iterdir())
    report = stick.ann.sync(stick.folder, dry_run=True)
    assert [(each.person, each.changes) for each in report.people] == [("Ben", 1)]
    assert stick.ann.book.path.read_bytes() == before
    assert sorted(path.name for path in stick.folder.iterdir()) == files


def test_the_folder_is_remembered(stick: Stick) -> None:
    assert [each.target for each in targets(stick.ann.book)] == [str(stick.folder.resolve())]
    with stick.ann.at_home() as book:
        assert sync(book)[0].target == str(stick.folder.resolve())


def test_without_a_folder_it_asks_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = desk(tmp_path, "Ann", monkeypatch)
    with alone.at_home() as book, pytest.raises(NeedsHuman, match="Name a folder"):
        sync(book)


def test_a_conflict_is_kept_taken_typed_and_undone(stick: Stick) -> None:
    stick.edit(stick.ann, "city", "Wien")
    stick.edit(stick.ben, "city", "Graz")
    stick.round()
    for book in (stick.ann.book, stick.ben.book):
        (conflict,) = open_conflicts(book)
        assert (conflict.account, conflict.field, conflict.before) == ("Acme Secret", "city", "")
        assert {each.value for each in conflict.values} == {"Wien", "Graz"}
    standing = conflict.values[0].value
    keep_value(stick.ann.book, conflict.id)
    assert open_conflicts(stick.ann.book) == []
    undo_decision(stick.ann.book)
    assert len(open_conflicts(stick.ann.book)) == 1
    take_value(stick.ann.book, conflict.id, 2)
    city = content(stick.ann.book)["account"][0][10]
    assert city == conflict.values[1].value != standing
    stick.round()
    assert open_conflicts(stick.ben.book) == [] and content(stick.ben.book) == content(stick.ann.book)
    undo(stick.ann.book)
    assert len(open_conflicts(stick.ann.book)) == 1
    with pytest.raises(BadInput, match="values 1 to 2"):
        take_value(stick.ann.book, conflict.id, 3)
    type_value(stick.ann.book, open_conflicts(stick.ann.book)[0].id, "Linz")
    assert open_conflicts(stick.ann.book) == []
    assert content(stick.ann.book)["account"][0][10] == "Linz"


def test_two_decisions_made_apart_are_a_conflict_again(stick: Stick) -> None:
    stick.edit(stick.ann, "city", "Wien")
    stick.edit(stick.ben, "city", "Graz")
    stick.round()
    keep_value(stick.ann.book, open_conflicts(stick.ann.book)[0].id)
    take_value(stick.ben.book, open_conflicts(stick.ben.book)[0].id, 2)
    stick.round()
    assert len(open_conflicts(stick.ann.book)) == len(open_conflicts(stick.ben.book)) == 1
    assert content(stick.ben.book) == content(stick.ann.book)


def test_a_later_edit_that_knows_nothing_of_it_closes_no_conflict(stick: Stick) -> None:
    stick.edit(stick.ann, "city", "Wien")
    stick.edit(stick.ben, "city", "Graz")
    stick.round()
    stick.edit(stick.ann, "city", "Linz")
    (conflict,) = open_conflicts(stick.ann.book)
    assert conflict.values[0].value == "Linz" and len(conflict.values) == 2


def test_all_of_a_person_at_once_is_one_act(stick: Stick) -> None:
    for column, mine, theirs in (("city", "Wien", "Graz"), ("phone", "1", "2"), ("email", "a@b", "c@d")):
        stick.edit(stick.ann, column, mine)
        stick.edit(stick.ben, column, theirs)
    stick.round()
    assert len(settle_all(stick.ann.book, person="Ben")) == 3
    assert open_conflicts(stick.ann.book) == []
    row = content(stick.ann.book)["account"][0]
    assert {"Graz", "2", "c@d"} <= set(row)
    undo(stick.ann.book)
    assert len(open_conflicts(stick.ann.book)) == 3


def test_a_missing_file_is_named_and_what_follows_it_is_kept(stick: Stick, tmp_path: Path) -> None:
    with stick.ben.at_home() as book:
        stick.ben.sync(stick.folder)
        stick.edit(stick.ben, "city", "Graz")
        first = write_bundle_file(book, tmp_path / "first.winback", only_new=True).path
    stick.ann.sync(first)
    stick.ann.sync(stick.folder)
    stick.ben.sync(stick.folder)
    assert content(stick.ann.book) == content(stick.ben.book)


def test_what_starts_ahead_waits_for_what_is_missing(stick: Stick, tmp_path: Path) -> None:
    shared, away = stick.folder, tmp_path / "away"
    with closing(sqlite3.connect(stick.ben.book.path)) as connection:
        connection.execute("DELETE FROM sync_target")
        connection.commit()
    stick.ben.sync(shared)
    stick.edit(stick.ben, "city", "Graz")
    stick.ben.sync(shared)
    (new,) = shared.glob("ben-*.new.winback")
    (whole,) = [path for path in shared.glob("ben-*.winback") if path != new]
    away.mkdir()
    shutil.move(whole, away / whole.name)
    with stick.ann.at_home() as book, closing(sqlite3.connect(book.path)) as connection:
        connection.execute("DELETE FROM sync_target")
        connection.commit()
    carl = desk(tmp_path, "Carl", stick.ann.monkeypatch)
    carl.join(next(iter(shared.glob("ann-*.winback"))), stick.code)
    report = carl.sync(new)
    assert report.people or report.missing
    if report.missing:
        assert whole.name in report.missing[0]
        carl.sync(away / whole.name)
    assert content(carl.book) == content(stick.ben.book)


def test_an_erased_account_is_gone_from_every_laptop_and_every_file(stick: Stick, tmp_path: Path) -> None:
    stick.round()
    with stick.ann.at_home() as book:
        erase_account(book, stick.acme, with_backups=True)
    stick.ann.sync(stick.folder)
    with stick.ann.at_home():
        unconfirmed = {each.person: each.unconfirmed for each in teammates(stick.ann.book)}
    assert unconfirmed == {"Ann": 0, "Ben": 1}
    with stick.ben.at_home() as book:
        back_up_now(book)
        damaged = folder_of_backups(book.path) / "20261101T090000000000 before repair.book"
        damaged.write_bytes(book.path.read_bytes()[:5000] + b"Acme Secret")
        before = {backup.path for backup in kept_backups(book)}
    report = stick.ben.sync(stick.folder)
    assert [(each.person, each.erasures) for each in report.people] == [("Ann", 1)]
    with stick.ben.at_home() as book:
        after = {backup.path for backup in kept_backups(book)}
        assert before <= after and not damaged.exists(), "what was verified stays, without the account"
        assert "removed from this book and from 1 backup; 1 backup could not" in report.notes[0]
        for path in after:
            copied = replace(book, path=tmp_path / path.name)
            shutil.copyfile(path, copied.path)
            assert [finding.says for finding in check(copied) if not finding.good] == []
    stick.ann.sync(stick.folder)
    with stick.ann.at_home():
        assert [each.unconfirmed for each in teammates(stick.ann.book)] == [0, 0]
    for place in (stick.ann.home, stick.ben.home, stick.folder):
        for path in place.rglob("*"):
            assert not path.is_file() or b"Acme Secret" not in path.read_bytes(), path


def test_a_laptop_that_was_used_alone_brings_its_book_along(stick: Stick, tmp_path: Path) -> None:
    carl = desk(tmp_path, "Carl", stick.ann.monkeypatch)
    with_account(carl.book, "Carl's own")
    carl.join(stick.folder, stick.code)
    stick.ann.sync(stick.folder)
    names = [row[1] for row in content(stick.ann.book)["account"]]
    assert sorted(names) == ["Acme Secret", "Carl's own"]
    assert content(carl.book) == content(stick.ann.book)


def test_another_team_and_a_wrong_code_are_refused(stick: Stick, tmp_path: Path) -> None:
    eve = desk(tmp_path, "Eve", stick.ann.monkeypatch)
    with_account(eve.book, "Elsewhere")
    with eve.at_home() as book:
        made = write_bundle_file(book, tmp_path / "eve.winback")
    before = stick.ann.book.path.read_bytes()
    with pytest.raises(Refused, match="another team"):
        stick.ann.sync(made.path)
    new = desk(tmp_path, "New", stick.ann.monkeypatch)
    with new.at_home() as book:
        with pytest.raises(NeedsHuman, match="--code"):
            join(book, str(stick.folder))
        with pytest.raises(BadInput, match="not a word of a team code"):
            join(book, str(stick.folder), "one two three four five six seven")
        with pytest.raises(Refused, match="cannot be opened with"):
            join(book, str(stick.folder), made.code)
        assert not book.exists()
    with eve.at_home() as book, pytest.raises(Refused, match="belongs to"):
        join(book, str(stick.folder), stick.code)
    assert stick.ann.book.path.read_bytes() == before


def test_the_code_of_a_team_is_said_though_what_follows_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown once: where a file or a folder cannot be written after the team was made, the refusal has it."""
    for name, leave in (
        ("Ann", lambda book: write_bundle_file(book, tmp_path / "no folder" / "ann.winback")),
        ("Carl", lambda book: sync(book, [str(tmp_path / "taken")])),
        ("Dora", lambda book: sync(book, [str(tmp_path / "dora's"), str(tmp_path / "no such file.winback")])),
    ):
        laptop = desk(tmp_path, name, monkeypatch)
        with_account(laptop.book, "Acme")
        for folder in ("taken", "dora's"):
            (tmp_path / folder).mkdir(exist_ok=True)
        with laptop.at_home() as book:
            (tmp_path / "taken" / own_names(name, laptop_id(book.path))[0] / "full").mkdir(parents=True)
        with (
            laptop.at_home() as book,
            pytest.raises(Refused, match="A team was created nevertheless") as refused,
        ):
            leave(book)
        code = str(refused.value).split('"')[1]
        new = desk(tmp_path, f"{name}'s colleague", monkeypatch)
        with laptop.at_home() as book:
            written = write_bundle_file(book, tmp_path / f"{name}.winback")
        new.join(written.path, code)
        assert content(new.book) == content(laptop.book)


def test_a_raw_book_of_a_colleague_is_taken_too(stick: Stick, tmp_path: Path) -> None:
    stick.edit(stick.ben, "city", "Graz")
    copy = shutil.copyfile(stick.ben.book.path, tmp_path / "ben.db")
    assert [(each.person, each.changes) for each in stick.ann.sync(copy).people] == [("Ben", 1)]
    assert content(stick.ann.book) == content(stick.ben.book)


def test_a_leaver_is_retired_and_their_accounts_handed_over_in_one_act(stick: Stick) -> None:
    with stick.ann.at_home() as book:
        edit_account(book, stick.acme, {"owner": "Ben"})
        with act(book, "rep", "Cleo is new") as transaction:
            transaction.run("INSERT INTO rep VALUES ('c', 'Cleo', '', '', 1)")
        stick.ben.sync(stick.folder)
        stick.ann.sync(stick.folder)
        done = retire(book, "Ben", "Cleo")
        assert done.accounts == 1
        assert [each.retired for each in teammates(book)] == [False, True]
        undo(book)
        assert [each.retired for each in teammates(book)] == [False, False]
        assert hand_over(book, "Ben", "Cleo").accounts == 1


def test_a_remembered_stick_that_is_not_there_stops_no_other_folder(stick: Stick, tmp_path: Path) -> None:
    other = tmp_path / "share"
    other.mkdir()
    stick.ann.sync(other)
    shutil.move(stick.folder, tmp_path / "pulled out")
    with stick.ann.at_home() as book:
        reports = {each.target: each for each in sync(book)}
        assert [each.away for each in targets(book)] == [each == str(stick.folder) for each in reports]
    assert "is not there now" in reports[str(stick.folder)].problems[0]
    assert reports[str(other)].problems == ()


def test_a_laptop_whose_person_is_named_later_leaves_no_file_under_the_old_name(
    stick: Stick, tmp_path: Path
) -> None:
    before = {path.name for path in stick.folder.glob("ben-*")}
    stick.ben.name = "Benedikt Osei"
    stick.ben.sync(stick.folder)
    assert before and not list(stick.folder.glob("ben-*"))
    assert len(list(stick.folder.glob("benedikt-osei-*"))) == 1
    assert stick.ann.sync(stick.folder).problems == ()


def test_a_sync_can_be_watched_and_stopped_before_anything_is_taken_in(stick: Stick) -> None:
    stick.edit(stick.ben, "city", "Graz")
    stick.ben.sync(stick.folder)
    before = stick.ann.book.path.read_bytes()
    told: list[tuple[int, int, str]] = []

    def watch(done: int, total: int, note: str) -> None:
        told.append((done, total, note))
        if done == total:
            raise InterruptedError

    with stick.ann.at_home() as book, pytest.raises(InterruptedError):
        sync(book, [str(stick.folder)], step=watch)
    assert [each[:2] for each in told] == [(0, 1), (1, 1)]
    assert stick.ann.book.path.read_bytes() == before


def test_signs_reminders_watch_and_testimonials_travel(stick: Stick, tmp_path: Path) -> None:
    """Both laptops see the same return and plan its watch once; a quote answered by one is answered for both."""
    team = stick
    today = team.ann.book.today
    with team.ann.at_home() as book:
        open_case(book, "Acme Secret", today - timedelta(days=30), "Bob", "Carl")
    team.round()
    order = tmp_path / "orders.csv"
    order.write_text(
        f"Customer;Number;Date;Amount\nAcme Secret;77;{today - timedelta(days=1)};12,50\n", "utf-8"
    )
    for laptop in (team.ann, team.ben):
        with laptop.at_home() as book:
            import_file(book, inspect(order.read_bytes(), name="orders.csv", currency="EUR"))
            log_contact(book, "Acme Secret", "Wants a price list")
    with team.ben.at_home() as book:
        add_testimonial(book, "Acme Secret", "They listen")
    team.round()
    for laptop in (team.ann, team.ben):
        with laptop.at_home() as book:
            watched = [row for row in due(book) if row.item.kind == "step"]
            assert len(watched) == 4, "the call ticked the first one off"
            assert [str(row.item.kind) for row in due(book)].count("quote") >= 1
            assert [row.text for row in kept_testimonials(book)] == ["They listen"]
            assert open_conflicts(book) == []
    first, second = (laptop.book for laptop in (team.ann, team.ben))
    assert content(first) == content(second)
