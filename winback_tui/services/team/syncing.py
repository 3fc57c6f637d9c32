"""A sync with folders, files and hubs, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from winback_tui.domain.errors import NeedsHuman, Refused
from winback_tui.services.book.after_commit import after_commit
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_read
from winback_tui.sync.hub.address import is_hub
from winback_tui.sync.hub.connection import AskPassword

from .conflicts.deciding import count_open
from .conflicts.lost_edits import lost_edits
from .folder_sync import sync_folder
from .membership import team_made, team_of
from .report import SyncReport, joined, report_of
from .steps import Step, no_step
from .taking_in import opened, take_in
from .targets import is_away
from .targets import targets as remembered


def sync(
    book: Book,
    targets: Sequence[str] = (),
    dry_run: bool = False,
    ask_password: AskPassword | None = None,
    step: Step = no_step,
) -> list[SyncReport]:
    """Sync with these folders, files and hubs, or with the remembered ones; a report each.

    A file is only read. In a folder this laptop leaves its own file, on a hub what the hub does not have. The
    first sync with a folder or hub makes a team where the book has none. With `dry_run` the reports say what would
    come, and nothing is changed. `ask_password` gets the address of a hub that wants one. Where there are several
    targets, a hub that cannot be reached is a problem of its report and stops no other one, nor does a remembered
    folder that is not there, such as a stick that is not plugged in. `step` gets the progress.
    Raises NeedsHuman without any target, BadInput, Refused and BookUnavailable.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to sync.")
    if book.exists():
        connect_read(book.path).close()
    chosen = list(targets) or [each.target for each in remembered(book)]
    if not chosen:
        raise NeedsHuman("Name a folder or a file to sync with, as in 'winback sync /media/stick'.")

    known = {each.key for each in lost_edits(book)}
    code = ""

    def one(target: str) -> SyncReport:
        nonlocal code
        with after_commit(team_made(code)):
            if is_hub(target):
                report = _sync_hub(book, target, dry_run, ask_password, alone=len(chosen) == 1)
            elif not targets and is_away(target):
                return _away(book, target, dry_run)
            else:
                report = _sync_path(book, Path(target).expanduser(), dry_run, step)
        code = code or report.code
        synced = "" if dry_run or report.failed else f"{target} is synced."
        with after_commit(f"{synced} {team_made(code)}".strip()):
            newly = [each for each in lost_edits(book) if each.key not in known]
        known.update(each.key for each in newly)
        return replace(report, lost=tuple(each.sentence for each in newly))

    reports = [one(each) for each in chosen]
    newest = max((at for at, report in enumerate(reports) if report.people), default=0)
    if dry_run or newest == 0:
        return reports
    # what a later target brought is left at the earlier ones too
    again = [
        joined(reports[at], one(each)) if at < newest and _takes_files(each) else reports[at]
        for at, each in enumerate(chosen)
    ]
    return [replace(report, conflicts_open=count_open(book)) for report in again]


def _takes_files(target: str) -> bool:
    return is_hub(target) or Path(target).expanduser().is_dir()


def _sync_hub(
    book: Book, target: str, dry_run: bool, ask_password: AskPassword | None, alone: bool
) -> SyncReport:
    from .hub_sync import or_problem, sync_hub

    return (sync_hub if alone else or_problem)(book, target, dry_run, ask_password)


def _sync_path(book: Book, target: Path, dry_run: bool, step: Step) -> SyncReport:
    if target.is_dir():
        return sync_folder(book, target.resolve(), dry_run, step)
    return _sync_file(book, target, dry_run, step)


def _away(book: Book, target: str, dry_run: bool) -> SyncReport:
    sentence = f"{target} is not there now: plug the stick in or connect the folder, then sync again."
    return SyncReport(target, conflicts_open=count_open(book), problems=(sentence,), dry_run=dry_run)


def _sync_file(book: Book, path: Path, dry_run: bool, step: Step) -> SyncReport:
    with opened([path], team_of(book), step=step) as found:
        merged = take_in(book, found, dry_run)
    return report_of(book, str(path), merged, dry_run, unread=len(found.sources))
