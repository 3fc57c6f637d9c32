"""The discount by silence is the team's own table (T1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import an_account
from tests.store.books import TODAY, with_account, with_order
from winback_tui.domain.errors import BadInput
from winback_tui.services.accounts.dealings import offer_advice
from winback_tui.services.settings.choices import choose, find_setting


def test_the_table_is_a_setting_and_the_advice_follows_it(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    assert find_setting(book, "silence discounts").value == "90 10, 180 15, 360 20"
    assert offer_advice(book, "Acme")[0].percent == 0
    choose(book, "silence discounts", "30 5, 60: 8 %")
    assert find_setting(book, "silence-discounts").value == "30 5, 60 8"
    assert offer_advice(book, "Acme")[0].percent == 0, "no newer order says that Acme is silent"
    with_order(book, with_account(book, "Another"), TODAY.isoformat())
    assert offer_advice(book, "Acme")[0].sentence == "76 days without an order: 8 % after 60 days or more."
    for typed in ("ten percent", "90 10, 80 20", "90 101"):
        with pytest.raises(BadInput, match="90 10, 180 15"):
            choose(book, "silence discounts", typed)
