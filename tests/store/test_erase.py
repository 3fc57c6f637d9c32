"""An erased account leaves no byte in the file, cannot be brought back, and is known again by digests only."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import TODAY, book_at, content, with_account, with_order
from tests.store.test_batch import take_in
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.services.book.check import check
from winback_tui.services.book.lookup import about_due
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.file.erase.erasures import Erasures
from winback_tui.store.file.erase.redaction import Redactor
from winback_tui.store.log.acts import acts, next_to_undo
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.write import act

NAME = "Xylophon & Söhne [/HQ]"
TRACES = (
    NAME,
    "Xylophon",
    "xylophon",
    "Quentin",
    "+49 171 5550",
    "zymurgy",
    "R-4711",
    "brambleback",
    "gnomonics",
)


def a_book(folder: Path) -> tuple[Book, str, str]:
    """Two accounts: Beta, and one with every kind of row and a past."""
    book = book_at(folder)
    other = with_account(book, "Beta")
    with_order(book, other, "2026-09-01")
    account = with_account(book, NAME)
    with_order(book, account, "2026-09-01")
    with act(book, "edit", f"{NAME} corrected", account) as transaction:
        transaction.run(
            "UPDATE account SET phone = '+49 171 5550', source = 's', external_id = 'R-4711' WHERE id = ?",
            (account,),
        )
        transaction.run("UPDATE account SET linked_to = ? WHERE id = ?", (account, other))
        transaction.run("UPDATE sales_order SET number = 'R-4711', key = 's:R-4711' WHERE account_no = 2")
    with act(book, "people", f"Quentin added at {NAME}", account) as transaction:
        person = transaction.insert("person", account_id=account, name="Quentin")
        case = transaction.insert(
            "loss_case", account_id=account, lost_on="2026-10-01", opened_on="2026-10-02", note="zymurgy"
        )
        talk = transaction.insert("interview", case_id=case, script="long", started_at=0)
        top = transaction.insert("why_node", interview_id=talk, question="q", text="brambleback")
        transaction.insert("condition", case_id=case, interview_id=talk, text="zymurgy")
        transaction.insert("answer", interview_id=talk, question="q", value="brambleback")
        transaction.insert("why_node", interview_id=talk, question="q", text="Quentin", parent_id=top)
        transaction.insert(
            "activity", account_id=account, case_id=case, at=0, on_day="2026-10-03", note="zymurgy"
        )
        transaction.insert("setting", id=f"contact limit:{account}", value='"brambleback"')
        other_talk = transaction.insert("interview", case_id=case, script="long", started_at=0)
        said = transaction.insert("answer", interview_id=other_talk, question="q", value="gnomonics")
    with act(book, "people", "An answer deleted, then its interview") as transaction:
        transaction.delete("answer", said)
        transaction.delete("interview", other_talk)
    with act(book, "people", f"Quentin left {NAME}", account) as transaction:
        transaction.delete("person", person)
    with act(book, "leave", f"Bob on leave; {NAME} moved") as transaction:
        for of in (account, other):
            transaction.insert("step", account_id=of, on_day="2026-12-01")
    with act(book, "edit", f"{NAME} renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Plain', name_key = 'plain' WHERE id = ?", (account,))
    undo(book)
    return book, account, other


def test_no_byte_is_left(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    before = book.path.read_bytes()
    assert all(trace.encode() in before for trace in TRACES), "the test must have something to look for"
    assert erase(book, account).rewritten
    after = book.path.read_bytes()
    assert [trace for trace in TRACES if trace.encode() in after] == []
    assert b"Plain" not in after
    assert [path.name for path in book.path.parent.iterdir()] == ["book.db"]


def test_others_stay_and_the_book_is_whole(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    kept = content(book)
    assert [row[0] for row in kept["account"]] == [other]
    assert len(kept["sales_order"]) == len(kept["step"]) == 1
    assert not any(kept[table] for table in ("loss_case", "interview", "why_node", "condition", "setting"))
    assert [found for found in check(book) if not found.good] == []


def test_it_cannot_be_brought_back(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    with book.read() as connection:
        told = {done.sentence: done.tx for done in acts(connection)}
    erase(book, account)
    before = content(book)
    for sentence in (f"{NAME} added", f"Quentin left {NAME}"):
        with pytest.raises(Refused, match="What was erased cannot be brought back"):
            undo(book, told[sentence])
    with pytest.raises(Refused):
        undo(book, told[f"Bob on leave; {NAME} moved"])
    with pytest.raises(NotFound):
        redo(book)
    with book.read() as connection:
        following = next_to_undo(acts(connection))
        assert following is not None and following.sentence == "Bob on leave; an erased account moved"
    assert content(book) == before


def test_what_is_kept_of_a_past_day_does_not_name_it(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    with act(book, "people", "Zenobia left", account) as transaction:
        transaction.run("UPDATE account SET linked_to = NULL WHERE id = ?", (account,))
        transaction.insert(
            "person", account_id=account, name="Zenobia", decision_maker=True, left_on="2026-11-20"
        )
    due(about_due(book_at(tmp_path, as_of=TODAY)))
    assert b"Zenobia" in kept_of_past_days(book), "the sign that the decision maker left"
    erase(book, account)
    assert kept_of_past_days(book) == b""
    assert b"Zenobia" not in book.path.read_bytes()


def kept_of_past_days(book: Book) -> bytes:
    with book.read() as connection:
        rows = connection.execute("SELECT value FROM derived WHERE name LIKE 'past%'").fetchall()
    return b"".join(value.encode() for (value,) in rows)


def test_the_past_does_not_know_it_either(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    with book_at(tmp_path, as_of=date(2026, 11, 22)).read() as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM account")] == [other]
    with book_at(tmp_path, as_of=date(2026, 11, 21)).read() as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone()[0] == 0


def test_it_is_known_again_by_name_and_number_but_not_readable(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    with book.read() as connection:
        assert not Erasures(connection)
    erase(book, account)
    with book.read() as connection:
        erasures = Erasures(connection)
        marks = connection.execute("SELECT tbl, row FROM change WHERE col = '!'").fetchall()
    assert erasures.hold(NAME.casefold()) and erasures.hold("plain"), "former names count"
    assert erasures.hold("another name", "s", "R-4711")
    assert not erasures.hold("another name", "t", "R-4711") and not erasures.hold("beta")
    assert [tuple(mark) for mark in marks] == [("account", account)], "other copies of the book are told"


def test_an_import_it_came_with_can_still_be_undone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100})
    other = with_account(book, "Beta")
    with book.read() as connection:
        imported = connection.execute("SELECT id FROM account WHERE name = 'Acme'").fetchone()[0]
    erase(book, imported)
    undo(book)
    undo(book)
    undone = content(book)
    assert undone["account"] == [] and undone["import_batch"] == []
    redo(book)
    redo(book)
    again = content(book)
    assert [row[0] for row in again["account"]] == [other] and again["sales_order"] == []
    assert [found for found in check(book) if not found.good] == []


def test_a_second_erasure_uses_the_same_salt(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    erase(book, other)
    with closing(sqlite3.connect(book.path)) as connection:
        salts = connection.execute("SELECT count(*), count(DISTINCT salt) FROM erasure").fetchone()
    assert salts[0] >= 4 and salts[1] == 1
    assert not content(book)["account"]


def test_rows_deleted_two_levels_deep_are_emptied_in_the_log(tmp_path: Path) -> None:
    """The answer hangs on an interview, that on a case, that on the account; two of them went before the erasure."""
    book, account, _ = a_book(tmp_path)
    with act(book, "case", "The case deleted", account) as transaction:
        for table in ("answer", "why_node", "condition", "activity", "interview"):
            transaction.run(f"DELETE FROM {table}")
        transaction.run("DELETE FROM loss_case")
    assert erase(book, account).rewritten
    after = book.path.read_bytes()
    assert [trace for trace in TRACES if trace.encode() in after] == []
    assert [found for found in check(book) if not found.good] == []


def test_its_name_goes_from_sentences_imports_and_filters_about_others(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    name = 'Xylophon "Nord" & Söhne'
    account, other = with_account(book, name), with_account(book, "Beta")
    longer = with_account(book, f"{name} Verlag")
    with act(book, "twins", f"{name} and Beta are not the same", other) as transaction:
        transaction.update("account", other, phone="1")
    with act(book, "twins", f'{name.upper()} Verlag met, XYLOPHON "NORD" & SÖHNE too', longer) as transaction:
        transaction.update("account", longer, phone="1")
    with act(book, "import", f"Orders of {name}.csv imported", None) as transaction:
        transaction.insert("import_batch", id="b1", no=1, file=f"orders of {name}.csv", source="s")
        transaction.update("import_batch", "b1", told=json.dumps({"of": [name, f"{name} Verlag"]}))
    with act(book, "filter", "Filter kept", None) as transaction:
        transaction.insert("setting", id="filter.mine", value=json.dumps({"search": name}))
        transaction.insert("setting", id="filter.theirs", value=json.dumps({"search": f"{name} Verlag"}))
    erase(book, account)
    with book.read() as connection:
        sentences = [done.sentence for done in acts(connection)]
        batch = tuple(connection.execute("SELECT file, told FROM import_batch").fetchone())
        filters = [row[0] for row in connection.execute("SELECT id FROM setting ORDER BY id")]
    assert "an erased account and Beta are not the same" in sentences
    assert f"{name.upper()} Verlag met, an erased account too" in sentences, (
        "a longer name is another customer's"
    )
    assert "Orders of an erased account.csv imported" in sentences
    assert batch == (
        "orders of an erased account.csv",
        json.dumps({"of": ["an erased account", f"{name} Verlag"]}),
    )
    assert filters == ["filter.theirs"]
    assert [found for found in check(book) if not found.good] == []
    for place in re.finditer(rb"(?i)xylophon", book.path.read_bytes()):
        assert b"verlag" in place.string[place.start() : place.start() + 60].lower()


def test_its_people_go_from_sentences_about_others(tmp_path: Path) -> None:
    """As after accounts were parted again: an act about one account wrote people of the other."""
    book = book_at(tmp_path)
    other, account = with_account(book, "Beta"), with_account(book, NAME)
    with act(book, "people", "Quentin and Zymurgy added at Beta", other) as transaction:
        row = transaction.insert("person", account_id=account, name="Quentin")
        transaction.insert("person", account_id=account, name="Zymurgy")
    with act(book, "people", "Quentin is called Brambleback", other) as transaction:
        transaction.update("person", row, name="Brambleback")
    with act(book, "people", "Brambleback left", other) as transaction:
        transaction.delete("person", row)
    erase(book, account)
    with book.read() as connection:
        sentences = [done.sentence for done in acts(connection) if done.account_id == other]
    assert sentences == [
        "an erased account left",
        "an erased account is called an erased account",
        "an erased account and an erased account added at Beta",
        "Beta added",
    ]
    assert not re.search(rb"(?i)quentin|zymurgy|brambleback", book.path.read_bytes())


@pytest.mark.parametrize("text", ["Acme", "acme's", "to ACME.", "(Acme)", "acme_orders.csv", "acme-2026"])
def test_a_name_is_found_as_a_word_of_its_own(text: str) -> None:
    assert Redactor(["Acme"]).finds(text)
    assert "cme" not in Redactor(["Acme"]).without(text).lower()


@pytest.mark.parametrize("text", ["Acmeville", "Pacme", "Ac me", ""])
def test_and_not_inside_another_word(text: str) -> None:
    assert not Redactor(["Acme"]).finds(text)


def test_names_of_a_few_letters_stand_everywhere_by_chance() -> None:
    assert not Redactor(["ABC"]) and not Redactor([]).finds("ABC")
    assert Redactor(["ABCD", "ABC"]).without("ABC and ABCD") == "ABC and an erased account"
