"""Testimonials of returned customers, offered for other accounts of the same segment (playbook section 10)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account
from winback_tui.store.book import Book
from winback_tui.store.lists.standings import standings
from winback_tui.store.returns.testimonials import TestimonialRow, insert_testimonial, testimonials_of

__all__ = ["TestimonialRow", "add_testimonial", "testimonials"]


def add_testimonial(
    book: Book, ref: str, text: str, person: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Record what the account lets us tell others, in its words.

    Raises BadInput without words or for a day to come. Warns where no order has brought the account back.
    """
    account = find_account(book, ref)
    words = clean(text)
    if not words:
        raise BadInput(f"Write what {account.name} lets us tell others.")
    with account_action(book, "testimonial", account, dry_run=dry_run) as transaction:
        day = day_done(on_day, transaction.today, "A testimonial")
        row_id = insert_testimonial(transaction, account.id, day, words, clean_name(person))
        transaction.sentence = f"Testimonial of {account.name} kept: {clean_line(words, 60)}"
        back = standings(transaction.connection, [account.no])[account.no].back
    warnings = () if back else (f"{account.name} has not come back after a loss: say so where you use it.",)
    return ActionResult(transaction.sentence, account.id, account.name, row_id, warnings)


def testimonials(book: Book, ref: str = "") -> list[TestimonialRow]:
    """Every testimonial, or those of one account, the latest first. Raises what `find_account` raises."""
    account_id = find_account(book, ref).id if ref.strip() else ""
    with book.read() as connection:
        return testimonials_of(connection, account_id)
