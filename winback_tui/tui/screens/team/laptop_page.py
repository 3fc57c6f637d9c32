"""One laptop of the team: what it lacks, and which erasures it has not confirmed."""

from __future__ import annotations

from datetime import date, datetime

from textual.content import Content

from winback_tui.domain.wording.wording import count
from winback_tui.services.team import LaptopGaps, Teammate
from winback_tui.tui.drawing.tones import say

from .rows import when


def laptop_page(mate: Teammate, gaps: LaptopGaps, today: date) -> Content:
    """Said in sentences, the erasures first: they are what somebody may have to account for."""
    whose = mate.person or "somebody"
    lines = [
        say(("Last heard of: ", "muted"), when(mate.met_at, today)),
        say(("Machine: ", "muted"), mate.machine or "–"),
    ]
    if mate.retired:
        lines.append(say(("Retired: ", "muted"), "nobody waits for this laptop any more."))
    if mate.ours:
        lines += [
            Content(""),
            say(("This is your laptop: ", "strong"), "it has everything that this book has."),
        ]
        return Content("\n").join(lines)
    lines.append(Content(""))
    if gaps.erasures:
        number = count(len(gaps.erasures), "erasure")
        lines.append(
            say((f"▲ {number} not confirmed", "warn"), ": what was erased may still be in that book.")
        )
        lines += [say(f"   {_at(each.at, today)} by {each.person or 'somebody'}") for each in gaps.erasures]
        lines += [say((f"   It is confirmed once {whose} has synced after that.", "muted")), Content("")]
    if gaps.gaps:
        total = sum(gap.changes for gap in gaps.gaps)
        lines.append(say((f"Lacks {count(total, 'change')}", "strong"), " that this book has:"))
        lines += [
            say(
                f"   {count(gap.changes, 'change')} by {gap.person or 'somebody'}",
                (f", the newest of {_at(gap.newest, today)}", "muted"),
            )
            for gap in gaps.gaps
        ]
        lines += [Content(""), say((f"They come with the next sync of {whose}.", "muted"))]
    else:
        lines.append(say(("✓ ", "good"), "Has everything that this book has."))
    return Content("\n").join(lines)


def _at(ms: int, today: date) -> str:
    return when(datetime.fromtimestamp(ms / 1000).astimezone(), today)
