"""Small books in memory that meet a hub, and histories in which they do."""

from __future__ import annotations

from contextlib import nullcontext

from hypothesis.stateful import rule

from tests.sync.histories import PICK, Histories, everybody_agrees
from tests.sync.memory_team import START_MS, Laptop, Team, loaded
from winback_tui.store.read import plain_rows
from winback_tui.sync.hub.connection import Hub
from winback_tui.sync.hub.meeting import Desk, Met, meet
from winback_tui.sync.laptops import take_laptops


def desk_of(laptop: Laptop) -> Desk:
    """The laptop at a meeting."""
    return Desk(
        open=lambda: nullcontext(laptop.connection),
        take=lambda source: laptop.take_sources(source),
        take_words=lambda source: take_laptops(laptop.connection, source),
        speak=laptop.speak,
        now_ms=START_MS,
        laptop=laptop.name,
    )


def meets(laptop: Laptop, hub: Hub) -> Met:
    """The laptop meets the hub; nothing may go wrong."""
    met = meet(hub, desk_of(laptop))
    assert (met.fault, met.rewritten) == ("", True), (met.fault, met.rewritten)
    return met


def everything(laptop: Laptop) -> tuple[object, ...]:
    """What must be the same on every laptop."""
    return laptop.tables(), laptop.log(), laptop.conflicts()


def twins(team: Team) -> Team:
    """The same laptops once more, as they are now."""
    other = Team(0)
    other.counted, other.erased, other.written = team.counted.copy(), set(team.erased), set(team.written)
    other.sent = list(team.sent)
    for laptop in team.laptops:
        other.laptops.append(Laptop(laptop.name, loaded(laptop.connection.serialize()), other))
    return other


class HubHistories(Histories):
    """Histories in which laptops meet the hub now and then; in the end all of it is compared with files alone."""

    hub: Hub

    @rule(who=PICK)
    def meets_the_hub(self, who: int) -> None:
        meets(self._laptop(who), self.hub)
        self.team.counted["met the hub"] += 1

    def teardown(self) -> None:
        by_files = twins(self.team)
        try:
            everybody_agrees(by_files)
            for laptop in self.team.laptops:
                laptop.take(*self.team.sent)
            for _ in range(3):
                for laptop in self.team.laptops:
                    meets(laptop, self.hub)
            wanted = everything(by_files.laptops[0])
            for laptop in self.team.laptops:
                for found, should in zip(everything(laptop), wanted, strict=True):
                    assert found == should, laptop.name
            _hub_says_the_same(self.hub, self.team.laptops[0])
            _nothing_left_on_the_hub(self.hub, self.team)
        finally:
            self.counted.update(self.team.counted)
            self.counted["histories"] += 1
            by_files.close()
            self.team.close()


def _hub_says_the_same(hub: Hub, laptop: Laptop) -> None:
    """The hub has every change, and its winners are the book's."""
    with hub.transaction():
        log = hub.rows(
            "SELECT site, seq, hlc, tx, actor, tbl, CASE WHEN \"row\" LIKE 'erased:%' THEN '' ELSE \"row\" END, col,"
            " replaces_site, replaces_seq FROM change ORDER BY site, seq"
        )
        winners = hub.rows('SELECT tbl, "row", col, site, seq FROM winner WHERE "row" NOT LIKE \'erased:%\'')
    assert log == laptop.log()
    cells = plain_rows(
        laptop.connection, "SELECT tbl, row, col, site, seq FROM cell WHERE col <> '~'"
    ).fetchall()
    assert set(cells) <= set(winners)


def _nothing_left_on_the_hub(hub: Hub, team: Team) -> None:
    if not team.erased:
        return
    with hub.transaction():
        left = [
            str(row)
            for table in ("change", "act", "import_account", "import_order")
            for row in hub.rows(f"SELECT * FROM {table}")
        ]
    for account_id in team.erased:
        assert not [row for row in left if f"P {account_id}" in row]
