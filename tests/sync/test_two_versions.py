"""Two newer laptops and an older one between them end where three newer ones end: nothing is dropped on the way."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.sync.two_versions import ROOT, at_laptop, newer_program

pytestmark = pytest.mark.slow

ACCOUNT = (
    "INSERT INTO account (no, id, name, name_key, external_id, source, segment, currency, phone, email, city, note,"
    " hunts_price, pays_badly, refers_others, reference_customer, gone_reason, contract_ends_on, welcome_ends_on)"
    " VALUES ({no}, '{id}', '{id}', '{id}', '', '', '', '', '', '', '', '', 0, 0, 0, 0, '', '', '')"
)


def run(*statements: str) -> list[str]:
    return ["run", *statements]


class Relay:
    """Ann and Carl never meet but through Ben; each meeting is a copy of the file, as it is."""

    def __init__(self, folder: Path, newer: Path, bens: Path) -> None:
        self.folder, self.hours = folder, 0
        self.programs = {"Ann": newer, "Ben": bens, "Carl": newer}

    def do(self, person: str, *steps: list[Any]) -> Any:
        self.hours += 1
        return at_laptop(self.programs[person], self.book(person), person, self.hours, steps)

    def book(self, person: str) -> Path:
        return self.folder / person / "book.db"

    def pass_on(self, *persons: str) -> None:
        """Each to the next."""
        for one, other in pairwise(persons):
            letter = self.folder / f"{one}.db"
            shutil.copyfile(self.book(one), letter)
            self.do(other, ["take", str(letter)])


def story(relay: Relay) -> None:
    """A year of a small team."""
    relay.do(
        "Carl",
        run(ACCOUNT.format(no=1, id="acme"), "UPDATE account SET colour = 'red'"),
        run("INSERT INTO mood VALUES ('m1', 'acme', 'fine')", ACCOUNT.format(no=2, id="bolt")),
        run("INSERT INTO mood VALUES ('m2', 'bolt', 'Secret mood')"),
        ["import", "cord", {"1": 100, "2": 200}],
    )
    relay.pass_on("Carl", "Ben")
    relay.do(
        "Ben",
        run("UPDATE account SET city = 'Graz' WHERE id = 'acme'"),
        ["import", "cord", {"2": 250, "3": 300}],
    )
    relay.pass_on("Ben", "Ann", "Ben", "Carl")
    relay.do(
        "Ann",
        run("UPDATE account SET colour = 'teal', note = 'mine' WHERE id = 'acme'"),
        run("UPDATE mood SET text = 'better' WHERE id = 'm1'"),
        run("UPDATE account SET colour = 'gold' WHERE name = 'cord'"),
    )
    relay.do(
        "Carl",
        run("UPDATE account SET colour = 'blue' WHERE id = 'acme'"),
        run("UPDATE mood SET text = 'worse' WHERE id = 'm1'"),
        run("INSERT INTO mood VALUES ('m3', 'acme', 'new')"),
        run("DELETE FROM mood WHERE id = 'm3'"),
        ["undo"],
    )
    relay.do("Ben", run("UPDATE account SET note = 'his' WHERE id = 'acme'"))
    relay.pass_on("Ann", "Ben", "Carl", "Ben", "Ann")
    relay.do("Ben", ["undo"])
    relay.pass_on("Ben", "Ann", "Ben", "Carl", "Ben")


def ending(relay: Relay) -> list[Any]:
    relay.pass_on("Ann", "Ben", "Carl", "Ben", "Ann")
    return [relay.do(person, ["tell"]) for person in relay.programs]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return newer_program(tmp_path)


def test_an_older_laptop_between_two_newer_ones_drops_nothing(tmp_path: Path, newer: Path) -> None:
    relay, everybody = Relay(tmp_path / "relay", newer, ROOT), Relay(tmp_path / "all", newer, newer)
    for each in (relay, everybody):
        story(each)
    ann, ben, carl = ending(relay)
    expected = ending(everybody)
    assert ann == carl == expected[0] == expected[1] == expected[2]
    assert {row[2] for row in map(tuple, ann[1])} == {"colour", "note", "text"}, "the conflicts came through"
    assert "mood" not in ben[0] and ben[2] == ann[2]
    relay.programs["Ben"] = newer
    assert relay.do("Ben", ["tell"])[0] == ann[0]
    relay.pass_on("Carl", "Ben")
    assert relay.do("Ben", ["tell"]) == ann


def test_whoever_an_older_laptop_erases_is_erased_on_the_newer_ones(tmp_path: Path, newer: Path) -> None:
    relay = Relay(tmp_path / "relay", newer, ROOT)
    story(relay)
    relay.do("Ben", ["erase", "bolt"])
    relay.pass_on("Ben", "Ann", "Ben", "Carl", "Ben", "Ann")
    ann, carl = (relay.do(person, ["tell"]) for person in ("Ann", "Carl"))
    assert ann == carl
    assert [row[0] for row in ann[0]["mood"]] == ["m1", "m3"]
    for person in relay.programs:
        assert b"Secret mood" not in relay.book(person).read_bytes(), person
