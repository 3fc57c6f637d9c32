"""Whenever the power goes, in every verb that writes: the book is whole, holds acts or no part of them, and loses none
that was reported as done; and no file of the user's is half written.

`WINBACK_CUTS` sets how many cuts a verb, `WINBACK_SEED` which, `WINBACK_VERBS` names verbs, with commas between them.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

import pytest

from tests.slow.recorded_disk import Change, RecordedDisk, Rest
from tests.slow.shimmed_verbs import tries_under, writing_verbs

CUTS_A_VERB = int(os.environ.get("WINBACK_CUTS", "40"))
SURE = random.Random(1)


@pytest.mark.slow
def test_whenever_the_power_goes_nothing_is_lost_and_nothing_is_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = tries_under("recording_disk", "tests.slow.power_cut_driver", CUTS_A_VERB, tmp_path, monkeypatch)
    wrong = [json.dumps(cut, ensure_ascii=False) for cut in tries.rows if cut["wrong"]]
    assert not wrong, f"seed {tries.seed}: {len(wrong)} of {len(tries.rows)}\n" + "\n".join(wrong)
    tried = {str(cut["verb"]) for cut in tries.rows}
    assert tries.named or {verb.name for verb in writing_verbs() if not verb.bookless} <= tried
    sys.stdout.write(f"{len(tries.rows):,} cuts over {len(tried)} verbs, seed {tries.seed}\n")


def test_bytes_are_safe_once_the_file_was_synced_and_names_once_their_folder_was() -> None:
    done = [
        Change("create", 7, 0, "/d/new", "", b""),
        Change("write", 7, 0, "/d/new", "", b"first"),
        Change("sync", 7, 0, "/d/new", "", b""),
        Change("rename", 0, 0, "/d/new", "/d/old", b""),
        Change("sync", 1, 0, "/d", "", b""),
        Change("write", 7, 0, "/d/old", "", b"later"),
    ]
    disk = RecordedDisk({"/d/old": (3, b"before")}, done)
    assert disk.left(3, Rest.NONE, SURE) == {"/d/old": b"before"}
    assert disk.left(3, Rest.ALL, SURE) == {"/d/old": b"before", "/d/new": b"first"}
    assert disk.left(4, Rest.NONE, SURE) == {"/d/old": b"before"}
    assert disk.left(5, Rest.NONE, SURE) == {"/d/old": b"first"}
    assert disk.left(6, Rest.NONE, SURE) == {"/d/old": b"first"}
    assert disk.left(6, Rest.ALL, SURE) == {"/d/old": b"later"}


def test_a_name_without_a_sync_of_the_file_has_any_part_of_it() -> None:
    page = b"a" * 512 + b"b" * 512
    done = [
        Change("create", 7, 0, "/d/new", "", b""),
        Change("write", 7, 0, "/d/new", "", page),
        Change("sync", 1, 0, "/d", "", b""),
        Change("cut", 7, 10, "/d/new", "", b""),
    ]
    disk = RecordedDisk({}, done)
    seen = {disk.left(3, Rest.SOME, random.Random(seed))["/d/new"] for seed in range(50)}
    assert seen == {b"", page[:512], page}
    assert disk.left(4, Rest.ALL, SURE) == {"/d/new": b"a" * 10}
