"""Which team a book belongs to, and the key that seals its files."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import new_id
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import setting
from winback_tui.store.write import act
from winback_tui.sync.bundle.code_words import new_code
from winback_tui.sync.bundle.sealing import KeyRing, key_of_code

TEAM = "team"
"""The setting that names the team, as `{"id": ...}`."""


def key_ring() -> KeyRing:
    """The keys that this user has."""
    return KeyRing(Path(user_data_path("winback", appauthor=False)) / "keys")


def or_blank(book: Book) -> Book:
    """The book for one read; one that does not exist yet reads as empty."""
    return Book(book.path, book.clock, book.actor, book.as_of, or_blank=True)


def team_of(book: Book) -> str:
    """The id of the team that the book belongs to; '' for none."""
    with or_blank(book).read() as connection:
        team = setting(connection, TEAM, {})
    return str(team.get("id", "")) if isinstance(team, dict) else ""


def found_team(book: Book) -> tuple[str, str]:
    """Make a team of this book, and its key: the team's id, and the code that is shown once."""
    team, code = new_id(), new_code()
    key_ring().keep(team, key_of_code(code, team))
    with act(book, "team", "A team was made: other laptops can join with its code") as transaction:
        write_setting(transaction, TEAM, {"id": team})
    return team, code


def team_made(code: str) -> str:
    """What to say when something fails after `found_team`, whose code would not be shown again; '' without a code."""
    return (
        f'A team was created nevertheless; note its code, which is shown only now: "{code}".' if code else ""
    )


def require_key(team: str) -> bytes:
    """The key of the team. Raises Refused where this user has none."""
    key = key_ring().key(team)
    if key is None:
        raise Refused(
            "This laptop does not have its team's key, so it cannot seal a file; run 'winback join' with the team's"
            " code, or 'winback bundle --open' for a file that anybody can read."
        )
    return key
