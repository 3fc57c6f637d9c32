"""Every panel of a review in its order."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.review.review import Review
from winback_tui.playbook.references import references_about

from .cause_panels import causes_panel, changes_panel
from .loss_panels import customers_panel, money_panel
from .map_panel import map_panel
from .panel import Panel
from .team_panel import team_panel
from .win_back_panel import win_back_panel


def panels(review: Review, *, further: bool = False) -> list[Panel]:
    """The panels of one review; where nothing can be said about the period, one that says why.

    `further`: it follows another on the same page, and leaves out what that said of every currency and group alike:
    figures of others, the answers about changes of our own, and the team.
    """
    if review.why:
        return [Panel("loss", "Loss", notes=[review.why])]
    made = [
        customers_panel(review),
        money_panel(review),
        causes_panel(review),
        changes_panel(review, with_answers=not further),
        win_back_panel(review),
        team_panel(review),
        map_panel(review),
        Panel(
            "complaints",
            "Complaints",
            review.complaints,
            brief=("complaints", "complaints_answered", "complaint_answer_days_median"),
            parts=_complaint_parts(review),
        ),
    ]
    if further and review.further:
        made = [each for each in made if each.key != "team"]
    if further or not review.facts.settings.references:
        return made
    return [replace(each, references=references_about(each.key)) for each in made]


def _complaint_parts(review: Review) -> dict[str, str]:
    values = {each.key: each.value for each in review.complaints}
    made, still_open = values.get("complaints"), values.get("complaints_open")
    if not made or still_open is None:
        return {}
    return {"complaints": f"{made - still_open:,.0f} resolved + {still_open:,.0f} open"}
