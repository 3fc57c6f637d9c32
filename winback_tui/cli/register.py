"""Every verb with its help line and its module, known without importing any of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from keyword import iskeyword


class Section(StrEnum):
    """The headings of `winback --help`, in their order."""

    START = "Start"
    DAILY = "Every day"
    CASE = "Win back"
    LEAD = "Lead"
    TEAM = "Team"
    CARE = "Care"


@dataclass(frozen=True, slots=True)
class Verb:
    """One word of the command line; its module in `cli/commands` holds a typer `app`."""

    name: str
    section: Section
    help: str

    @property
    def module(self) -> str:
        """The module that is imported when the verb is used; Python's own words get an underscore."""
        word = self.name.replace("-", "_")
        return f"winback_tui.cli.commands.{word}{'_' if iskeyword(word) else ''}"


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("demo", Section.START, "Look around in a made-up team's book; yours stays untouched."),
        Verb("import", Section.START, "Take orders and accounts from files."),
        Verb("list", Section.DAILY, "Overdue accounts, the most money at stake first."),
        Verb("show", Section.DAILY, "One account, whole: rhythm, orders, people, cases, contacts."),
        Verb("filter", Section.DAILY, "Save lists under a name, for the list and the screen."),
        Verb("account", Section.DAILY, "Add or correct an account."),
        Verb("person", Section.DAILY, "Add or correct somebody who works at an account."),
        Verb("order", Section.DAILY, "Enter an order by hand; a real one after the loss is a return."),
        Verb("due", Section.DAILY, "Follow-ups: late, today, this week, later."),
        Verb("brief", Section.DAILY, "What to know before a call, on one screen."),
        Verb("log", Section.DAILY, "Log a contact and set the next date."),
        Verb("case", Section.CASE, "Open, lead, list and close cases of lost accounts."),
        Verb("interview", Section.CASE, "Hold the exit interview, or go on where it stood."),
        Verb("decide", Section.CASE, "Is a return worth it? The sum part by part, and the verdict."),
        Verb("plan", Section.CASE, "Plan a return: strategy, who leads, dated steps."),
        Verb("fix", Section.CASE, "Causes of a loss, and what removes each."),
        Verb("rival", Section.CASE, "Who takes our customers: whom, why, and what we know about it."),
        Verb("condition", Section.CASE, "What the customer wants for coming back, checked."),
        Verb("offer", Section.CASE, "Offers: made, taken, refused, and how much to offer."),
        Verb("promise", Section.CASE, "Promises to a customer, in sight until kept."),
        Verb("complaint", Section.CASE, "Complaints: logged, answered, resolved."),
        Verb("script", Section.CASE, "Scripts of interviews: list, check, empty answers file."),
        Verb("returns", Section.CASE, "Accounts that are back, each with the order that proves it."),
        Verb("segment", Section.LEAD, "Limits of silence of whole segments, beside the rhythm."),
        Verb("backtest", Section.LEAD, "Replay your own past: would the list have been right?"),
        Verb(
            "offers",
            Section.LEAD,
            "Own offers beside what was measured elsewhere: taken, and what they brought.",
        ),
        Verb("leave", Section.TEAM, "An employee's leave; open steps move past it."),
        Verb("undo", Section.CARE, "Take back the newest act, or one from the history."),
        Verb("redo", Section.CARE, "Do again what was undone last."),
        Verb("history", Section.CARE, "Who did what and when, the newest first."),
        Verb(
            "export", Section.CARE, "Write the whole book as JSON, a workbook or CSV; it comes back exactly."
        ),
        Verb("backup", Section.CARE, "Make a verified copy of the book, or list those there are."),
        Verb("restore", Section.CARE, "Put a backup in the place of the book."),
        Verb("check", Section.CARE, "Check the book from end to end."),
        Verb("erase", Section.CARE, "Erase an account for good, with every byte of it."),
        Verb("config", Section.CARE, "Show and change settings, your own and the team's."),
        Verb("doctor", Section.CARE, "Check that this machine suits Winback."),
        Verb("where", Section.CARE, "Where Winback keeps its files."),
    )
}
