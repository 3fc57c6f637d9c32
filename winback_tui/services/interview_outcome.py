"""What finished interviews leave in a case: its causes, the conditions of return, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain import conditions as wishes
from winback_tui.domain.day_in_text import day_in_text
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_line
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.store.read.interviews import InterviewHead, interviews_of_case
from winback_tui.store.tables import Condition, Promise
from winback_tui.store.write import Deed

from .causes import write_causes
from .doing import iso
from .interviews import Held, held_in


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many causes the case has now, and how many conditions this interview named."""

    causes: int
    conditions: int


def write_outcome(deed: Deed, head: InterviewHead, own: Path | None = None) -> Outcome:
    """Bring causes, conditions and promises of the case to what its finished interviews say."""
    heads = [each for each in interviews_of_case(deed.connection, head.case_id) if each.finished]
    finished = [held_in(deed.connection, each, own) for each in heads]
    causes = write_causes(deed, head.case_id, finished, load_reasons("en", own))
    conditions = 0
    for held in finished:
        found = _write_conditions(deed, held)
        conditions = found if held.head.id == head.id else conditions
        _write_promise(deed, held)
    return Outcome(causes, conditions)


def _write_conditions(deed: Deed, held: Held) -> int:
    """One row a wish; a wish that was called met or out of reach stays known by its words."""
    lines = conditions_of(held.flow.value(Meaning.CONDITIONS))
    known = {
        row[0]
        for row in deed.run("SELECT id FROM condition WHERE interview_id = ?", (held.head.id,)).fetchall()
    }
    kept: set[str] = set()
    for line in lines:
        row = derived_id("condition", held.head.id, line.casefold())
        if row in kept:
            continue
        kept.add(row)
        wish = wishes.read(line)
        term = str(wish) if wish.checkable else ""
        if row in known:
            deed.run("UPDATE condition SET term = ?, text = ? WHERE id = ?", (term, line, row))
        else:
            deed.add(
                Condition(id=row, case_id=held.head.case_id, interview_id=held.head.id, term=term, text=line)
            )
    for gone in known - kept:
        deed.run("DELETE FROM condition WHERE id = ?", (gone,))
    return len(kept)


def _write_promise(deed: Deed, held: Held) -> None:
    """What was promised at the end of the call is tracked until it is kept (playbook A5), by the day it names."""
    row = derived_id("promise", held.head.id)
    text = clean_line(held.flow.value(Meaning.PROMISE))
    known = deed.run("SELECT text FROM promise WHERE id = ?", (row,)).fetchone()
    due_on = iso(day_in_text(text, deed.today))
    if text and known is None:
        head = held.head
        deed.add(Promise(id=row, account_id=head.account_id, case_id=head.case_id, text=text, due_on=due_on))
    elif text and known[0] != text:
        deed.run("UPDATE promise SET text = ?, due_on = ? WHERE id = ?", (text, due_on, row))
    elif known is not None and not text:
        deed.run("DELETE FROM promise WHERE id = ? AND kept_on = '' AND broken_on = ''", (row,))
