"""The team by keys alone: begun, joined, synced with a preview, a stick that is away, a leaver, and who sits here."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.services.laptops import NOW, Stick, desk
from tests.store.books import with_account
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.history import history
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.settings.own_settings import own_settings
from winback_tui.services.team import SyncReport, sync, targets, team_of, teammates
from winback_tui.store.book import Book
from winback_tui.store.write import act
from winback_tui.sync.merge.merge import FromPerson
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.session import Session
from winback_tui.tui.screens.team.exchange.sync_words import sync_page


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    return Stick(tmp_path, monkeypatch)


async def team(pilot: Pilot[Any], app: WinbackApp, shows: str) -> None:
    await until(pilot, lambda: "Accounts" in drawn(app))
    await pilot.press("S")
    await until(pilot, lambda: shows in drawn(app))


async def choose(pilot: Pilot[Any], app: WinbackApp, folder: Path) -> None:
    """Type the path of a folder where places are chosen."""
    await until(pilot, lambda: "type a path" in drawn(app) and "Looking for" not in drawn(app))
    await pilot.press("t")
    await until(pilot, lambda: "such as /media/stick" in drawn(app))
    await pilot.press(*str(folder), "enter")


def account_names(book: Book) -> list[str]:
    with book.read() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM account ORDER BY name")]


@piloted
async def test_a_team_is_begun_and_its_code_shown_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, folder = desk(tmp_path, "Ann", monkeypatch), tmp_path / "share"
    folder.mkdir()
    with_account(ann.book, "Acme")
    with ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await team(pilot, app, "belongs to no team yet")
            await pilot.press("r")
            await until(pilot, lambda: any("b begins one" in said for said in toasts(app)))
            await pilot.press("b")
            await choose(pilot, app, folder)
            await until(pilot, lambda: "Enter leaves your file" in drawn(app))
            assert list(folder.iterdir()) == [] and not team_of(book), "nothing is written before Enter"
            await pilot.press("enter")
            await until(pilot, lambda: "✓ Synced" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "These seven words" in drawn(app))
            code = next(line for line in drawn(app).split("\n") if len(line.split()) == 7).strip()
            await pilot.press("y")
            await until(pilot, lambda: any("The code is" in said for said in toasts(app)))
            await pilot.press("enter")
            await until(pilot, lambda: "1 laptop" in drawn(app))
            await pilot.press("b")
            await until(pilot, lambda: any("belongs to a team already" in said for said in toasts(app)))
    ben = desk(tmp_path, "Ben", monkeypatch)
    with ben.at_home() as book:
        app = open_app(Book(book.path, book.clock, book.actor, or_blank=True))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await team(pilot, app, "belongs to no team yet")
            await pilot.press("j")
            await choose(pilot, app, folder)
            await until(pilot, lambda: "has its code of seven words" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Give the team's code" in drawn(app))
            await pilot.press(*code, "enter")
            await until(pilot, lambda: any("Joined the team: 1 account" in said for said in toasts(app)))
            await until(pilot, lambda: "Who sits at this laptop?" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "2 laptops" in drawn(app))
        assert account_names(book) == ["Acme"]


@piloted
async def test_a_sync_shows_a_line_a_person_before_anything_is_taken_in(stick: Stick) -> None:
    for laptop, city in ((stick.ann, "Wien"), (stick.ben, "Graz")):
        stick.edit(laptop, "city", city)
    stick.ben.sync(stick.folder)
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await team(pilot, app, "▲ 1 new file")
            await pilot.press("enter")
            await until(pilot, lambda: "nothing has been changed yet" in drawn(app))
            line = next(line for line in drawn(app).split("\n") if line.strip().startswith("Ben"))
            assert line.split() == ["Ben", "1", "–", "1", "–"]
            assert open_files(book) == 0
            assert "▲ 1 conflict, decided after the merge with Enter: nothing is lost." in drawn(app)
            await pilot.press("enter")
            await until(pilot, lambda: "✓ Synced · 1 conflict to decide" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "1 open · 1 of 1" in drawn(app))
            await pilot.press("1")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "Enter leaves your file for the others" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "1 change to leave there" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Enter leaves your file for the others" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "✓ Synced" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "nothing new" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "Overdue" in drawn(app))


def open_files(book: Book) -> int:
    """Changes of others in the book."""
    with book.read() as connection:
        return int(connection.execute("SELECT count(*) FROM act WHERE received = 1").fetchone()[0])


@piloted
async def test_a_missing_stick_is_one_sentence_and_can_be_forgotten(stick: Stick, tmp_path: Path) -> None:
    away = tmp_path / "pulled out"
    shutil.move(stick.folder, away)
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await team(pilot, app, "not there now")
            await pilot.press("S")
            await until(pilot, lambda: "plug the stick in" in " ".join(drawn(app).split()))
            shutil.move(away, stick.folder)
            await pilot.press("enter")
            await until(
                pilot, lambda: "Nothing new to take in" in drawn(app) or "Would come in" in drawn(app)
            )
            await pilot.press("escape")
            await until(pilot, lambda: "Last sync" in drawn(app) and "not there now" not in drawn(app))
            await pilot.press("x")
            await until(pilot, lambda: "No folder yet" in drawn(app))
            assert targets(book) == []
            await pilot.press("a")
            await choose(pilot, app, stick.folder)
            await until(pilot, lambda: "take in" in drawn(app))


@piloted
async def test_damage_is_told_on_the_page_and_the_book_stays(stick: Stick) -> None:
    (stick.folder / "eve-000000.winback").write_bytes(b"<html>sign in</html>")
    with stick.ann.at_home() as book:
        before = stick.ann.book.path.read_bytes()
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await team(pilot, app, "new file")
            await pilot.press("enter")
            await until(pilot, lambda: "eve-000000.winback" in drawn(app))
            await pilot.press("escape")
        assert stick.ann.book.path.read_bytes() == before


@piloted
async def test_a_laptop_shows_what_it_lacks_and_a_leaver_hands_over(stick: Stick) -> None:
    with stick.ann.at_home() as book:
        edit_account(book, stick.acme, {"owner": "Ben"})
        other = with_account(book, "Erased Ltd")
        erase_account(book, other, with_backups=True)
        with_account(book, "Newcomer")
        edit_account(book, "Newcomer", {"owner": "Cleo Marsh"})
        sync(book, [str(stick.folder)])
        app = open_app(book)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await team(pilot, app, "▲ 1 not confirmed")
            await pilot.press("tab", "down", "enter")
            await until(pilot, lambda: "1 erasure not confirmed" in drawn(app))
            assert "It is confirmed once Ben has synced" in drawn(app) and "Erased Ltd" not in drawn(app)
            await pilot.press("escape")
            await pilot.press("r")
            await until(pilot, lambda: "Who leaves" in drawn(app))
            await pilot.press("tab", "tab", *"cleo", "enter")
            await until(pilot, lambda: any("handed over to Cleo Marsh" in said for said in toasts(app)))
            assert {each.person: each.retired for each in teammates(book)} == {"Ann": False, "Ben": True}
            await pilot.press("u")
            await until(pilot, lambda: not any(each.retired for each in teammates(book)))


def first_start(book: Book) -> Session:
    return Session(LiveBook.of(Book(book.path, book.clock, "root", or_blank=True)), asks_who=True)


@piloted
async def test_the_first_start_asks_who_sits_here_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = desk(tmp_path, "Ann", monkeypatch)
    with_account(ann.book, "Acme")
    edit_account(ann.book, "Acme", {"owner": "Ann Keller"})
    monkeypatch.delenv("WINBACK_ACTOR", raising=False)
    with ann.at_home() as book:
        app = first_start(book)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await until(pilot, lambda: "Who sits at this laptop?" in drawn(app))
            await pilot.press("1", "tab", "tab", *"Hofmann Paper", "tab", *"eur", "enter")
            await until(pilot, lambda: any("You are Ann Keller" in said for said in toasts(app)))
            edit_account(app.book, "Acme", {"city": "Wien"})
        assert own_settings().actor == "Ann Keller"
        newest = history(book)[0].act
        assert (newest.sentence, newest.actor) == ("Acme corrected: city", "Ann Keller")
        with book.read() as connection:
            chosen = dict(connection.execute("SELECT id, value FROM setting").fetchall())
        assert (chosen["currency"], chosen["firm"]) == ('"EUR"', '"Hofmann Paper"')


@piloted
async def test_who_skips_it_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = desk(tmp_path, "Ann", monkeypatch)
    with_account(ann.book, "Acme")
    monkeypatch.delenv("WINBACK_ACTOR", raising=False)
    with ann.at_home() as book:
        app = first_start(book)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Who sits at this laptop?" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "Who sits" not in drawn(app))
        again = first_start(book)
        async with again.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "6 Accounts" in drawn(again))
            await pilot.pause(1)
            assert "Who sits" not in drawn(again)
        assert own_settings().actor == ""


@piloted
async def test_an_empty_book_stays_empty_when_somebody_gives_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = desk(tmp_path, "Ann", monkeypatch)
    monkeypatch.delenv("WINBACK_ACTOR", raising=False)
    with ann.at_home() as book:
        app = first_start(book)
        async with app.run_test(size=(60, 20), notifications=True) as pilot:
            await until(pilot, lambda: "Who sits at this laptop?" in drawn(app))
            await pilot.press(*"Ann", "enter")
            await until(pilot, lambda: own_settings().actor == "Ann")
        assert not book.exists()


@piloted
async def test_a_hub_is_no_laptop_and_each_key_says_of_what(stick: Stick) -> None:
    with stick.ann.at_home() as book:
        stick.round()
        stick.edit(stick.ann, "city", "Wien")
        with act(book, "hub", "a hub spoke") as transaction:
            transaction.run(
                "INSERT INTO laptop (id, site, person, machine, beat, at, vector) VALUES (?, '', ?, ?, 1, 1, '{}')",
                ("hub-id", "Hub", "db.example:5432/team"),
            )
        assert {each.person: each.hub for each in teammates(book)} == {
            "Ann": False,
            "Ben": False,
            "Hub": True,
        }
        app = open_app(book)
        async with app.run_test(size=(140, 30), notifications=True) as pilot:
            await team(pilot, app, "2 laptops and a hub")
            assert "Last sync" in drawn(app) and "Lacks" in drawn(app)
            ben = next(line for line in drawn(app).split("\n") if line.strip().startswith("Ben"))
            assert "1 change" in ben
            footer = drawn(app).split("\n")[-1]
            assert all(words in footer for words in ("a add folder…", "r retire laptop…", "x forget folder"))
            assert "Tab to laptops" in footer
            await pilot.press("tab")
            await until(pilot, lambda: "Tab to folders" in drawn(app).split("\n")[-1])
            assert "forget folder" not in drawn(app).split("\n")[-1]
            await pilot.press("shift+tab", "S")
            await until(pilot, lambda: "Enter leaves your file" in drawn(app))
            assert "undo" not in drawn(app).split("\n")[-1]


def test_a_preview_says_what_enter_would_erase_and_where_conflicts_are_decided() -> None:
    report = SyncReport(
        "/shared",
        (FromPerson("Ben", 2, conflicts=1), FromPerson("Carla", 1, conflicts=1, erasures=1)),
        conflicts_open=1,
        erasing=("Carla erased Rosa (today).",),
        erases=1,
    )
    page = sync_page([report], True, NOW.date()).plain
    assert "▲ Carla erased Rosa (today)." in page
    assert "▲ 1 conflict, decided after the merge with Enter" in page
    assert "One between two colleagues counts in both of their lines." in page, "1 and 1 are not 2 here"
    assert "decided after" not in sync_page([report], False, NOW.date()).plain
