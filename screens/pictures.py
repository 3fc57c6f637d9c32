"""Which pictures there are: the keys that lead there, and what is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

WIDE, SMALL, TINY, LARGE = (120, 36), (80, 24), (60, 20), (160, 45)

_NAMED = {
    "/": "slash",
    "?": "question_mark",
    "$": "dollar_sign",
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "Down": "down",
    "Up": "up",
    "Right": "right",
    "PgDn": "pagedown",
    "PgUp": "pageup",
    "F2": "f2",
    "F8": "f8",
}


_VIEWS = tuple("23456")


@dataclass(frozen=True)
class Picture:
    """One picture. `keys` are pressed one after the other on the first screen; what is quoted is typed.

    `look` is a theme's name, `as_of` a past day (ISO) to look at the book from; `empty` takes no book at all, `team`
    that of the lead of three laptops (`winback demo --team`).
    """

    name: str
    shows: str
    keys: str = ""
    size: tuple[int, int] = WIDE
    look: str = "dark"
    empty: bool = False
    as_of: str = ""
    team: bool = False

    def strokes(self, after: Picture | None = None) -> Iterator[Sequence[str]]:
        """The keys by the toolkit's names, from the first screen or `after` a picture that this one `follows`; what is
        typed in one go together.
        """
        known = after.keys if after and self.keys.startswith(after.keys) else ""
        for word in self.keys[len(known) :].split():
            yield word.strip("'") if word.startswith("'") else [_NAMED.get(word, word)]

    def follows(self, other: Picture) -> bool:
        """Whether more keys lead from that picture to this one; from a view its number leads to any other."""
        if replace(other, name=self.name, shows=self.shows, keys=self.keys) != self:
            return False
        goes_on = f"{self.keys} ".startswith(f"{other.keys} ".lstrip())
        return goes_on or (other.keys in _VIEWS and self.keys[:1] in _VIEWS)

    @property
    def led_there(self) -> str:
        """The keys as people read them."""
        return " ".join(f"`{word}`".replace("'", "") for word in self.keys.split()) or "the first screen"


PICTURES = (
    Picture("overdue", "The work list: accounts whose condition is met, then whom to call first, and why."),
    Picture("followups", "What is due, by day.", "2"),
    Picture("cases", "Open cases, and what blocks each of them.", "3"),
    Picture("returned", "Who is back, with the order that proves it.", "4"),
    Picture("review", "The leader's page: eight panels, each opened by Enter.", "5"),
    Picture("review-money", "What was lost in money, each figure with its formula.", "5 Right Enter"),
    Picture("review-causes", "Root causes by the profit that went with them.", "5 Down Enter"),
    Picture("review-changes", "Losses a month, and what we changed ourselves.", "5 Down Right Enter t"),
    Picture("review-win-back", "What came back of those who were lost, and what it cost.", "5 n n n n n"),
    Picture("review-team", "Who has what, and owes what.", "5 n n n n n n"),
    Picture("review-complaints", "How fast complaints were answered.", "5 n n n n n n n n"),
    Picture("review-map", "Who is worth an offer: nine cells.", "5 Up Right Enter"),
    Picture("wordings", "Root causes as they were told: what means the same is joined.", "5 r"),
    Picture("accounts", "Everybody, whatever their status.", "6"),
    Picture("account", "One account whole: orders, contacts, case, promises.", "6 / 'baltic' Enter Enter"),
    Picture("brief", "What to know before the call.", "3 / 'baltic' Enter b"),
    Picture("interview", "The chain of whys, next to what the data shows.", "3 / 'hollis' Enter i"),
    Picture("interviews", "The interviews of a case, with several people.", "3 / 'baltic' Enter i"),
    Picture("decision", "Is it worth it? Every factor of the result.", "3 / 'baltic' Enter d"),
    Picture("plan", "The plan: dated steps, who does them, what blocks it.", "3 / 'lindqvist' Enter p"),
    Picture("strategy", "Choosing a strategy; the suggested one comes first.", "3 / 'verhoeven' Enter p P"),
    Picture("backtest", "How accurate is this list? Your past data replayed.", "B"),
    Picture("stakes", "Where the money is: by owner, segment and class.", "$"),
    Picture("causes", "Causes with their fixes, and what the customer asks for.", "3 / 'kvarn' Enter r"),
    Picture("rivals", "Rivals who took customers, and what we know about them.", "3 / 'verhoeven' Enter r v"),
    Picture("dealings", "Promises, offers and complaints of an account.", "6 / 'wexford' Enter O"),
    Picture("offers", "Your team's offers, compared with a study.", "T"),
    Picture("history", "Who did what and when; `u` undoes any of it.", "F8"),
    Picture("import-files", "Which file to import.", "I"),
    Picture("import-preview", "How the file is read, before anything is imported.", "I Down Enter"),
    Picture("import-report", "What the file brought: an order, and with it a return.", "I Down Enter Enter"),
    Picture("team-begin", "A book without a team: how to begin one, or to join.", "S", SMALL),
    Picture("team", "Where this laptop syncs, and which laptop has what.", "S S Enter Enter Esc", team=True),
    Picture("team-sync", "What the others left, before anything is taken in.", "S S", SMALL, team=True),
    Picture("conflicts", "Two people wrote differently: one key decides.", "S S Enter Enter", team=True),
    Picture("conflicts-80x24", "A call that two moved to different days.", "S S Enter Enter J", SMALL, team=True),
    Picture("help", "What the keys do here.", "?"),
    Picture("palette", "Every command by its name.", "ctrl+p"),
    Picture("settings", "What you and the team have chosen.", "ctrl+p 'settings' Enter", SMALL),
    Picture("past", "The same list as it was in September.", as_of="2026-09-18"),
    Picture("overdue-80x24", "The work list on a small terminal.", size=SMALL),
    Picture("followups-80x24", "What to do on a small terminal.", "2", SMALL),
    Picture("cases-80x24", "The cases on a small terminal.", "3", SMALL),
    Picture("returned-80x24", "The returns on a small terminal.", "4", SMALL),
    Picture("review-80x24", "The review on a small terminal: a panel a page.", "5", SMALL),
    Picture("review-causes-80x24", "Root causes on a small terminal.", "5 n n", SMALL),
    Picture("review-win-back-80x24", "What came back, on a small terminal.", "5 n n n n", SMALL),
    Picture("review-60x20", "The review on the smallest terminal.", "5", TINY),
    Picture("review-160x45", "With what others have measured beside it.", "5", LARGE),
    Picture("accounts-80x24", "All accounts on a small terminal.", "6", SMALL),
    Picture("account-80x24", "One account on a small terminal.", "6 / 'lindqvist' Enter Enter", SMALL),
    Picture("interview-begin", "Starting an interview: with whom, by which script.", "3 / 'kessler' Enter i", SMALL),
    Picture("interview-question", "A question with its hint.", "3 / 'hollis' Enter i PgUp PgUp", SMALL),
    Picture("interview-80x24", "The third why.", "3 / 'hollis' Enter i", SMALL),
    Picture("interview-reason", "The reason by its class.", "3 / 'hollis' Enter i PgDn", SMALL),
    Picture("interview-severity", "How bad it was for them.", "3 / 'hollis' Enter i PgDn PgDn PgDn 3", SMALL),
    Picture("interview-questions", "All questions, and which are still open.", "3 / 'hollis' Enter i Tab", SMALL),
    Picture("decision-80x24", "What if? A key tries another value.", "3 / 'lindqvist' Enter d Down Down t t", SMALL),
    Picture("decide", "The decision with its reason.", "3 / 'baltic' Enter d v", SMALL),
    Picture("plan-80x24", "The plan on a small terminal.", "3 / 'lindqvist' Enter p", SMALL),
    Picture("contact", "A call logged in three keys.", "Down c", SMALL),
    Picture("letter", "The letter that fits, as it will go out, and why.", "6 / 'bluebell' Enter w", SMALL),
    Picture("letters-due", "Letters due today, all written and printed at once.", "D"),
    Picture("open-case", "An account is lost: since when, by whom, who leads.", "Down L", SMALL),
    Picture("order", "Entering an order.", "Down o", SMALL),
    Picture("narrow", "Narrowing the list, and saving it under a name.", "F", SMALL),
    Picture("overdue-60x20", "The smallest size.", size=TINY),
    Picture("overdue-light", "On a light terminal.", look="light"),
    Picture("interview-light", "The interview on a light terminal.", "3 / 'hollis' Enter i", SMALL, "light"),
    Picture("review-light", "The leader's page on a light terminal.", "5", look="light"),
    Picture("review-mono", "The leader's page without colour.", "5", look="mono"),
    Picture("overdue-mono", "Without colour (NO_COLOR).", look="mono"),
    Picture("cases-mono", "The cases without colour.", "3", look="mono"),
    Picture("overdue-16", "With 16 colours.", size=SMALL, look="16"),
    Picture("empty-overdue", "No data yet: the screen names the next key.", empty=True),
    Picture("empty-followups", "Nothing to do yet.", "2", SMALL, empty=True),
    Picture("empty-cases", "No cases yet.", "3", SMALL, empty=True),
    Picture("empty-returned", "No returns yet.", "4", SMALL, empty=True),
    Picture("empty-accounts", "No accounts yet.", "6", SMALL, empty=True),
    Picture("no-match", "Nothing matches the filter.", "6 / 'nobody'", SMALL),
)  # fmt: skip


def sittings(pictures: Sequence[Picture]) -> list[list[Picture]]:
    """The pictures in rows: those of a row are taken of one and the same screen, while keys are pressed on it."""
    rows: list[list[Picture]] = []
    for picture in sorted(pictures, key=lambda each: each.keys.split()):
        row = next((row for row in rows if picture.follows(row[-1])), None)
        if row is None:
            rows.append([picture])
        else:
            row.append(picture)
    return rows
