"""A newer Winback beside this one: a copy of the program with a table and a column more, for tests of skew."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import winback_tui
from winback_tui.store.file.open import SCHEMA_VERSION

ROOT = Path(winback_tui.__file__).parents[1]
NEXT = SCHEMA_VERSION + 1

_SQL = """ALTER TABLE account ADD COLUMN colour VARCHAR NOT NULL DEFAULT '';
CREATE TABLE mood (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
)
"""
_STEP = f'''"""A step that only the tests know."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"


def upgrade() -> None:
    for statement in statements("{NEXT:04}_mood.sql"):
        op.execute(statement)
'''

_RUN = """
import json, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tests.sync.replicas import Replica, START, Ticking, conflicts_of, import_orders, log_of, tables_of
from winback_tui.domain.days.clock import Clock
from winback_tui.store.book import Book
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import act
path, person, hours, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
book = Book(Path(path), Clock(Ticking(START + timedelta(hours=hours))), person)
laptop = Replica(book, person)
for what, *given in steps:
    if what == "run":
        with act(book, "edit", "edited") as transaction:
            for statement in given:
                transaction.run(statement)
    elif what == "take":
        laptop.take(*map(Path, given))
    elif what == "import":
        import_orders(laptop, given[0], given[1])
    elif what == "erase":
        erase(book, given[0])
    elif what == "undo":
        undo(book)
    elif what == "tell":
        conflicts = [[*name, sorted(repr(head[0]) for head in heads)] for *name, heads in conflicts_of(book)]
        tables = tables_of(book)
        tables["import_batch"] = len(tables["import_batch"])  # their ids are those of their acts
        print(json.dumps([tables, conflicts, len(log_of(book))]))
"""


def newer_program(folder: Path) -> Path:
    """A folder with the program as it may be after the next migration."""
    package = folder / "newer" / "winback_tui"
    shutil.copytree(ROOT / "winback_tui", package, ignore=shutil.ignore_patterns("__pycache__"))
    migrations = package / "store/file/migrations"
    (migrations / f"{NEXT:04}_mood.sql").write_text(_SQL, "utf-8")
    (migrations / "versions" / f"v{NEXT:04}_mood.py").write_text(_STEP, "utf-8")
    for file, old, new in (
        ("store/file/open.py", rf"(?m)^SCHEMA_VERSION = {SCHEMA_VERSION}$", f"SCHEMA_VERSION = {NEXT}"),
        ("store/log/logged_tables.py", r'(?m)^    "person",$', '    "person",\n    "mood",'),
    ):
        text = (package / file).read_text("utf-8")
        changed = re.sub(old, new, text, count=1)
        assert changed != text, file
        (package / file).write_text(changed, "utf-8")
    return package.parent


def at_laptop(program: Path, book: Path, person: str, hours: int, steps: Sequence[Sequence[Any]]) -> Any:
    """Do these steps with this program; what the last one told."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(book), person, str(hours), json.dumps(steps)],
        cwd=program,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(book.parent),
            "PYTHONPATH": os.pathsep.join((str(program), str(ROOT))),
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip() else None
