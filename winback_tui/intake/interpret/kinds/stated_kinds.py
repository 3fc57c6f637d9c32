"""Decides what the words of a file's states and types mean, from each other and from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.interpret.numbers import parts
from winback_tui.intake.recognise.columns.claims import SURE
from winback_tui.intake.recognise.columns.scan import ColumnFindings
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.known_systems import System
from winback_tui.intake.recognise.vocabulary import vocabulary
from winback_tui.intake.understanding import Understanding

from . import document_types
from .document_codes import plain_code
from .kind_words import KindWords
from .row_kinds import RowKinds
from .state_in_name import APART
from .state_stems import is_goods_back, state_stems


@dataclass(slots=True)
class StatedKinds:
    """Weighs a person's decisions, a known system and all words that occur; adds to `notes` what it noticed."""

    choices: ImportChoices
    system: System | None
    findings: ColumnFindings
    notes: list[str]

    def with_kinds(self, known: Understanding, body: Sequence[Sequence[str]]) -> Understanding:
        """The understanding with the statuses that occur, and the unknown ones among them."""
        known = self._came_back(self._beside_each_other(known), body)
        number = known.columns.get("number")
        if number in self.findings.texts.found and not self.system:
            known = replace(known, marks=(*known.marks, ("remark", number)))
        customer = known.columns.get("account")
        if customer in self.findings.texts.found and customer not in [column for _, column in known.marks]:
            known = replace(known, marks=(*known.marks, (APART, customer)))
        words = KindWords(known.kinds, known.deals)
        seen: dict[str, int] = {}
        unknown: dict[str, int] = {}
        further = [("", words) for words in self.findings.marks.values()]
        stated = [
            (name, self.findings.words[name]) for name in ("kind", "status") if name in self.findings.words
        ]
        for name, counted in (*stated, *further):
            codes = known.codes.get(name)
            for word, times in counted.items():
                if not word.strip():
                    continue
                seen[word] = seen.get(word, 0) + times
                understood = plain_code(word) in codes if codes else words.of(word) is not None
                if not understood:
                    unknown[word] = unknown.get(word, 0) + times
        listed = tuple(sorted(unknown, key=lambda word: (-unknown[word], word)))
        return replace(known, kinds_seen=seen, unknown_kinds=listed)

    def _beside_each_other(self, known: Understanding) -> Understanding:
        """Where several documents of one sale occur, the invoice counts, whether it is paid or not."""
        if self.system or known.deals:
            return known
        kinds = known.kinds
        if document_types.lists_invoices(known.headers):
            kinds = document_types.unpaid_is_sold(kinds)
        types = tuple(self.findings.words.get("kind", ()))
        bought = document_types.purchases(types)
        if {"product", "quantity"} & known.columns.keys():
            kinds = document_types.payments_are_sales(kinds, types)
        kinds = document_types.set_aside(kinds, bought)
        if early := document_types.forerunners(types):
            kinds = document_types.set_aside(kinds, early)
            self.notes.append(
                f"{', '.join(sorted(early)[:3])}: left out, because their invoices are in the file too."
            )
        given = {phrase(word): kind for word, kind in self.choices.kinds.items()}
        return replace(known, kinds={**kinds, **given})

    def _came_back(self, known: Understanding, body: Sequence[Sequence[str]]) -> Understanding:
        """Where a second state says that sums above zero were refunded, the order itself was cancelled."""
        amount = known.columns.get("amount")
        if self.system or known.deals or amount is None:
            return known
        kinds, words = dict(known.kinds), KindWords(known.kinds)
        of_itself = RowKinds(replace(known, marks=()))
        decided = {phrase(word) for word in self.choices.kinds}
        for column, counted in self.findings.marks.items():
            if not _is_state(known.headers[column]):
                continue
            for word in counted:
                wording = phrase(word)
                if (
                    wording in decided
                    or words.of(word) != OrderKind.CREDIT.value
                    or not is_goods_back(wording)
                ):
                    continue
                rows = [row for row in body if row[column] == word]
                sums = [parts(row[amount]) for row in rows]
                credited = any(of_itself.of(row) == OrderKind.CREDIT.value for row in rows)
                if not credited and not any(found and found.negative for found in sums):
                    kinds[wording] = OrderKind.CANCELLED.value
        return replace(known, kinds=kinds)


def _is_state(head: Header) -> bool:
    """Whether a header is about a state, paying or refunding, and so about the row and not its document."""
    plain = vocabulary().scores(head.phrase).get("status", 0) >= SURE
    return plain or state_stems().speaks_of_paying(head.phrase) or is_goods_back(head.phrase)
