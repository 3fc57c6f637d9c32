"""Whatever a team does, one act after the other: only orders make returns, closed time is kept, signs stay seen."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.made_once import made_once
from tests.services.case_books import TODAY, an_account
from tests.services.raw_rows import BACK, GONE, Moment, Standing
from tests.services.team_acts import ACTS, ANSWERS, REACHING, Turn
from tests.store.books import with_account, with_order
from winback_tui.domain.account.risk_sign import RiskSign
from winback_tui.domain.errors import WinbackError
from winback_tui.services.accounts.people import add_person
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.interviews.filled_script import parse_filled, take_filled
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book

ENDS_OF_WATCHING = {"close", "decide", "open", "edit case", "order", "import", "reopen", "smallest return"}
"""Acts by which an account may be let go, gone or lost twice: nobody watches any more."""
OF_CASES = {"open", "reopen", "edit case", "close", "decide", "smallest return"}
"""Acts after which an account may not be among those that order, and other lists are about it."""
TALKS = {"contact", "interview", "letter"}
ANSWERED_BY = {
    "left": TALKS | {"person"},
    "complaint": {"complaint"},
    "quote": TALKS | {"order", "import"},
    "contract": TALKS | {"account"},
    "welcome": TALKS | {"account"},
    "volume": {"order", "import"} | OF_CASES,
    "feedback": TALKS | {"order", "import"} | OF_CASES,
    "contact": TALKS | {"order", "import"},
}
"""By which acts a sign of an account may go, other than by undo, redo, merging, and what ends the watching."""
BY_OTHERS = {"volume", "feedback", "contact"}
"""Signs that the orders of other accounts move too: they tell how far the books go, and which class an account is."""
LASTING = {"quote": 365, "left": 365, "feedback": 60, "contract": 90, "welcome": 90, "volume": 0}
"""Days after which time alone may end a sign. Less volume shows in orders, and so ends with the days they are of."""
PLANNING = {"contact", "step", "plan", "order", "leave"}


@made_once()
def the_book(folder: Path) -> Book:
    """Acme, lost on 1 October and asked why, a repair to come; Globex, which orders each week; Initech, which began."""
    book, _ = an_account(folder)
    open_case(book, "Acme", date(2026, 10, 1), "Bob", "Carl")
    take_filled(book, "Acme", parse_filled(ANSWERS))
    add_cause(book, "Acme", "delivery")
    add_fix(book, "Acme", "New carrier", "delivery", "Carl", TODAY + timedelta(days=20))
    for name, first, last in (("Globex", 200, 3), ("Initech", 9, 9)):
        account = with_account(book, name)
        for back in range(first, last - 1, -7):
            with_order(book, account, (TODAY - timedelta(days=back)).isoformat())
    add_person(book, "Globex", "Dana", decision_maker=True)
    log_contact(book, "Globex", "Spoke with them, call again", on_day=TODAY - timedelta(days=40))
    for setting, value in (("firm", "Us"), ("letter contact", "us@us.example")):
        choose(book, setting, value)
    return book


class AnyTeam(RuleBasedStateMachine):
    """Three accounts and whatever a team does; after each act the book is judged by its rows."""

    seen: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.book = the_book(Path(self.folder.name))
        self.before = Moment.of(self.book)
        self.story: list[str] = []
        self.turns = 0
        assert self.before.faults() == []

    @rule(dice=st.integers(0, 2**32 - 1))
    def acts(self, dice: int) -> None:
        """Drawn by a generator of its own: Hypothesis likes the first of many, and each turn is to be another one."""
        self.turns += 1
        chance = Random(dice * 1_000 + self.turns)
        (act,) = chance.choices(list(ACTS), [weight for weight, _ in ACTS.values()])
        turn = Turn(self.book, chance.choice(("Acme", "Acme", "Globex", "Globex", "Initech")), chance)
        try:
            done = ACTS[act][1](turn)
        except WinbackError as refusal:
            self.seen[f"refused {refusal.rule or act}"] += 1
            return
        self.book = turn.book
        self._judge(act, getattr(done, "account_id", ""), getattr(done, "sentence", ""), turn.reached)

    # --- what must hold

    def _judge(self, act: str, about: str, sentence: str, reached: str) -> None:
        self.seen[act] += 1
        self.story.append(f"{act}: {sentence}")
        then, now = self.before, Moment.of(self.book)
        faults = now.faults()
        if act in PLANNING:
            faults += self._planned_in_closed_time(then, now)
        for account, stood in then.accounts.items():
            stands = now.accounts.get(account)
            if stands is None:
                continue
            own = about == account or then.sold.get(account) != now.sold.get(account)
            for kind, which in stood.signs.keys() - stands.signs.keys():
                if not self._may_go(stood.signs[kind, which], act, own, reached, stands, now.today):
                    faults.append(f"{stood.name}: {stood.signs[kind, which].sentence} went")
                self.seen[f"{kind} {'over' if act == 'time' else 'answered'}"] += 1
            self._count(stood, stands)
        assert faults == [], "\n".join(self.story[-12:])
        self.seen["held"] += any(row.item.held for row in now.to_do)
        self.seen["too early"] += "(too early" in sentence
        self.before = now

    def _planned_in_closed_time(self, then: Moment, now: Moment) -> list[str]:
        """What was planned just now for closed time; the letter of apology alone may wait there, marked."""
        found = []
        for step_id, step in now.contacts.items():
            old, time = then.contacts.get(step_id), now.closed.get(step["account_id"])
            if time is None or now.accounts[step["account_id"]].twice_lost:
                continue
            if old is None or old["on_day"] != step["on_day"]:
                self.seen["planned beside closed time"] += 1
                if time.closed(date.fromisoformat(step["on_day"]), now.today):
                    found.append(f"planned in closed time: {step}, {time}")
        return found

    def _may_go(
        self, sign: RiskSign, act: str, own: bool, reached: str, stands: Standing, today: date
    ) -> bool:
        kind = str(sign.kind)
        if act in ("undo", "merge"):
            return True
        if (stands.status in (GONE, "let go") or stands.twice_lost) and act in ENDS_OF_WATCHING:
            return True
        if act == "time":
            return kind in LASTING and (today - sign.since).days > LASTING[kind]
        if act == "setting":
            return kind == "contact"
        if not own:
            return kind in BY_OTHERS and act in ("order", "import", "erase")
        if act == "contact" and reached not in REACHING:
            return False
        return act in ANSWERED_BY[kind]

    def _count(self, stood: Standing, stands: Standing) -> None:
        self.seen["returned"] += stands.status in BACK and stood.status not in BACK
        self.seen["return gone"] += stood.status in BACK and stands.status not in BACK
        self.seen["twice lost"] += stands.twice_lost and not stood.twice_lost
        for kind, _ in stands.signs.keys() - stood.signs.keys():
            self.seen[f"{kind} seen"] += 1

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


def _run(examples: int, steps: int, *, fixed: bool = False) -> dict[str, Any]:
    AnyTeam.seen.clear()
    run_state_machine_as_test(
        AnyTeam,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=fixed,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return AnyTeam.seen


def _require(seen: dict[str, int], least: dict[str, int]) -> None:
    """Histories that meet nothing prove nothing."""
    assert {name: seen[name] for name, most in least.items() if seen[name] < most} == {}, seen


@pytest.mark.thorough
def test_a_few_histories_forget_nothing() -> None:
    seen = _run(examples=4, steps=30, fixed=True)
    _require(seen, {"order": 4, "contact": 4, "undo": 2, "time": 2, "planned beside closed time": 1})
    assert sum(many for name, many in seen.items() if name.startswith("refused")) >= 15, seen
    assert sum(many for name, many in seen.items() if name.endswith(" seen")) >= 2, seen


@pytest.mark.slow
def test_many_histories_forget_nothing() -> None:
    seen = _run(examples=50, steps=50)
    _require(seen, dict.fromkeys(ACTS.keys() - {"merge", "erase", "assign", "reopen", "hand over"}, 1))
    _require(seen, {"returned": 8, "return gone": 3, "held": 10, "too early": 3, "refused B20": 3})
    _require(seen, {"planned beside closed time": 5})
    _require(seen, {f"{kind} seen": 2 for kind in ANSWERED_BY if kind != "volume"})
