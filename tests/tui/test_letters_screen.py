"""The letter on the screen: proposed with why, other kinds and languages, edited, mailed, printed, sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.test_letters import silent, with_apology
from tests.store.books import with_account, with_orders
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.services.letters.settings import own_letters
from winback_tui.services.letters.writing import letters_written


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's documents are a folder of the test, and no program is opened."""
    monkeypatch.setattr("winback_tui.services.letters.places.user_documents_path", lambda: tmp_path / "docs")
    monkeypatch.setattr("winback_tui.tui.app.terminal.open_file.open_file", lambda path: True)
    return tmp_path / "docs" / "Winback letters"


@piloted
async def test_an_apology_is_a_draft_in_the_mail_program_in_two_keys(tmp_path: Path, documents: Path) -> None:
    from winback_tui.services.accounts.people import add_person

    book = with_apology(tmp_path)
    add_person(book, "Acme", "Eve & <b>", email="eve@acme.example")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("w")
        await until(pilot, lambda: "Apology for what went wrong" in drawn(app))
        assert "lost, and every fix is done" in drawn(app) and "Eve & <b>" in drawn(app)
        await pilot.press("m")
        await until(pilot, lambda: len(letters_written(book)) == 1)
        (file,) = documents.iterdir()
        assert file.suffix == ".eml" and b"X-Unsent: 1" in file.read_bytes()
        await pilot.press("s")
        await until(pilot, lambda: letters_written(book)[0].sent_on is not None)
        await until(pilot, lambda: "got this letter" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: letters_written(book)[0].sent_on is None)
        await pilot.press("escape")
        await until(pilot, lambda: "Apology for what went wrong" not in drawn(app))


@piloted
async def test_kinds_languages_and_edits(tmp_path: Path, documents: Path) -> None:
    book = with_apology(tmp_path)
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("w")
        await until(pilot, lambda: "kind 1 of 15" in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "Edit the letter" in drawn(app))
        await pilot.press("home", *"Dear ", "f2")
        await until(pilot, lambda: "· edited" in drawn(app))
        assert "Dear We let you down" in drawn(app)
        await pilot.press("l", "l")
        await until(pilot, lambda: "Български" in drawn(app))
        await pilot.press("right")
        await until(pilot, lambda: "kind 2 of 15" in drawn(app))
        await pilot.press("left", "left")
        await until(pilot, lambda: "kind 15 of 15" in drawn(app))
        await pilot.press("m")
        await pilot.pause()
        assert letters_written(book) == [] and not documents.exists()


@piloted
async def test_letters_due_are_printed_in_two_keys(tmp_path: Path, documents: Path) -> None:
    book = silent(tmp_path)
    app = open_app(book, views=VIEWS[:1])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await until(pilot, lambda: "1 letter due" in drawn(app))
        await pilot.press("D")
        await until(pilot, lambda: "we miss you, 1 of 3" in drawn(app))
        assert " S sent" not in drawn(app), "nothing was written yet"
        await pilot.press("p")
        await until(pilot, lambda: "No letter is due · 1 letter written, not sent yet" in drawn(app))
        assert "S  logs that those written went out" in drawn(app)
        (folder,) = documents.iterdir()
        assert {"print.html", "letters.csv"} < {each.name for each in folder.iterdir()}
        await pilot.press("S")
        await until(pilot, lambda: letters_written(book)[0].sent_on is not None)
        await pilot.press("escape")
        await until(pilot, lambda: "due today" not in drawn(app))


@piloted
async def test_files_that_cannot_be_used_or_made_are_sentences_and_the_screen_stays(
    tmp_path: Path, documents: Path
) -> None:
    book = with_apology(tmp_path)
    documents.parent.mkdir(parents=True)
    documents.write_text("in the way")
    own_letters().mkdir(parents=True)
    (own_letters() / "en.toml").write_text("months = 5\n")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("w")
        await until(pilot, lambda: "en.toml cannot be used" in " ".join(drawn(app).split()))
        await pilot.press("l")
        await until(pilot, lambda: "العربية" in drawn(app))
        for key, sentence in (("p", "cannot be made"), ("m", "cannot be made"), ("f", "Save the letter as")):
            await pilot.press(key)
            await until(pilot, lambda words=sentence: words in " ".join(drawn(app).split()))  # type: ignore[misc]
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "Letter ·" not in drawn(app))
        assert letters_written(book) == []


@piloted
async def test_marked_letters_or_those_found_are_written_and_the_others_left(
    tmp_path: Path, documents: Path
) -> None:
    book = silent(tmp_path)
    for name in ("Beta", "Gamma", "Delta"):
        with_orders(book, with_account(book, name), ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"))

    def written() -> set[str]:
        return {row.account for row in letters_written(book)}

    app = open_app(book, views=VIEWS[:1])
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("D")
        await until(
            pilot, lambda: "4 letters · p writes all to files, or those marked with Space" in drawn(app)
        )
        await pilot.press("space")
        await until(pilot, lambda: "p write 1 marked" in drawn(app))
        await pilot.press("p")
        await until(pilot, lambda: written() == {"Acme"})
        await until(
            pilot, lambda: "3 letters · 1 letter written" in drawn(app) and "p write all" in drawn(app)
        )
        await pilot.press("/", *"gamma", "enter")
        await until(pilot, lambda: "p write 1 found" in drawn(app))
        await pilot.press("p")
        await until(pilot, lambda: written() == {"Acme", "Gamma"})
