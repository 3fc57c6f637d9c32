"""Every setting in one list: those of the person at this machine, and those of the team in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from winback_tui.domain.account.signs import ANSWER_DAYS, IMPRESSION_DAYS
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.gates import PRICE_HUNTER_WAIT_DAYS
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.money.rates import rates_words, read_rates
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.wording.wording import count
from winback_tui.services.book.lookup import nearest
from winback_tui.services.contacts.offers import offer_settings
from winback_tui.services.decisions.settings import decision_settings
from winback_tui.services.letters.settings import letter_settings
from winback_tui.services.lists.segments import segments, set_segment_rule
from winback_tui.services.returns.growth import growth_settings
from winback_tui.services.returns.settings import return_settings
from winback_tui.services.review.settings import review_settings
from winback_tui.store.book import Book
from winback_tui.store.orders.missing_currency import give_currency
from winback_tui.store.settings.settings import CURRENCY, FIRM, setting
from winback_tui.store.summary.scoring_context import ANSWER_SETTING, IMPRESSION_SETTING
from winback_tui.store.write import Transaction, act

from .own_settings import OWN_SETTINGS, own_settings, write_own_setting
from .team_settings import LIMITS, TeamSetting, parse_setting, write_setting

YOURS, TEAM = "yours", "team's"
SEGMENT = "segment "
"""The prefix, before a segment's name, of the setting for its fixed days without an order (W1)."""


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """One setting as it is now; `chosen` is False where nobody chose and the default applies."""

    name: str
    value: str
    whose: str
    chosen: bool
    about: str


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 <= int(typed[:9]) <= 3_660):
        raise BadInput(f"'{typed[:40]}' is not a number of days; write a whole number up to 3660.")
    return int(typed)


def _country(typed: str) -> str:
    from winback_tui.playbook.holidays import days_off

    days_off(typed, (), ())
    return typed.strip().upper()


def _to_orders_without(transaction: Transaction, currency: Any) -> str:
    """Give the currency to orders imported without one."""
    given = give_currency(transaction, currency) if currency else 0
    return f"; {count(given, 'order')} without a currency are in {currency} now" if given else ""


def _slashed(values: Any) -> str:
    return "/".join(str(value) for value in values)


def _limit(name: str) -> TeamSetting:
    limit = LIMITS[name]
    return TeamSetting(
        name, limit.about, list(limit.usual), lambda typed: list(parse_setting(limit, typed)), _slashed
    )


TEAM_SETTINGS: Mapping[str, TeamSetting] = {
    each.name: each
    for each in (
        *(_limit(name) for name in LIMITS),
        TeamSetting(
            "price hunter wait",
            "Days before an account that hunts for the lowest price may be approached.",
            PRICE_HUNTER_WAIT_DAYS,
            _days,
        ),
        TeamSetting(
            ANSWER_SETTING,
            "Days in which a complaint is answered.",
            ANSWER_DAYS,
            _days,
        ),
        TeamSetting(
            IMPRESSION_SETTING,
            "Days after the first order in which a new customer is asked how it went.",
            IMPRESSION_DAYS,
            _days,
        ),
        TeamSetting(
            "country",
            "Public holidays that plans avoid, such as DE or DE-BY; empty for none.",
            "",
            _country,
        ),
        TeamSetting(
            "rates",
            "Exchange rates, such as USD 0.92 EUR from 2026-01-01, GBP 1.17 EUR; without them currencies stay apart.",
            [],
            read_rates,
            rates_words,
        ),
        TeamSetting(FIRM, "The name of your firm, as your customers know it.", "", clean_name),
        TeamSetting(
            CURRENCY,
            "Currency of files and imported orders that name none, such as EUR; default: the usual one.",
            "",
            currency_code,
            then=_to_orders_without,
        ),
        *decision_settings(),
        *return_settings(),
        *offer_settings(),
        *letter_settings(),
        *review_settings(),
        *growth_settings(),
    )
}

_OWN_ABOUT = {
    "actor": "Who you are: your name on what you do; default: your login name.",
    "theme": "The look of the screen: dark, light, mono or 16.",
    "language": "The language of scripts, such as en.",
}


def choices(book: Book) -> list[SettingEntry]:
    """Every setting, yours first."""
    own = own_settings()
    found = [
        SettingEntry(name, getattr(own, name), YOURS, bool(getattr(own, name)), _OWN_ABOUT[name])
        for name in OWN_SETTINGS
    ]
    readable = replace(book, or_blank=True)
    with readable.read() as connection:
        values = {name: setting(connection, name) for name in TEAM_SETTINGS}
    found += [
        SettingEntry(
            each.name,
            each.says(each.usual if values[each.name] is None else values[each.name]),
            TEAM,
            values[each.name] is not None,
            each.about,
        )
        for each in TEAM_SETTINGS.values()
    ]
    found += [
        SettingEntry(
            f"{SEGMENT}{row.name}",
            str(row.fixed_days or ""),
            TEAM,
            row.fixed_days is not None,
            "Call its accounts after this many days without an order.",
        )
        for row in segments(readable)
    ]
    return found


def find_setting(book: Book, name: str) -> SettingEntry:
    """The setting of this name; a hyphen stands for a space. Raises NotFound with the nearest."""
    wanted = clean_line(name).replace("-", " ").replace("_", " ").casefold()
    known = {each.name.casefold(): each for each in choices(book)}
    exact = clean_line(name).casefold()
    found = known.get(exact) or known.get(wanted)
    if found is None:
        names = [each.name for each in known.values()]
        raise NotFound(f"There is no setting '{exact[:60]}'.", nearest(wanted, names) or names)
    return found


def choose(book: Book, name: str, typed: str | None, dry_run: bool = False) -> str:
    """Set a setting from what was typed, or reset it with None; returns what was done, in one sentence.

    A team setting is changed in an act that can be undone. Raises NotFound for an unknown name,
    BadInput for an invalid value.
    """
    if clean_line(name).casefold().startswith(SEGMENT):
        return _segment(book, clean_line(name)[len(SEGMENT) :], typed, dry_run)
    setting = find_setting(book, name)
    if setting.whose == YOURS:
        if book.as_of is not None:
            raise Refused("The past cannot be changed; leave out --as-of to set it.")
        written = write_own_setting(setting.name, typed, dry_run)
        return f"{setting.name.capitalize()} set to {written}" if written else _back(setting.name)
    team = TEAM_SETTINGS[setting.name]
    value = None if typed is None else team.reads(clean_line(typed))
    sentence = (
        f"{team.name.capitalize()} set to {team.says(value) or 'nothing'}"
        if typed is not None
        else _back(team.name)
    )
    with act(book, "setting", sentence, dry_run=dry_run) as transaction:
        write_setting(transaction, team.name, value)
        team.fits(transaction.connection)
        sentence += team.then(transaction, value)
        transaction.sentence = sentence
        transaction.touch_everything()
    return sentence


def _segment(book: Book, name: str, typed: str | None, dry_run: bool) -> str:
    if typed is not None and not (typed.isascii() and typed.isdigit()):
        raise BadInput(f"'{typed[:40]}' is not a number of days; write a whole number such as 45.")
    if typed is None and not find_setting(book, SEGMENT + name).chosen:
        raise NotFound(f"Segment {name} has no rule.")
    row = set_segment_rule(book, name, int(typed[:9]) if typed else None, dry_run)
    return f"Segment {row.name}: " + (
        f"call after {row.fixed_days} days without an order" if row.fixed_days else "no fixed rule"
    )


def _back(name: str) -> str:
    return f"{name.capitalize()} is back to its default"
