from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.interview.condition_expr import (
    Answered,
    Both,
    Compare,
    Either,
    Expr,
    Not,
    condition_holds,
    condition_text,
)
from winback_tui.domain.interview.condition_parser import RESERVED, ConditionFault, parse_condition

ANSWERS = {
    "severity": "4",
    "human": "yes",
    "reason": "price",
    "note": "they said",
    "cost": "12.50",
    "gone": "",
}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("severity >= 3", True),
        ("severity > 4", False),
        ("severity < 4.5", True),
        ("severity == 4.0", True),
        ("severity <= 3", False),
        ("severity >= 3 and human == yes", True),
        ("severity >= 3 and human == no", False),
        ("human == no or reason == price", True),
        ("reason in [price, quality]", True),
        ("reason not in [price, quality]", False),
        ('reason in ["nicer-specialist", nicer-specialist]', False),
        ("answered(note)", True),
        ("answered(gone)", False),
        ("not answered(gone)", True),
        ("not (severity >= 3 and human == yes)", False),
        ("not not human == yes", True),
        ("cost == 12.5", True),
        ("cost > -1", True),
        ("reason > 3", False),
        ("human == no and human == no or human == yes", True),
        ("human == no and (human == no or human == yes)", False),
        ("  severity\n >= 3 ", True),
    ],
)
def test_what_holds(when: str, expected: bool) -> None:
    assert condition_holds(parse_condition(when), ANSWERS) is expected


@pytest.mark.parametrize("op", ["==", "!=", "<", "<=", ">", ">="])
def test_an_unanswered_question_makes_every_comparison_false(op: str) -> None:
    assert not condition_holds(parse_condition(f"gone {op} 3"), ANSWERS)
    assert not condition_holds(parse_condition(f"never_asked {op} 3"), ANSWERS)
    assert not condition_holds(parse_condition("gone not in [a, b]"), ANSWERS)


@pytest.mark.parametrize(
    ("when", "line", "column", "words"),
    [
        ("severity =< 3", 1, 10, "'=' is not part"),
        ("severity >= ", 1, 13, "a number but found the end"),
        ("severity >= yes", 1, 13, "a number but found 'yes'"),
        ("severity", 1, 9, "one of == !="),
        ("severity >= 3 human == yes", 1, 15, "'and', 'or' or the end"),
        ("(severity >= 3", 1, 15, "')'"),
        ("answered severity", 1, 10, "'('"),
        ("reason in [price", 1, 17, "']'"),
        ("reason in []", 1, 12, "a number, a word or a quoted text"),
        ("reason in price", 1, 11, "'['"),
        ("3 <= severity", 1, 1, "the id of a question"),
        ("severity >= 3 and\n  and human == yes", 2, 3, "the id of a question"),
        ("reason == 'price", 1, 11, "' is not part"),
        ("", 1, 1, "the id of a question but found the end"),
        ("not", 1, 4, "the id of a question"),
        ("reason == and", 1, 11, "a number, a word"),
        ("__import__('os')", 1, 11, "one of == !="),
    ],
)
def test_a_fault_names_line_and_column(when: str, line: int, column: int, words: str) -> None:
    with pytest.raises(ConditionFault) as caught:
        parse_condition(when)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in str(caught.value)


def test_depth_and_length_are_limited() -> None:
    with pytest.raises(ConditionFault, match="nested"):
        parse_condition("(" * 60 + "a == 1" + ")" * 60)
    with pytest.raises(ConditionFault, match="nested"):
        parse_condition("not " * 60 + "a == 1")
    with pytest.raises(ConditionFault, match="1000 characters"):
        parse_condition("a == 1 or " * 200)


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda name: name not in RESERVED)
words = st.one_of(
    st.integers(-99, 99).map(str),
    st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True),
    st.text("abc '[]()=,", max_size=8),
)
comparisons = st.one_of(
    st.builds(
        lambda name, op, number: Compare(name, op, (str(number),)),
        names,
        st.sampled_from(["<", "<=", ">", ">="]),
        st.integers(-9, 9),
    ),
    st.builds(
        lambda name, op, value: Compare(name, op, (value,)), names, st.sampled_from(["==", "!="]), words
    ),
    st.builds(
        lambda name, op, values: Compare(name, op, tuple(values)),
        names,
        st.sampled_from(["in", "not in"]),
        st.lists(words, min_size=1, max_size=3),
    ),
    st.builds(Answered, names),
)
expressions: st.SearchStrategy[Expr] = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(Not, inner), st.builds(Both, inner, inner), st.builds(Either, inner, inner)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "when",
    [
        "a == 1",
        "not a == 1",
        "not answered(a)",
        "a == 1 and b == 2 and c in [1, 2]",
        "a == 1 or b == 2 or answered(c)",
        "a == 1 and (b == 2 and c == 3)",
        "(a == 1 or b == 2) and c == 3",
        "not (a == 1 and b == 2)",
    ],
)
def test_a_condition_is_written_with_no_more_brackets_than_it_needs(when: str) -> None:
    assert condition_text(parse_condition(when)) == when


def _without_places(condition: Expr) -> Expr:
    match condition:
        case Not(inner):
            return Not(_without_places(inner))
        case Both(left, right):
            return Both(_without_places(left), _without_places(right))
        case Either(left, right):
            return Either(_without_places(left), _without_places(right))
        case Answered(name):
            return Answered(name)
        case Compare(name, op, values):
            return Compare(name, op, values)


@settings(max_examples=200, deadline=None)
@given(expressions)
def test_what_is_written_reads_back_as_the_same_condition(condition: Expr) -> None:
    text = condition_text(condition)
    if len(text) <= 1_000:
        assert _without_places(parse_condition(text)) == condition


@settings(max_examples=200, deadline=None)
@given(st.text("ab ()[],'\"=<>!3-.\nandornotin", max_size=40))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    try:
        parse_condition(text)
    except ConditionFault as fault:
        lines = text.split("\n")
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
