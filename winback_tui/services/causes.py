"""From what the customer's people told to the causes of a loss, each with its weight (playbook section 4, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from winback_tui.domain import why
from winback_tui.domain.diagnosis import Told
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.reasons import Reasons
from winback_tui.domain.voices import Voice
from winback_tui.store.tables import Cause
from winback_tui.store.write import Deed

from .competitors import competitor_named
from .interviews import Held
from .told import diagnosis, told_in


def write_causes(deed: Deed, case_id: str, finished: Sequence[Held], reasons: Reasons) -> int:
    """Make the customer's causes of a case those that its finished interviews tell; how many there are.

    A cause that was entered by hand for the same reason is taken over; one that nobody names any more goes,
    unless somebody works on it: then it only loses its weight.
    """
    named = _by_reason(finished)
    kept: set[str] = set()
    for weighed in diagnosis(finished, reasons).reasons:
        tellers = named[weighed.reason]
        cause = _cause(deed, case_id, weighed.reason)
        kept.add(cause.id)
        cause.weight = weighed.percent
        cause.text = _joined(_words(held) for held, _ in tellers)
        cause.human = any(told.human for _, told in tellers)
        cause.whom = _joined(told.whom for _, told in tellers)
        cause.promise_broken = _joined(told.promise_broken for _, told in tellers)
        rival = next(filter(None, (held.flow.value(Meaning.COMPETITOR) for held, _ in tellers)), "")
        cause.competitor_id = competitor_named(deed, rival) or cause.competitor_id
        if not cause.found_on:
            cause.found_on = deed.today.isoformat()
            cause.fixable = None if _fixable(reasons, weighed.reason) else False
        deed.add(cause)
    _drop_the_rest(deed, case_id, kept, [each.code for each in reasons.all])
    return len(kept)


def _cause(deed: Deed, case_id: str, reason: str) -> Cause:
    own = derived_id("cause", case_id, reason)
    row = deed.run(
        "SELECT id FROM cause WHERE case_id = ? AND reason = ? AND voice = ? ORDER BY id = ? DESC, id",
        (case_id, reason, Voice.CUSTOMER.value, own),
    ).fetchone()
    if row is not None:
        return deed.get(Cause, row[0])
    return Cause(id=own, case_id=case_id, reason=reason, voice=Voice.CUSTOMER.value)


def _by_reason(finished: Sequence[Held]) -> Mapping[str, list[tuple[Held, Told]]]:
    named: dict[str, list[tuple[Held, Told]]] = {}
    for held in finished:
        for told in told_in(held):
            named.setdefault(told.reason, []).append((held, told))
    return named


def _words(held: Held) -> str:
    return why.summary(held.chain) or held.flow.value(Meaning.REFUSAL)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _fixable(reasons: Reasons, code: str) -> bool:
    return next((each.fixable for each in reasons.all if each.code == code), True)


def _drop_the_rest(deed: Deed, case_id: str, kept: set[str], codes: Sequence[str]) -> None:
    mine = {derived_id("cause", case_id, code) for code in codes} - kept
    rows = deed.run("SELECT id FROM cause WHERE case_id = ?", (case_id,)).fetchall()
    for (cause_id,) in rows:
        if cause_id not in mine:
            continue
        if deed.run("SELECT 1 FROM fix WHERE cause_id = ? LIMIT 1", (cause_id,)).fetchone():
            deed.run("UPDATE cause SET weight = 0 WHERE id = ?", (cause_id,))
        else:
            deed.run("DELETE FROM cause WHERE id = ?", (cause_id,))
