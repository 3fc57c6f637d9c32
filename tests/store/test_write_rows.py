"""Writing single rows through a transaction, without models."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel

from tests.store.books import book_at, with_account
from winback_tui.domain.errors import NotFound
from winback_tui.store.file import schema
from winback_tui.store.file.columns import COLUMNS, NEW_ID, REQUIRED
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.write import act

MODELS: dict[str, type[SQLModel]] = {
    str(model.__tablename__): model for model in (getattr(schema, name) for name in schema.__all__)
}


def _default(model: type[SQLModel], column: str) -> object:
    field = model.model_fields[column]
    if field.default_factory is not None:
        return NEW_ID
    return REQUIRED if field.default is PydanticUndefined else field.default


def test_columns_and_defaults_are_those_of_the_models() -> None:
    assert set(COLUMNS) == set(LOGGED_TABLES)
    for table, columns in COLUMNS.items():
        model = MODELS[table]
        wanted = {column: _default(model, column) for column in model.model_fields}
        assert columns == wanted, table
        assert {name: type(each) for name, each in columns.items()} == {
            name: type(each) for name, each in wanted.items()
        }, table


def test_a_row_comes_back_with_its_types_and_defaults(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "test", "Rows written") as transaction:
        case = transaction.insert(
            "loss_case", account_id=account, lost_on="2026-05-01", opened_on="2026-05-02"
        )
        yes = transaction.insert("cause", case_id=case, reason="price", fixable=True, human=False, weight=30)
        unknown = transaction.insert("cause", case_id=case, reason="speed")
        assert transaction.get("cause", yes) == {
            "id": yes,
            "case_id": case,
            "reason": "price",
            "weight": 30,
            "text": "",
            "voice": "customer",
            "fixable": True,
            "human": False,
            "whom": "",
            "promise_broken": "",
            "competitor_id": None,
            "found_on": "",
        }
        assert type(transaction.get("cause", yes)["human"]) is bool
        assert transaction.get("cause", unknown)["fixable"] is None
        assert transaction.get("cause", unknown)["weight"] == 100
        assert len(unknown) == 32 and unknown != yes
        assert transaction.insert("setting", id="country", value='"DE"') == "country"
    with book.read() as connection:
        kinds = connection.execute(
            "SELECT typeof(weight), typeof(human), typeof(competitor_id), typeof(text) FROM cause WHERE id = ?",
            (yes,),
        ).fetchone()
    assert tuple(kinds) == ("integer", "integer", "null", "text")


def test_update_and_delete_touch_one_row_and_are_logged(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "test", "Two people", account) as transaction:
        eva, max_ = (transaction.insert("person", account_id=account, name=name) for name in ("Eva", "Max"))
    with act(book, "test", "Eva moved, Max gone", account) as transaction:
        transaction.update("person", eva, role="buyer", decision_maker=True)
        transaction.delete("person", max_)
        assert transaction.find("person", max_) is None
        assert transaction.get("person", eva)["role"] == "buyer"
        tx = transaction.tx
    with book.read() as connection:
        changes = {
            tuple(line)
            for line in connection.execute("SELECT tbl, row, col FROM change WHERE tx = ?", (tx,)).fetchall()
        }
    assert changes == {
        ("person", eva, "role"),
        ("person", eva, "decision_maker"),
        ("person", max_, "-"),
    }


def test_an_account_is_named_by_its_id(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "test", "An account") as transaction:
        account = transaction.insert("account", name="Acme")
        transaction.update("account", account, city="Graz")
        found = transaction.get("account", account)
        transaction.about(account)
    assert (found["id"], found["city"], found["batch_no"]) == (account, "Graz", None)
    assert found["no"] > 0


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_every_required_column_is_asked_for(table: str, tmp_path: Path) -> None:
    required = [name for name, default in COLUMNS[table].items() if default is REQUIRED]
    book = book_at(tmp_path)
    for missing in required:
        values = {name: "1" for name in required if name != missing}
        with (
            pytest.raises(TypeError, match=f"{table} needs {missing}"),
            act(book, "test", "Not written") as transaction,
        ):
            transaction.insert(table, **values)


def test_what_no_field_can_hold_is_refused(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "test", "Nothing") as transaction:
        with pytest.raises(TypeError, match="no column nmae"):
            transaction.insert("rep", name="Bob", nmae="Bob")
        with pytest.raises(TypeError, match=r"step\.on_day cannot hold date"):
            transaction.update("step", "s", on_day=date(2026, 1, 1))  # type: ignore[arg-type]
        for call in (transaction.get, transaction.delete):
            with pytest.raises(NotFound, match="There is no loss case 'x'"):
                call("loss_case", "x")
        with pytest.raises(NotFound, match="There is no rep 'x'"):
            transaction.update("rep", "x", name="Bob")
        assert transaction.find("rep", "x") is None
