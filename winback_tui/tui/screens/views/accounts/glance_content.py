"""An account at a glance, as drawn next to a list and above its time line."""

from __future__ import annotations

from textual.content import Content

from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.wording import distance, full_day, near_day
from winback_tui.output.order_strips import fitting_months, gap_strip
from winback_tui.services.accounts.glance import ActivityRow, Glance, PersonRow
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import linked, say

BESIDE_WIDTH = 60
"""Narrower than this, the strips stand below each other."""
LEAST_STRIP = 12
STRIP_GAP = "   "
PEOPLE_SHOWN = 4


def glance_content(glance: Glance, width: int) -> Content:
    """Whom to call, the sentence, the strips, the alarms, and what else is known; `width` cells wide.

    Of an account that still orders the alarms come first: they are why it is at risk.
    """
    alarms: list[Cell] = []
    for alarm in glance.alarms:
        alarms += [("▲ ", "warn"), f"{alarm.text}\n"]
    cells: list[Cell] = _people(glance)
    cells += alarms if glance.account.risk else []
    cells += [f"{glance.sentence}\n"] if glance.sentence else []
    cells += _strips(glance, width)
    cells += [(f"Rule overridden: {reason}\n", "warn") for reason in glance.overrides.values()]
    cells += [] if glance.account.risk else alarms
    cells += _known(glance)
    return linked(say(*cells), glance.ways)


def rules_of(glance: Glance) -> list[str]:
    """Ids of the rules behind its alarms, and of those that somebody overrode."""
    return [*(alarm.rule for alarm in glance.alarms), *glance.overrides]


def person_cells(person: PersonRow) -> list[Cell]:
    """`Ana Silva, buyer, decides  +44 20 7946 0112  ana@mill.uk`."""
    words = [person.role, "decides" if person.decision_maker else ""]
    if person.left_on is not None:
        words.append(f"left on {full_day(person.left_on)}")
    details_text = "".join(f", {word}" for word in words if word)
    reach = "".join(f"  {way}" for way in (person.phone, person.email) if way)
    return [(person.name, "faint" if person.left_on else "strong"), details_text, reach]


def _strips(glance: Glance, width: int) -> list[Cell]:
    if width < LEAST_STRIP or not glance.order_days:
        return []
    months = fitting_months(glance.money, glance.told_until, min(width, 45))
    space = width - len(months) - len(STRIP_GAP)
    if width < BESIDE_WIDTH or space < LEAST_STRIP:
        return [(f"{months}\n", ""), (f"{_gaps(glance, width)}\n", "")]
    return [f"{months}{STRIP_GAP}{_gaps(glance, space)}\n"]


def _gaps(glance: Glance, width: int) -> str:
    return gap_strip(glance.order_days, glance.today, glance.expected_on, width).rstrip()


def _here(glance: Glance) -> list[PersonRow]:
    return [person for person in glance.people if person.left_on is None]


def _ways_above(glance: Glance) -> set[str]:
    """Numbers and addresses that the lines of whom to call show already."""
    people = [(person.phone, person.email) for person in _here(glance)[:PEOPLE_SHOWN]]
    return {way for ways in people or [(glance.details.phone, glance.details.email)] for way in ways}


def _people(glance: Glance) -> list[Cell]:
    cells: list[Cell] = []
    here = _here(glance)
    shown = here[:PEOPLE_SHOWN]
    contact = glance.last_contact
    if not shown:
        reach = "  ".join(way for way in (glance.details.phone, glance.details.email) if way)
        parts: list[Cell] = [(reach, "strong")] if reach else []
        if contact is not None:
            parts.append(
                (
                    f" · {_contacted(contact, glance, 'l')}" if reach else _contacted(contact, glance, "L"),
                    "muted",
                )
            )
        return [*parts, "\n"] if parts else []
    for place, person in enumerate(shown):
        cells += person_cells(person)
        if place == 0 and contact is not None:
            cells.append((f" · {_contacted(contact, glance, 'l')}", "muted"))
        cells.append("\n")
    if len(here) > len(shown):
        cells.append((f"and {len(here) - len(shown)} more\n", "muted"))
    return cells


def _contacted(row: ActivityRow, glance: Glance, letter: str) -> str:
    by = f" by {row.by}" if row.by else ""
    return f"{letter}ast contact {near_day(row.on_day, glance.today)}{by}: {row.outcome}"


def _known(glance: Glance) -> list[Cell]:
    details, account = glance.details, glance.account
    lines: list[str] = []
    if account.next_on is not None:
        purpose = f": {account.next_purpose}" if account.next_purpose else ""
        late = "was due " if account.next_on < glance.today else ""
        when = f"{late}{near_day(account.next_on, glance.today)}{purpose}"
        held = " (on hold)" if account.next_held else ""
        lines.append(f"Next: {channel_words(account.next_channel)} {when}{held}")
    parts = [
        f"owner {account.owner}" if account.owner else "no owner",
        f"{glance.leads} leads the case" if glance.leads else "",
        f"segment {account.segment}" if account.segment else "",
        details.city,
        *(way for way in (details.phone, details.email) if way not in _ways_above(glance)),
        *details.flags,
    ]
    lines.append(" · ".join(part for part in parts if part))
    lines.extend(f"{what} ends {distance(day, glance.today)}" for what, day in details.endings)
    if details.linked_to:
        lines.append(f"linked to {details.linked_to}")
    if details.further_names:
        lines.append(f"also known as {', '.join(details.further_names)}")
    if details.note:
        lines.append(details.note)
    return [("\n".join(lines), "muted")]
