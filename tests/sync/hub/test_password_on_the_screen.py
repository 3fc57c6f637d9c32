"""A hub that wants a password: the screen asks for it, once while the program runs, and stores it nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.services.laptops import desk
from tests.store.books import with_account
from tests.sync.hub.server import PASSWORD, Server
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.services.team import targets
from winback_tui.store.book import Book
from winback_tui.sync.hub.address import hub_address
from winback_tui.tui.app.app import WinbackApp

ASKS = "Password of the hub"


async def paste(pilot: Pilot[Any], text: str) -> None:
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


async def type_place(pilot: Pilot[Any], app: WinbackApp, key: str, place: str) -> None:
    """The key that asks for a place, then the place typed instead of chosen; Enter is left."""
    await pilot.press(key)
    await until(pilot, lambda: "type a path" in drawn(app) and "Looking for" not in drawn(app))
    await pilot.press("t")
    await until(pilot, lambda: "such as /media/stick" in drawn(app))
    await paste(pilot, place)


@piloted
async def test_the_password_is_asked_once_and_stored_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub_url: Callable[[], str], server: Server
) -> None:
    address = hub_address(hub_url())
    user = server.user(f"screen_{address.schema}", f"{address.schema}_write")
    shown = server.tcp_url(address.schema, user)
    ann = desk(tmp_path, "Ann", monkeypatch)
    with_account(ann.book, "Acme")
    ann.sync(address.url)  # type: ignore[arg-type]
    with ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Accounts" in drawn(app))
            await pilot.press("S")
            await until(pilot, lambda: "Ann here" in drawn(app))
            await type_place(pilot, app, "a", shown)
            await pilot.press("enter")

            await until(pilot, lambda: ASKS in drawn(app))
            assert user in drawn(app)
            await pilot.press("escape")
            await until(pilot, lambda: "wants a password" in " ".join(drawn(app).split()))

            await pilot.press("enter")
            await until(pilot, lambda: ASKS in drawn(app))
            await pilot.press(*"wrong", "enter")
            await until(pilot, lambda: "does not accept" in drawn(app))

            await pilot.press("enter")
            await until(pilot, lambda: ASKS in drawn(app))
            await paste(pilot, PASSWORD)
            await until(pilot, lambda: "••••" in drawn(app))
            await pilot.press("ctrl+a", "shift+end", "ctrl+c")
            assert app.clipboard == "" and PASSWORD not in drawn(app)
            await pilot.press("enter")
            await until(pilot, lambda: "Nothing new to take in" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "✓ Synced" in drawn(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Ann here" in drawn(app))

            await synced_again_unasked(pilot, app)
        assert {each.target for each in targets(book)} >= {shown}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and holds_password(path)]


async def synced_again_unasked(pilot: Pilot[Any], app: WinbackApp) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: "Nothing new to take in" in drawn(app) or ASKS in drawn(app))
    assert ASKS not in drawn(app)


@piloted
async def test_joining_asks_for_the_password_once_and_stores_it_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub_url: Callable[[], str], server: Server
) -> None:
    address = hub_address(hub_url())
    user = server.user(f"join_{address.schema}", f"{address.schema}_write")
    ann, ben = desk(tmp_path, "Ann", monkeypatch), desk(tmp_path, "Ben", monkeypatch)
    with_account(ann.book, "Acme")
    code = ann.sync(address.url).code  # type: ignore[arg-type]
    with ben.at_home() as book:
        app = open_app(Book(book.path, book.clock, book.actor, or_blank=True))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await join_at(pilot, app, server.tcp_url(address.schema, user), code)
            await pilot.press(*"wrong", "enter")
            await until(pilot, lambda: any("does not accept" in each for each in toasts(app)))

            await join_at(pilot, app, server.tcp_url(address.schema, user), code)
            await paste(pilot, PASSWORD)
            await pilot.press("enter")
            await until(pilot, lambda: "Who sits at this laptop?" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "Ben here" in drawn(app) and "today " in drawn(app))
            await synced_again_unasked(pilot, app)
        with book.read() as connection:
            assert [name for (name,) in connection.execute("SELECT name FROM account")] == ["Acme"]
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and holds_password(path)]


async def join_at(pilot: Pilot[Any], app: WinbackApp, url: str, code: str) -> None:
    """From wherever the program stands to the question for the password."""
    if "belongs to no team yet" not in drawn(app):
        await until(pilot, lambda: "Accounts" in drawn(app))
        await pilot.press("S")
    await until(pilot, lambda: "belongs to no team yet" in drawn(app))
    await type_place(pilot, app, "j", url)
    await pilot.press("enter")
    await until(pilot, lambda: "has its code of seven words" in drawn(app))
    await pilot.press(*code, "enter")
    await until(pilot, lambda: ASKS in drawn(app))


def holds_password(path: Path) -> bool:
    return PASSWORD.encode() in path.read_bytes()


@piloted
async def test_an_address_with_a_password_is_kept_in_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub_url: Callable[[], str], server: Server
) -> None:
    ann = desk(tmp_path, "Ann", monkeypatch)
    with_account(ann.book, "Acme")
    ann.sync(hub_url())  # type: ignore[arg-type]
    with ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Accounts" in drawn(app))
            await pilot.press("S")
            await until(pilot, lambda: "Ann here" in drawn(app))
            await type_place(pilot, app, "a", "postgresql://ann:hunter22@desk/team")
            await pilot.press("escape")
            await until(pilot, lambda: "type a path" in drawn(app))
            await pilot.press("escape", "escape")
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"hunter22" in path.read_bytes()]
