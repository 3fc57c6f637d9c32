"""A laptop copied with its identity, and erasures that meet what they did not know of."""

from __future__ import annotations

from contextlib import closing
from itertools import permutations

from tests.sync.memory_team import Laptop, Letter, Team, loaded
from winback_tui.store.read import plain_rows
from winback_tui.sync.laptops import members


def apart(count: int) -> tuple[Team, list[Laptop]]:
    """One laptop, and copies of it that write on as the same site."""
    team = Team(1)
    first = team.laptops[0]
    account = first.add_account("Acme")
    twins = [first, *(team.join(f"twin{at}", loaded(first.connection.serialize())) for at in range(1, count))]
    for at, twin in enumerate(twins):
        for step in range(3 + at):
            with twin.act("edit"):
                plain_rows(twin.connection, "UPDATE account SET note = ?", (f"{at} {step}",))
            with twin.act("edit"):
                plain_rows(
                    twin.connection, "UPDATE account SET city = ? WHERE id = ?", (f"{at} {step}", account)
                )
    return team, twins


def state(laptop: Laptop) -> tuple[object, ...]:
    return laptop.tables(), laptop.log(), laptop.conflicts()


def test_three_that_write_as_one_site_are_told_apart_the_same_everywhere() -> None:
    team, twins = apart(3)
    with closing(team):
        letters = [twin.whole() for twin in twins]
        found = []
        for order in permutations(range(3)):
            reader = Laptop("reader", loaded(letters[order[0]].image), team)
            for at in order[1:]:
                reader.take(letters[at])
            found.append(state(reader))
            values = [head[0] for each in reader.conflicts() if each[2] == "city" for head in each[3]]
            assert sorted(values) == ["0 2", "1 3", "2 4"], "the last word of each is listed"
            broken = plain_rows(
                reader.connection,
                "SELECT count(*) FROM change c WHERE replaces_site IS NOT NULL AND NOT EXISTS"
                " (SELECT 1 FROM change r WHERE r.site = c.replaces_site AND r.seq = c.replaces_seq"
                " AND r.tbl = c.tbl AND r.row = c.row AND r.hlc < c.hlc)",
            ).fetchone()[0]
            assert broken == 0
            gaps = plain_rows(
                reader.connection,
                "SELECT count(*) FROM (SELECT site FROM change GROUP BY site HAVING max(seq) <> count(*))",
            ).fetchone()[0]
            assert gaps == 0
            assert team.written <= {
                tuple(row) for row in plain_rows(reader.connection, "SELECT hlc, tx, tbl, col FROM change")
            }
        assert all(each == found[0] for each in found)


def test_a_laptop_whose_changes_were_renamed_goes_on_as_another_site() -> None:
    team, (one, two) = apart(2)
    with closing(team):
        letter = two.whole()
        two.take(one.whole())
        one.take(letter)
        sites = {laptop.one("SELECT site FROM state") for laptop in (one, two)}
        assert len(sites) == 2
        one.add_account("Bolt")
        two.add_account("Core")
        letter = two.whole()
        two.take(one.whole())
        assert one.take(letter).forked == 0
        assert state(one) == state(two)


def test_what_an_undone_import_holds_of_an_erased_account_goes_too() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        ann.import_orders("acme", {"1": 100, "2": 200})
        ben = team.join("ben", loaded(ann.connection.serialize()))
        plain_rows(ben.connection, "UPDATE state SET site = 'b', seq = 0")
        with ben.act("order"):
            plain_rows(ben.connection, "UPDATE sales_order SET note = 'Secret words' WHERE number = '1'")
        ben.undo()
        with ben.act("order"):
            plain_rows(ben.connection, "UPDATE sales_order SET note = 'Secret again' WHERE number = '1'")
        ann.undo()
        ann.take(ben.whole())
        assert ann.one("SELECT count(*) FROM sales_order") == 0
        ben.erase(ben.names("account")[0])
        ann.take(ben.whole())
        image = ann.connection.serialize()
        assert b"Secret words" not in image and b"Secret again" not in image
        assert ann.one("SELECT count(*) FROM order_shelf") == 0


def test_a_late_change_about_somebody_erased_does_not_bring_them_back() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Acme")
        ben = team.join("ben", loaded(ann.connection.serialize()))
        plain_rows(ben.connection, "UPDATE state SET site = 'b', seq = 0")
        ann.erase(account)
        for word in ("Secret one", "Secret two"):
            with ben.act("edit"):
                plain_rows(ben.connection, "UPDATE account SET note = ?", (word,))
            ann.take(Letter(ben.connection.serialize(), "ben"))
            assert ann.names("account") == [] and b"Secret" not in ann.connection.serialize()
        ben.take(ann.whole())
        assert ben.names("account") == [] and b"Secret" not in ben.connection.serialize()
        assert state(ann) == state(ben)


def test_a_change_that_gets_another_site_may_lose_against_one_of_the_same_instant() -> None:
    """Of equal stamps the site decides: `m` comes after `g`, the site of one that was told apart is hexadecimal."""
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        plain_rows(ann.connection, "UPDATE state SET site = 'm'")
        ann.add_account("Acme")
        ann.add_account("Bolt")
        image = ann.connection.serialize()
        twin, ben = team.join("twin", loaded(image)), team.join("Ben", loaded(image))
        plain_rows(ben.connection, "UPDATE state SET site = 'g', seq = 0")
        earlier = team.tick()
        later = team.tick()
        for laptop, at, name, city in (
            (twin, earlier, "Bolt", "Graz"),
            (ann, later, "Acme", "Wien"),
            (ben, later, "Acme", "Linz"),
        ):
            team._clock = at
            with laptop.act("edit"):
                plain_rows(laptop.connection, "UPDATE account SET city = ? WHERE name = ?", (city, name))
        ann.take(ben.whole())
        assert ann.one("SELECT city FROM account WHERE name = 'Acme'") == "Wien"
        assert ann.take(twin.whole()).forked == 1
        assert ann.one("SELECT city FROM account WHERE name = 'Acme'") == "Linz"


def test_the_list_of_who_has_not_met_an_erasure_goes_by_what_each_said_last() -> None:
    team = Team(1)
    with closing(team):
        ann = team.laptops[0]
        account = ann.add_account("Acme")
        image = ann.connection.serialize()
        for at in (1, 2):
            laptop = team.join(f"rep{at}", loaded(image))
            plain_rows(laptop.connection, "UPDATE state SET site = ?, seq = 0", (f"site{at}",))
            laptop.add_account(f"Own {at}")
        _, ben, cleo = team.laptops

        def unconfirmed(at: Laptop) -> dict[str, int]:
            others = (each for each in members(at.connection, at.name) if not each.ours)
            return {each.person: each.unconfirmed for each in others}

        ann.take(ben.whole(), cleo.whole())
        ann.erase(account)
        assert unconfirmed(ann) == {"rep1": 1, "rep2": 1}
        ben.take(ann.whole())
        assert unconfirmed(ann) == {"rep1": 1, "rep2": 1}, "nobody has heard of Ben since"
        assert unconfirmed(ben) == {"rep0": 0, "rep2": 1}
        cleo.take(ben.whole())
        assert unconfirmed(cleo) == {"rep0": 0, "rep1": 0}
        ann.take(cleo.whole())
        assert unconfirmed(ann) == {"rep1": 0, "rep2": 0}, "Cleo passed on what Ben said"


def test_what_comes_of_somebody_erased_is_emptied_though_its_site_is_told_apart_in_the_same_merge() -> None:
    """Two copies that write as one site each delete the person; the one that erased the account meets both at once."""
    for order in permutations(range(2)):
        team = Team(1)
        with closing(team):
            one = team.laptops[0]
            account = one.add_account("Acme")
            with one.act("person", account):
                plain_rows(
                    one.connection,
                    "INSERT INTO person VALUES ('p', ?, 'Ana Secret', '', '', '', 0, '', '')",
                    (account,),
                )
            rep = team.join("rep", loaded(one.connection.serialize()))
            plain_rows(rep.connection, "UPDATE state SET site = 'rep-site', seq = 0")
            rep.add_account("Before")
            twin = team.join("twin", loaded(rep.connection.serialize()))
            one.take(rep.whole())
            for each, name in ((rep, "Mine"), (twin, "Theirs")):
                each.add_account(name)
                with each.act("delete"):
                    plain_rows(each.connection, "DELETE FROM person WHERE id = 'p'")
            one.erase(account)
            letters = [rep.whole(), twin.whole()]
            assert one.take(*(letters[at] for at in order)).forked == 1
            assert b"Ana Secret" not in one.connection.serialize(), order


def test_writes_outside_acts_of_two_copies_are_told_apart_though_their_clocks_stand_still() -> None:
    """The hub knows two copies of a laptop by stamp and transaction alone, of whatever change is the last of both."""
    team = Team(1)
    with closing(team):
        one = team.laptops[0]
        one.skew_ms = 3_200_000_000_000
        one.add_account("Acme")
        two = team.join("twin", loaded(one.connection.serialize()))
        for laptop, word in ((one, "Wien"), (two, "Linz")):
            plain_rows(laptop.connection, "UPDATE account SET note = ?", (word,))
        ends = [
            plain_rows(
                each.connection, "SELECT site, seq, hlc, tx FROM change ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            for each in (one, two)
        ]
        assert ends[0][:3] == ends[1][:3] and ends[0][3] != ends[1][3]
