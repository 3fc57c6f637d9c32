"""The firm that the made-up team works for."""

from __future__ import annotations

from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import FIRM
from winback_tui.store.write import act

FIRM_NAME = "Harbour Packaging"


def name_firm(book: Book) -> None:
    """Write down for whom the team works: scripts and letters name it."""
    with act(book, "setting", f"firm set to {FIRM_NAME}") as transaction:
        write_setting(transaction, FIRM, FIRM_NAME)
