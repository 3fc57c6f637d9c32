"""The question about a column of a few unknown words: they may say which rows were sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.kinds.state_stems import state_stems
from winback_tui.intake.interpret.kinds.yes_no import is_harmless, is_yes_no
from winback_tui.intake.recognise.columns.claims import SURE
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.vocabulary import vocabulary
from winback_tui.intake.understanding import Understanding, column_name

from .choices import ImportOption, ImportQuestion
from .kind_questions import says_what_is_known

_TYPES = """
doc docs st sts stat tp typ type code art kz kind class flag ind status tipo tip tur türü vrsta rodzaj druh typ cod
вид тип код 区分 種別 類別 类型 类别 구분 유형 نوع סוג ประเภท loại jenis
"""
_OF_A_TYPE = frozenset(phrase(word) for word in _TYPES.split())
"""Headers that say what a row is, whatever the cells contain."""

_FEWEST, _MOST, _SHORT, _LONGEST, _ENOUGH_ROWS, _SHOWN = 2, 4, 4, 24, 3, 3
_COME_AGAIN = 0.9


def unknown_states_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About an unused column of two to four unknown words, under a header that is about a type or unknown, where no
    other column says what a row is."""
    if known.what != "orders" or known.system or known.deals or known.codes or known.marks:
        return []
    if {"kind", "status", "product"} & known.columns.keys():
        return []
    used = set(known.columns.values()) | {c for places in known.account_from for c in places}
    for column, head in enumerate(known.headers):
        name = column_name(known.headers, column)
        if column in used or name in known.choices.columns:
            continue
        counts = Counter(row[column].strip() for row in body)
        counts.pop("", None)
        if not _may_say_it(head, counts) or any(map(KindWords(known.kinds).of, counts)):
            continue
        if says_what_is_known(known, body, column):
            continue
        shown = ", ".join(f"'{word[:20]}'" for word, _ in counts.most_common(_SHOWN))
        options = (
            ImportOption(NONE, "nothing about sales: every row is one"),
            ImportOption("status", "whether a row was sold; you then choose for each value"),
        )
        return [
            ImportQuestion(f"flag:{name}", f"What does '{name}' mean, with cells such as {shown}?", options)
        ]
    return []


def _may_say_it(head: Header, counts: Counter[str]) -> bool:
    rows = counts.total()
    if not _FEWEST <= len(counts) <= _MOST or rows < _ENOUGH_ROWS or len(counts) >= rows * _COME_AGAIN:
        return False
    if any(not word.isalpha() for words in counts for word in words.split()) or is_yes_no(counts.keys()):
        return False
    if head.phrase in _OF_A_TYPE:
        return all(len(word) <= _SHORT for word in counts)
    if state_stems().speaks_of_paying(head.phrase):
        return False
    unknown = max(vocabulary().scores(head.phrase).values(), default=0) < SURE
    return bool(head.phrase) and unknown and not is_harmless(head.phrase) and not head.phrase.isascii()
