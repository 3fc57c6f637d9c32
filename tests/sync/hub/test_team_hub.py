"""A team with a hub: made, joined, synced beside a folder, and whatever a hub can do wrong in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.laptops import Desk, desk
from tests.store.books import with_account, with_order
from tests.sync.hub import server as servers
from tests.sync.hub.proxy import wire
from tests.sync.hub.server import PASSWORD, Server, new_schema
from tests.sync.replicas import conflicts_of, log_of, tables_of
from winback_tui.domain.errors import BadInput, NeedsHuman, Refused, WinbackError
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.backups import kept_backups
from winback_tui.services.team import failed, init_hub, join, sync, targets, teammates
from winback_tui.store.write import act
from winback_tui.sync.hub import connection as connections
from winback_tui.sync.hub.address import hub_address

pytestmark = pytest.mark.thorough


@dataclass
class HubTeam:
    """Ann's laptop with a team on a hub, Ben's joined."""

    ann: Desk
    ben: Desk
    url: str
    code: str
    acme: str
    server: Server

    @property
    def schema(self) -> str:
        return hub_address(self.url).schema

    def edit(self, laptop: Desk, column: str, value: str) -> None:
        with laptop.at_home() as book, act(book, "edit", f"{column} corrected", self.acme) as transaction:
            transaction.run(f"UPDATE account SET {column} = ? WHERE id = ?", (value, self.acme))

    def login(self, name: str, *roles: str) -> str:
        return self.server.user(f"{name}_{self.schema}", *(f"{self.schema}_{role}" for role in roles))


@pytest.fixture
def team(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub_url: Callable[[], str], server: Server
) -> HubTeam:
    url = hub_url()
    ann, ben = desk(tmp_path, "Ann", monkeypatch), desk(tmp_path, "Ben", monkeypatch)
    acme = with_account(ann.book, "Acme Secret")
    with_order(ann.book, acme, "2026-10-01")
    code = ann.sync(url).code  # type: ignore[arg-type]
    with ben.at_home() as book:
        joined = join(book, url, code)
    assert (joined.accounts, joined.orders) == (1, 1)
    return HubTeam(ann, ben, url, code, acme, server)


def meet(laptop: Desk, *urls: object) -> None:
    with laptop.at_home() as book:
        assert not failed(sync(book, [str(each) for each in urls]))


def test_two_laptops_meet_at_the_hub(team: HubTeam) -> None:
    assert tables_of(team.ben.book) == tables_of(team.ann.book)
    team.edit(team.ann, "city", "Wien")
    team.edit(team.ben, "city", "Graz")
    for laptop in (team.ann, team.ben, team.ann):
        meet(laptop, team.url)
    assert tables_of(team.ben.book) == tables_of(team.ann.book)
    assert log_of(team.ben.book) == log_of(team.ann.book)
    assert conflicts_of(team.ben.book) == conflicts_of(team.ann.book) != []


def test_what_would_come_is_said_and_nothing_changed(team: HubTeam) -> None:
    team.edit(team.ben, "city", "Graz")
    meet(team.ben, team.url)
    before = team.ann.book.path.read_bytes()
    with team.ann.at_home() as book:
        (report,) = sync(book, [team.url], dry_run=True)
    assert [(each.person, each.changes) for each in report.people] == [("Ben", 1)]
    assert team.ann.book.path.read_bytes() == before


def test_folder_and_hub_together_carry_from_one_to_the_other(team: HubTeam, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    meet(team.ann, folder, team.url)
    carl = desk(tmp_path, "Carl", team.ann.monkeypatch)
    carl.join(folder, team.code)
    team.edit(team.ben, "city", "Graz")
    meet(team.ben, team.url)
    with_account(carl.book, "Carl's")
    meet(carl, folder)
    meet(team.ann, folder, team.url)
    meet(carl, folder)
    meet(team.ben, team.url)
    assert tables_of(carl.book) == tables_of(team.ben.book) == tables_of(team.ann.book)
    with team.ann.at_home() as book:
        assert {each.target for each in targets(book)} == {str(folder.resolve()), team.url}


def test_a_hub_that_is_down_stops_no_folder(team: HubTeam, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with team.ann.at_home() as book:
        reports = sync(book, ["postgresql://127.0.0.1:1/team", str(folder)])
    assert failed(reports) and reports[1].written and "cannot be reached" in reports[0].problems[0]
    with team.ann.at_home() as book, pytest.raises(Refused, match="cannot be reached"):
        sync(book, ["postgresql://127.0.0.1:1/team"])


def test_an_erased_account_is_in_no_byte_of_the_hub(team: HubTeam) -> None:
    secret = f"Secret of {team.schema}"
    doomed = with_account(team.ann.book, secret)
    with_order(team.ann.book, doomed, "2026-10-02")
    with team.ann.at_home() as book, act(book, "import", f"Orders of {secret}.csv") as transaction:
        transaction.insert("import_batch", id="b1", no=7, file=f"{secret} 2026.csv", source="s")
        transaction.update("account", team.acme, note=f"was with {secret} before")
    for laptop in (team.ann, team.ben, team.ann):
        meet(laptop, team.url)
    with team.ben.at_home() as book, act(book, "edit", "note corrected", doomed) as transaction:
        transaction.run("UPDATE account SET note = ? WHERE id = ?", (f"{secret} wrote", doomed))
    with team.ann.at_home() as book:
        erase_account(book, doomed, everywhere=True)
        assert {each.person: each.unconfirmed for each in teammates(book)} == {"Ann": 0, "Ben": 1, "Hub": 1}
    meet(team.ann, team.url)
    with team.ann.at_home() as book:
        assert {each.person: each.unconfirmed for each in teammates(book)} == {"Ann": 0, "Ben": 1, "Hub": 0}
    meet(team.ben, team.url)
    team.server.run("CHECKPOINT")
    with team.ben.at_home() as book:
        assert kept_backups(book)
    holding = [
        path
        for place in (Path(team.server.folder) / "data", team.ann.home, team.ben.home)
        for path in place.rglob("*")
        if path.is_file() and "pg_wal" not in path.parts and secret.encode() in path.read_bytes()
    ]
    assert holding == []
    meet(team.ann, team.url)
    with team.ann.at_home() as book:
        assert {each.unconfirmed for each in teammates(book)} == {0}
    assert tables_of(team.ann.book) == tables_of(team.ben.book)


def test_a_long_reader_only_puts_the_rewriting_off(team: HubTeam) -> None:
    import psycopg

    with psycopg.connect(hub_address(team.url).driver_url) as reader:
        reader.execute(f"SELECT count(*) FROM {team.schema}.change".encode())
        with team.ann.at_home() as book:
            erase_account(book, team.acme, with_backups=True)
            (report,) = sync(book, [team.url])
        assert any("next sync" in note for note in report.notes) and not failed([report])
    with team.ann.at_home() as book:
        (report,) = sync(book, [team.url])
    assert not any("next sync" in note for note in report.notes)
    assert team.server.run(f"SELECT rewrite_due FROM {team.schema}.about") == [(False,)]


def test_passwords_are_stored_nowhere(team: HubTeam, monkeypatch: pytest.MonkeyPatch) -> None:
    user = team.login("pw", "write")
    quoted = "not-a-Secret%20of%20anybody%27s%3A%207"
    with_password = team.server.tcp_url(team.schema, f"{user}:{quoted}")
    shown = team.server.tcp_url(team.schema, user)
    with team.ann.at_home() as book:
        assert sync(book, [with_password])[0].target == shown
        assert shown in {each.target for each in targets(book)}
        with pytest.raises(NeedsHuman, match="wants a password"):
            sync(book, [shown])
        asked: list[str] = []

        def answer(url: str) -> str:
            asked.append(url)
            return PASSWORD

        sync(book, [shown], ask_password=answer)
        assert asked == [shown]
        with pytest.raises(Refused, match="does not accept"):
            sync(book, [shown], ask_password=lambda _: "wrong")
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        sync(book, [shown])
        monkeypatch.delenv("PGPASSWORD")
        note = team.ann.home / "pgpass"
        note.write_text(f"127.0.0.1:{team.server.port}:team:{user}:{PASSWORD.replace(':', chr(92) + ':')}\n")
        note.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(note))
        sync(book, [shown])
        note.unlink()
    for path in team.ann.home.rglob("*"):
        assert not path.is_file() or b"not-a-Secret" not in path.read_bytes(), path


def test_tls_is_as_the_address_says(team: HubTeam) -> None:
    user = team.login("tls", "write")
    certificate = f"{team.server.folder}/server.crt"
    url = team.server.tcp_url(
        team.schema, user, f"&sslmode=verify-full&sslrootcert={certificate}&hostaddr=127.0.0.1"
    )
    with team.ann.at_home() as book:
        sync(book, [url.replace("127.0.0.1:", "localhost:")], ask_password=lambda _: PASSWORD)
        with pytest.raises(Refused, match="cannot be reached"):
            sync(book, [url.replace("127.0.0.1:", "elsewhere:")], ask_password=lambda _: PASSWORD)
        with pytest.raises(BadInput, match="option"):
            sync(book, [f"{team.url}&nonsense=1"])


@dataclass
class Quiet:
    """A laptop whose book must not change."""

    laptop: Desk
    before: bytes

    def refuses(self, url: str, words: str, kind: type[WinbackError] = Refused) -> None:
        with self.laptop.at_home() as book, pytest.raises(kind) as fault:
            sync(book, [url])
        said = str(fault.value)
        assert words in said and said.endswith(".") and "\n" not in said, said
        assert self.laptop.book.path.read_bytes() == self.before


@pytest.fixture
def quiet(team: HubTeam) -> Iterator[Quiet]:
    team.edit(team.ben, "city", "Graz")
    meet(team.ben, team.url)
    yield Quiet(team.ann, team.ann.book.path.read_bytes())


def test_a_hub_that_is_not_right_is_refused_in_a_sentence(team: HubTeam, quiet: Quiet) -> None:
    at = team.schema
    quiet.refuses("postgresql://127.0.0.1:1/team", "cannot be reached")
    quiet.refuses("postgresql://nowhere.invalid/team", "cannot be reached")
    quiet.refuses(team.url.replace("/team?", "/nothing?"), "does not exist")
    quiet.refuses(team.server.url(new_schema()), "has no hub")
    quiet.refuses(team.server.url(at, team.login("nobody")), "has no hub")
    team.server.run(f"UPDATE {at}.about SET version = 99")
    quiet.refuses(team.url, "newer Winback")
    team.server.run(f"UPDATE {at}.about SET version = 1")
    quiet.refuses(team.url, "older version")
    assert not init_hub(team.url).made
    bad = f"UPDATE {at}.act SET at = 1; ALTER TABLE {at}.change DISABLE TRIGGER ALL;"
    team.server.run(f"{bad} UPDATE {at}.change SET value = '{{' WHERE col = '*' AND tbl = 'account'")
    team.server.run(f"UPDATE {at}.change SET value = 'x', value_kind = 'r' WHERE value = 'Graz'")
    quiet.refuses(team.url, "", WinbackError)
    team.server.run(
        f"UPDATE {at}.change SET tbl = 'person', col = '*', value = '[]', value_kind = 't' WHERE value = 'x'"
    )
    quiet.refuses(team.url, "Winback never writes", BadInput)


def test_another_team_and_a_key_that_does_not_fit_are_refused(team: HubTeam, tmp_path: Path) -> None:
    eve = desk(tmp_path, "Eve", team.ann.monkeypatch)
    with_account(eve.book, "Elsewhere")
    before = eve.book.path.read_bytes()
    Quiet(eve, before).refuses(team.url, "has not joined")
    with eve.at_home() as book:
        with pytest.raises(NeedsHuman, match="--code"):
            join(book, team.url)
        with pytest.raises(Refused, match="does not open"):
            join(book, team.url, "acorn " * 7)
    folder = tmp_path / "eves"
    folder.mkdir()
    eve.sync(folder)
    Quiet(eve, eve.book.path.read_bytes()).refuses(team.url, "another team")
    with eve.at_home() as book, pytest.raises(Refused, match="another team"):
        join(book, team.url, team.code)
    key = next((team.ann.home / "xdg_data_home/winback/keys").glob("*.key"))
    key.write_text("00" * 32)
    Quiet(team.ann, team.ann.book.path.read_bytes()).refuses(team.url, "does not open")


def test_who_may_only_read_gets_everything_and_is_told(team: HubTeam, quiet: Quiet) -> None:
    url = team.server.url(team.schema, team.login("reader", "read"))
    with team.ann.at_home() as book:
        (report,) = sync(book, [url])
        assert [each.person for each in report.people] == ["Ben"] and not failed([report])
    team.edit(team.ann, "phone", "1")
    with team.ann.at_home() as book:
        (report,) = sync(book, [url])
    assert failed([report]) and "may only read" in report.problems[0]
    meet(team.ann, team.url)
    meet(team.ben, team.url)
    assert tables_of(team.ben.book) == tables_of(team.ann.book)


def test_a_wire_that_breaks_anywhere_leaves_books_whole(team: HubTeam) -> None:
    user = team.login("wire", "write")
    team.ann.monkeypatch.setenv("PGPASSWORD", PASSWORD)

    def over(port: int) -> str:
        return f"postgresql://{user}@127.0.0.1:{port}/team?schema={team.schema}&sslmode=disable"

    with wire(team.server.port) as line:
        team.edit(team.ann, "city", "first")
        meet(team.ann, over(line.port))
        usual = line.passed
    broken = 0
    for at in range(1, usual, max(1, usual // 12)):
        team.edit(team.ann, "city", f"cut at {at}")
        with team.ann.at_home() as book, wire(team.server.port, cut_after=at) as line:
            try:
                broken += failed(sync(book, [over(line.port)]))
            except Refused as fault:
                assert str(fault).endswith("."), fault
                broken += 1
    assert broken > 6
    for laptop in (team.ann, team.ben):
        meet(laptop, team.url)
    assert tables_of(team.ben.book) == tables_of(team.ann.book)
    assert log_of(team.ben.book) == log_of(team.ann.book)


def test_a_server_that_stops_answering_is_given_up(team: HubTeam, quiet: Quiet) -> None:
    user = team.login("slow", "write")
    team.ann.monkeypatch.setenv("PGPASSWORD", PASSWORD)
    team.ann.monkeypatch.setattr(connections, "PATIENCE_SECONDS", 1.0)
    with wire(team.server.port, dead_after=1500) as line:
        url = f"postgresql://{user}@127.0.0.1:{line.port}/team?schema={team.schema}&sslmode=disable"
        quiet.refuses(url, "has not answered for 1 seconds")
    with wire(team.server.port, dead_after=0) as line:
        url = f"postgresql://{user}@127.0.0.1:{line.port}/team?schema={team.schema}&connect_timeout=2"
        quiet.refuses(url, "does not answer")


def test_without_the_driver_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    alone = desk(tmp_path, "Ann", monkeypatch)
    with alone.at_home() as book, pytest.raises(Refused, match=r"pip install 'winback-tui\[hub\]'"):
        sync(book, ["postgresql://db/team"])


def test_the_driver_is_loaded_only_for_a_hub(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    program = (
        "import sys; from winback_tui.cli.main import run;"
        f"run(['account', 'add', 'Acme']); run(['sync', {str(folder)!r}, '--yes']);"
        "sys.exit('psycopg' in sys.modules)"
    )
    env = {**os.environ, "WINBACK_DB": str(tmp_path / "book.db")}
    assert subprocess.run([sys.executable, "-c", program], env=env, check=False).returncode == 0


def test_a_hub_is_made_once_and_in_any_schema(server: Server) -> None:
    url = server.url(new_schema())
    tried = init_hub(url, dry_run=True)
    made = init_hub(url)
    again = init_hub(url)
    assert (tried.made, made.made, again.made) == (True, True, False)
    assert made.write_role == f"{hub_address(url).schema}_write"
    team = server.url("public")
    with pytest.raises(Refused, match="belongs to something else"):
        init_hub(team)
    weak = server.user(f"weak_{new_schema()}")
    with pytest.raises(Refused, match="may not do that"):
        init_hub(server.url(new_schema(), weak))
    latin = f"latin_{new_schema()}"
    server.run(
        f"CREATE DATABASE {latin} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' OWNER owner", "postgres"
    )
    with pytest.raises(Refused, match="LATIN1"):
        init_hub(server.url(new_schema(), database=latin))
    assert servers.programs() is not None
