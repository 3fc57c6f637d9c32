"""A laptop whose first sync fails after it has joined: what is true by then is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.laptops import Desk, Stick, desk
from tests.store.books import with_account
from tests.sync.replicas import tables_of as content
from winback_tui.domain.errors import Refused
from winback_tui.services.team import join
from winback_tui.services.team.membership import team_of
from winback_tui.sync.bundle.folder import own_names
from winback_tui.sync.laptops import laptop_id

pytestmark = pytest.mark.thorough


def block_own_files(laptop: Desk, folder: Path) -> None:
    """Let folders stand where the laptop would write its files."""
    with laptop.at_home() as book:
        for name in own_names(laptop.name, laptop_id(book.path)):
            (folder / name / "full").mkdir(parents=True)


@pytest.mark.parametrize("own", ["", "Carl's own"])
def test_who_has_joined_is_not_told_that_it_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    stick = Stick(tmp_path, monkeypatch)
    carl = desk(tmp_path, "Carl", monkeypatch)
    if own:
        with_account(carl.book, own)
    block_own_files(carl, stick.folder)
    with carl.at_home() as book:
        with pytest.raises(Refused, match=r"^This laptop has joined the team, .* could not be written"):
            join(book, str(stick.folder), stick.code)
        assert team_of(book) == team_of(stick.ann.book)
    names = {row[1] for row in content(carl.book)["account"]}
    assert names == {"Acme Secret", own} - {""}
    for blocked in stick.folder.glob("*/full"):
        blocked.rmdir()
        blocked.parent.rmdir()
    carl.sync(stick.folder)
    stick.ann.sync(stick.folder)
    assert content(carl.book) == content(stick.ann.book)
