"""Whatever change or reading of a file fails, in every verb: one sentence, a whole book, and the truth about it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.slow.shimmed_verbs import tries_under, writing_verbs

FAULTS_A_VERB = int(os.environ.get("WINBACK_FAULTS", "12"))
TRUE_OF_KEPT = re.compile(
    "may have been saved|(is|are) in the book|is imported|is synced|was created nevertheless|is erased from the book"
)
GONE = {"restore"}
"""Verbs that may leave another book than before though they say that something failed: the one put back is in place."""


@pytest.mark.slow
def test_every_fault_of_a_disk_is_one_sentence_and_leaves_a_whole_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = tries_under("faulty_disk", "tests.slow.faulty_disk_driver", FAULTS_A_VERB, tmp_path, monkeypatch)
    wrong = [f"{_wrong(each)}: {each}" for each in tries.rows if _wrong(each)]
    assert not wrong, f"seed {tries.seed}: {len(wrong)} of {len(tries.rows)}\n" + "\n".join(wrong)
    writing = {str(each["verb"]) for each in tries.rows if not str(each["fault"]).endswith("reads=True)")}
    owed = {verb.name for verb in writing_verbs()}
    assert tries.named or owed <= writing, f"not tried: {sorted(owed - writing)}"


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
