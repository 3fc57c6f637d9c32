"""One account as plain text: what `winback show` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winback_tui.domain.gates import override_words
from winback_tui.domain.wording.wording import distance, full_day, money_words, near_day
from winback_tui.output.guard import one_line
from winback_tui.output.order_strips import fitting_months, gap_strip
from winback_tui.output.wrapping import wrap_words
from winback_tui.services.accounts.next_action import next_of

if TYPE_CHECKING:
    from winback_tui.services.accounts.account_card import AccountCard, CaseLine
    from winback_tui.services.accounts.glance import ActivityRow, PersonRow
    from winback_tui.services.accounts.timeline import Event

INDENT = "  "


def account_text(card: AccountCard, events: list[Event], width: int, limit: int) -> Iterator[str]:
    """The lines, at most `width` wide; at most `limit` events of the time line, all when it is 0."""
    glance = card.glance
    account = glance.account
    yield from _wrapped(account.name, width)
    head = [f"{glance.line.glyph} {glance.line.standing}", account.abc and f"class {account.abc}"]
    head += [f"owner {account.owner}" if account.owner else "no owner", account.segment]
    yield from _wrapped(" · ".join(part for part in head if part), width)
    yield from _wrapped(glance.sentence, width)
    yield from _wrapped(f"Next: {next_of(card).text}.", width)
    yield ""
    yield INDENT + fitting_months(glance.money, glance.told_until, 80)
    gaps = gap_strip(glance.order_days, glance.today, glance.expected_on, max(24, width - 4))
    yield INDENT + gaps.rstrip()
    yield from _section("Alarms", [alarm.text for alarm in glance.alarms], width)
    overrides = [override_words(rule, reason) for rule, reason in glance.overrides.items()]
    yield from _section("Overridden", overrides, width)
    yield from _section("Known", _what_is_known(card), width)
    yield from _section("People", [person_words(person) for person in glance.people], width)
    if glance.last_contact is not None:
        yield from _section("Last contact", [contact_words(glance.last_contact, card)], width)
    yield from _section("Cases", [case_words(line) for line in card.cases], width)
    planned = [event for event in events if event.kind == "planned"]
    yield from _section("Next", [_planned(event, card) for event in reversed(planned)], width)
    past = [event for event in events if event.kind != "planned"]
    shown = past[:limit] if limit else past
    yield from _section("Timeline", [_event(event) for event in shown], width)
    if len(shown) < len(past):
        yield f"{INDENT}and {len(past) - len(shown):,} more; --limit 0 shows all."


def person_words(person: PersonRow) -> str:
    """`Ana Silva, buyer, decides  +44 20 7946 0112  ana@mill.com`."""
    words = [person.name, person.role, "decides" if person.decision_maker else ""]
    if person.left_on is not None:
        words.append(f"left on {full_day(person.left_on)}")
    description = ", ".join(word for word in words if word)
    return INDENT.join(part for part in (description, person.phone, person.email, person.note) if part)


def contact_words(row: ActivityRow, card: AccountCard) -> str:
    """`Sat 12 Sep, call by Ann with Ana Silva: price list asked`."""
    who = f"{f' by {row.by}' if row.by else ''}{f' with {row.person}' if row.person else ''}"
    return f"{near_day(row.on_day, card.today)}, {row.channel}{who}: {row.outcome}"


def case_words(line: CaseLine) -> str:
    """`Lost on 1 Oct 2026 by Bob, Carl leads: to interview; nobody has asked the customer why`."""
    case = line.case
    by = f" by {case.lost_by}" if case.lost_by else ""
    leads = f", {case.responsible} leads" if case.responsible else ""
    waits = ""
    if line.stage is not None and line.returned is None:
        waits = f"; {line.stage.waits_for}"
    return f"Lost on {full_day(case.lost_on)}{by}{leads}: {line.ended}{waits}"


def _what_is_known(card: AccountCard) -> list[str]:
    details = card.glance.details
    lines = [INDENT.join(part for part in (details.phone, details.email, details.city) if part)]
    lines.append(", ".join(details.flags))
    lines.extend(
        f"{what} ends {distance(day, card.today)}, on {full_day(day)}" for what, day in details.endings
    )
    lines.append(f"linked to {details.linked_to}" if details.linked_to else "")
    lines.append(f"also ordered as {', '.join(details.further_names)}" if details.further_names else "")
    lines.append(f"customer number {details.external_id}" if details.external_id else "")
    lines.extend(details.note.splitlines())
    return [line for line in lines if line]


def _planned(event: Event, card: AccountCard) -> str:
    return f"{near_day(event.day, card.today)}  {event.text}{f', {event.who}' if event.who else ''}"


def _event(event: Event) -> str:
    money = money_words(event.amount, event.currency) if event.amount is not None else ""
    rest = INDENT.join(part for part in (money, event.text, f"({event.who})" if event.who else "") if part)
    return f"{event.day.isoformat()}  {event.kind:9}  {rest}".rstrip()


def _section(title: str, lines: list[str], width: int) -> Iterator[str]:
    if lines:
        yield ""
        yield title
    for line in lines:
        yield from _wrapped(line, width, INDENT)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return wrap_words(one_line(text), width, indent, indent + INDENT * bool(indent))
