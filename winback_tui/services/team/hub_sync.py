"""A sync with a hub: merge what is new there, send what is new here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from sqlite3 import Connection

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.wording.wording import count
from winback_tui.store.book import Book
from winback_tui.store.file.erase.backups import BackupsWithout
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.sync.bundle.folder import FolderMemory
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.hub.address import HubAddress, hub_address
from winback_tui.sync.hub.connection import AskPassword, Hub, open_hub
from winback_tui.sync.hub.faults import HubMoved
from winback_tui.sync.hub.meeting import Desk, Met, look, may_write, meet
from winback_tui.sync.hub.pulling import NAME
from winback_tui.sync.hub.schema import AboutHub, about_hub
from winback_tui.sync.hub.team_proof import claim_hub, require_same_team
from winback_tui.sync.laptops import laptop_id, speak_if_new, take_laptops
from winback_tui.sync.merge.merge import FromPerson, Merged

from .membership import found_team, key_ring, or_blank, require_key, team_of
from .report import SyncReport, report_of
from .taking_in import merge_source


@dataclass
class _Founding:
    """The code of a team that this sync makes; it is shown once, whatever happens after."""

    code: str = ""
    team: str = field(default="", repr=False)


def sync_hub(
    book: Book, target: str, dry_run: bool = False, ask_password: AskPassword | None = None
) -> SyncReport:
    """Sync with the hub at this URL. The first sync makes the hub the team's, and a team where the book has none.

    Raises BadInput, NeedsHuman where a password is wanted, and Refused, before anything was merged.
    """
    address = hub_address(target)
    founding = _Founding(team=team_of(book))
    with open_hub(address, ask_password) as hub:
        try:
            _require_ours(book, hub, founding, dry_run)
            met = _previewed(book, hub) if dry_run else meet(hub, desk_of(book, founding.team))
        except Refused as fault:
            if not founding.code:
                raise
            met = Met(fault=str(fault))
    report = _report(book, address, met, dry_run)
    if not dry_run and not report.failed:
        _remember(book, address)
    return replace(report, code=founding.code)


def or_problem(
    book: Book, target: str, dry_run: bool = False, ask_password: AskPassword | None = None
) -> SyncReport:
    """`sync_hub` as one of several targets: an error is put in its report and does not stop the others."""
    try:
        return sync_hub(book, target, dry_run, ask_password)
    except (BadInput, NeedsHuman, Refused) as fault:
        shown = target if isinstance(fault, BadInput) and "://" not in target else _shown(target)
        return replace(report_of(book, shown, Merged(), dry_run, (str(fault),)), failed=True)


def _shown(target: str) -> str:
    try:
        return hub_address(target).url
    except BadInput:
        return "hub"


def _require_ours(book: Book, hub: Hub, founding: _Founding, dry_run: bool) -> None:
    with hub.transaction(snapshot=True):
        about = about_hub(hub)
    key = key_ring().key(founding.team) if founding.team else None
    require_same_team(about, hub.address.place, founding.team, key)
    if about.team or dry_run:
        return
    if not may_write(hub):
        raise Refused(
            f"The hub {hub.address.place} belongs to no team yet, and this login may only read it;"
            " somebody who may write syncs first."
        )
    _claim(book, hub, founding)


def _claim(book: Book, hub: Hub, founding: _Founding) -> AboutHub:
    if not founding.team:
        founding.team, founding.code = found_team(book)
    return claim_hub(hub, founding.team, require_key(founding.team))


def desk_of(book: Book, team: str) -> Desk:
    """What this laptop does at a meeting with a hub."""
    ensure_book(book.path)
    laptop = laptop_id(book.path)

    def take(source: Source) -> Merged:
        merged = merge_source(book, source, False)
        if any(each.name == NAME for each in merged.ahead):
            raise HubMoved  # the book went on since it was compared
        return merged

    def take_words(source: Source) -> None:
        with explained(book.path), closing(connect_write(book.path)) as connection:
            take_laptops(connection, source)

    def say_how_far() -> None:
        with explained(book.path), closing(connect_write(book.path)) as connection:
            speak_if_new(connection, laptop, book.actor, book.clock.now_ms())

    return Desk(lambda: _glance(book), take, take_words, say_how_far, book.clock.now_ms(), team, laptop)


@contextmanager
def _glance(book: Book) -> Iterator[Connection]:
    with replace(or_blank(book), yesterday_will_do=True).read() as connection:
        yield connection


def _previewed(book: Book, hub: Hub) -> Met:
    desk = Desk(lambda: _glance(book), lambda _: Merged(), lambda _: None, lambda: None, 0)
    source = look(hub, desk).source
    if source is None:
        return Met()
    with closing(source):
        return Met([merge_source(book, source, True)])


def _report(book: Book, address: HubAddress, met: Met, dry_run: bool) -> SyncReport:
    problems = (met.fault,) if met.fault else ()
    report = report_of(book, address.url, together(met.merged), dry_run, problems)
    notes = report.notes
    if not met.rewritten:
        notes += (
            "Somebody is reading the hub just now, so its tables still hold old pages of an erased account;"
            " the next sync removes them.",
        )
    if met.sent:
        notes += (f"{count(met.sent, 'change')} sent to the hub.",)
    return replace(report, notes=notes, unread=len(met.merged), failed=bool(met.fault))


def together(merged: Sequence[Merged]) -> Merged:
    """Several merges of one sync as one."""
    if not merged:
        return Merged()
    people: dict[str, list[FromPerson]] = defaultdict(list)
    for each in merged:
        for one in each.people:
            people[one.person].append(one)
    added = (
        FromPerson(
            person,
            sum(each.changes for each in found),
            sum(each.orders_new for each in found),
            sum(each.conflicts for each in found),
            sum(each.erasures for each in found),
        )
        for person, found in people.items()
    )
    return Merged(
        tuple(sorted(added, key=lambda one: (-one.changes, one.person))),
        merged[-1].ahead,
        tuple(dict.fromkeys(account for each in merged for account in each.returned)),
        sum(each.conflicts_new for each in merged),
        sum(each.forked for each in merged),
        tuple(dict(clock for each in merged for clock in each.fast_clocks).items()),
        any(each.erased for each in merged),
        tuple(erasure for each in merged for erasure in each.erasures),
        all(each.rewritten for each in merged),
        without=BackupsWithout(
            sum(each.without.rewritten for each in merged), sum(each.without.deleted for each in merged)
        ),
        ended=tuple(sentence for each in merged for sentence in each.ended),
    )


def _remember(book: Book, address: HubAddress) -> None:
    with explained(book.path), closing(connect_write(book.path)) as connection:
        FolderMemory().keep(connection, address.url, book.clock.now_ms())
