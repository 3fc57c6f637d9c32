"""The team's choices about letters: who signs, the contact block, the language, the offer's days, the hold-out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.plan.letter import Hindrance
from winback_tui.domain.plan.offers import SILENCE_DISCOUNTS
from winback_tui.domain.plan.offers.ledger import SHORT_DEADLINE_DAYS
from winback_tui.domain.text import clean, clean_name
from winback_tui.playbook.letters.packs import LanguagePack, letter_pack
from winback_tui.services.contacts.offers import SILENCE
from winback_tui.services.settings.own_settings import own_folder
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.contacts.letters import LETTER_LANGUAGE
from winback_tui.store.settings.settings import FIRM, setting, settings_under

CONTACT, HEAD, LANGUAGE = "letter contact", "letter head", "letter language"
OFFER_DAYS, HOLD_OUT = "letter offer days", "letter hold-out"
USUAL_OFFER_DAYS, MOST_OFFER_DAYS = 30, 365


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """What the team has chosen; `by_account` is the language by the account's id, `hold_out` in percent."""

    firm: str
    contact: str
    head: str
    language: str
    offer_days: int
    hold_out: int
    table: tuple[tuple[int, int], ...]
    by_account: dict[str, str]

    def language_of(self, account_id: str) -> str:
        """The language in which this account gets its letters."""
        return self.by_account.get(account_id, self.language)


def letter_settings_in(connection: sqlite3.Connection) -> LetterSettings:
    """The choices as the book has them."""
    return LetterSettings(
        setting(connection, FIRM, ""),
        setting(connection, CONTACT, ""),
        setting(connection, HEAD, ""),
        setting(connection, LANGUAGE, "en"),
        setting(connection, OFFER_DAYS, USUAL_OFFER_DAYS),
        setting(connection, HOLD_OUT, 0),
        tuple((days, percent) for days, percent in setting(connection, SILENCE, SILENCE_DISCOUNTS)),
        settings_under(connection, LETTER_LANGUAGE),
    )


def letter_settings() -> Iterator[TeamSetting]:
    """All of them."""
    yield TeamSetting(
        CONTACT, "Phone, mail or address at the foot of every letter.", "", lambda typed: clean(typed, 300)
    )
    yield TeamSetting(HEAD, "The head of the firm, who signs letters by hand.", "", clean_name)
    yield TeamSetting(
        LANGUAGE, "The language of letters where an account has none of its own, such as en.", "en", _language
    )
    yield TeamSetting(
        OFFER_DAYS,
        "Days for which a discount in a letter is valid; a short deadline is disrespectful.",
        USUAL_OFFER_DAYS,
        _offer_days,
    )
    yield TeamSetting(
        HOLD_OUT,
        "Percent of accounts that get no letter when they stop ordering, to see what the letters bring.",
        0,
        _share,
    )


def own_letters() -> Path:
    """The folder of the user's own letters, which override the package's."""
    return own_folder() / "playbook" / "letters"


def usable_pack(language: str) -> tuple[LanguagePack, Hindrance | None]:
    """The letters in this language; where there are none, or the user's file of them is faulty, the English ones to
    show, and the sentence that holds them back: one account's language must not stop the letters to all others.
    """
    try:
        return letter_pack(language, own_letters()), None
    except NotFound as fault:
        return letter_pack("en"), Hindrance(str(fault))
    except BadInput:
        file = own_letters() / f"{language}.toml"
        return letter_pack("en"), Hindrance(
            f"{file} cannot be used; 'winback letter check' with this file says what is wrong."
        )


def checked_language(typed: str) -> str:
    """Check that there are letters in this language. Raises NotFound."""
    return letter_pack(typed.strip().lower(), own_letters()).language


def _language(typed: str) -> str:
    return checked_language(typed)


def _offer_days(typed: str) -> int:
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    if not SHORT_DEADLINE_DAYS <= days <= MOST_OFFER_DAYS:
        raise BadInput(
            f"'{typed[:40]}' is not a valid offer period; write {SHORT_DEADLINE_DAYS} to {MOST_OFFER_DAYS} days.",
            "W",
        )
    return days


def _share(typed: str) -> int:
    share = typed.removesuffix("%").strip()
    if not (share.isascii() and share.isdigit() and len(share) < 3 and int(share) <= 50):
        raise BadInput(f"'{typed[:40]}' is not a share; write 0 to 50 percent.")
    return int(share)
