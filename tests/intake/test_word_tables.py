"""Every entry of the tables that tell what a document or a remark is takes effect."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from winback_tui.intake.interpret.currencies import usual_currencies
from winback_tui.intake.interpret.kinds.document_codes import CodeTable, code_tables, codes_of
from winback_tui.intake.interpret.kinds.state_stems import state_stems
from winback_tui.intake.recognise.headers import header, phrase

STEMS = tomllib.loads(
    resources.files("winback_tui.intake.interpret").joinpath("data/state_stems.toml").read_text("utf-8")
)


@pytest.mark.parametrize("table", code_tables(), ids=lambda table: table.name)
def test_every_code_of_a_table_is_known_beside_its_headers(table: CodeTable) -> None:
    others = [header(word) for word in table.other_headers]
    kinds: dict[str, list[str]] = {}
    for code, kind in table.kinds.items():
        kinds.setdefault(kind, []).append(code)
    if table.headers:
        head = header(min(table.headers))
        assert codes_of(head, others, table.kinds.keys()) == table
        assert codes_of(head, others, {*table.kinds, "no code of any table"}) is None
        return
    both = {*kinds["order"], *kinds["credit"]}
    assert codes_of(header("Column"), others, both) == table, "a sale and its reversal need no header"
    assert codes_of(header("Column"), others, set(kinds["order"])) is None, "sales alone may be anything"


@pytest.mark.parametrize("piece", STEMS["cancelling_inside"])
def test_a_remark_of_each_language_without_spaces_tells_cancelling(piece: str) -> None:
    assert state_stems().tells_cancelling(phrase(f"客{piece}客"))
    assert not state_stems().tells_cancelling(phrase("客客"))


def test_currencies_are_offered_by_the_first_language_of_the_headers() -> None:
    assert usual_currencies([]) == usual_currencies(["no language"]) == ["EUR", "USD", "GBP"]
    assert usual_currencies(["pl", "tr"]) == ["PLN", "EUR", "USD", "GBP"]
    assert usual_currencies(["tr", "pl"]) == ["TRY", "EUR", "USD", "GBP"]
