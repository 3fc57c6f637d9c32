"""Changing a setting, wherever it is kept."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.text import clean_line
from winback_tui.store.book import Book
from winback_tui.store.write import act

from .configuration import SEGMENT, TEAM_SETTINGS, YOURS, chosen
from .keeping import keep_setting
from .own_settings import keep_own_setting
from .segment_rules import set_segment_rule


def choose(book: Book, name: str, typed: str | None, dry_run: bool = False) -> str:
    """Set a setting from what was typed, or take the choice back with None; what was done, in one sentence.

    What the team chose is an act like others, to be undone. Raises NotFound for a name that there is not,
    BadInput for a value that it cannot have.
    """
    if clean_line(name).casefold().startswith(SEGMENT):
        return _segment(book, clean_line(name)[len(SEGMENT) :], typed, dry_run)
    setting = chosen(book, name)
    if setting.whose == YOURS:
        if book.as_of is not None:
            raise Refused("The past cannot be changed; leave out --as-of to set it.")
        kept = keep_own_setting(setting.name, typed, dry_run)
        return f"{setting.name.capitalize()} set to {kept}" if kept else _back(setting.name)
    team = TEAM_SETTINGS[setting.name]
    value = None if typed is None else team.reads(clean_line(typed))
    said = (
        f"{team.name.capitalize()} set to {team.says(value) or 'nothing'}"
        if typed is not None
        else _back(team.name)
    )
    with act(book, "setting", said, dry_run=dry_run) as deed:
        keep_setting(deed, team.name, value)
        team.fits(deed.connection)
        deed.touch_everything()
    return said


def _segment(book: Book, name: str, typed: str | None, dry_run: bool) -> str:
    if typed is not None and not (typed.isascii() and typed.isdigit()):
        raise BadInput(f"'{typed[:40]}' is no number of days; write a whole number such as 45.")
    if typed is None and not chosen(book, SEGMENT + name).chosen:
        raise NotFound(f"Segment {name} has no rule.")
    row = set_segment_rule(book, name, int(typed[:9]) if typed else None, dry_run)
    return f"Segment {row.name}: " + (
        f"a call after {row.fixed_days} days" if row.fixed_days else "no fixed rule"
    )


def _back(name: str) -> str:
    return f"{name.capitalize()} is the usual one again"
