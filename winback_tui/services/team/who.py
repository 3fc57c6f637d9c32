"""Who uses this laptop: the person under whose name acts are recorded, and what a first start asks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.text import clean_name
from winback_tui.services.accounts.reps import get_or_create_rep
from winback_tui.services.settings.first_start import note_asked
from winback_tui.services.settings.own_settings import own_settings, write_own_setting
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.reps import rep_names
from winback_tui.store.book import Book
from winback_tui.store.orders.missing_currency import give_currency
from winback_tui.store.settings.settings import CURRENCY, FIRM, setting, usual_currency
from winback_tui.store.write import act


@dataclass(frozen=True, slots=True)
class Introduction:
    """What is known before anybody is asked: the employees by name, who acts now, the currency and the firm."""

    employees: tuple[str, ...]
    person: str
    currency: str
    firm: str


@dataclass(frozen=True, slots=True)
class Introduced:
    """Who sits here from now on, and the sentence of it."""

    person: str
    sentence: str


def known_person() -> str:
    """The person set as this laptop's user; '' where none is set."""
    with suppress(BadInput):
        return own_settings().actor
    return ""


def introduction(book: Book) -> Introduction:
    """The values with which the form is prefilled."""
    with replace(book, or_blank=True).read() as connection:
        return Introduction(
            tuple(rep_names(connection)),
            known_person(),
            usual_currency(connection),
            setting(connection, FIRM, ""),
        )


def introduce(book: Book, name: str, currency: str = "", firm: str = "", dry_run: bool = False) -> Introduced:
    """Say who sits at this laptop, and what the team's currency and the firm's name are; empty leaves each as it is.

    One word of a known employee's name is enough where only one has it. A new name joins the employees, in a book that
    has entries already; an empty book stays empty, so that it can still become a copy of a team's book.
    Raises BadInput for an empty name or an invalid currency, NeedsHuman where several employees fit.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to set it.")
    known = introduction(book)
    person = _full_name(known.employees, name)
    code, title = currency_code(currency), clean_name(firm)
    write_own_setting("actor", person, dry_run)
    sentence = f"You are {person}; what you do is recorded under this name"
    chosen = {
        key: value
        for key, value, before in ((CURRENCY, code, known.currency), (FIRM, title, known.firm))
        if value and value != before
    }
    new = person.casefold() not in (each.casefold() for each in known.employees)
    if chosen or (new and known.employees):
        with act(replace(book, actor=person), "setting", sentence, dry_run=dry_run) as transaction:
            if new:
                get_or_create_rep(transaction, person)
            for key, value in chosen.items():
                write_setting(transaction, key, value)
            if CURRENCY in chosen:
                give_currency(transaction, code)
            transaction.touch_everything()
    if not dry_run:
        note_asked(book)
    return Introduced(person, sentence)


def full_name_here(book: Book) -> str:
    """Adopt the full name that the team's book has where only part of it was given; '' if nothing changed.

    A laptop is asked for a name before it knows the team: "Ben" becomes "Ben Osei" once it has joined.
    """
    typed = known_person()
    employees = introduction(book).employees
    if not typed or typed in employees:
        return ""
    try:
        person = _full_name(employees, typed)
    except NeedsHuman:
        return ""
    return write_own_setting("actor", person) if person != typed else ""


def _full_name(employees: tuple[str, ...], typed: str) -> str:
    name = clean_name(typed)
    if not name:
        raise BadInput("Give your name, as your colleagues know it.")
    wanted = name.casefold()
    exact = [each for each in employees if each.casefold() == wanted]
    near = exact or [each for each in employees if wanted in each.casefold().split()]
    if len(near) > 1:
        raise NeedsHuman(f"Several employees are called {name}; give the full name.", near)
    return near[0] if near else name
