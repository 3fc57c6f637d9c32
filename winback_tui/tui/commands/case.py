"""Commands of a case: open, interview, lead, plan, decide, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.tui.app.screen_registry import make_screen
from winback_tui.tui.app.subject import CaseState

from .command import Command
from .contact import OnAccount, WorkedThrough

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


def _without_case(context: Context) -> str | None:
    """The refusal of everything that needs an open case, where it is known that there is none."""
    subject = context.subject
    if subject is None or subject.case_state not in (CaseState.NONE, CaseState.CLOSED, CaseState.LOST):
        return None
    if subject.case_state is CaseState.LOST:
        return _lost_already(subject.name)
    return f"{subject.name} has no open case; L opens one with the day of the loss."


def _lost_already(name: str) -> str:
    return f"{name} is lost already; ctrl+p “{ReopenCase.label}” goes on with it."


class ShowsPage(OnAccount):
    """Opens a page about the account. Another page about it that is on top goes: Esc leads back to the account."""

    def leave_page(self, context: Context) -> None:
        """Takes the other page away."""
        if getattr(context.screen, "PAGE", ""):
            context.screen.dismiss(None)


class OpenCase(OnAccount):
    id = "case.open"
    keys = "L"
    label = "lost: open a case"
    short = "lost"
    about = "The account is lost: note since when, who lost it, and who leads the win-back."
    footer = 6
    opens = True

    def enabled(self, context: Context) -> str | None:
        subject = context.subject
        if subject is not None and subject.case_state is CaseState.OPEN:
            return f"{subject.name} is lost already, and its case is open."
        if subject is not None and subject.case_state is CaseState.LOST:
            return _lost_already(subject.name)
        if subject is not None and subject.case_state is CaseState.GONE:
            return f"{subject.name} is gone for good; e changes that."
        return super().enabled(context)

    async def run(self, context: Context) -> None:
        subject = context.subject
        assert subject is not None
        opened = await context.show("case.open", subject)
        # a lost account leaves the list of overdue ones: on its own page the next step is a key away, where the list
        # would stand on somebody else
        if (
            opened is not None
            and isinstance(context.screen, WorkedThrough)
            and not context.screen.ONE_ACCOUNT
        ):
            context.app.push_screen(
                make_screen("account", subject._replace(row=None, case_state=CaseState.UNKNOWN))
            )


class HoldInterview(OnAccount):
    id = "interview.hold"
    keys = "i"
    label = "exit interview"
    short = "interview"
    about = "Ask why they left, question by question. Continues where you stopped."
    footer = 2
    opens = True

    def enabled(self, context: Context) -> str | None:
        return None if context.app.waiting_interview else super().enabled(context)

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.interview.opening import hold_interview

        waiting, context.app.waiting_interview = context.app.waiting_interview, None
        await hold_interview(context._replace(subject=waiting or context.subject))


class AssignCase(OnAccount):
    id = "case.assign"
    keys = "W"
    label = "choose who leads the case"
    about = (
        "Choose who leads the win-back: someone other than the rep who lost them, or give a written reason."
    )

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or _without_case(context)

    async def run(self, context: Context) -> None:
        await context.show("case.assign", context.subject)


class EditCase(OnAccount):
    id = "case.edit"
    label = "correct the case"
    about = "Change the day of the loss, who lost them, or the note; everything that depends on it follows."

    async def run(self, context: Context) -> None:
        from winback_tui.services.cases.case_card import case_card

        assert context.subject is not None
        subject = context.subject
        await context.fetch(lambda: case_card(context.book, subject.account_id))
        await context.show("case.edit", subject)


class ReopenCase(OnAccount):
    id = "case.reopen"
    label = "reopen the case"
    about = "Go on with a case that was closed, while the loss is still the same."

    async def run(self, context: Context) -> None:
        from winback_tui.services.cases.edit_case import reopen_case

        assert context.subject is not None
        subject = context.subject
        await context.act(lambda: reopen_case(context.book, subject.account_id), lambda done: done.sentence)


class CloseCase(OnAccount):
    id = "case.close"
    label = "close the case"
    about = "Close the case or let the account go. Only an order counts as a return."

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or _without_case(context)

    async def run(self, context: Context) -> None:
        await context.show("case.close", context.subject)


class MakePlan(OnAccount):
    id = "plan.make"
    keys = "P"
    label = "choose a strategy"
    short = "strategy"
    about = "Make a plan with the suggested strategy or another one; it replaces a plan without persistence."
    footer = 1
    opens = True

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or _without_case(context)

    def word(self, context: Context) -> str:
        return super().word(context) if getattr(context.screen, "PAGE", "") == "plan" else ""

    async def run(self, context: Context) -> None:
        await context.show("plan.make", context.subject)


class ShowPlan(ShowsPage):
    id = "plan.show"
    keys = "p"
    label = "plan"
    about = "The win-back plan: strategy, who leads, dated steps, and what blocks it."
    footer = 4
    opens = True
    writes = False

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or _without_case(context)

    async def run(self, context: Context) -> None:
        from winback_tui.services.plans.plan_desk import plan_desk

        assert context.subject is not None
        subject = context.subject
        await context.fetch(lambda: plan_desk(context.book, subject.account_id))
        self.leave_page(context)
        await context.show("plan", subject)


class ShowDecision(ShowsPage):
    id = "decision.show"
    keys = "d"
    label = "decision"
    about = "Is winning them back worth it? Chance, value and cost, part by part, with what-if."
    footer = 3
    opens = True
    writes = False

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) or _without_case(context)

    async def run(self, context: Context) -> None:
        from winback_tui.services.decisions.desk import decision_desk

        assert context.subject is not None
        subject = context.subject
        await context.fetch(lambda: decision_desk(context.book, subject.account_id))
        self.leave_page(context)
        await context.show("decision", subject)


class ShowCauses(ShowsPage):
    id = "causes.show"
    keys = "r"
    label = "causes and conditions"
    short = "causes"
    about = "Why they left and what fixes each cause; what they ask for and whether we can meet it."
    footer = 9
    opens = True
    writes = False

    def enabled(self, context: Context) -> str | None:
        subject = context.subject
        if subject is not None and subject.case_state is CaseState.NONE:
            return f"{subject.name} has no case yet; L opens one with the day of the loss."
        return super().enabled(context)

    async def run(self, context: Context) -> None:
        from winback_tui.services.cases.case_card import case_card

        assert context.subject is not None
        subject = context.subject
        await context.fetch(lambda: case_card(context.book, subject.account_id))
        self.leave_page(context)
        await context.show("causes", subject)


class ShowDealings(ShowsPage):
    id = "dealings.show"
    keys = "O"
    label = "promises, offers, complaints"
    short = "dealings"
    about = "What we promised and offered, what they complained about, and what is still open."
    opens = True
    writes = False

    async def run(self, context: Context) -> None:
        self.leave_page(context)
        await context.show("dealings", context.subject)


class ShowOffers(Command):
    id = "offers.show"
    keys = "T"
    label = "offers of the team"
    about = "How each kind of offer worked for this team, compared with published figures."

    async def run(self, context: Context) -> None:
        await context.show("offers")


class ShowRivals(Command):
    id = "rivals.show"
    label = "rivals"
    about = "Which competitors take our customers, why, and how many came back."

    async def run(self, context: Context) -> None:
        row = context.subject.row if context.subject else None
        await context.show("rivals", getattr(row, "rival_id", ""))


class RecordTerms(OnAccount):
    id = "terms.record"
    label = "what we can do now"
    about = "Record a price, delivery time, product or certificate; what customers asked for is checked against it."

    async def run(self, context: Context) -> None:
        await context.show("terms", context.subject)


class ShowBrief(ShowsPage):
    id = "brief.show"
    keys = "b"
    label = "brief before a call"
    short = "brief"
    about = "One page before you call: who, what happened, what we promised, what not to say."
    footer = 5
    opens = True
    writes = False

    async def run(self, context: Context) -> None:
        self.leave_page(context)
        await context.show("brief", context.subject)


CASE_COMMANDS: tuple[type[Command], ...] = (
    OpenCase,
    ShowDecision,
    ShowPlan,
    MakePlan,
    ShowBrief,
    ShowCauses,
    ShowDealings,
    ShowOffers,
    ShowRivals,
    RecordTerms,
    AssignCase,
    EditCase,
    CloseCase,
    ReopenCase,
)
