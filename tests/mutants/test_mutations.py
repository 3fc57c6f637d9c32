"""The mutants are what they say, and are tried by the tests that come near them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from tests.mutants.__main__ import ROOT, as_listed, equal_ones
from tests.mutants.blocks import MARK, OUTSIDE, watched
from tests.mutants.mutations import mutants_of, with_fault
from tests.mutants.notes import Notes, read_notes
from tests.mutants.reach import Reach, WatchedTest
from tests.mutants.trial import give_code
from tests.mutants.users import Users, users_of

SOURCE = '''
@dataclass(frozen=True)
class A:
    """A docstring of 5 words."""
    limit: Literal[3] = 7

def f(a, b):
    if a < b and any(a):
        return a + 1
    return min(a, b) if b is None else False

if TYPE_CHECKING:
    W = 8

def g(a, b):
    return [*zip(a, b, strict=True)]
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
    assert ("8", "9") not in told, "what only annotations need stays too"
    assert not any("TYPE_CHECKING" in before for before, _ in told)
    plain = ast.unparse(ast.parse(SOURCE))
    for mutant in mutants_of(SOURCE):
        faulty = ast.unparse(with_fault(SOURCE, mutant))
        assert faulty != plain and mutant.after in faulty
        ast.parse(faulty)


BLOCKS = """
A = 1

@cache
def f(b, c=2):
    'A docstring.'
    if b > 3:
        return 4
    else:
        with b:
            return 5
    def g():
        for each in [6]:
            yield 7
    return [8 for _ in b]
"""


def test_a_mutant_knows_the_block_around_it() -> None:
    found = {mutant.before: mutant.block for mutant in mutants_of(BLOCKS) if mutant.before.isdigit()}
    assert found["1"] == found["2"] == OUTSIDE and found["3"] == found["8"], "one that always runs as a whole"
    assert [len({found[each] for each in group}) for group in ("38", "345", "3678", "34567")] == [1, 3, 3, 5]


def test_a_watched_module_does_the_same_and_notes_its_blocks() -> None:
    reached: list[int] = []
    module: dict[str, Any] = {MARK: reached.append, "cache": lambda made: made}
    exec(compile(watched(BLOCKS), "watched", "exec"), module)
    assert reached == [] and module["f"].__doc__ == "A docstring."
    assert module["f"](9) == 4
    numbers = {mutant.before: mutant.block for mutant in mutants_of(BLOCKS)}
    assert reached == [numbers["3"], numbers["4"]]
    assert module["f"].__code__.co_firstlineno == 4, "lines stay where they are"


def test_functions_that_live_go_on_with_the_fault(tmp_path: Path) -> None:
    place = str(tmp_path / "module.py")
    module: dict[str, Any] = {"cache": lambda made: made}
    exec(compile(BLOCKS, place, "exec"), module)
    f = module["f"]
    (fault,) = (mutant for mutant in mutants_of(BLOCKS) if mutant.before == "4")
    give_code(place, compile(with_fault(BLOCKS, fault), place, "exec"))
    assert f(9) == 5


def test_a_file_of_tests_is_watched_again_after_a_change_of_what_it_ran(tmp_path: Path) -> None:
    for file in ("tests/test_a.py", "winback_tui/a.py", "winback_tui/b.py"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("1")
    ran = frozenset({("a.py", 0), ("a.py", 70)})
    notes = Notes(tmp_path)
    notes.add("tests/test_a.py", [WatchedTest("tests/test_a.py::test_it", 0.5, ran)])
    notes.save(tmp_path / "kept" / "notes.json")

    def kept() -> Notes:
        return read_notes(tmp_path, tmp_path / "kept" / "notes.json")

    assert list(kept().reach(["tests/test_a.py"]).tests_of(("a.py", 70), Users(), 1)) == [
        "tests/test_a.py::test_it"
    ]
    (tmp_path / "winback_tui/b.py").write_text("2")
    assert kept().current("tests/test_a.py") and not kept().current("tests/test_b.py")
    for file in ("tests/test_a.py", "winback_tui/a.py", "tests/lent.py"):
        (tmp_path / file).write_text("2")
        assert not kept().current("tests/test_a.py"), file
        assert kept().current("tests/test_a.py", roughly=True) == (file != "tests/test_a.py")
        (tmp_path / file).write_text("1") if file != "tests/lent.py" else (tmp_path / file).unlink()
        assert kept().current("tests/test_a.py")


def test_the_tests_near_a_block_come_first() -> None:
    reach = Reach(
        [
            WatchedTest("much", 1.0, frozenset({("a.py", 1), ("a.py", 9), ("b.py", 1)})),
            WatchedTest("little", 1.0, frozenset({("a.py", 1)})),
            WatchedTest("neighbour", 1.0, frozenset({("a.py", 9)})),
            WatchedTest("user", 1.0, frozenset({("c.py", 1)})),
            WatchedTest("t.py::far", 1.0, frozenset({("d.py", 1)})),
        ]
    )
    users = Users(("t.py",), (("c.py", 1),), ("c.py",))
    assert list(reach.tests_of(("a.py", 1), users, 60)) == ["little", "much"]
    assert list(reach.tests_of(("a.py", 1), users, 0.5)) == ["little"]
    near = ["t.py::far", "user", "little", "neighbour", "much"]
    assert list(reach.tests_of(("a.py", 0), users, 60)) == near
    assert list(reach.tests_of(("a.py", 2), users, 60)) == near
    assert list(reach.tests_of(("e.py", 0), Users(), 60)) == []


def test_a_number_outside_functions_is_tried_by_the_tests_of_what_names_it(tmp_path: Path) -> None:
    for file, text in (
        (
            "winback_tui/days/a.py",
            "MOST = 3\n_TWICE = 2 * MOST\n\ndef f():\n    return _TWICE\n\nOTHER = 1\n",
        ),
        ("winback_tui/days/b.py", "from .a import MOST\n\ndef g(c):\n    if c:\n        return MOST\n"),
        ("winback_tui/days/c.py", "MOST = 3\n"),
        ("tests/test_a.py", "from winback_tui.days.a import (\n    f,\n    MOST,\n)\n"),
        ("tests/test_b.py", "from winback_tui.days.a import OTHER\n"),
    ):
        (tmp_path / file).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / file).write_text(text)
    files = ["days/a.py", "days/b.py", "days/c.py"]
    users = users_of(tmp_path, "days/a.py", 1, files, ["tests/test_a.py", "tests/test_b.py"])
    assert users == Users(("tests/test_a.py",), (("days/a.py", 1), ("days/b.py", 2)), ("days/b.py",))


def test_the_equal_ones_are_mutants_still() -> None:
    """One whose line has changed says nothing any more."""
    known = equal_ones()
    made = {
        as_listed(ROOT, file, mutant)
        for file in {file for file, *_ in known}
        for mutant in mutants_of((ROOT / "winback_tui" / file).read_text("utf-8"))
    }
    assert known - made == set()
