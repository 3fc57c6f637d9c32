"""The mutants are what they say, and are tried by the tests that come near them."""

from __future__ import annotations

import ast

from tests.mutants.__main__ import ROOT, equal_ones
from tests.mutants.mutations import mutants_of, with_fault
from tests.mutants.reach import Reach, WatchedTest

SOURCE = '''
@dataclass(frozen=True)
class A:
    """A docstring of 5 words."""
    limit: Literal[3] = 7

def f(a, b):
    if a < b and any(a):
        return a + 1
    return min(a, b) if b is None else False
'''


def test_each_mutant_is_one_small_fault() -> None:
    told = {(mutant.before, mutant.after) for mutant in mutants_of(SOURCE)}
    assert {
        ("a < b", "a <= b"),
        ("a < b and any(a)", "a < b or any(a)"),
        ("any(a)", "all(a)"),
        ("a + 1", "a - 1"),
        ("min(a, b)", "max(a, b)"),
        ("b is None", "b is not None"),
        ("False", "True"),
        ("7", "8"),
    } <= told
    assert ("True", "False") not in told and ("3", "4") not in told, "decorators and annotations stay"
    plain = ast.unparse(ast.parse(SOURCE))
    for mutant in mutants_of(SOURCE):
        faulty = with_fault(SOURCE, mutant)
        assert faulty != plain and mutant.after in faulty
        ast.parse(faulty)


def test_a_mutant_knows_the_function_around_it() -> None:
    """By the line that the function's code object begins with: its first decorator's."""
    source = "A = 1\n\n@cache\ndef f():\n    def g():\n        return 2\n    return 3\n"
    assert {mutant.before: mutant.function for mutant in mutants_of(source)} == {"1": 0, "2": 5, "3": 3}


def test_the_tests_near_a_function_come_first() -> None:
    reach = Reach(
        [
            WatchedTest("much", 1.0, frozenset({("a.py", 1), ("a.py", 9), ("b.py", 1)})),
            WatchedTest("little", 1.0, frozenset({("a.py", 1)})),
            WatchedTest("neighbour", 1.0, frozenset({("a.py", 9)})),
            WatchedTest("user", 1.0, frozenset({("c.py", 1)})),
            WatchedTest("far", 1.0, frozenset({("d.py", 1)})),
        ]
    )
    assert reach.tests_of(("a.py", 1), ["c.py"], 60) == ["little", "much", "neighbour", "user"]
    assert reach.tests_of(("a.py", 1), ["c.py"], 1.5) == ["little", "much"]
    assert reach.tests_of(("e.py", 0), ["c.py"], 60) == ["user"]
    assert reach.tests_of(("e.py", 0), [], 60) == []


def test_the_equal_ones_are_mutants_still() -> None:
    """One whose line has changed says nothing any more."""
    known = equal_ones()
    made = {
        (file, mutant.before, mutant.after)
        for file in {file for file, _, _ in known}
        for mutant in mutants_of((ROOT / "winback_tui" / file).read_text("utf-8"))
    }
    assert known - made == set()
