"""The gates of playbook section 5, one small function a rule."""

from __future__ import annotations

from datetime import date, timedelta

from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, full_day

from .facts import CauseFact, GateFacts
from .gate import ATTEMPTS, Gate, GatedAct

_GOING_OUT = ATTEMPTS | {GatedAct.PLAN}


def reasons_known(facts: GateFacts) -> Gate:
    """B6: no attempt before the exit interview is done and the root reason recorded."""
    closed, clears = True, "finish the interview and mark the root cause"
    if not facts.interviews_finished and not facts.interviews_begun:
        reason = f"Nobody has asked {facts.account} why they left."
        clears = "hold the interview and mark the root cause"
    elif not facts.interviews_finished:
        reason = f"The interview with {facts.account} is not finished."
    elif not facts.root_recorded:
        reason = f"The root cause of the loss of {facts.account} is not recorded."
        clears = "mark one of the whys as the root cause"
    else:
        closed, clears = False, ""
        reason = f"{count(facts.interviews_finished, 'interview')} held, root cause recorded."
    return Gate("B6", "All reasons known", closed, reason, clears, ATTEMPTS)


def _still_there(cause: CauseFact) -> str:
    open_fixes = [fix for fix in cause.fixes if not fix.done_on]
    if not open_fixes:
        return f"no fix is recorded for '{cause.name}'"
    fix = open_fixes[0]
    who = f" by {fix.owner}" if fix.owner else ""
    due = f", due {full_day(fix.due_on)}" if fix.due_on else ""
    return f"'{fix.what}' is not done{who}{due}"


def causes_removed(facts: GateFacts) -> Gate:
    """B20, W5: no attempt, and no claim that we have changed, before every cause is removed."""
    standing = facts.standing
    title, also = "Every cause removed", ("W5",)
    if standing:
        remain = "1 cause" if len(standing) == 1 else f"{len(standing)} causes"
        verb = "remains" if len(standing) == 1 else "remain"
        names = join_names([_still_there(cause) for cause in standing])
        reason = f"{remain} of the loss of {facts.account} {verb}: {names}."
        return Gate("B20", title, True, reason, "do the fix and record the day it was done", ATTEMPTS, also)
    done = [cause.name for cause in facts.repairable if cause.removed]
    reason = f"Removed: {join_names(done)}." if done else f"Nothing on our side keeps {facts.account} away."
    return Gate("B20", title, False, reason, "", ATTEMPTS, also)


def true_that_we_changed(facts: GateFacts) -> Gate:
    """W5: a letter may say "we changed" only when a repair was done and none is open."""
    fixes = [fix for cause in facts.causes for fix in cause.fixes]
    true = bool(fixes) and all(fix.done_on for fix in fixes)
    reason = (
        f"Changed for {facts.account}: {join_names([fix.what for fix in fixes])}."
        if true
        else f"No finished change for {facts.account} is recorded."
    )
    clears = "leave the claim out, or do the fix and record the day it was done"
    return Gate(
        "W5",
        "'We changed' is true",
        not true,
        reason,
        "" if true else clears,
        frozenset({GatedAct.SAY_CHANGED}),
        ("B20",),
    )


def led_by_somebody(facts: GateFacts) -> Gate:
    """B7, M5: a named responsible manager and a strategy."""
    title, also = "Somebody leads, with a strategy", ("M5",)
    if not facts.responsible_id:
        reason = f"Nobody is responsible for winning {facts.account} back."
        return Gate("B7", title, True, reason, "name the responsible manager", _GOING_OUT, also)
    name = facts.responsible_name or "The responsible manager"
    if not facts.strategy:
        reason = f"{name} has no strategy for {facts.account} yet."
        return Gate("B7", title, True, reason, "choose a strategy", _GOING_OUT, also)
    return Gate("B7", title, False, f"{name} leads: {facts.strategy}.", "", _GOING_OUT, also)


def not_the_one_who_lost_it(facts: GateFacts) -> Gate:
    """B8, M10: the rep who lost the account neither leads nor takes a step of the plan."""
    title, also, loser = "Led by somebody other than the rep who lost them", ("B8",), facts.lost_by_id
    name = facts.lost_by_name or "The same employee"
    written = facts.overrides.get("M10") or facts.overrides.get("B8") or ""
    if not loser:
        reason = f"Nobody is recorded as having lost {facts.account}."
        return Gate("M10", title, False, reason, "", _GOING_OUT, also)
    if loser == facts.responsible_id:
        reason = f"{name} lost {facts.account} and should not lead the return."
    elif loser in facts.step_owners:
        reason = f"{name} lost {facts.account} and should not take a step in the plan."
    else:
        other = facts.responsible_name or "Somebody else"
        reason = (
            f"{name} lost {facts.account}; {other} leads." if facts.responsible_id else f"{name} lost it."
        )
        return Gate("M10", title, False, reason, "", _GOING_OUT, also)
    if written:
        return Gate("M10", title, False, reason, "", _GOING_OUT, also, written)
    clears = "give it to a colleague, marketing or an executive, or override with a written reason"
    return Gate("M10", title, True, reason, clears, _GOING_OUT, also)


def conditions_meetable(facts: GateFacts) -> Gate:
    """B9: no attempt where the conditions of return, or a cause of ours, are beyond us."""
    beyond = [f"the condition '{text}'" for text in facts.unmeetable]
    beyond += [
        f"the cause '{c.name}'" for c in facts.causes if c.ours and c.fixable is False and not c.removed
    ]
    title = "Conditions can be met"
    if not beyond:
        return Gate("B9", title, False, f"Nothing {facts.account} asks for is out of reach.", "", _GOING_OUT)
    verb = "are" if len(beyond) > 1 else "is"
    reason = f"For {facts.account} {join_names(beyond)} {verb} out of reach."
    return Gate("B9", title, True, reason, "find a way and record it, or let the account go", _GOING_OUT)


def payment_terms_revised(facts: GateFacts) -> Gate:
    """B10: a bad payer comes back only on revised terms."""
    title = "Bad payer only with revised terms"
    if not facts.pays_badly:
        return Gate("B10", title, False, f"{facts.account} is not marked as a bad payer.", "", ATTEMPTS)
    if facts.revised_terms:
        reason = f"{facts.account} pays badly; revised terms: {facts.revised_terms}."
        return Gate("B10", title, False, reason, "", ATTEMPTS)
    reason = f"{facts.account} pays badly and has no revised terms."
    return Gate("B10", title, True, reason, "record the terms first, such as prepayment", ATTEMPTS)


def price_hunter_until(facts: GateFacts) -> date | None:
    """The first day on which a lowest-price hunter may be contacted (B16); None for everyone else."""
    return facts.lost_on + timedelta(days=facts.price_hunter_wait) if facts.hunts_price else None


def price_hunter_waits(facts: GateFacts) -> Gate:
    """B16: a price hunter gets time with the cheap supplier first."""
    title, until = "Price hunter: not at once", price_hunter_until(facts)
    if until is None:
        return Gate("B16", title, False, f"{facts.account} does not hunt for the lowest price.", "", ATTEMPTS)
    if facts.today >= until:
        reason = f"{facts.account} has had time with a cheaper supplier since {full_day(facts.lost_on)}."
        return Gate("B16", title, False, reason, "", ATTEMPTS)
    reason = f"{facts.account} hunts for the lowest price and left on {full_day(facts.lost_on)}."
    return Gate("B16", title, True, reason, f"wait until {full_day(until)}", ATTEMPTS)


def not_lost_twice(facts: GateFacts) -> Gate:
    """M13: lost twice, not again; exactly one letter of apology, then leave it to fate."""
    title = "Lost twice: one letter, then no more"
    everything = _GOING_OUT | {GatedAct.REVISE_TERMS}
    if facts.times_lost < 2:
        reason = f"{facts.account} was lost for the first time."
        return Gate("M13", title, False, reason, "", everything | {GatedAct.REPENTANCE})
    often = "twice" if facts.times_lost == 2 else f"{facts.times_lost} times"
    if facts.repentance_sent_on is None:
        reason = f"{facts.account} was lost {often}."
        return Gate("M13", title, True, reason, "send one letter of apology and nothing more", everything)
    reason = (
        f"{facts.account} was lost {often}, and the one letter of apology went out on"
        f" {full_day(facts.repentance_sent_on)}."
    )
    return Gate("M13", title, True, reason, "do nothing more", everything | {GatedAct.REPENTANCE})
