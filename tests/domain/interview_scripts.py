"""Small scripts for the tests of the interview."""

from __future__ import annotations

from winback_tui.domain.interview.condition_parser import parse_condition
from winback_tui.domain.interview.script import Choice, Meaning, Question, QuestionType, Script

REASON = Question(
    "reason",
    QuestionType.CHOICE,
    "Which reason?",
    point=1,
    required=True,
    choices=(Choice("price", "Price"), Choice("quality", "Quality"), Choice("other", "Other")),
)
PRICE = Question(
    "limit", QuestionType.NUMBER, "Which price?", point=1, when=parse_condition("reason == price")
)
SEVERITY = Question(
    "severity", QuestionType.SCALE, "How bad?", point=2, required=True, means=Meaning.SEVERITY
)
HUMAN = Question("human", QuestionType.YES_NO, "Human?", point=2, when=parse_condition("severity >= 3"))
WHO = Question("who", QuestionType.TEXT, "Who?", point=2, when=parse_condition("human == yes"))
THANKS = Question("thanks", QuestionType.NOTE, "Thank you.", point=3)


def script(*questions: Question) -> Script:
    """A script of these questions, or of all the small ones."""
    asked = questions or (REASON, PRICE, SEVERITY, HUMAN, WHO, THANKS)
    return Script("small", 1, "Small", "en", ("en",), asked)
