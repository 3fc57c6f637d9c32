"""Computing summaries of part of the accounts: in this process, or in several where there are many."""

from __future__ import annotations

import marshal
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from winback_tui.domain.chance import OrderHistory, Sample
from winback_tui.worker_process import WorkerProcess, usable_cores

from .compose import SummarySubject, row_with_orders
from .facts import AT_ONCE, PackedFacts, history_until, of_orders, to_kept
from .orders import OrderTexts, parsed
from .scoring_context import ScoringContext

MANY = 20_000
"""With this many accounts or more, starting a second process pays off."""

Row = tuple[Any, ...]


class ScoringFacts(NamedTuple):
    """What the scoring context needs: (number, currency, yearly value) of each account, and sampled histories."""

    values: list[tuple[int, str, int]]
    histories: list[OrderHistory]


class ScoringPart:
    """Computes one part: first the facts of each account; once the context is made from all parts, its row.

    What is known of an account is packed in between: as objects it takes a kilobyte.
    """

    def __init__(self, end: date, fit_day: date) -> None:
        """`end` is the data day, `fit_day` the last day that the model is fitted to."""
        self._end, self._fit_day = end, fit_day
        self._facts = PackedFacts()
        self._subjects: deque[bytes] = deque()
        self._sample = Sample()

    def take(self, texts: Iterable[OrderTexts], packed_subjects: bytes) -> None:
        """The facts of these accounts, at most `AT_ONCE`; one without an order day has none."""
        subjects, found = pickle.loads(packed_subjects), []
        for orders in map(parsed, texts):
            if orders.days:
                history = history_until(orders, self._fit_day, subjects[orders.account_no].segment)
                if history.days:
                    self._sample.add(history)
                found.append(to_kept(of_orders(orders, self._end, history)))
        if found:
            self._facts.take(found)
            self._subjects.append(packed_subjects)

    def take_packed(self, texts: bytes, packed_subjects: bytes) -> None:
        """As `take`, for texts packed by `marshal`, which takes a fifth of the time of `pickle`."""
        self.take(marshal.loads(texts), packed_subjects)

    def facts(self) -> ScoringFacts:
        """What the context needs of the accounts taken."""
        return ScoringFacts(self._facts.values, self._sample.histories())

    def rows(self, frame: ScoringContext) -> Iterator[list[Row]]:
        """The summaries of the accounts taken, some at a time."""
        for facts in self._facts.given_back_together():
            subjects = pickle.loads(self._subjects.popleft())
            yield [row_with_orders(subjects[one.account_no], one, frame) for one in facts]

    def packed_rows(self, frame: ScoringContext) -> Iterator[bytes]:
        """The same packed by `marshal`."""
        return map(marshal.dumps, self.rows(frame))


class ScoringParts:
    """All accounts in one part, or divided among as many processes as can work at once."""

    def __init__(self, parts: Sequence[ScoringPart | WorkerProcess]) -> None:
        self._parts = parts

    def take(
        self, texts: Iterator[OrderTexts], subjects: Callable[[list[int]], dict[int, SummarySubject]]
    ) -> None:
        """The facts of all these accounts; `subjects` gives what else is known of them."""
        turn = 0
        while some := list(islice(texts, AT_ONCE)):
            part = self._parts[turn % len(self._parts)]
            turn += 1
            known = pickle.dumps(subjects([each[0] for each in some]), pickle.HIGHEST_PROTOCOL)
            if isinstance(part, ScoringPart):
                part.take(some, known)
            else:
                part.tell("take_packed", marshal.dumps(some), known)

    def facts(self) -> ScoringFacts:
        """What the context needs of all of them."""
        each = [part.facts() if isinstance(part, ScoringPart) else part.ask("facts") for part in self._parts]
        return ScoringFacts(
            [v for one in each for v in one.values], [h for one in each for h in one.histories]
        )

    def rows(self, frame: ScoringContext) -> Iterator[Row]:
        """The summaries of all of them, by turns from each process."""
        flows = [
            part.rows(frame)
            if isinstance(part, ScoringPart)
            else map(marshal.loads, part.ask_each("packed_rows", frame))
            for part in self._parts
        ]
        while flows:
            for flow in list(flows):
                some = next(flow, None)
                if some is None:
                    flows.remove(flow)
                else:
                    yield from some


@contextmanager
def portions(accounts: int, end: date, fit_day: date) -> Iterator[ScoringParts]:
    """Parts for about this many accounts; the processes end with the block."""
    cores = usable_cores()
    if accounts < MANY or cores < 2:
        yield ScoringParts([ScoringPart(end, fit_day)])
        return
    beside = [WorkerProcess(ScoringPart, end, fit_day) for _ in range(min(cores, 4))]
    try:
        yield ScoringParts(beside)
    finally:
        for each in beside:
            each.close()
