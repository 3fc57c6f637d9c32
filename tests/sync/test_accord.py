"""What another program's merge makes of the same changes: which values of a field nobody has given up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import Any

from accordsync_core import conflict, define_schema
from accordsync_core.hlc import Hlc
from accordsync_core.op import AssignOp
from accordsync_core.replica import Replica

from tests.sync.memory_team import Laptop, Team, loaded
from winback_tui.domain.ids import new_id
from winback_tui.store.read import plain_rows

FIELDS = {
    "person": ("role", "note", "phone"),
    "account": ("city", "note"),
    "setting": ("value",),
}
SCHEMA = define_schema({table: {field: conflict() for field in fields} for table, fields in FIELDS.items()})


def plain_histories(laptop: Laptop) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
    """Rows that were entered once and never deleted: their fields hang on nothing but the changes themselves."""
    found: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for change in plain_rows(
        laptop.connection,
        "SELECT c.tbl, c.row, c.col, c.site, c.seq, c.hlc, c.value, c.replaces_site, c.replaces_seq, a.undoes"
        " FROM change c LEFT JOIN act a ON a.tx = c.tx ORDER BY c.hlc, c.site, c.seq",
    ):
        found.setdefault((change[0], change[1]), []).append(change[2:])
    for (table, row), changes in found.items():
        kinds = Counter(change[0] for change in changes)
        emptied = any(change[0] == "*" and change[4] is None for change in changes)
        undone = any(change[-1] for change in changes)
        if (
            table in FIELDS
            and kinds["*"] == 1
            and not kinds["-"]
            and not kinds["!"]
            and not (undone or emptied)
        ):
            yield table, row, changes


def heads_by_accord(laptop: Laptop, table: str, row: str, changes: list[tuple[Any, ...]]) -> Replica:
    cited: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for site, seq, cited_site, cited_seq in plain_rows(laptop.connection, "SELECT * FROM citation"):
        cited.setdefault((site, seq), []).append((cited_site, cited_seq))
    replica = Replica(SCHEMA)
    for col, site, seq, hlc, value, *replaces, _ in changes:
        values = json.loads(value) if col == "*" else {col: value}
        seen = [tuple(replaces)] if replaces[0] is not None else []
        seen += cited.get((site, seq), [])
        for field in FIELDS[table]:
            if field in values:
                clock = Hlc(hlc >> 16, hlc & 0xFFFF, f"{site}-{field}")
                name = f"{site}-{field}:{seq}"
                deps = tuple(f"{of}-{field}:{number}" for of, number in seen)
                replica.apply(AssignOp(name, f"{table}:{row}", field, clock, values[field], deps))
    return replica


def quarrel(seed: int) -> tuple[Team, Laptop]:
    """Three laptops write different words into the same fields, meet now and then, and decide some conflicts."""
    pick, team = Random(seed), Team(1)
    first = team.laptops[0]
    accounts = [first.add_account(f"A{at}") for at in range(3)]
    for name in ("b", "c"):
        other = team.join(name, loaded(first.connection.serialize()))
        plain_rows(other.connection, "UPDATE state SET site = ?, seq = 0", (new_id(),))
    for step in range(40):
        laptop, other = pick.sample(team.laptops, 2)
        if step % 7 == 6:
            laptop.take(other.whole())
        elif step % 5 == 4:
            laptop.decide(pick.randrange(99), pick.randrange(3))
        else:
            column = pick.choice(FIELDS["account"])
            with laptop.act("edit"):
                plain_rows(
                    laptop.connection,
                    f"UPDATE account SET {column} = ? WHERE id = ?",
                    (f"word {step}", pick.choice(accounts)),
                )
    first.take(*(each.whole() for each in team.laptops[1:]))
    return team, first


def test_nobody_else_finds_other_conflicts() -> None:
    compared = disputed = 0
    for seed in range(20):
        team, one = quarrel(seed)
        with closing(team):
            ours = {
                (table, row, column): {repr(head[0]) for head in heads}
                for table, row, column, heads in one.conflicts()
            }
            for table, row, changes in plain_histories(one):
                told = heads_by_accord(one, table, row, changes).read(f"{table}:{row}") or {}
                for field, state in told.items():
                    assert isinstance(state, dict)
                    theirs = {repr(each["value"]) for each in state.get("conflicted", [])}
                    written = Counter(repr(change[4]) for change in changes if change[0] == field)
                    if max(written.values(), default=0) > 1:
                        continue  # who changes a value that two had written changes both: a rule of ours alone
                    mine = ours.get((table, row, field), set())
                    assert mine == (theirs if len(theirs) > 1 else set()), (table, row, field, changes)
                    compared += 1
                    disputed += len(theirs) > 1
    assert compared > 80 and disputed > 30, (compared, disputed)
