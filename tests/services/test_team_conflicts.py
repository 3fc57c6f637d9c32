"""Conflicts as people decide them: in words, with money, in groups, in bulk; and what is told to who lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.laptops import Desk, Stick
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.services.team import (
    FieldKind,
    acknowledge_lost,
    keep_value,
    lost_edits,
    open_conflicts,
    read_again,
    settle_all,
    take_back_lost,
    take_value,
    type_value,
    undo_decision,
)
from winback_tui.store.write import act

pytestmark = pytest.mark.thorough


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    return Stick(tmp_path, monkeypatch)


def offer(stick: Stick, currency: str = "EUR") -> None:
    """An offer that both laptops have."""
    with stick.ann.at_home() as book, act(book, "offer", "offered", stick.acme) as transaction:
        transaction.insert(
            "offer",
            id="o1",
            account_id=stick.acme,
            kind="gift",
            made_on="2026-11-01",
            cost=5_000,
            currency=currency,
        )
    stick.round()


def change(laptop: Desk, table: str, row: str, **values: object) -> None:
    with laptop.at_home() as book, act(book, "edit", f"{table} corrected") as transaction:
        transaction.update(table, row, **values)  # type: ignore[arg-type]


def value_of(laptop: Desk, table: str, row: str, column: str) -> object:
    with laptop.book.read() as connection:
        return connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()[0]


def test_amounts_are_shown_and_typed_as_money_in_the_accounts_currency(stick: Stick) -> None:
    offer(stick)
    change(stick.ann, "offer", "o1", cost=100_000)
    change(stick.ben, "offer", "o1", cost=125_050)
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    assert {each.value for each in conflict.values} == {"1,000.00 EUR", "1,250.50 EUR"}
    assert (conflict.before, conflict.fields[0].kind) == ("50.00 EUR", FieldKind.MONEY)
    for wrong, words in (
        ("lots", "not an amount"),
        ("1,250", "two ways"),
        ("12 USD", "in EUR"),
        ("", "Type an amount"),
    ):
        if wrong:
            with pytest.raises(BadInput, match=words):
                type_value(stick.ann.book, conflict, wrong)
    type_value(stick.ann.book, conflict, "1,275.25")
    assert value_of(stick.ann, "offer", "o1", "cost") == 127_525
    stick.round()
    assert value_of(stick.ben, "offer", "o1", "cost") == 127_525
    assert open_conflicts(stick.ben.book) == []


def test_a_currency_without_decimals_is_typed_as_it_is_shown(stick: Stick) -> None:
    offer(stick, "JPY")
    change(stick.ann, "offer", "o1", cost=1_000)
    change(stick.ben, "offer", "o1", cost=1_250)
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    assert {each.value for each in conflict.values} == {"1,000 JPY", "1,250 JPY"}
    type_value(stick.ann.book, conflict, "1,300")
    assert value_of(stick.ann, "offer", "o1", "cost") == 1_300


def test_fields_that_belong_together_are_taken_and_typed_together(stick: Stick) -> None:
    offer(stick)
    change(stick.ann, "offer", "o1", kind="discount", cost=1_000)
    change(stick.ben, "offer", "o1", kind="upgrade", cost=2_000)
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    assert [each.name for each in conflict.fields] == ["cost", "kind"]
    number = next(n for n, each in enumerate(conflict.values, 1) if each.person == "Ben")
    assert [each.values[number - 1] for each in conflict.fields] == ["20.00 EUR", "upgrade"]
    with pytest.raises(BadInput, match="give 2 values"):
        type_value(stick.ann.book, conflict, "gift")
    type_value(stick.ann.book, conflict, "15.00", "gift")
    assert (value_of(stick.ann, "offer", "o1", "cost"), value_of(stick.ann, "offer", "o1", "kind")) == (
        1_500,
        "gift",
    )
    assert open_conflicts(stick.ann.book) == []
    undo_decision(stick.ann.book)
    (again,) = open_conflicts(stick.ann.book)
    assert [(each.value, each.person) for each in again.values] == [
        (each.value, each.person) for each in conflict.values
    ]
    take_value(stick.ann.book, again, 2)
    assert value_of(stick.ann, "offer", "o1", "kind") == again.fields[1].values[1]


def test_a_day_is_typed_in_words_and_an_employee_by_name(stick: Stick) -> None:
    with stick.ann.at_home() as book, act(book, "step", "step", stick.acme) as transaction:
        transaction.insert("rep", id="r1", name="Carla Ruiz")
        transaction.insert("rep", id="r2", name="Ben Osei")
        transaction.insert("step", id="s1", account_id=stick.acme, on_day="2026-12-01", purpose="Call")
    stick.round()
    change(stick.ann, "step", "s1", on_day="2026-12-03", owner_id="r1")
    change(stick.ben, "step", "s1", on_day="2026-12-04", owner_id="r2")
    stick.round()
    owner, day = sorted(open_conflicts(stick.ann.book), key=lambda each: each.field != "owner")
    assert {each.value for each in owner.values} == {"Carla Ruiz", "Ben Osei"}
    with pytest.raises(BadInput):
        type_value(stick.ann.book, day, "someday")
    type_value(stick.ann.book, day, "fri")
    assert value_of(stick.ann, "step", "s1", "on_day") == "2026-11-27"
    type_value(stick.ann.book, owner, "carla")
    assert value_of(stick.ann, "step", "s1", "owner_id") == "r1"


def test_a_conflict_decided_elsewhere_meanwhile_is_refused_and_nothing_changed(stick: Stick) -> None:
    stick.edit(stick.ann, "city", "Wien")
    stick.edit(stick.ben, "city", "Graz")
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    keep_value(stick.ann.book, conflict)
    assert read_again(stick.ann.book, conflict) is None
    with pytest.raises(Refused, match="decided in the meantime"):
        take_value(stick.ann.book, conflict, 2)
    with pytest.raises(NotFound):
        take_value(stick.ann.book, conflict.id, 2)


def test_what_cannot_be_decided_in_bulk_stays_open_and_the_rest_is_decided(stick: Stick) -> None:
    for column, mine, theirs in (("city", "Wien", "Graz"), ("phone", "1", "2")):
        stick.edit(stick.ann, column, mine)
        stick.edit(stick.ben, column, theirs)
    stick.round()
    assert len(settle_all(stick.ann.book, account="Acme Secret")) == 2
    assert open_conflicts(stick.ann.book) == []
    with pytest.raises(NotFound):
        settle_all(stick.ann.book, person="Ben")


def decided_against(stick: Stick) -> tuple[Desk, str, str]:
    """A conflict about the city that the winner decides for himself: who lost it, with which city, and to which."""
    stick.edit(stick.ann, "city", "Wien")
    stick.edit(stick.ben, "city", "Graz")
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    stands, other = conflict.values
    winner, loser = (stick.ann, stick.ben) if stands.person == "Ann" else (stick.ben, stick.ann)
    assert lost_edits(loser.book) == []
    with winner.at_home() as book:
        keep_value(book, conflict)
    stick.round()
    return loser, other.value, stands.value


def test_who_lost_an_edit_is_told_and_takes_it_back_in_one_act(stick: Stick) -> None:
    loser, mine, theirs = decided_against(stick)
    with loser.at_home() as book:
        (edit,) = lost_edits(book)
        assert (edit.mine, edit.now, edit.account, edit.field) == (mine, theirs, "Acme Secret", "city")
        assert edit.by != loser.name and f"yours was {mine}" in edit.sentence
        take_back_lost(book, edit)
        assert lost_edits(book) == []
    stick.round()
    assert value_of(stick.ann, "account", stick.acme, "city") == mine
    assert value_of(stick.ben, "account", stick.acme, "city") == mine
    assert open_conflicts(stick.ann.book) == open_conflicts(stick.ben.book) == []


def test_who_agrees_is_not_told_again_and_who_won_is_told_nothing(stick: Stick) -> None:
    loser, _, _ = decided_against(stick)
    winner = stick.ann if loser is stick.ben else stick.ben
    with winner.at_home() as book:
        assert lost_edits(book) == []
    with loser.at_home() as book:
        (edit,) = lost_edits(book)
        acknowledge_lost(book, edit)
        assert lost_edits(book) == []


def test_a_kept_value_that_somebody_changed_since_is_not_taken_back(stick: Stick) -> None:
    """What was kept is what stood before: only that the field says something else now tells the two apart."""
    for laptop, city in ((stick.ann, "Graz"), (stick.ben, "Linz")):
        change(laptop, "account", stick.acme, city=city)
    stick.round()
    (conflict,) = open_conflicts(stick.ann.book)
    keep_value(stick.ann.book, conflict)
    stick.round()
    change(stick.ben, "account", stick.acme, city="Wien")
    stick.round()
    with pytest.raises(Refused):
        undo_decision(stick.ann.book)
    stick.round()
    assert {value_of(each, "account", stick.acme, "city") for each in (stick.ann, stick.ben)} == {"Wien"}
    assert open_conflicts(stick.ann.book) == []
