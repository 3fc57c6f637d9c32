"""Made-up histories of a team: what laptops do to their books, and what happens to the files between them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.sync.memory_team import CENTURY_MS, Laptop, Letter, Team, loaded, vectors
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.store.read import plain_rows

PICK = st.integers(0, 1 << 30)
_WORDS = ("Graz", "Wien", "Linz")
_FIRMS = ("acme", "bolt")
_SETTINGS = ("rates", "limit", "chain")


class Histories(RuleBasedStateMachine):
    """One history: rules are drawn by Hypothesis. At the end everybody gets everything, and all must agree."""

    counted: ClassVar[Counter[str]] = Counter()
    sizes: tuple[int, ...] = (2, 3)

    def __init__(self) -> None:
        super().__init__()
        self.team = Team(1)
        self.mail: list[Letter] = []

    @initialize(pick=PICK)
    def begin(self, pick: int) -> None:
        """A first laptop with an account and an import, and the others joined."""
        first = self.team.laptops[0]
        if pick % 5 == 0:
            first.skew_ms = CENTURY_MS
            self.team.counted["skewed"] += 1
        account = first.add_account(f"Secret {new_id()}")
        first.import_orders("acme", {"1": 100, "2": 200})
        self._add_person(first, account)
        for at in range(1, self.sizes[pick % len(self.sizes)]):
            laptop = self.team.join(f"rep{at}", loaded(first.connection.serialize()))
            self._new_site(laptop)

    @rule(who=PICK, pick=PICK)
    def add(self, who: int, pick: int) -> None:
        laptop = self._laptop(who)
        if pick % 2:
            laptop.add_account(f"Secret {new_id()}")
        elif accounts := laptop.names("account"):
            self._add_person(laptop, accounts[pick % len(accounts)])

    @rule(who=PICK, pick=PICK, word=st.sampled_from(_WORDS))
    def edit(self, who: int, pick: int, word: str) -> None:
        laptop = self._laptop(who)
        table, column = (("account", "city"), ("person", "role"), ("person", "note"))[pick % 3]
        if rows := laptop.names(table):
            with laptop.act("edit"):
                plain_rows(
                    laptop.connection,
                    f"UPDATE {table} SET {column} = ? WHERE id = ?",
                    (word, rows[pick // 3 % len(rows)]),
                )

    @rule(who=PICK, pick=PICK, word=st.sampled_from(_WORDS))
    def same_key(self, who: int, pick: int, word: str) -> None:
        """Two people make or change the same setting, or name the same rival."""
        laptop, name = self._laptop(who), _SETTINGS[pick % 3]
        with laptop.act("config"):
            if pick % 5 == 0:
                plain_rows(
                    laptop.connection,
                    "INSERT OR IGNORE INTO competitor (id, name, note) VALUES (?, ?, '')",
                    (derived_id("competitor", word), word),
                )
            elif laptop.one("SELECT 1 FROM setting WHERE id = ?", (name,)):
                plain_rows(
                    laptop.connection, "UPDATE setting SET value = ? WHERE id = ?", (json.dumps(word), name)
                )
            else:
                plain_rows(laptop.connection, "INSERT INTO setting VALUES (?, ?)", (name, json.dumps(word)))

    @rule(who=PICK, word=st.sampled_from(_WORDS))
    def bulk(self, who: int, word: str) -> None:
        laptop = self._laptop(who)
        with laptop.act("bulk"):
            plain_rows(laptop.connection, "UPDATE person SET phone = ?", (word,))

    @rule(who=PICK, word=st.sampled_from(_WORDS))
    def foreign_program(self, who: int, word: str) -> None:
        """A write outside every act."""
        laptop = self._laptop(who)
        plain_rows(laptop.connection, "UPDATE account SET note = ?", (word,))
        self.team.note(laptop)

    @rule(who=PICK, pick=PICK)
    def delete(self, who: int, pick: int) -> None:
        laptop = self._laptop(who)
        table = ("person", "setting", "competitor", "sales_order", "account")[pick % 5]
        rows = laptop.names(table)
        name = "key" if table == "sales_order" else "id"
        if rows:
            with laptop.act("delete"):
                plain_rows(
                    laptop.connection, f"DELETE FROM {table} WHERE {name} = ?", (rows[pick // 5 % len(rows)],)
                )

    @rule(who=PICK)
    def undo(self, who: int) -> None:
        self._laptop(who).undo()

    @rule(who=PICK, pick=PICK, first=st.integers(1, 6), count=st.integers(1, 4))
    def imports(self, who: int, pick: int, first: int, count: int) -> None:
        """Overlapping exports, whose amounts may have changed; no order moves from one account to the other."""
        offset = 10 * (pick % 2)
        orders = {str(offset + each): 100 * each + pick % 3 for each in range(first, first + count)}
        self._laptop(who).import_orders(_FIRMS[pick % 2], orders)

    @rule(who=PICK, pick=PICK)
    def correct(self, who: int, pick: int) -> None:
        """A person corrects an order that came with an import, fields that belong together too, or enters one."""
        laptop = self._laptop(who)
        rows = laptop.names("sales_order")
        with laptop.act("order"):
            if rows and pick % 3:
                column, value = (("amount", pick % 1000), ("currency", "USD"), ("kind", "credit"))[
                    pick % 7 % 3
                ]
                plain_rows(
                    laptop.connection,
                    f"UPDATE sales_order SET {column} = ? WHERE key = ?",
                    (value, rows[pick // 3 % len(rows)]),
                )
            elif accounts := laptop.names("account"):
                plain_rows(
                    laptop.connection,
                    "INSERT INTO sales_order (key, account_no, number, day, amount, currency, kind, note, version)"
                    " VALUES (?, (SELECT no FROM account WHERE id = ?), '', '2026-10-02', 5, 'EUR', 'order', '', 0)",
                    (f"typed:{new_id()}", accounts[pick % len(accounts)]),
                )

    @rule(who=PICK, pick=PICK)
    def erase(self, who: int, pick: int) -> None:
        laptop = self._laptop(who)
        if (accounts := laptop.names("account")) and pick % 3 == 0:
            laptop.erase(accounts[pick % len(accounts)])
            self.team.counted["erased"] += 1

    @rule(who=PICK, pick=PICK, how=st.integers(0, 2))
    def decide(self, who: int, pick: int, how: int) -> None:
        """Two write differently into the same field; one of them hears of it and decides."""
        laptop, other = self._laptop(who), self._laptop(who + 1 + pick % 3)
        if not laptop.disputes() and other is not laptop and pick % 2:
            both = sorted(set(laptop.names("account")) & set(other.names("account")))
            for each, word in ((laptop, "mine"), (other, f"theirs {pick % 7}")):
                if both:
                    with each.act("edit"):
                        plain_rows(
                            each.connection,
                            "UPDATE account SET city = ? WHERE id = ?",
                            (word, both[pick % len(both)]),
                        )
            laptop.take(other.whole())
        laptop.decide(pick, how)

    @rule(who=PICK, pick=PICK)
    def post(self, who: int, pick: int) -> None:
        """A file is written: the whole book, or what another laptop may not have."""
        laptop = self._laptop(who)
        since = vectors(self._laptop(pick // 3)) if pick % 3 == 1 else vectors(laptop)
        laptop.add_account("Later")
        self.mail.append(laptop.whole() if pick % 3 == 0 else laptop.delta(since))
        if pick % 2 == 0:
            self._laptop(pick // 4).take(self.mail[-1])
        if pick % 3 == 0 and len(self.mail) > 1:
            self.mail.pop(pick % len(self.mail))
            self.team.counted["lost"] += 1

    @rule(who=PICK, pick=PICK, count=st.integers(1, 3))
    def deliver(self, who: int, pick: int, count: int) -> None:
        """Files arrive in any order, old ones too, and some more than once."""
        if self.mail:
            letters = [self.mail[(pick + 31 * each) % len(self.mail)] for each in range(count)]
            self._laptop(who).take(*letters)

    @rule(who=PICK, pick=PICK)
    def exchange(self, who: int, pick: int) -> None:
        one, other = self._laptop(who), self._laptop(pick)
        if one is not other:
            letter = one.whole()
            one.take(other.whole())
            other.take(letter)

    @rule(who=PICK)
    def save(self, who: int) -> None:
        laptop = self._laptop(who)
        laptop.saved.append(laptop.connection.serialize())

    @rule(who=PICK, pick=PICK)
    def restore(self, who: int, pick: int) -> None:
        """A backup is put back; the laptop goes on as a new site. What it wrote since lies in a file that it sent."""
        laptop = self._laptop(who)
        if not laptop.saved and pick % 3 == 0:
            laptop.saved.append(laptop.connection.serialize())
            laptop.add_account("Since the backup")
        if laptop.saved and not self.team.erased:
            self.team.sent.append(laptop.whole())
            laptop.connection.close()
            laptop.connection = loaded(laptop.saved[pick % len(laptop.saved)])
            self._new_site(laptop)
            self.team.counted["restored"] += 1

    @rule(who=PICK, pick=PICK)
    def copied_whole(self, who: int, pick: int) -> None:
        """A laptop's files are copied with its identity, and both go on as the same site."""
        laptop = self._laptop(who)
        if len(self.team.laptops) < max(self.sizes) + 2 and pick % 2:
            twin = self.team.join(f"twin{len(self.team.laptops)}", loaded(laptop.connection.serialize()))
            self.team.counted["cloned"] += 1
            laptop.add_account("Mine")
            twin.add_account("Theirs")

    @rule(who=PICK, pick=PICK)
    def skew(self, who: int, pick: int) -> None:
        """A clock goes wrong by up to a century, or is put right."""
        self._laptop(who).skew_ms = (CENTURY_MS, -CENTURY_MS // 2, 3_600_000, 0)[pick % 4]
        self.team.counted["skewed"] += pick % 4 in (0, 1)

    def teardown(self) -> None:
        """Everybody gets everything; then every book must say the same."""
        try:
            everybody_agrees(self.team)
        finally:
            self.counted.update(self.team.counted)
            self.counted["histories"] += 1
            self.team.close()

    def _laptop(self, who: int) -> Laptop:
        return self.team.laptops[who % len(self.team.laptops)]

    def _add_person(self, laptop: Laptop, account: str) -> None:
        with laptop.act("person", account):
            plain_rows(
                laptop.connection,
                "INSERT INTO person VALUES (?, ?, ?, '', '', '', 0, '', '')",
                (new_id(), account, f"P {account}"),
            )

    def _new_site(self, laptop: Laptop) -> None:
        plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (new_id(),))


def everybody_agrees(team: Team) -> None:
    """Exchange whole books until nothing is new, then compare."""
    laptops = team.laptops
    for laptop in laptops:
        if team.sent:
            laptop.take(*team.sent)
    first, *others = laptops
    for _ in range(2):
        if others:
            first.take(*[other.whole() for other in others])
        everything = first.whole()
        for other in others:
            other.take(everything)
    tables, log, conflicts = first.tables(), first.log(), first.conflicts()
    for laptop in others:
        for name, rows in laptop.tables().items():
            assert rows == tables[name], (laptop.name, name, set(rows) ^ set(tables[name]))
        assert laptop.log() == log, (laptop.name, set(laptop.log()) ^ set(log))
        assert laptop.conflicts() == conflicts, (laptop.name, laptop.conflicts(), conflicts)
    for laptop in laptops:
        _is_whole(laptop)
        _nothing_lost(laptop, team)
        _nothing_left_of_the_erased(laptop, team)


def _is_whole(laptop: Laptop) -> None:
    from winback_tui.store.file.check.file import file_faults, reference_faults, trigger_faults
    from winback_tui.store.file.check.log import log_faults

    connection = laptop.connection
    faults: list[Any] = [*file_faults(connection), *reference_faults(connection), *trigger_faults(connection)]
    faults += log_faults(connection)
    assert faults == [], (laptop.name, faults)


def _nothing_lost(laptop: Laptop, team: Team) -> None:
    """Every change that anybody wrote is there, and no change has a lower stamp than what its writer saw."""
    there = {tuple(row) for row in plain_rows(laptop.connection, "SELECT hlc, tx, tbl, col FROM change")}
    assert team.written <= there, (laptop.name, team.written - there)
    late = plain_rows(
        laptop.connection,
        "SELECT c.tbl, c.col FROM change c JOIN change r ON r.site = c.replaces_site AND r.seq = c.replaces_seq"
        " WHERE c.hlc <= r.hlc",
    ).fetchall()
    assert late == [], (laptop.name, late)


def _nothing_left_of_the_erased(laptop: Laptop, team: Team) -> None:
    image = laptop.connection.serialize() if team.erased else b""
    for account_id in team.erased:
        assert f"P {account_id}".encode() not in image, laptop.name
