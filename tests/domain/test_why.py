from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.case import why
from winback_tui.domain.case.why import WhyTree
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.output.why_outline import outline


def chain(*texts: str) -> WhyTree:
    tree = why.add_top((), "n1", texts[0])
    for number, text in enumerate(texts[1:], start=2):
        tree = why.add_why(tree, f"n{number - 1}", f"n{number}", text)
    return tree


def texts(tree: WhyTree) -> list[str]:
    return [node.text for node in tree]


def test_the_first_reason_is_the_stated_one() -> None:
    tree = why.branch(chain("too expensive", "freight"), "n1", "n9", "and slow")
    assert why.stated_why(tree) == why.find(tree, "n1")
    assert texts(why.children(tree, None)) == ["too expensive", "and slow"]
    other = why.mark_stated(tree, "n9")
    assert [node.id for node in other if node.stated] == ["n9"]
    with pytest.raises(BadInput, match="at the top"):
        why.mark_stated(tree, "n2")


def test_five_levels_and_no_more() -> None:
    tree = chain("a", "b", "c", "d", "e")
    assert why.level(tree, "n5") == 5
    with pytest.raises(BadInput, match="5 whys are enough"):
        why.add_why(tree, "n5", "n6", "f")
    assert texts(why.branch(tree, "n5", "n6", "f")) == ["a", "b", "c", "d", "e", "f"]


def test_asking_on_below_a_root_takes_the_mark_away() -> None:
    tree = why.mark_root(chain("a", "b"), "n2", 2)
    deeper = why.add_why(tree, "n2", "n3", "c")
    assert why.roots(deeper) == ()
    aside = why.branch(tree, "n2", "n3", "c")
    assert texts(why.roots(aside)) == ["b"]


def test_one_root_on_a_path_but_several_in_a_tree() -> None:
    tree = why.branch(chain("a", "b", "c"), "n2", "n4", "d")
    both = why.mark_root(why.mark_root(tree, "n3", 3), "n4", 1)
    assert [(node.text, node.confidence) for node in why.roots(both)] == [("c", 3), ("d", 1)]
    higher = why.mark_root(both, "n2", 2)
    assert texts(why.roots(higher)) == ["b", "d"]
    assert texts(why.roots(why.mark_root(both, "n1", 2))) == ["a"]
    assert texts(why.roots(why.unmark_root(both, "n4"))) == ["c"]
    with pytest.raises(BadInput, match="a digit from 0"):
        why.mark_root(tree, "n3", 4)


def test_removing_takes_what_is_below_and_keeps_one_stated() -> None:
    tree = why.branch(chain("a", "b", "c"), "n1", "n9", "z")
    assert texts(why.remove(tree, "n2")) == ["a", "z"]
    left = why.remove(tree, "n1")
    assert texts(left) == ["z"] and left[0].stated
    assert why.remove(left, "n9") == ()


def test_words_are_cleaned_and_needed() -> None:
    tree = why.add_top((), "n1", "  [red]too\n dear\x1b[31m ")
    assert tree[0].text == "[red]too dear"
    assert texts(why.edit(tree, "n1", "dear")) == ["dear"]
    for blank in ("", " \n", "\x07"):
        with pytest.raises(BadInput, match="some words"):
            why.edit(tree, "n1", blank)
    with pytest.raises(BadInput, match="already written down"):
        why.add_top(tree, "n1", "twice")
    with pytest.raises(NotFound):
        why.edit(tree, "gone", "x")


def test_summary_is_the_roots_or_else_the_last_why() -> None:
    tree = chain("a", "b")
    assert why.summary(()) == ""
    assert why.summary(tree) == "b"
    assert why.summary(why.mark_root(tree, "n1", 1)) == "a"


def test_rows_in_any_order_and_with_a_lost_parent_lose_no_text() -> None:
    tree = why.branch(chain("a", "b", "c"), "n2", "n4", "d")
    assert why.in_order(reversed(tree)) == tree
    orphan = why.in_order([node for node in tree if node.id != "n2"])
    assert sorted(texts(orphan)) == ["a", "c", "d"]
    assert why.find(orphan, "n3").parent_id is None


def test_outline_of_a_chain_and_of_branches() -> None:
    tree = why.mark_root(chain("too expensive", "freight", "late"), "n3", 2)
    assert [str(line) for line in outline(tree)] == [
        "1  “too expensive”  [stated]",
        "2   └ freight",
        "3      └ late  [root, likely]",
    ]
    branched = why.branch(tree, "n2", "n4", "a rival pays it")
    assert [line.lead + line.text for line in outline(branched)] == [
        "1  “too expensive”",
        "2   ├ freight",
        "3   │  └ late",
        "2   └ a rival pays it",
    ]
    assert outline(()) == []


OPERATIONS = ("top", "why", "branch", "root", "unroot", "stated", "edit", "remove")


def apply(tree: WhyTree, operation: str, pick: int, fresh: Iterator[int]) -> WhyTree:
    new = f"n{next(fresh):04}"
    if operation == "top" or not tree:
        return why.add_top(tree, new, f"text {new}")
    chosen = tree[pick % len(tree)].id
    match operation:
        case "why":
            return why.add_why(tree, chosen, new, f"text {new}")
        case "branch":
            return why.branch(tree, chosen, new, f"text {new}")
        case "root":
            return why.mark_root(tree, chosen, pick % 4)
        case "unroot":
            return why.unmark_root(tree, chosen)
        case "stated":
            return why.mark_stated(tree, chosen)
        case "edit":
            return why.edit(tree, chosen, f"edited {pick}")
        case _:
            return why.remove(tree, chosen)


def assert_sound(tree: WhyTree) -> None:
    seen: set[str] = set()
    for node in tree:
        assert node.id not in seen
        assert node.parent_id is None or node.parent_id in seen, "a parent stands before its children"
        seen.add(node.id)
        assert 1 <= why.level(tree, node.id) <= why.LEVELS
        assert not (node.root and any(above.root for above in why.ancestors(tree, node.id)))
    assert sum(node.stated for node in tree) == (1 if tree else 0)
    assert all(node.parent_id is None for node in tree if node.stated)
    for parent in (None, *seen):
        ordinals = [node.ordinal for node in why.children(tree, parent)]
        assert ordinals == sorted(set(ordinals))
    assert why.in_order(tree) == tree
    assert [line.node for line in outline(tree)] == list(tree)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 50)), max_size=40))
def test_any_sequence_of_operations_leaves_a_sound_forest(steps: list[tuple[str, int]]) -> None:
    tree: WhyTree = ()
    fresh = count(1)
    for operation, pick in steps:
        before = tree
        try:
            tree = apply(tree, operation, pick, fresh)
        except BadInput:
            continue
        assert_sound(tree)
        if operation not in {"remove"}:
            stayed = {node.id for node in before}
            assert [node.id for node in tree if node.id in stayed] == [node.id for node in before], (
                "order is stable"
            )
