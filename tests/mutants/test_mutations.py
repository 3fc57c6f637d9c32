"""The mutants are what they say, and `targets.toml` names files that are there."""

from __future__ import annotations

import ast
import tomllib

from tests.mutants.__main__ import ROOT
from tests.mutants.mutations import mutants_of

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
        assert mutant.source != plain
        ast.parse(mutant.source)


def test_the_targets_are_there() -> None:
    targets = tomllib.loads((ROOT / "tests/mutants/targets.toml").read_text())["files"]
    for file, tests in targets.items():
        assert (ROOT / "winback_tui" / file).is_file() and tests
        assert [name for name in tests if not (ROOT / name).is_file()] == [], file
