"""One `[[question]]` of a script file as a question, with its faults noted."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.case.voices import Voice
from winback_tui.domain.interview.condition_expr import Expr
from winback_tui.domain.interview.condition_parser import ConditionFault, parse_condition
from winback_tui.domain.interview.script import Meaning, Question, QuestionType, is_question_id
from winback_tui.domain.text import clean_line
from winback_tui.playbook.rules import rules
from winback_tui.playbook.source import PlaybookFile, Table
from winback_tui.playbook.words import Words

from .choice_reader import read_choices
from .when_check import when_faults

_KEYS = {
    "id", "type", "point", "label", "hint", "rule", "when", "choice", "choices_from", "required", "voice", "means",
    "about", "lowest", "highest", "unit",
}  # fmt: skip
_ONLY_FOR = {
    "choice": {QuestionType.CHOICE, QuestionType.SCALE},
    "choices_from": {QuestionType.CHOICE},
    "about": {QuestionType.WHY},
    "lowest": {QuestionType.NUMBER},
    "highest": {QuestionType.NUMBER},
    "unit": {QuestionType.NUMBER},
    "required": set(QuestionType) - {QuestionType.NOTE},
}


class QuestionReader:
    """Reads the questions of one script in turn; `earlier` are those already read."""

    def __init__(
        self, source: PlaybookFile, words: Words, reasons: Reasons, everywhere: Collection[str]
    ) -> None:
        self.source = source
        self.words = words
        self.reasons = reasons
        self.everywhere = everywhere
        self.earlier: dict[str, Question] = {}

    def read(self, table: Table, number: int) -> Question | None:
        """The question, or None when its id or type is too wrong to make anything of it."""
        place = ("question", number)
        self.source.unknown_keys(table, _KEYS, *place)
        question_id = self._id(table, number)
        kind = self._type(table, number)
        if question_id is None or kind is None:
            return None
        for key, types in _ONLY_FOR.items():
            if key in table and kind not in types:
                self.source.wrong(f"'{key}' means nothing in a question of type {kind}.", *place, key)
        label = self.words.text(table.get("label"), (*place, "label"), "question", question_id, "label")
        if not label:
            self.source.wrong(f"The question '{question_id}' has no label.", *place, "label")
        voice = self._one_of(table, number, "voice", list(Voice))
        means = self._one_of(table, number, "means", list(Meaning))
        question = Question(
            id=question_id,
            type=kind,
            label=label,
            hint=self.words.text(table.get("hint"), (*place, "hint"), "question", question_id, "hint"),
            rules=self._rules(table, number),
            point=self._point(table, number),
            when=self._when(table, number),
            choices=read_choices(self.words, self.reasons, table, number, question_id),
            required=self._flag(table, number),
            voice=Voice(voice) if voice else None,
            means=Meaning(means) if means else None,
            about=self._about(table, number, kind),
            lowest=self._limit(table, number, "lowest"),
            highest=self._limit(table, number, "highest"),
            unit=clean_line(
                self.words.text(table.get("unit"), (*place, "unit"), "question", question_id, "unit")
            ),
        )
        if (
            question.lowest is not None
            and question.highest is not None
            and question.highest < question.lowest
        ):
            self.source.wrong("'highest' is below the lowest.", *place, "highest")
        self.earlier[question_id] = question
        return question

    def _id(self, table: Table, number: int) -> str | None:
        found = table.get("id")
        if not isinstance(found, str) or not is_question_id(found):
            self.source.wrong(
                "A question needs an id of small letters, digits and _ (and no word of the `when` grammar).",
                "question", number, "id",
            )  # fmt: skip
            return None
        if found in self.earlier:
            self.source.wrong(f"Two questions are called '{found}'.", "question", number, "id")
            return None
        return found

    def _type(self, table: Table, number: int) -> QuestionType | None:
        found = table.get("type")
        if found in list(QuestionType):
            return QuestionType(str(found))
        problem = "has no type" if found is None else f"has the unknown type '{found}'"
        self.source.wrong(
            f"The question {problem}; choose one of {', '.join(QuestionType)}.", "question", number, "type"
        )
        return None

    def _rules(self, table: Table, number: int) -> tuple[str, ...]:
        found = table.get("rule", [])
        ids = [found] if isinstance(found, str) else found
        known = rules()
        for each in ids if isinstance(ids, list) else [ids]:
            if each not in known:
                self.source.wrong(f"The playbook has no rule '{each}'.", "question", number, "rule")
        return tuple(str(each) for each in ids) if isinstance(ids, list) else ()

    def _point(self, table: Table, number: int) -> int:
        latest = max((each.point for each in self.earlier.values()), default=0)
        if "point" not in table:
            return latest + 1
        found = table["point"]
        if not isinstance(found, int) or isinstance(found, bool) or not max(1, latest) <= found <= 999:
            self.source.wrong(f"'point' must be a whole number, no lower than before ({latest}).", "question", number,
                              "point")  # fmt: skip
            return latest
        return found

    def _when(self, table: Table, number: int) -> Expr | None:
        found = table.get("when")
        place = ("question", number, "when")
        if found is None:
            return None
        if not isinstance(found, str):
            self.source.wrong("'when' must be a text such as \"severity >= 3\".", *place)
            return None
        try:
            when = parse_condition(found)
        except ConditionFault as fault:
            self.source.wrong_at(self.source.places.value(*place).inside(fault.column), str(fault))
            return None
        for offset, text in when_faults(when, self.earlier, self.everywhere):
            self.source.wrong_at(self.source.places.value(*place).inside(offset + 1), text)
        return when

    def _flag(self, table: Table, number: int) -> bool:
        found = table.get("required", False)
        if isinstance(found, bool):
            return found
        self.source.wrong("'required' must be true or false.", "question", number, "required")
        return False

    def _one_of(self, table: Table, number: int, key: str, known: Collection[str]) -> str:
        found = table.get(key, "")
        if found == "" or found in known:
            return str(found)
        self.source.wrong(f"'{key}' must be one of {', '.join(known)}.", "question", number, key)
        return ""

    def _about(self, table: Table, number: int, kind: QuestionType) -> str:
        found = table.get("about")
        if kind is not QuestionType.WHY:
            return ""
        earlier_question = self.earlier.get(found) if isinstance(found, str) else None
        if earlier_question is None or earlier_question.type is not QuestionType.TEXT:
            self.source.wrong(
                "A why needs `about`: the id of an earlier text question, whose answer the whys start from.",
                "question", number, "about",
            )  # fmt: skip
            return ""
        return earlier_question.id

    def _limit(self, table: Table, number: int, key: str) -> Decimal | None:
        found = table.get(key)
        if found is None:
            return None
        if isinstance(found, int | float) and not isinstance(found, bool) and Decimal(str(found)).is_finite():
            return Decimal(str(found))
        self.source.wrong(f"'{key}' must be a number.", "question", number, key)
        return None
