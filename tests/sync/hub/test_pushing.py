"""Several at once: nobody's changes are missed, doubled or lost, whoever commits last."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.sync.histories import Histories, everybody_agrees
from tests.sync.hub.desks import desk_of, everything, meets, twins
from tests.sync.hub.server import Server, new_schema
from tests.sync.memory_team import Laptop, Team, loaded
from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.packing import pack_changes
from winback_tui.sync.hub.address import hub_address
from winback_tui.sync.hub.connection import Hub, open_hub
from winback_tui.sync.hub.faults import HubMoved
from winback_tui.sync.hub.forks_on_hub import settle_forks
from winback_tui.sync.hub.meeting import look, meet
from winback_tui.sync.hub.pushing import push, send
from winback_tui.sync.hub.schema import make_hub
from winback_tui.sync.hub.sent_imports import batches_by_number, send_imports


def a_team(size: int) -> Team:
    """So many laptops that joined one book."""
    team = Team(1)
    first = team.laptops[0]
    first.add_account("Acme")
    first.import_orders("acme", {"1": 100, "2": 200})
    for at in range(1, size):
        laptop = team.join(f"rep{at}", loaded(first.connection.serialize()))
        plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (new_id(),))
    return team


def edit(laptop: Laptop, word: str) -> None:
    with laptop.act("edit"):
        plain_rows(laptop.connection, "UPDATE account SET city = ?", (word,))


def test_four_push_at_once_and_all_of_it_arrives(hub_url: Callable[[], str]) -> None:
    with ExitStack() as stack:
        url = hub_url()
        team = a_team(4)
        hubs = [stack.enter_context(open_hub(hub_address(url))) for _ in team.laptops]
        meets(team.laptops[0], hubs[0])
        for at, laptop in enumerate(team.laptops):
            edit(laptop, f"city {at}")
            laptop.import_orders("bolt", {str(at): 100 + at, "7": at})
        by_files = twins(team)

        def often(at: int) -> None:
            for turn in range(5):
                edit(team.laptops[at], f"city {at} {turn}")
                edit(by_files.laptops[at], f"city {at} {turn}")
                meets(team.laptops[at], hubs[at])

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(often, range(4)))
        for laptop, hub in zip(team.laptops * 2, hubs * 2, strict=True):
            meets(laptop, hub)
        first = everything(team.laptops[0])
        assert all(everything(laptop) == first for laptop in team.laptops)
        sites = dict.fromkeys(plain_rows(team.laptops[0].connection, "SELECT site, seq FROM change"), True)
        with hubs[0].transaction():
            assert dict.fromkeys(hubs[0].rows("SELECT site, seq FROM change"), True) == sites


@pytest.mark.parametrize("seed", range(3))
def test_pushed_at_once_is_as_merged_from_files(seed: int, hub_url: Callable[[], str]) -> None:
    from random import Random

    pick = Random(seed)
    history = Histories()
    history.sizes = (4,)
    history.begin(seed)
    for _ in range(25):
        act = pick.choice(
            (history.add, history.edit, history.same_key, history.bulk, history.delete, history.imports)
        )
        words = {
            "who": pick.randrange(999),
            "pick": pick.randrange(999),
            "word": pick.choice(("Graz", "Wien")),
        }
        words |= {"first": pick.randrange(1, 6), "count": pick.randrange(1, 4)}
        act(
            **{
                name: words[name]
                for name in act.__code__.co_varnames[: act.__code__.co_argcount]
                if name in words
            }
        )
    by_files = twins(history.team)
    everybody_agrees(by_files)
    with ExitStack() as stack:
        url = hub_url()
        hubs = [stack.enter_context(open_hub(hub_address(url))) for _ in history.team.laptops]
        with ThreadPoolExecutor(4) as pool:
            for _ in range(3):
                list(pool.map(meets, history.team.laptops, hubs))
        for laptop in history.team.laptops:
            assert everything(laptop) == everything(by_files.laptops[0])


def test_who_reads_past_an_open_transaction_gets_it_later(hub_url: Callable[[], str]) -> None:
    """The slow one is handed its numbers first and commits last: a cursor on numbers would never go back to it."""
    url = hub_url()
    team = a_team(3)
    slow, quick, reader = team.laptops
    with open_hub(hub_address(url)) as hub, open_hub(hub_address(url)) as other:
        for laptop in (*team.laptops, *team.laptops):
            meets(laptop, other)
        edit(slow, "slow")
        edit(quick, "quick")
        desk = desk_of(slow)
        difference = look(hub, desk).difference
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as image:
            pack_changes(slow.connection, image, difference.hub)
            with hub.transaction():
                assert send(hub, desk.open, image, difference.hub, False).changes == 2
                meets(quick, other)
                meets(reader, other)
                assert cities(reader) == {"quick"}
        meets(reader, other)
        assert len(reader.conflicts()) == 2, "what was committed late has come"
        for laptop in (slow, quick, reader):
            meets(laptop, other)
        assert everything(slow) == everything(quick) == everything(reader)


def cities(laptop: Laptop) -> set[str]:
    return {
        row[0]
        for row in plain_rows(laptop.connection, "SELECT DISTINCT city FROM account WHERE name = 'Acme'")
    }


def test_a_write_in_the_middle_is_not_missed(hub_url: Callable[[], str]) -> None:
    """Between looking and sending somebody else sends the same site, and an erasure."""
    url = hub_url()
    team = a_team(2)
    ann, ben = team.laptops
    with open_hub(hub_address(url)) as hub, open_hub(hub_address(url)) as other:
        meets(ann, hub)
        meets(ben, other)
        account = ann.names("account")[0]
        edit(ben, "late")
        desk = desk_of(ben)
        difference = look(other, desk).difference
        ann.erase(account)
        meets(ann, hub)
        with pytest.raises(HubMoved):
            push(other, desk.open, difference, 1)
        meets(ben, other)
        meets(ann, hub)
        assert everything(ann) == everything(ben) and account not in ben.names("account")
        with hub.transaction():
            assert not [
                row
                for row in hub.rows('SELECT value, before FROM change WHERE "row" = %s', (account,))
                if any(row)
            ]


def test_a_hub_put_back_from_a_backup_gets_everything_again(
    hub_url: Callable[[], str], server: Server
) -> None:
    url = hub_url()
    team = a_team(2)
    ann, ben = team.laptops
    with open_hub(hub_address(url)) as hub:
        meets(ann, hub)
        meets(ben, hub)
        edit(ann, "since")
        meets(ann, hub)
        schema = hub.address.schema
        server.run(
            f"DELETE FROM {schema}.change WHERE site = (SELECT site FROM {schema}.change ORDER BY hlc DESC LIMIT 1)"
        )
        edit(ben, "later")
        meets(ben, hub)
        meets(ann, hub)
        meets(ben, hub)
        assert everything(ann) == everything(ben)


@pytest.mark.usefixtures("no_second_look")
def test_an_import_is_sent_without_whom_the_hub_knows_to_be_erased(hub_url: Callable[[], str]) -> None:
    ann, ben = a_team(2).laptops
    imported = derived_id("account", "acme")
    with open_hub(hub_address(hub_url())) as hub:
        ben.erase(imported)
        meets(ben, hub)
        with hub.transaction():
            send_imports(hub, ann.connection, batches_by_number(ann.connection))
            for table, column in (("import_account", "id"), ("import_order", "account_id")):
                assert imported not in {row[0] for row in hub.rows(f"SELECT {column} FROM {table}")}


def test_a_hub_put_back_between_looking_and_sending_gets_no_gap(
    hub_url: Callable[[], str], server: Server
) -> None:
    (ann,) = a_team(1).laptops
    with open_hub(hub_address(hub_url())) as hub:
        for word in ("one", "two", "three"):
            edit(ann, word)
        meets(ann, hub)
        edit(ann, "four")
        desk = desk_of(ann)
        difference = look(hub, desk).difference
        server.run(f"DELETE FROM {hub.address.schema}.change WHERE seq > 2")
        with pytest.raises(HubMoved):
            push(hub, desk.open, difference, 1)
        assert whole(hub) == 2
        meets(ann, hub)
        (changes,) = plain_rows(ann.connection, "SELECT count(*) FROM change").fetchone()
        assert whole(hub) == changes


@pytest.mark.usefixtures("no_second_look")
def test_whose_own_change_is_the_later_one_renames_nothing_on_the_hub(hub_url: Callable[[], str]) -> None:
    """A copied laptop writes from two places: the later one gets another site, and here that is the book's."""
    (ann,) = a_team(1).laptops
    with open_hub(hub_address(hub_url())) as hub:
        meets(ann, hub)
        copy = ann.team.join("copy", loaded(ann.connection.serialize()))
        edit(copy, "earlier")
        meets(copy, hub)
        edit(ann, "later")
        (site,) = plain_rows(ann.connection, "SELECT site FROM state").fetchone()
        with pytest.raises(HubMoved), hub.transaction():
            settle_forks(hub, ann.connection, {site})
        for laptop in (ann, copy):
            meets(laptop, hub)
        assert everything(ann) == everything(copy)


@pytest.mark.usefixtures("no_second_look")
def test_a_decision_made_elsewhere_closes_the_conflict_through_the_hub(hub_url: Callable[[], str]) -> None:
    ann, ben = a_team(2).laptops
    with open_hub(hub_address(hub_url())) as hub:
        for laptop, word in ((ann, "Graz"), (ben, "Linz")):
            edit(laptop, word)
            meets(laptop, hub)
        meets(ann, hub)
        assert ann.conflicts() and ann.conflicts() == ben.conflicts()
        while ann.conflicts():
            ann.decide(0, 0)
        for laptop in (ann, ben):
            meets(laptop, hub)
        assert ben.conflicts() == [] and everything(ann) == everything(ben)


@pytest.mark.parametrize("locale", ["und-u-kr-latn-digit", "de-u-co-phonebk-kf-upper", "en-u-kn"])
def test_the_collation_of_the_database_decides_nothing(server: Server, locale: str) -> None:
    """Letters before digits, capitals first, numbers by their value: stamps are compared as bytes all the same."""
    name = f"odd_{new_schema()}"
    server.run(
        f"CREATE DATABASE {name} OWNER owner TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{locale}'",
        "postgres",
    )
    team = a_team(3)
    by_files = twins(team)
    for one in (team, by_files):
        for laptop, site in zip(one.laptops, ("9ab", "a10", "A9"), strict=True):
            plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (site,))
            one._clock = 1_800_000_000_000
            edit(laptop, f"city of {site}")
    everybody_agrees(by_files)
    with open_hub(hub_address(server.url(new_schema(), database=name))) as hub:
        make_hub(hub)
        for laptop in team.laptops * 2:
            meets(laptop, hub)
        for laptop in team.laptops:
            assert laptop.tables() == by_files.laptops[0].tables()
        with hub.transaction():
            winners = {row[:5] for row in hub.rows('SELECT tbl, "row", col, site, seq FROM winner')}
        cells = plain_rows(
            team.laptops[0].connection, "SELECT tbl, row, col, site, seq FROM cell WHERE col <> '~'"
        )
        assert set(cells) <= winners
    server.run(f"DROP DATABASE {name}", "postgres")


def test_a_change_is_never_altered_by_whoever_may_write(hub_url: Callable[[], str], server: Server) -> None:
    url = hub_url()
    address = hub_address(url)
    team = a_team(1)
    with open_hub(address) as hub:
        meets(team.laptops[0], hub)
    user = server.user(f"w_{address.schema}", f"{address.schema}_write")
    with open_hub(hub_address(server.url(address.schema, user))) as hub:
        for sql in (
            "UPDATE change SET value = 'x' WHERE col = '*'",
            "UPDATE change SET actor = 'x'",
            "DELETE FROM change",
            "DROP TABLE change",
            "TRUNCATE change",
            "UPDATE about SET version = 9",
        ):
            with pytest.raises(Refused, match="may not do that"), hub.transaction():
                hub.run(sql)


def whole(hub: Hub) -> int:
    with hub.transaction():
        return int(hub.value("SELECT count(*) FROM change"))


def test_meeting_twice_changes_nothing(hub_url: Callable[[], str], tmp_path: Path) -> None:
    team = a_team(1)
    with closing(team.laptops[0].connection), open_hub(hub_address(hub_url())) as hub:
        meets(team.laptops[0], hub)
        before = whole(hub)
        met = meet(hub, desk_of(team.laptops[0]))
        assert (met.sent, met.merged, whole(hub)) == (0, [], before)
