"""Whatever change or reading of a file fails, in every verb: one sentence, a whole book, and the truth about it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_tree import VERBS, Kind, book_of_everything

ROOT = Path(__file__).resolve().parents[2]
FAULTS_A_VERB = int(os.environ.get("WINBACK_FAULTS", "12"))
TRUE_OF_KEPT = re.compile(
    "may have been saved|is in the book|is imported|is synced|was created nevertheless|is erased from the book"
)
GONE = {"restore"}
"""Verbs that may leave another book than before though they say that something failed: the one put back is in place."""


@pytest.mark.slow
def test_every_fault_of_a_disk_is_one_sentence_and_leaves_a_whole_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sys.platform.startswith("linux") or not shutil.which("cc"):
        pytest.skip("needs Linux and a C compiler for the disk that fails")
    shim = tmp_path / "faulty_disk.so"
    source = Path(__file__).with_name("faulty_disk.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    everything = tmp_path / "everything"
    everything.mkdir()
    monkeypatch.chdir(everything)
    book_of_everything(everything)
    seed = int(os.environ.get("WINBACK_SEED", random.randrange(10**6)))
    names = os.environ.get("WINBACK_VERBS", "").split(",") if os.environ.get("WINBACK_VERBS") else []
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.slow.faulty_disk_driver",
            str(everything),
            str(FAULTS_A_VERB),
            str(seed),
            *names,
        ],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    tries = [json.loads(line) for line in ran.stdout.splitlines()]
    wrong = [f"{_wrong(each)}: {each}" for each in tries if _wrong(each)]
    assert not wrong, f"seed {seed}: {len(wrong)} of {len(tries)}\n" + "\n".join(wrong)
    writing = {str(each["verb"]) for each in tries if not str(each["fault"]).endswith("reads=True)")}
    owed = {verb.name for verb in VERBS if verb.kind not in (Kind.READS, Kind.TEXT) and not verb.served}
    assert names or owed <= writing, f"not tried: {sorted(owed - writing)}"


def _wrong(tried: dict[str, object]) -> str:
    said = str(tried["err"])
    if tried["code"] not in (0, 1, 2, 3, 4):
        return "ended in a way that no verb ends in"
    if "broke inside" in said or "Traceback" in said:
        return "was not expected"
    if not tried.get("whole", True):
        return "left a book that is not whole"
    if tried["code"] and not (said + str(tried.get("out"))).strip():
        return "failed without a word"
    if tried.get("half"):
        return "left a file half written"
    if (
        tried["code"]
        and not tried.get("same", True)
        and not TRUE_OF_KEPT.search(said)
        and tried["verb"] not in GONE
    ):
        return "said that it failed, and it did not"
    return ""
