"""Fields that belong together, written apart by two people: one conflict, though no field has two values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from tests.store.books import with_account
from tests.sync.replicas import Replica, Ticking, conflicts_of, log_of, replica, tables_of
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act
from winback_tui.sync.conflicts.decisions import keep, put_value, take
from winback_tui.sync.conflicts.disputes import disputes_of
from winback_tui.sync.conflicts.groups import groups_of
from winback_tui.sync.conflicts.lost_values import lost_values


def change(laptop: Replica, **values: object) -> None:
    with act(laptop.book, "edit", "offer corrected") as transaction:
        transaction.update("offer", "o1", **values)  # type: ignore[arg-type]


def team(folder: Path, *names: str) -> list[Replica]:
    """Laptops that all have one offer, with one clock between them."""
    clock = Ticking()
    laptops = [replica(folder, name, clock) for name in names]
    acme = with_account(laptops[0].book, "Acme")
    with act(laptops[0].book, "offer", "offered", acme) as transaction:
        transaction.insert(
            "offer", id="o1", account_id=acme, kind="gift", made_on="2026-11-01", cost=100, currency="EUR"
        )
    for each in laptops[1:]:
        each.take(laptops[0].copied(folder / "first.db"))
    return laptops


def meet(folder: Path, *laptops: Replica) -> None:
    """Everybody takes everybody's file, and again, until all have everything."""
    for _ in range(2):
        files = [each.copied(folder / f"{each.name}.db") for each in laptops]
        for each in laptops:
            each.take(*(file for file in files if file.stem != each.name))
    for each in laptops[1:]:
        assert tables_of(each.book) == tables_of(laptops[0].book)
        assert log_of(each.book) == log_of(laptops[0].book)
        assert conflicts_of(each.book) == conflicts_of(laptops[0].book)


def offer(laptop: Replica) -> tuple[object, ...]:
    with laptop.book.read() as connection:
        found = "SELECT kind, cost, currency, taken_on, refused_on FROM offer"
        return tuple(connection.execute(found).fetchone())


def heads(laptop: Replica) -> dict[str, set[object]]:
    return {column: {head[0] for head in found} for _, _, column, found in conflicts_of(laptop.book)}


def test_ones_kind_and_anothers_amount_are_one_conflict(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, kind="upgrade")
    change(ben, cost=300)
    meet(tmp_path, ann, ben)
    assert offer(ann)[:3] == ("upgrade", 300, "EUR")
    assert heads(ann) == {"kind": {"upgrade", "gift"}, "cost": {300, 100}}
    with ann.book.read() as connection:
        (group,) = groups_of(connection, "offer", "o1")
    assert {dispute.column for dispute in group} == {"kind", "cost"}
    assert all(dispute.heads[0].stands for dispute in group)
    assert {dispute.column: dispute.before for dispute in group} == {"kind": "gift", "cost": 100}
    by_person = {
        head.actor: (dispute.column, head.value)
        for dispute in group
        for head in dispute.heads
        if not head.stands
    }
    assert by_person == {"Ben": ("kind", "gift"), "Ann": ("cost", 100)}


def test_a_date_and_its_opposite_are_one_conflict(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, taken_on="2026-11-20")
    change(ben, refused_on="2026-11-21")
    meet(tmp_path, ann, ben)
    assert heads(ann).keys() == {"taken_on", "refused_on"}


def test_fields_of_different_groups_and_those_alone_are_none(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, kind="upgrade", taken_on="2026-11-20")
    change(ben, made_on="2026-11-02")
    meet(tmp_path, ann, ben)
    change(ben, refused_on="2026-11-21")
    change(ann, cost=7)
    meet(tmp_path, ann, ben)
    assert heads(ann) == {}


def test_who_wrote_the_same_wrote_nothing_apart(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    for each in (ann, ben):
        change(each, kind="upgrade", cost=200)
    meet(tmp_path, ann, ben)
    assert heads(ben) == {}
    change(ann, kind="discount")
    meet(tmp_path, ann, ben)
    assert heads(ben) == {}


def test_one_who_changed_both_and_one_who_changed_one(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, kind="upgrade", cost=200)
    change(ben, kind="discount")
    meet(tmp_path, ann, ben)
    assert heads(ann) == {"kind": {"upgrade", "discount"}, "cost": {200, 100}}


@pytest.mark.parametrize("by", [0, 1])
def test_who_has_met_the_other_writes_knowingly(tmp_path: Path, by: int) -> None:
    laptops = team(tmp_path, "Ann", "Ben", "Cleo")
    change(laptops[0], kind="upgrade")
    meet(tmp_path, *laptops)
    change(laptops[1], cost=300)
    meet(tmp_path, *laptops)
    change(laptops[by], currency="USD")
    meet(tmp_path, *laptops)
    assert heads(laptops[2]) == {}
    assert offer(laptops[2])[:3] == ("upgrade", 300, "USD")


def test_knowing_an_older_value_only_is_not_knowing(tmp_path: Path) -> None:
    ann, ben, cleo = team(tmp_path, "Ann", "Ben", "Cleo")
    change(ben, cost=300)
    meet(tmp_path, ann, ben)
    change(ann, kind="upgrade")
    change(ben, cost=400)
    meet(tmp_path, ann, ben, cleo)
    assert heads(cleo) == {"kind": {"upgrade", "gift"}, "cost": {400, 300}}


def test_a_knowing_edit_closes_it_and_one_that_knew_neither_does_not(tmp_path: Path) -> None:
    ann, ben, cleo = team(tmp_path, "Ann", "Ben", "Cleo")
    change(ann, kind="upgrade")
    change(ben, cost=300)
    meet(tmp_path, ann, ben)
    change(cleo, currency="USD")
    meet(tmp_path, ann, ben, cleo)
    assert heads(ann) == {"kind": {"upgrade", "gift"}, "cost": {300, 100}, "currency": {"USD", "EUR"}}
    change(ann, cost=350)
    meet(tmp_path, ann, ben, cleo)
    assert heads(ben) == {}


@pytest.mark.parametrize("how", ["keep", "take", "type"])
def test_a_decision_closes_it_everywhere_and_its_undoing_opens_it(tmp_path: Path, how: str) -> None:
    ann, ben, lead = team(tmp_path, "Ann", "Ben", "Lead")
    change(ann, kind="upgrade")
    change(ben, cost=300)
    meet(tmp_path, ann, ben, lead)
    before = heads(lead)
    with act(lead.book, "conflict", "decided") as transaction:
        for dispute in disputes_of(transaction.connection, "offer", "o1"):
            if how == "keep":
                keep(transaction.connection, dispute)
            elif how == "take":
                take(transaction.connection, dispute, dispute.heads[-1])
            else:
                put_value(transaction.connection, dispute, {"kind": "discount", "cost": 1}[dispute.column])
        tx = transaction.tx
    assert heads(lead) == {}
    expected = {"keep": ("upgrade", 300), "take": ("gift", 100), "type": ("discount", 1)}[how]
    meet(tmp_path, ann, ben, lead)
    assert offer(ann)[:2] == expected and heads(ann) == {}
    undo(lead.book, tx)
    assert heads(lead) == before
    meet(tmp_path, ann, ben, lead)
    assert heads(ben) == before


@pytest.mark.parametrize(
    ("one", "other"), [({"kind": "upgrade"}, {"cost": 300}), ({"note": "a"}, {"note": "b"})]
)
def test_whoever_comes_late_and_takes_back_a_decision_has_the_conflict_too(
    tmp_path: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    """Of fields that belong together, and of one that stands alone."""
    ann, ben, late = team(tmp_path, "Ann", "Ben", "Late")
    change(ann, **one)
    change(ben, **other)
    meet(tmp_path, ann, ben)
    before = heads(ann)
    with act(ann.book, "conflict", "decided") as transaction:
        for dispute in disputes_of(transaction.connection, "offer", "o1"):
            keep(transaction.connection, dispute)
        tx = transaction.tx
    meet(tmp_path, ann, ben, late)
    undo(late.book, tx)
    assert heads(late) == before
    meet(tmp_path, ann, ben, late)
    assert heads(ann) == before


def test_an_edit_that_was_taken_back_is_nobodys(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, kind="upgrade")
    undo(ann.book)
    change(ben, cost=300)
    meet(tmp_path, ann, ben)
    assert heads(ann) == {} and offer(ann)[:2] == ("gift", 300)


def test_nobody_lost_what_another_one_only_knew_of(tmp_path: Path) -> None:
    ann, ben = team(tmp_path, "Ann", "Ben")
    change(ann, kind="upgrade")
    meet(tmp_path, ann, ben)
    change(ben, cost=300)
    change(ben, kind="discount")
    meet(tmp_path, ann, ben)
    with ann.book.read() as connection:
        assert list(lost_values(connection, "Ann")) == []
    with closing(sqlite3.connect(ann.book.path)) as connection:
        assert connection.execute("SELECT count(*) FROM citation").fetchone()[0] == 1


def test_the_order_of_meeting_does_not_matter(tmp_path: Path) -> None:
    laptops = team(tmp_path, "Ann", "Ben", "Cleo")
    change(laptops[0], kind="upgrade")
    change(laptops[1], cost=300)
    change(laptops[2], currency="USD", cost=250)
    files = [each.copied(tmp_path / "letters" / f"{each.name}.db") for each in laptops]
    found = []
    for number, order in enumerate(permutations(files)):
        new = replica(tmp_path, f"new{number}")
        for file in order:
            new.take(file)
        found.append((tables_of(new.book), conflicts_of(new.book)))
    assert all(each == found[0] for each in found)
    assert found[0][1]


def test_who_agreed_is_settled_with_the_one_who_lost(tmp_path: Path) -> None:
    """Two wrote one value and a third another: the decision settles both of the two."""
    ann, ben, cleo, lead = team(tmp_path, "Ann", "Ben", "Cleo", "Lead")
    for each, kind in ((ann, "upgrade"), (cleo, "upgrade"), (ben, "discount")):
        change(each, kind=kind)
    meet(tmp_path, ann, ben, cleo, lead)
    with act(lead.book, "conflict", "decided") as transaction:
        (dispute,) = disputes_of(transaction.connection, "offer", "o1")
        keep(transaction.connection, dispute)
    assert heads(lead) == {}
    meet(tmp_path, ann, ben, cleo, lead)
    assert heads(ann) == {}


def test_an_edit_of_one_field_decides_nothing_about_another_that_is_disputed(tmp_path: Path) -> None:
    ann, ben, cleo = team(tmp_path, "Ann", "Ben", "Cleo")
    change(ben, cost=300)
    change(cleo, cost=400)
    meet(tmp_path, ann, ben, cleo)
    change(ann, kind="upgrade")
    assert heads(ann)["cost"] == {300, 400}
    meet(tmp_path, ann, ben, cleo)
    assert heads(ben)["cost"] == {300, 400}
    with ben.book.read() as connection:
        (cost,) = [each for each in disputes_of(connection, "offer", "o1") if each.column == "cost"]
    assert {head.actor for head in cost.heads} == {"Ben", "Cleo"}


def test_whoever_comes_late_and_takes_back_an_edit_that_closed_it_has_it_too(tmp_path: Path) -> None:
    ann, ben, late = team(tmp_path, "Ann", "Ben", "Late")
    change(ann, kind="upgrade")
    change(ben, cost=300)
    meet(tmp_path, ann, ben)
    before = heads(ann)
    with act(ben.book, "edit", "offer corrected") as transaction:
        transaction.update("offer", "o1", kind="discount")
        tx = transaction.tx
    meet(tmp_path, ann, ben, late)
    assert heads(late) == {}
    undo(late.book, tx)
    assert heads(late) == before
    meet(tmp_path, ann, ben, late)


def test_who_changes_what_two_had_written_changes_both(tmp_path: Path) -> None:
    ann, ben, cleo = team(tmp_path, "Ann", "Ben", "Cleo")
    for each in (ann, ben):
        change(each, kind="upgrade")
    meet(tmp_path, ann, ben, cleo)
    change(cleo, kind="discount")
    meet(tmp_path, ann, ben, cleo)
    assert heads(cleo) == {}


def test_who_knows_an_undoing_knows_what_it_brought_back(tmp_path: Path) -> None:
    ann, ben, cleo = team(tmp_path, "Ann", "Ben", "Cleo")
    change(ann, kind="upgrade")
    meet(tmp_path, ann, ben, cleo)
    change(ben, kind="discount")
    undo(ben.book)
    meet(tmp_path, ann, ben, cleo)
    change(cleo, cost=300)
    meet(tmp_path, ann, ben, cleo)
    assert heads(ann) == {} and offer(ann)[:2] == ("upgrade", 300)
