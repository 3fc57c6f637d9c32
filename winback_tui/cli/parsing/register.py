"""Every verb with its help line and its module, known without importing any of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from keyword import iskeyword


class Section(StrEnum):
    """The groups of `winback --help`, in their order; each is a folder of `cli/commands`."""

    LISTS = "Import and lists"
    ACCOUNTS = "Accounts"
    CASES = "Cases"
    REVIEW = "Review"
    TEAM = "Team"
    CARE = "Care"


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """One word of the command line; its module in `cli/commands` holds a typer `app`."""

    name: str
    section: Section
    help: str

    @property
    def module(self) -> str:
        """The module that is imported when the verb is used; Python's own words get an underscore."""
        word = self.name.replace("-", "_")
        folder = self.section.name.lower()
        return f"winback_tui.cli.commands.{folder}.{word}{'_' if iskeyword(word) else ''}"


COMMANDS: dict[str, CommandEntry] = {
    verb.name: verb
    for verb in (
        CommandEntry("demo", Section.LISTS, "Look around in a made-up team's book; yours stays untouched."),
        CommandEntry("import", Section.LISTS, "Take orders and accounts from files."),
        CommandEntry("list", Section.LISTS, "Overdue accounts, the most money at stake first."),
        CommandEntry("show", Section.LISTS, "One account, whole: rhythm, orders, people, cases, contacts."),
        CommandEntry("due", Section.LISTS, "Follow-ups: late, today, this week, later."),
        CommandEntry("brief", Section.LISTS, "What to know before a call, on one screen."),
        CommandEntry("filter", Section.LISTS, "Save lists under a name, for the list and the screen."),
        CommandEntry("segment", Section.LISTS, "Limits of silence of whole segments, beside the rhythm."),
        CommandEntry("account", Section.ACCOUNTS, "Add or correct an account."),
        CommandEntry("person", Section.ACCOUNTS, "Add or correct somebody who works at an account."),
        CommandEntry(
            "order", Section.ACCOUNTS, "Enter an order by hand; a real one after the loss is a return."
        ),
        CommandEntry("log", Section.ACCOUNTS, "Log a contact and set the next date."),
        CommandEntry("promise", Section.ACCOUNTS, "Promises to a customer, in sight until kept."),
        CommandEntry("complaint", Section.ACCOUNTS, "Complaints: logged, answered, resolved."),
        CommandEntry("offer", Section.ACCOUNTS, "Offers: made, taken, refused, and how much to offer."),
        CommandEntry("case", Section.CASES, "Open, lead, list and close cases of lost accounts."),
        CommandEntry("interview", Section.CASES, "Hold the exit interview, or go on where it stood."),
        CommandEntry("decide", Section.CASES, "Is a return worth it? The sum part by part, and the verdict."),
        CommandEntry("plan", Section.CASES, "Plan a return: strategy, who leads, dated steps."),
        CommandEntry("fix", Section.CASES, "Causes of a loss, and what removes each."),
        CommandEntry("condition", Section.CASES, "What the customer wants for coming back, checked."),
        CommandEntry("script", Section.CASES, "Scripts of interviews: list, check, empty answers file."),
        CommandEntry(
            "rival", Section.CASES, "Who takes our customers: whom, why, and what we know about it."
        ),
        CommandEntry("returns", Section.CASES, "Accounts that are back, each with the order that proves it."),
        CommandEntry("review", Section.REVIEW, "The leader's page: lost, why, won back, who works on it."),
        CommandEntry("loss", Section.REVIEW, "Customers, sales and profit lost in a period."),
        CommandEntry("causes", Section.REVIEW, "Why accounts were lost, by the profit that went with them."),
        CommandEntry(
            "monday", Section.REVIEW, "The Monday meeting: what changed, what matters, who must act."
        ),
        CommandEntry("backtest", Section.REVIEW, "Replay your own past: would the list have been right?"),
        CommandEntry(
            "offers",
            Section.REVIEW,
            "Own offers beside what was measured elsewhere: taken, and what they brought.",
        ),
        CommandEntry("leave", Section.TEAM, "An employee's leave; open steps move past it."),
        CommandEntry("undo", Section.CARE, "Take back the newest act, or one from the history."),
        CommandEntry("redo", Section.CARE, "Do again what was undone last."),
        CommandEntry("history", Section.CARE, "Who did what and when, the newest first."),
        CommandEntry(
            "export", Section.CARE, "Write the whole book as JSON, a workbook or CSV; it comes back exactly."
        ),
        CommandEntry("backup", Section.CARE, "Make a verified copy of the book, or list those there are."),
        CommandEntry("restore", Section.CARE, "Put a backup in the place of the book."),
        CommandEntry("check", Section.CARE, "Check the book from end to end."),
        CommandEntry("erase", Section.CARE, "Erase an account for good, with every byte of it."),
        CommandEntry("config", Section.CARE, "Show and change settings, your own and the team's."),
        CommandEntry("doctor", Section.CARE, "Check that this machine suits Winback."),
        CommandEntry("where", Section.CARE, "Where Winback keeps its files."),
    )
}
