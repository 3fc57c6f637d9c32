"""Every command with its help line and its module, known without importing any of them."""

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
        """The module that is imported when the command is used; Python's own words get an underscore."""
        word = self.name.replace("-", "_")
        folder = self.section.name.lower()
        return f"winback_tui.cli.commands.{folder}.{word}{'_' if iskeyword(word) else ''}"


COMMANDS: dict[str, CommandEntry] = {
    verb.name: verb
    for verb in (
        CommandEntry("demo", Section.LISTS, "Look around in a made-up team's book; yours is not touched."),
        CommandEntry("import", Section.LISTS, "Import orders and accounts from files."),
        CommandEntry("list", Section.LISTS, "Overdue accounts, most money at risk first."),
        CommandEntry("show", Section.LISTS, "Everything about one account: orders, people, cases, contacts."),
        CommandEntry("due", Section.LISTS, "Follow-ups: late, today, this week, later."),
        CommandEntry("snooze", Section.LISTS, "Put an account aside until a day; it comes back by itself."),
        CommandEntry("calendar", Section.LISTS, "Planned steps as a file for your calendar."),
        CommandEntry("brief", Section.LISTS, "What to know before a call, on one screen."),
        CommandEntry("filter", Section.LISTS, "Save lists under a name, for the list and the screen."),
        CommandEntry(
            "segment", Section.LISTS, "Segments, each with its fixed limit of days without an order."
        ),
        CommandEntry("account", Section.ACCOUNTS, "Add or correct an account."),
        CommandEntry("person", Section.ACCOUNTS, "Add or correct somebody who works at an account."),
        CommandEntry(
            "order", Section.ACCOUNTS, "Enter an order by hand; a real one after the loss counts as a return."
        ),
        CommandEntry("log", Section.ACCOUNTS, "Log a contact and set the next date."),
        CommandEntry("promise", Section.ACCOUNTS, "Promises to a customer, shown until kept."),
        CommandEntry("complaint", Section.ACCOUNTS, "Complaints: logged, answered, resolved."),
        CommandEntry("offer", Section.ACCOUNTS, "Offers: made, taken, refused, and how much to offer."),
        CommandEntry(
            "pool", Section.ACCOUNTS, "Accounts that nobody works on: list them, assign them in bulk."
        ),
        CommandEntry(
            "letter", Section.ACCOUNTS, "Write a letter or mail to an account, and keep what was sent."
        ),
        CommandEntry(
            "letters", Section.ACCOUNTS, "Letters that are due: list them, or write them all into a folder."
        ),
        CommandEntry("case", Section.CASES, "Open, lead, list and close cases of lost accounts."),
        CommandEntry("interview", Section.CASES, "Hold the exit interview, or continue it."),
        CommandEntry(
            "decide", Section.CASES, "Is it worth winning them back? The calculation, and your decision."
        ),
        CommandEntry("plan", Section.CASES, "Plan a return: strategy, who leads, dated steps."),
        CommandEntry("fix", Section.CASES, "Causes of a loss, and the fix for each."),
        CommandEntry(
            "condition", Section.CASES, "What the customer wants for coming back, and whether it is met."
        ),
        CommandEntry("script", Section.CASES, "Interview scripts: list, check, blank answers file."),
        CommandEntry(
            "rival", Section.CASES, "Rivals: which customers they took, why, and what we know about them."
        ),
        CommandEntry("returns", Section.CASES, "Accounts that returned, each with the order that proves it."),
        CommandEntry(
            "testimonial", Section.CASES, "What returned customers let us tell others: record and list it."
        ),
        CommandEntry("rule", Section.CASES, "Explain a rule of the playbook: its text and its source."),
        CommandEntry("review", Section.REVIEW, "The leader's page: lost, why, won back, who works on it."),
        CommandEntry("loss", Section.REVIEW, "Customers, sales and profit lost in a period."),
        CommandEntry("causes", Section.REVIEW, "Why accounts were lost, by the profit that went with them."),
        CommandEntry(
            "monday", Section.REVIEW, "The Monday meeting: what changed, what matters, who must act."
        ),
        CommandEntry(
            "change", Section.REVIEW, "The diary of our own changes, next to the losses after each."
        ),
        CommandEntry(
            "wording", Section.REVIEW, "Root causes in their own words: join those that mean the same."
        ),
        CommandEntry("backtest", Section.REVIEW, "How accurate is the list? Replay your own past."),
        CommandEntry(
            "offers",
            Section.REVIEW,
            "Your offers compared with a study: how many were taken, and what they earned.",
        ),
        CommandEntry("sync", Section.TEAM, "Merge this book with the team's: folder, file or hub."),
        CommandEntry("join", Section.TEAM, "Join this laptop to a team."),
        CommandEntry("bundle", Section.TEAM, "Write the book as a sealed file for a colleague."),
        CommandEntry("conflicts", Section.TEAM, "What two people wrote differently: list and decide."),
        CommandEntry("team", Section.TEAM, "The laptops of the team; retire one and hand accounts over."),
        CommandEntry("hub", Section.TEAM, "Make a hub on a PostgreSQL server, for the administrator."),
        CommandEntry("leave", Section.TEAM, "A rep's leave; open steps move to after it."),
        CommandEntry("undo", Section.CARE, "Undo the latest action, or one from the history."),
        CommandEntry("redo", Section.CARE, "Redo the last change that was undone."),
        CommandEntry("history", Section.CARE, "Who did what and when, newest first."),
        CommandEntry(
            "export",
            Section.CARE,
            "Export the whole book as JSON, a workbook or CSV; importing it restores it exactly.",
        ),
        CommandEntry("backup", Section.CARE, "Make a verified backup, or list the backups."),
        CommandEntry("restore", Section.CARE, "Restore the book from a backup."),
        CommandEntry("check", Section.CARE, "Check the whole book for damage."),
        CommandEntry("erase", Section.CARE, "Erase an account for good, leaving nothing behind."),
        CommandEntry("config", Section.CARE, "Show and change settings, your own and the team's."),
        CommandEntry("doctor", Section.CARE, "Check that Winback works on this machine."),
        CommandEntry("where", Section.CARE, "Where Winback keeps its files."),
    )
}
