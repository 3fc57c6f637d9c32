"""What a sync with one target brought, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from winback_tui.services.accounts.erasure.erasure_words import announced, erasure_note
from winback_tui.store.book import Book
from winback_tui.sync.merge.merge import BackAgain, FromPerson, Merged

from .conflicts.deciding import count_open


@dataclass(frozen=True)
class SyncReport:
    """What a sync with one target brought.

    `people`: one line for each person. `code`: the code of the team that this sync made, else empty. `problems`:
    sentences about files that were left out. `missing`: sentences that name a file to ask for. `returned`: accounts
    that are back. `lost`: own edits that a colleague decided against. `unread`: how many files were met for the
    first time. `erasing`: what a preview says of erasures by colleagues, `erases` how many accounts of this book they
    would take. `failed`: what is new here could not be left there.
    """

    target: str
    people: tuple[FromPerson, ...] = ()
    conflicts_open: int = 0
    code: str = ""
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    returned: tuple[BackAgain, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: int = 0
    written: tuple[str, ...] = ()
    dry_run: bool = False
    failed: bool = False
    erasing: tuple[str, ...] = ()
    erases: int = 0


def report_of(
    book: Book,
    target: str,
    merged: Merged,
    dry_run: bool,
    problems: Sequence[str] = (),
    unread: int = 0,
) -> SyncReport:
    """What a merge brought. `problems` and `unread` as in the report."""
    notes = [f"{each}." for each in merged.ended]
    notes += [
        f"{person or 'A laptop'}'s clock is {days} {'day' if days == 1 else 'days'} ahead; have it corrected."
        for person, days in merged.fast_clocks
    ]
    if merged.forked:
        notes.append(
            "A laptop's files were copied with its identity; both copies were kept apart and merged."
        )
    if merged.erased and not dry_run:
        notes.append(erasure_note(merged.erasures, merged.without))
    if not merged.rewritten:
        notes.append(
            "The file could not be rewritten for lack of room; 'winback check --repair' does it later."
        )
    return SyncReport(
        target,
        merged.people,
        count_open(book) + (merged.conflicts_new if dry_run else 0),
        problems=tuple(problems),
        missing=tuple(
            f"{each.name} continues {each.follows or 'a file'} by {each.person or 'a colleague'}, which is missing;"
            " it is kept until that one arrives."
            for each in merged.ahead
        ),
        returned=merged.returned,
        notes=tuple(notes),
        unread=unread,
        dry_run=dry_run,
        erasing=tuple(announced(merged.erasures, book.clock.today())) if dry_run else (),
        erases=sum(bool(each.name) for each in merged.erasures) if dry_run else 0,
    )


def failed(reports: Sequence[SyncReport]) -> bool:
    """Whether nothing could be read though there was something to read, or nothing could be left there."""
    return any(report.failed or (report.problems and not report.unread) for report in reports)


def joined(first: SyncReport, second: SyncReport) -> SyncReport:
    """The reports of two consecutive syncs with one target as one."""
    return replace(
        second,
        people=first.people + second.people,
        code=first.code or second.code,
        problems=tuple(dict.fromkeys((*first.problems, *second.problems))),
        missing=tuple(dict.fromkeys((*first.missing, *second.missing))),
        returned=first.returned + second.returned,
        lost=tuple(dict.fromkeys((*first.lost, *second.lost))),
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        unread=first.unread + second.unread,
        erasing=tuple(dict.fromkeys((*first.erasing, *second.erasing))),
        erases=first.erases + second.erases,
        written=tuple(dict.fromkeys((*first.written, *second.written))),
    )
