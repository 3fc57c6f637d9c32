"""Every verb of the command line with its kind and a call of it: a verb that is missing here fails the contract."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from tests.cli.runner import Winback
from tests.services.ready_case import ready
from winback_tui.cli.parsing.root import tree
from winback_tui.sync.bundle.folder import FolderMemory

ENV = {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"}


class Kind(Enum):
    """What a verb does, and so which options it owes its users."""

    # Lists: an empty tuple is no value for the enums of Python 3.11.2, which Debian has.
    READS = ["--json", "--csv", "--tsv", "--limit"]  # noqa: RUF012
    ACTS = ["--json", "--dry-run"]  # noqa: RUF012
    BOTH = ["--json", "--csv", "--tsv", "--limit", "--dry-run"]  # noqa: RUF012
    TEXT = list[str]()  # noqa: RUF012


@dataclass(frozen=True)
class Verb:
    """A verb, and the words of one call that works on `book_of_everything`. `bookless`: it opens no book.

    `act`: the words of a call that acts, where `words` only read. `served`: the call needs a database server; what it
    does is tried in `tests/sync/hub`. `after`: a call that must come before it.
    """

    name: str
    kind: Kind
    words: str = ""
    act: str = ""
    bookless: bool = False
    served: bool = False
    after: str = ""

    def call(self, *more: str) -> list[str]:
        """The whole call; `_` in a word stands for a space."""
        return [*self.name.split(), *(word.replace("_", " ") for word in self.words.split()), *more]

    @property
    def acting(self) -> Verb:
        """The same verb with the call that acts."""
        return replace(self, words=self.act or self.words)


READS, ACTS, BOTH, TEXT = Kind.READS, Kind.ACTS, Kind.BOTH, Kind.TEXT
VERBS = (
    Verb("demo", TEXT, bookless=True),
    Verb("import", ACTS, "new.csv --yes"),
    Verb("list", READS, "--view all"),
    Verb("show", READS, "Acme"),
    Verb("filter save", ACTS, "mine --owner Ann"),
    Verb("filter drop", ACTS, "kept"),
    Verb("filter list", READS),
    Verb("account twins", READS),
    Verb("account merge", ACTS, "Acme Beta"),
    Verb("account split", ACTS, "Acme_Works"),
    Verb("account apart", ACTS, "Acme Beta"),
    Verb("account vcard", ACTS, "Beta --out beta.vcf"),
    Verb("calendar", ACTS, "--out steps.ics"),
    Verb("account add", ACTS, "Gamma"),
    Verb("account edit", ACTS, "Beta --city Graz"),
    Verb("person add", ACTS, "Beta Eve"),
    Verb("person edit", ACTS, "Beta Ida --role buyer"),
    Verb("order", ACTS, "Beta --date 2026-11-20 --amount 5"),
    Verb("due", READS),
    Verb("brief", READS, "Acme"),
    Verb("snooze", ACTS, "Acme --until +3d --reason Fair"),
    Verb("log", ACTS, "Beta --channel call --outcome Hello"),
    Verb("letter write", ACTS, "Beta --kind after-call --out letter.txt"),
    Verb("letter kinds", READS, "Acme"),
    Verb("letter sent", ACTS, "Beta"),
    Verb("letter stop", ACTS, "Beta"),
    Verb("letter language", ACTS, "Beta de"),
    Verb("letter list", READS),
    Verb("letter check", READS, "letters.toml", bookless=True),
    Verb("letters", ACTS, "--write batch"),
    Verb("case open", ACTS, "Beta --lost-on 2026-11-01 --lost-by Bob"),
    Verb("case assign", ACTS, "Acme --responsible Dora"),
    Verb("case close", ACTS, "Acme --gone Bankrupt"),
    Verb("case list", READS),
    Verb("interview", ACTS, "Acme --answers answers.toml --new"),
    Verb("decide", BOTH, "Acme", act="Acme --verdict win-back --yes"),
    Verb("plan", BOTH, "Acme --show", act="Acme --add +9d"),
    Verb("fix add", ACTS, "Acme New_carrier --cause delivery"),
    Verb("fix done", ACTS, "Acme Second_carrier"),
    Verb("fix cause", ACTS, "Acme price"),
    Verb("fix judge", ACTS, "Acme delivery --fixable yes"),
    Verb("fix list", READS, "Acme"),
    Verb("condition add", ACTS, "Acme price_<=_5_EUR"),
    Verb("condition met", ACTS, "Acme delivery"),
    Verb("condition beyond", ACTS, "Acme delivery --reason Far"),
    Verb("condition fact", ACTS, "--delivery 3"),
    Verb("condition list", READS, "Acme"),
    Verb("offer add", ACTS, "Beta gift --cost 5"),
    Verb("offer taken", ACTS, "Acme gift"),
    Verb("offer refused", ACTS, "Acme gift"),
    Verb("offer advice", READS, "Acme"),
    Verb("offer list", READS, "Acme"),
    Verb("promise add", ACTS, "Acme Samples"),
    Verb("promise kept", ACTS, "Acme Call"),
    Verb("promise broken", ACTS, "Acme Call"),
    Verb("promise limit", ACTS, "Beta --contacts 2 --days 30"),
    Verb("promise list", READS, "Acme"),
    Verb("complaint add", ACTS, "Acme Late"),
    Verb("complaint answered", ACTS, "Acme Broken"),
    Verb("complaint resolved", ACTS, "Acme Broken"),
    Verb("complaint list", READS, "Acme"),
    Verb("case edit", ACTS, "Acme --note Enough"),
    Verb("case reopen", ACTS, "Closed_Ltd"),
    Verb("change add", ACTS, "Minimum_order --kind rules"),
    Verb("change answer", ACTS, "1 --improved"),
    Verb("change remove", ACTS, "1"),
    Verb("change list", READS),
    Verb("pool list", READS),
    Verb("pool assign", ACTS, "--to Dora"),
    Verb("testimonial add", ACTS, "Acme Glad"),
    Verb("testimonial list", READS, ""),
    Verb("rival list", READS),
    Verb("rival show", READS, "Rex"),
    Verb("rival note", ACTS, "Rex Cheap"),
    Verb("rival card", ACTS, "Rex --promises Cheap"),
    Verb("rival objection", ACTS, "Rex Cheaper --answer Look_at_the_year"),
    Verb("rival assess", ACTS, "Rex Acme --found Late"),
    Verb("rival checklist", READS, bookless=True),
    Verb("rival rehearse", READS, "Rex"),
    Verb("script check", READS, "own.toml", bookless=True),
    Verb("script list", READS, bookless=True),
    Verb("script template", TEXT, "short", bookless=True),
    Verb("rule", READS, bookless=True),
    Verb("returns", READS),
    Verb("segment set", ACTS, "Retail --days 45"),
    Verb("segment list", READS),
    Verb("review", READS),
    Verb("loss", READS),
    Verb("causes", READS),
    Verb("monday", READS),
    Verb("wording list", READS),
    Verb("wording join", ACTS, "Too_slow --as Late_lorry"),
    Verb("wording part", ACTS, "Lorry_late"),
    Verb("backtest", READS),
    Verb("offers", READS),
    Verb("sync", ACTS, "shared --yes"),
    Verb("join", ACTS, "others"),
    Verb("bundle", ACTS, "--to out.winback"),
    Verb("hub init", ACTS, "postgresql://owner@localhost/team", bookless=True, served=True),
    Verb("conflicts", READS),
    Verb("team list", READS),
    Verb("team me", ACTS, "Dora"),
    Verb("team forget", ACTS, "shared"),
    Verb("team retire", ACTS, "Bob --to Carl"),
    Verb("leave", ACTS, "Carl --from 2026-11-23 --to 2026-11-27"),
    Verb("undo", ACTS),
    Verb("redo", ACTS),
    Verb("history", READS),
    Verb("export", ACTS, "book.json"),
    Verb("backup", BOTH),
    Verb("restore", ACTS, "--yes"),
    Verb("check", BOTH, act="--repair"),
    Verb("erase", ACTS, "Beta --yes"),
    Verb("config", BOTH, "theme light"),
    Verb("doctor", READS, bookless=True),
    Verb("where", READS, bookless=True),
)

OTHER_WRITERS = (
    Verb("demo", TEXT, "--to demo.db", bookless=True),
    Verb("demo", TEXT, "--team laptops", bookless=True),
    Verb("import", ACTS, "odd.csv --yes --refused refused.csv"),
    Verb("import", ACTS, "new.xlsx --yes --map Amount=amount"),
    Verb("import", ACTS, "new.csv --yes --rules rules.toml"),
    Verb("letter write", ACTS, "Beta --kind after-call --out letter.docx"),
    Verb("review", READS, "--html review.html"),
    Verb("monday", READS, "--html monday.html"),
    Verb("bundle", ACTS, "--open --to open.winback"),
    Verb("sync", ACTS, "colleague.db --yes"),
    Verb("conflicts", ACTS, "--account Beta --keep", after="sync colleague.db --yes"),
    Verb("export", ACTS, "book.xlsx"),
    Verb("export", ACTS, "tables"),
    Verb("backup", BOTH, "--to copy.db"),
    Verb("order", ACTS, "Acme --date 2026-11-20 --amount 5"),
    Verb("account merge", ACTS, "Beta Closed_Ltd"),
    Verb("erase", ACTS, "Acme --yes"),
)
"""Further ways in which verbs write: each option that names a file to write, and other forms of a file."""

_BEFORE = (
    "account add Beta",
    "account add Acme_Works",
    "account merge Acme Acme_Works",
    "person add Beta Ida",
    "filter save kept --view all",
    "offer add Acme gift --cost 5",
    "fix cause Acme delivery --competitor Rex",
    "fix add Acme Second_carrier --cause delivery",
    "condition add Acme delivery_<=_3_days",
    "promise add Acme Call --due +3d",
    "complaint add Acme Broken",
    "backup",
    "change add Price_list --kind price",
    "fix cause Acme service --text Too_slow",
    "fix cause Acme quality --text Late_lorry",
    "fix cause Acme range --text Lorry_late_always",
    "wording join Lorry_late --as Late_lorry",
    "rival objection Rex Cheaper",
    "account add Closed_Ltd",
    "case open Closed_Ltd --lost-on 2026-11-01 --lost-by Bob",
    "case close Closed_Ltd",
    "config firm Us",
    "config letter_contact us@us.example",
    "config letter_hold-out 10",
    "log Beta --channel call --outcome Hello --note Samples_on_Monday",
    "letter Beta --kind after-call --out before.txt",
    "account add Quoted_Ltd",
    "account edit Beta --city Linz",
    "order Quoted_Ltd --date 2026-11-10 --amount 5 --kind quote --number Q-1",
    "account add Zeta",
    "undo",
)
ANSWERS = 'script = "short"\nperson = "Bo"\n[answers]\nrefusal = "Too dear."\nseverity = 4\n'


def _write_workbook(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Orders")
        sheet.write_row(0, 0, ["Customer", "Date", "Amount", "Currency"])
        sheet.write_row(1, 0, ["Beta", "2026-11-16", 25.0, "EUR"])


def leaves() -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its words."""
    yield from _under(tree(), ())


def _under(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield " ".join(words), command
        return
    for name in command.list_commands(None):
        yield from _under(command.commands[name], (*words, name))


def book_of_everything(folder: Path) -> Winback:
    """A book where every call of `VERBS` finds what it asks for, and the files beside it."""
    (folder / "new.csv").write_text("Customer,Date,Amount,Currency\nBeta,2026-11-15,250.00,EUR\n")
    (folder / "odd.csv").write_text(
        "Customer,Date,Amount,Currency\nBeta,2026-11-15,7.00,EUR\nBeta,soon,8.00,EUR\n"
    )
    _write_workbook(folder / "new.xlsx")
    (folder / "rules.toml").write_text("")
    (folder / "answers.toml").write_text(ANSWERS)
    (folder / "own.toml").write_text("id = 5\n")
    (folder / "letters.toml").write_text("language = 5\n")
    (folder / "shared").mkdir()
    (folder / "others").mkdir()
    others = Winback(folder / "others.db", ENV)
    for call in ("account add Zed", "bundle --to first.winback", "bundle --open --to others/zed.winback"):
        assert others(*call.split()).code == 0, call
    winback = Winback(ready(folder / "book").path, ENV)
    for place, call in enumerate(_BEFORE):
        if place == 1:
            shutil.copy(winback.book, folder / "colleague.db")
            Winback(folder / "colleague.db", ENV)("account", "edit", "Beta", "--city", "Wien")
        ended = winback(*(word.replace("_", " ") for word in call.split()))
        assert ended.code == 0, (call, ended.err)
    with closing(sqlite3.connect(winback.book)) as connection, connection:
        FolderMemory().keep(connection, str(folder / "shared"), 0)
    return winback
