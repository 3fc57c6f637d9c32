"""Merging files from colleagues: what was opened is merged, and what cannot be merged yet is set aside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.services.accounts.erasure.erasure import erase_beside
from winback_tui.services.book.backups import back_up_before
from winback_tui.services.plans.answered_elsewhere import end_plans_answered_elsewhere
from winback_tui.store.book import Book
from winback_tui.sync.bundle.bundle import ENDING
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.merge.merge import Merged, merge

from .membership import key_ring, team_of
from .steps import Step, no_step


@dataclass
class OpenedFiles:
    """Files of colleagues, opened for one merge.

    `paths`: where each is, by the name of its source. `problems`: a sentence about each that could not be read.
    """

    sources: list[Source] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    problems: dict[Path, str] = field(default_factory=dict)


@contextmanager
def opened(
    paths: Sequence[Path], team: str, skip_bad: bool = False, step: Step = no_step
) -> Iterator[OpenedFiles]:
    """Open these files, and close them at the end.

    With `skip_bad` one that cannot be read is a problem and does not stop the others; else it raises BadInput or
    Refused.
    """
    with ExitStack() as stack:
        found = OpenedFiles()
        for number, path in enumerate(paths):
            step(number, len(paths), f"reading {path.name}")
            try:
                source = open_file(path, key_ring().key, team)
            except (BadInput, Refused) as fault:
                if not skip_bad:
                    raise
                found.problems[path] = str(fault)
                continue
            stack.callback(source.close)
            found.sources.append(source)
            found.paths[source.name] = path
        if paths:
            step(len(paths), len(paths), "merging the books")
        yield found


def take_in(book: Book, found: OpenedFiles, dry_run: bool) -> Merged:
    """Merge what was opened, and what earlier syncs set aside; set aside what still cannot be merged."""
    if not found.sources:
        return Merged()
    with opened(_waiting_files(book), team_of(book), skip_bad=True) as waiting:
        if not dry_run:
            back_up_before(book, "sync")
        merged = merge(book, [*found.sources, *waiting.sources], dry_run)
    if not dry_run:
        merged = replace(merged, without=erase_beside(book, merged))
        merged = replace(merged, ended=end_plans_answered_elsewhere(book, merged.answered))
        ahead = {each.name for each in merged.ahead}
        for name, path in waiting.paths.items():
            if name not in ahead:
                path.unlink(missing_ok=True)
        for name, path in found.paths.items():
            if name in ahead:
                _keep_aside(book, path)
    return merged


def merge_source(book: Book, source: Source, dry_run: bool) -> Merged:
    """Merge what was opened elsewhere, and what earlier syncs set aside."""
    return take_in(book, OpenedFiles([source]), dry_run)


def waiting_folder(book: Book) -> Path:
    """The folder of files that start after what the book has."""
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
