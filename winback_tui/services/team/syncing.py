"""One sync: read what the others left, merge it, leave one's own for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.services.accounts.erasure.erasure import erase_beside, erasure_note
from winback_tui.services.book.backups import back_up_before
from winback_tui.services.plans.answered_elsewhere import end_plans_answered_elsewhere
from winback_tui.store.book import Book
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_read, connect_write, explained
from winback_tui.sync.bundle.bundle import ENDING, Manifest, NoBundle, read_head, write_bundle
from winback_tui.sync.bundle.folder import (
    FolderMemory,
    files_in,
    former_names,
    own_names,
    remove_former,
    unread,
)
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.hub.address import is_hub
from winback_tui.sync.hub.connection import AskPassword
from winback_tui.sync.laptops import laptop_id, speak
from winback_tui.sync.merge.erasures import count_erasures
from winback_tui.sync.merge.merge import FromPerson, Merged, merge
from winback_tui.sync.merge.vectors import vector_of

from .conflicts.deciding import count_open
from .conflicts.lost_edits import lost_edits
from .membership import found_team, key_ring, or_blank, require_key, team_of
from .steps import Step, no_step
from .targets import is_away
from .targets import targets as remembered

_WHOLE_AGAIN = 4
"""The whole book is written again once what is new since takes more than this part of it."""


@dataclass(frozen=True)
class SyncReport:
    """What a sync with one target brought.

    `people`: a line a person. `code`: the code of the team that this sync made, else empty. `problems`: sentences
    about files that were left out. `missing`: sentences that name a file to ask for. `returned`: accounts that are
    back. `lost`: own edits that a colleague's decision put aside. `unread`: how many files were met for the first time.
    `failed`: what is new here could not be left there.
    """

    target: str
    people: tuple[FromPerson, ...] = ()
    conflicts_open: int = 0
    code: str = ""
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: int = 0
    written: tuple[str, ...] = ()
    dry_run: bool = False
    failed: bool = False


@dataclass
class _Found:
    sources: list[Source] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)


def sync(
    book: Book,
    targets: Sequence[str] = (),
    dry_run: bool = False,
    ask_password: AskPassword | None = None,
    step: Step = no_step,
) -> list[SyncReport]:
    """Sync with these folders, files and hubs, or with the remembered ones; a report each.

    From a file is only read. In a folder this laptop leaves its own file, on a hub what the hub does not have. The
    first sync with a folder or hub makes a team where the book has none. With `dry_run` it is said what would come,
    and nothing is changed. `ask_password` gets the address of a hub that wants one. Where there are several targets,
    a hub that cannot be reached is a problem of its report and stops no other one, nor does a remembered folder that
    is not there, such as a stick that is not plugged in. `step` is told how far it is.
    Raises NeedsHuman without any target, BadInput, Refused and BookUnavailable.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to sync.")
    if book.exists():
        connect_read(book.path).close()
    chosen = list(targets) or [each.target for each in remembered(book)]
    if not chosen:
        raise NeedsHuman("Name a folder or a file to sync with, as in 'winback sync /media/stick'.")

    def one(target: str) -> SyncReport:
        known = {each.key for each in lost_edits(book)}
        if is_hub(target):
            report = _sync_hub(book, target, dry_run, ask_password, alone=len(chosen) == 1)
        elif not targets and is_away(target):
            return _away(book, target, dry_run)
        else:
            report = _sync_one(book, Path(target).expanduser(), dry_run, step)
        return replace(report, lost=tuple(e.sentence for e in lost_edits(book) if e.key not in known))

    reports = [one(each) for each in chosen]
    newest = max((at for at, report in enumerate(reports) if report.people), default=0)
    if dry_run or newest == 0:
        return reports
    # what a later target brought is left at the earlier ones too
    again = [
        _both(reports[at], one(each)) if at < newest and _takes_files(each) else reports[at]
        for at, each in enumerate(chosen)
    ]
    return [replace(report, conflicts_open=count_open(book)) for report in again]


def _takes_files(target: str) -> bool:
    return is_hub(target) or Path(target).expanduser().is_dir()


def _both(first: SyncReport, second: SyncReport) -> SyncReport:
    """Two syncs with one target, one after the other, as one."""
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
        written=tuple(dict.fromkeys((*first.written, *second.written))),
    )


def _sync_hub(
    book: Book, target: str, dry_run: bool, ask_password: AskPassword | None, alone: bool
) -> SyncReport:
    from .hub_sync import or_problem, sync_hub

    return (sync_hub if alone else or_problem)(book, target, dry_run, ask_password)


def _sync_one(book: Book, target: Path, dry_run: bool, step: Step) -> SyncReport:
    if target.is_dir():
        return _sync_folder(book, target.resolve(), dry_run, step)
    return _sync_file(book, target, dry_run, step)


def _away(book: Book, target: str, dry_run: bool) -> SyncReport:
    sentence = f"{target} is not there now: plug the stick in or connect the folder, then sync again."
    return SyncReport(target, conflicts_open=count_open(book), problems=(sentence,), dry_run=dry_run)


def _sync_file(book: Book, path: Path, dry_run: bool, step: Step) -> SyncReport:
    with ExitStack() as open_files:
        found = _Found()
        _open(open_files, found, [path], team_of(book), step=step)
        merged = _merge(book, found, dry_run)
    return _report(book, str(path), found, merged, dry_run)


def _sync_folder(book: Book, folder: Path, dry_run: bool, step: Step) -> SyncReport:
    team = team_of(book)
    laptop = laptop_id(book.path, make=not dry_run)
    names = own_names(book.actor, laptop)
    former = former_names(folder, names, laptop)
    files = files_in(folder, (*names, *former))
    if not team:
        _require_no_team(folder, files)
    memory = _memory(book, folder)
    fresh = unread(files, memory)
    code = ""
    if not team and not dry_run:
        team, code = found_team(book)
    with ExitStack() as open_files:
        found = _Found(read=dict(fresh_names(fresh)))
        _open(open_files, found, list(fresh), team, skip_bad=True, step=step)
        merged = _merge(book, found, dry_run)
    report = _report(book, str(folder), found, merged, dry_run)
    if dry_run:
        return report
    memory.read = {path.name: memory.read.get(path.name, "") for path in files} | found.read
    written = _leave_files(book, folder, names, laptop, team, memory, renamed=bool(former))
    remove_former(folder, former)
    return replace(report, code=code, written=written)


def fresh_names(fresh: dict[Path, str]) -> Iterable[tuple[str, str]]:
    """Names and fingerprints of files."""
    return ((path.name, print_) for path, print_ in fresh.items())


def _require_no_team(folder: Path, files: Sequence[Path]) -> None:
    for path in files:
        with suppress(NoBundle, OSError):
            if path.suffix == ENDING and read_head(path).team:
                raise Refused(
                    f"{folder} belongs to a team that this book has not joined;"
                    f" 'winback join {folder} --code CODE' with the code of the team."
                )


def _memory(book: Book, folder: Path) -> FolderMemory:
    with or_blank(book).read() as connection:
        return FolderMemory.of(connection, str(folder))


def _open(
    open_files: ExitStack,
    found: _Found,
    paths: Sequence[Path],
    team: str,
    skip_bad: bool = False,
    step: Step = no_step,
) -> None:
    for number, path in enumerate(paths):
        step(number, len(paths), f"reading {path.name}")
        try:
            source = open_file(path, key_ring().key, team)
        except (BadInput, Refused) as fault:
            if not skip_bad:
                raise
            found.problems.append(str(fault))
            found.read.pop(path.name, None)
            continue
        open_files.callback(source.close)
        found.sources.append(source)
        found.paths[source.name] = path
    if paths:
        step(len(paths), len(paths), "bringing the books together")


def _merge(book: Book, found: _Found, dry_run: bool) -> Merged:
    """Merge what was opened, and what earlier syncs kept aside; keep aside what still cannot be taken."""
    waiting = _waiting_files(book)
    if not found.sources:
        return Merged()
    with ExitStack() as open_files:
        kept = _Found()
        _open(open_files, kept, waiting, team_of(book), skip_bad=True)
        sources = [*found.sources, *kept.sources]
        if not dry_run:
            back_up_before(book, "sync")
        merged = merge(book, sources, dry_run)
    if not dry_run:
        merged = replace(merged, without=erase_beside(book, merged))
        merged = replace(merged, ended=end_plans_answered_elsewhere(book, merged.answered))
        ahead = {each.name for each in merged.ahead}
        for name, path in kept.paths.items():
            if name not in ahead:
                path.unlink(missing_ok=True)
        for name, path in found.paths.items():
            if name in ahead:
                _keep_aside(book, path)
    return merged


def waiting_folder(book: Book) -> Path:
    """Where files lie that start after what the book has."""
    return book.path.with_name(f"{book.path.name}.waiting")


def _waiting_files(book: Book) -> list[Path]:
    folder = waiting_folder(book)
    return sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []


def _keep_aside(book: Book, path: Path) -> None:
    folder = waiting_folder(book)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(path, folder / path.name)
    except OSError as fault:
        raise Refused(f"{path.name} could not be kept in {folder}: {fault.strerror}.") from fault


def _leave_files(
    book: Book,
    folder: Path,
    names: tuple[str, str],
    laptop: str,
    team: str,
    memory: FolderMemory,
    renamed: bool,
) -> tuple[str, ...]:
    """Write this laptop's files, unless they say all already; then remember the folder.

    `renamed`: they lie there under a former name of its person, and are removed once the new ones stand.
    """
    whole_name = names[0]
    now_ms = book.clock.now_ms()
    ensure_book(book.path)
    with explained(book.path), closing(connect_write(book.path)) as connection:
        mine = vector_of(connection)
        written: tuple[str, ...] = ()
        there = (folder / (memory.follows or whole_name)).exists()
        last = memory.new or memory.whole
        erasures = count_erasures(connection)
        if erasures != memory.erasures:
            memory.whole, memory.erasures, memory.follows = {}, erasures, ""
        unheard_of = memory.follows and not memory.new
        if renamed or not there or mine != last or not memory.whole or unheard_of:
            speak(connection, laptop, book.actor, now_ms)
            written = _write_files(book, folder, names, laptop, team, memory, there)
        memory.keep(connection, str(folder), now_ms)
    return written


def _write_files(
    book: Book,
    folder: Path,
    names: tuple[str, str],
    laptop: str,
    team: str,
    memory: FolderMemory,
    there: bool,
) -> tuple[str, ...]:
    whole, new = folder / names[0], folder / names[1]
    key = require_key(team)
    about = Manifest(book.actor, laptop, "", team, book.clock.now_ms(), follows=memory.follows or whole.name)
    if there and memory.whole:
        told = write_bundle(book.path, new, about, key, memory.whole)
        if new.stat().st_size * _WHOLE_AGAIN < memory.size:
            memory.new = dict(told.until)
            return (str(new),)
    told = write_bundle(book.path, whole, replace(about, follows=""), key)
    with suppress(OSError):
        new.unlink(missing_ok=True)
    memory.whole, memory.new, memory.size = dict(told.until), {}, whole.stat().st_size
    memory.follows = ""
    return (str(whole),)


def _report(book: Book, target: str, found: _Found, merged: Merged, dry_run: bool) -> SyncReport:
    notes = [f"{each}." for each in merged.ended]
    notes += [
        f"{person or 'A laptop'}'s clock is {days} {'day' if days == 1 else 'days'} ahead; have it put right."
        for person, days in merged.fast_clocks
    ]
    if merged.forked:
        notes.append(
            "A laptop's files were copied with its identity; both copies were kept apart and merged."
        )
    if merged.erased:
        notes.append(erasure_note(merged.without))
    if not merged.rewritten:
        notes.append(
            "The file could not be rewritten for lack of room; 'winback check --repair' does it later."
        )
    return SyncReport(
        target,
        merged.people,
        count_open(book) + (merged.conflicts_new if dry_run else 0),
        problems=tuple(found.problems),
        missing=tuple(
            f"{each.name} goes on from {each.follows or 'a file'} by {each.person or 'a colleague'}, which is missing;"
            " it is kept until that one is met."
            for each in merged.ahead
        ),
        returned=merged.returned,
        notes=tuple(notes),
        unread=len(found.sources),
        dry_run=dry_run,
    )


def failed(reports: Sequence[SyncReport]) -> bool:
    """Whether nothing could be read where something should have been, or nothing be left."""
    return any(report.failed or (report.problems and not report.unread) for report in reports)


def merge_source(book: Book, source: Source, dry_run: bool) -> Merged:
    """Merge what was opened, and what earlier syncs kept aside."""
    return _merge(book, _Found([source]), dry_run)


def report_of(
    book: Book, target: str, merged: Merged, dry_run: bool, problems: tuple[str, ...] = ()
) -> SyncReport:
    """What a merge brought, for people."""
    return _report(book, target, _Found(problems=list(problems)), merged, dry_run)
