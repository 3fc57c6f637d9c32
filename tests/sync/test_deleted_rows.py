"""What was deleted here and written to there: listed, and decided either way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.books import with_account
from tests.sync.replicas import Replica, replica, tables_of
from tests.sync.test_merge import assert_equal, both_ways, edit
from winback_tui.services.book.history import undo
from winback_tui.services.team import keep_value, open_conflicts, take_value, undo_decision
from winback_tui.store.write import act


class Apart:
    """Ann deleted the account that both had; Ben wrote to it, or beneath it."""

    def __init__(self, folder: Path, child: bool) -> None:
        self.folder = folder
        self.ann, self.ben = replica(folder, "Ann"), replica(folder, "Ben")
        self.acme = with_account(self.ann.book, "Acme")
        self.ben.take(self.ann.copied(folder / "a.db"))
        undo(self.ann.book)
        if child:
            with act(self.ben.book, "person", "Eva added", self.acme) as transaction:
                transaction.insert("person", account_id=self.acme, name="Eva")
        else:
            edit(self.ben, self.acme, "city", "Graz")
        both_ways(self.ann, self.ben, folder)

    def meet(self) -> None:
        both_ways(self.ann, self.ben, self.folder)
        assert_equal(self.ann, self.ben)


def names(replica: Replica) -> list[str]:
    return [row[1] for row in tables_of(replica.book)["account"]]


@pytest.mark.parametrize("child", [False, True])
def test_it_can_stay_as_it_is(tmp_path: Path, child: bool) -> None:
    apart = Apart(tmp_path, child)
    (conflict,) = open_conflicts(apart.ann.book)
    assert conflict.values[0].stands and conflict.account == ("Acme" if child else "")
    assert conflict.values[0].value == ("stays: something newer belongs to it" if child else "deleted")
    keep_value(apart.ann.book, conflict.id)
    assert open_conflicts(apart.ann.book) == []
    apart.meet()
    assert open_conflicts(apart.ben.book) == [] and names(apart.ben) == (["Acme"] if child else [])
    undo_decision(apart.ann.book)
    assert len(open_conflicts(apart.ann.book)) == 1
    apart.meet()
    assert len(open_conflicts(apart.ben.book)) == 1


@pytest.mark.parametrize("child", [False, True])
def test_it_can_be_turned(tmp_path: Path, child: bool) -> None:
    apart = Apart(tmp_path, child)
    (conflict,) = open_conflicts(apart.ben.book)
    take_value(apart.ben.book, conflict.id, 2)
    assert open_conflicts(apart.ben.book) == []
    apart.meet()
    assert open_conflicts(apart.ann.book) == []
    assert names(apart.ann) == ([] if child else ["Acme"])
    assert len(tables_of(apart.ann.book)["person"]) == 0
    undo(apart.ben.book)
    apart.meet()
    assert names(apart.ann) == (["Acme"] if child else [])


def test_it_goes_with_the_last_row_that_held_it(tmp_path: Path) -> None:
    apart = Apart(tmp_path, child=True)
    with act(apart.ben.book, "person", "Eva removed") as transaction:
        transaction.run("DELETE FROM person")
    apart.meet()
    apart.meet()
    assert names(apart.ann) == names(apart.ben) == []
    assert open_conflicts(apart.ann.book) == []
